//! A tool that answers nothing but "too many requests", with every kind of `Retry-After`: it is asked rarely, and in the
//! end the invoice is billed.

use std::sync::Arc;

use billing::{Engine, Phase, Setback, State};
use chrono::TimeDelta;
use domain::InvoiceId;
use domain::invoice::InvoiceState;
use serde_json::json;
use store::testing::on_sqlite;

use crate::at_moment::AtMoment;
use crate::endings::{assert_one_whole_draft, finish};
use crate::office::Office;
use crate::simulated::{Simulated, Tool, office_with};

/// What the tool says beside its 429, and how often it may be asked within ten minutes then. The plan of looks alone
/// asks three times (after 15 s, 1 min, 5 min), and one look may begin with several requests.
const STORMS: [(&str, u64); 8] = [
    ("0", 4),
    ("1", 4),
    ("60", 4),
    ("3600", 2),
    ("-1", 4),
    ("Sun, 22 Nov 2026 11:00:00 GMT", 2),
    ("soon", 4),
    ("", 4),
];

/// From now on the tool answers nothing else.
async fn breaks_loose(tool: &Simulated, retry_after: &str) {
    let order = json!({"status": 429, "retry_after": retry_after, "count": 1_000_000});
    tool.fault_at("any", "status_before_commit", &order).await;
}

/// Ten minutes, of which the worker uses every ten seconds; answers how often the tool was asked.
async fn rages(office: &Office, engine: &Engine, tool: &Simulated) -> u64 {
    let before = tool.requests().await;
    for _ in 0..60 {
        engine.work().await.unwrap();
        office.clock.advance(TimeDelta::seconds(10));
    }
    tool.requests().await - before
}

async fn is_over(office: &Office, tool: &Simulated, id: InvoiceId, what: &str) {
    tool.no_more_faults().await;
    office.clock.advance(TimeDelta::minutes(10));
    finish(office, id, what).await;
}

#[tokio::test]
async fn a_draft_that_is_looked_for_in_a_storm_is_asked_for_rarely_and_found_after_it() {
    for kind in Tool::ALL {
        for (retry_after, at_most) in STORMS {
            on_sqlite(async |store| {
                let (office, tool) = office_with(store, kind).await;
                let tool = Arc::new(tool);
                let before = tool.documents().await;
                let id = office.invoice().await;
                tool.fault("lost_after_commit", &json!({})).await;
                let stormy = tool.clone();
                let storm = async move { breaks_loose(&stormy, retry_after).await };
                let moments = AtMoment::new(Phase::AnswerReceived, storm);
                let engine = office.engine("a").telling(Arc::new(moments));
                let what = format!("{kind:?}, Retry-After: {retry_after:?}");

                let state = office.create(&engine, id).await;
                assert_eq!(state.name(), InvoiceState::Unknown, "{what}: {state:?}");
                let asked = rages(&office, &engine, &tool).await;

                assert!(
                    (1..=at_most).contains(&asked),
                    "{what}: asked {asked} times"
                );
                assert_eq!(office.locked().await, 12, "{what}");
                is_over(&office, &tool, id, &what).await;
                assert_one_whole_draft(&tool, &before, &what).await;
            })
            .await;
        }
    }
}

#[tokio::test]
async fn who_sends_in_a_storm_has_sent_nothing_and_can_send_after_it() {
    for kind in Tool::ALL {
        for (retry_after, _) in STORMS {
            on_sqlite(async |store| {
                let (office, tool) = office_with(store, kind).await;
                let before = tool.documents().await;
                let id = office.invoice().await;
                breaks_loose(&tool, retry_after).await;
                let engine = office.engine("a");
                let what = format!("{kind:?}, Retry-After: {retry_after:?}");
                let requests = tool.requests().await;

                let state = office.create(&engine, id).await;

                let setback = matches!(
                    &state,
                    State::Preparing {
                        setback: Some(Setback::RateLimited { .. })
                    }
                );
                assert!(setback, "{what}: {state:?}");
                assert_eq!(
                    (office.locked().await, tool.requests().await - requests),
                    (0, 1),
                    "{what}"
                );
                assert_eq!(
                    rages(&office, &engine, &tool).await,
                    0,
                    "{what}: nobody asked for it"
                );
                is_over(&office, &tool, id, &what).await;
                assert_one_whole_draft(&tool, &before, &what).await;
            })
            .await;
        }
    }
}
