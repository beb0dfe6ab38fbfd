//! A process that dies between two pieces of a draft: whoever goes on goes by what the draft holds.

use std::sync::Arc;

use billing::Phase;
use chrono::TimeDelta;
use domain::InvoiceId;
use domain::invoice::InvoiceState;
use serde_json::{Value, json};
use store::testing::{for_each_db, on_sqlite};

use crate::at_moment::AtMoment;
use crate::crashes::die;
use crate::endings::{assert_added, assert_one_whole_draft, finish};
use crate::office::{Office, SOON};
use crate::pieces::{BOTH, LINE};
use crate::simulated::{Simulated, lines_of, office_with};

/// Waits until the documents differ from those before by one with so many lines.
async fn until_lines(tool: &Simulated, before: &[Value], count: usize) {
    let there = async {
        loop {
            let changed = tool.documents_beside(before).await;
            if changed
                .first()
                .is_some_and(|document| lines_of(document).len() == count)
            {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(SOON, there).await.unwrap();
}

/// Presses with a process that dies when the document has so many lines, without hearing of the last one.
async fn die_at_line(
    office: &Office,
    tool: &Simulated,
    id: InvoiceId,
    before: &[Value],
    count: usize,
) {
    // The lines that a draft had before are sent by nobody.
    let former = match office.stored(id).await.before_image {
        Some(image) => {
            let image: providers::BeforeImage = serde_json::from_str(&image).unwrap();
            image.document.lines.len()
        }
        None => 0,
    };
    let order = json!({"after": count - 1, "delay_ms": 3_600_000});
    tool.fault_at(LINE, "late_after_commit", &order).await;
    let (engine, version) = (office.engine("dying"), office.stored(id).await.version);
    let anna = office.anna;
    tokio::spawn(async move { engine.create(id, anna, version).await.map(drop) });
    until_lines(tool, before, former + count).await;
}

/// Takes over after a process that died.
async fn recovered(office: &Office, id: InvoiceId, what: &str) {
    let engine = office.engine("b");
    engine.recover().await.unwrap();
    let state = engine.state(id).await.unwrap().name();
    let pending = [InvoiceState::Unknown, InvoiceState::Created];
    assert!(pending.contains(&state), "{what}: {state:?}");
    finish(office, id, what).await;
}

#[tokio::test]
async fn a_process_that_dies_after_any_line_leaves_a_beginning_that_is_gone_on_with() {
    for tool in BOTH {
        for count in 1..=12 {
            on_sqlite(async |store| {
                let what = format!("{tool:?} after line {count}");
                let (office, tool) = office_with(store, tool).await;
                let id = office.invoice().await;
                let before = tool.documents().await;
                die_at_line(&office, &tool, id, &before, count).await;
                recovered(&office, id, &what).await;
                assert_one_whole_draft(&tool, &before, &what).await;
                assert_eq!(tool.count(LINE).await, 12, "{what}");
            })
            .await;
        }
    }
}

#[tokio::test]
async fn a_process_that_dies_while_it_adds_leaves_a_beginning_that_is_gone_on_with() {
    for tool in BOTH {
        for count in [1, 6, 12] {
            on_sqlite(async |store| {
                let what = format!("{tool:?} after line {count}");
                let (office, tool) = office_with(store, tool).await;
                let (id, image) = tool.addition(&office).await;
                let before = tool.documents().await;
                die_at_line(&office, &tool, id, &before, count).await;
                recovered(&office, id, &what).await;
                assert_added(&tool, &before, &image.remote_id, &what).await;
                assert_eq!(tool.count(LINE).await, 12, "{what}");
            })
            .await;
        }
    }
}

#[tokio::test]
async fn a_process_that_dies_with_the_head_alone_is_followed_by_one_that_finds_it() {
    let phases = [
        (Phase::AnswerReceived, 0),
        (Phase::BeforeReadBack, 0),
        (Phase::BeforeDone, 12),
    ];
    for tool in BOTH {
        for (phase, lines) in phases {
            for_each_db(async |store| {
                let what = format!("{tool:?} {}", phase.as_str());
                let (office, tool) = office_with(store, tool).await;
                let id = office.invoice().await;
                let before = tool.documents().await;
                die(&office, id, phase).await;
                until_lines(&tool, &before, lines).await;
                recovered(&office, id, &what).await;
                assert_one_whole_draft(&tool, &before, &what).await;
                assert_eq!(
                    (tool.saves().await, tool.count(LINE).await),
                    (1, 12),
                    "{what}"
                );
            })
            .await;
        }
    }
}

/// Whoever has the next turn may be writing lines already.
#[tokio::test]
async fn a_process_that_is_held_up_until_its_turn_is_over_writes_no_line() {
    for tool in BOTH {
        on_sqlite(async |store| {
            let (office, tool) = office_with(store, tool).await;
            let id = office.invoice().await;
            let before = tool.documents().await;
            let clock = office.clock.clone();
            let held_up = AtMoment::new(Phase::BeforeReadBack, async move {
                clock.advance(TimeDelta::minutes(2));
            });
            let engine = office.engine("a").telling(Arc::new(held_up));

            office.create(&engine, id).await;

            assert_eq!(tool.count(LINE).await, 0);
            finish(&office, id, "held up").await;
            assert_one_whole_draft(&tool, &before, "held up").await;
        })
        .await;
    }
}
