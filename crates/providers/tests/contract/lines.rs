//! Lines that are written one by one, where a tool takes drafts in pieces.

use std::time::Duration;

use chrono::TimeDelta;
use domain::payload::Payload;
use providers::{Pieces, ProviderError};
use serde_json::json;

use crate::acts::{Acts as _, executed};
use crate::office::Office;
use crate::sample::MARKER;

for_each_office!(
    a_line_that_is_turned_away_says_why_and_is_not_there,
    a_line_whose_answer_cannot_be_read_is_looked_for,
    no_line_is_begun_after_its_time,
    each_line_is_sent_once,
);

/// A tool that writes line by line, with the head of a draft.
struct Begun<O> {
    office: O,
    operation: &'static str,
    payload: Payload,
    id: String,
}

/// None where drafts are written as a whole.
async fn begun<O: Office>() -> Option<Begun<O>> {
    let operation = O::OPERATIONS.add_line?;
    let office = O::open().await;
    let payload = office.october().await;
    let id = executed(office.adapter().create(&payload, MARKER).await);
    Some(Begun {
        office,
        operation,
        payload,
        id,
    })
}

impl<O: Office> Begun<O> {
    async fn complete(&self) -> Result<(), ProviderError> {
        self.office.complete(&self.id, &self.payload, None).await
    }

    async fn assert_is_whole(&self) {
        let found = self.office.read(&self.id).await;
        assert_eq!(self.office.differs(&self.payload, &found), []);
    }
}

async fn a_line_that_is_turned_away_says_why_and_is_not_there<O: Office>() {
    let Some(begun) = begun::<O>().await else {
        return;
    };
    for status in [400, 401, 403, 404, 422, 429] {
        let order = json!({"status": status, "retry_after": "17"});
        let desk = begun.office.desk();
        desk.fault_with(begun.operation, "status_before_commit", order)
            .await;
        let stopped = begun.complete().await;
        let fits = match &stopped {
            Err(ProviderError::Unauthorized) => status == 401,
            Err(ProviderError::Forbidden { message }) => status == 403 && !message.is_empty(),
            Err(ProviderError::Refused { message }) => {
                matches!(status, 400 | 404 | 422) && !message.is_empty()
            }
            Err(ProviderError::RateLimited { retry_after }) => {
                status == 429 && *retry_after == Duration::from_secs(17)
            }
            _ => false,
        };
        assert!(fits, "{status}: {stopped:?}");
        assert_eq!(begun.office.read(&begun.id).await.lines, []);
    }
    assert_eq!(begun.complete().await, Ok(()));
    begun.assert_is_whole().await;
}

async fn a_line_whose_answer_cannot_be_read_is_looked_for<O: Office>() {
    for fault in [
        "malformed_body",
        "html_body",
        "empty_body",
        "wrong_type_body",
        "lost_after_commit",
        "wrong_media_type",
    ] {
        let Some(begun) = begun::<O>().await else {
            return;
        };
        let desk = begun.office.desk();
        desk.fault_with(begun.operation, fault, json!({"count": 3}))
            .await;
        assert_eq!(begun.complete().await, Ok(()), "{fault}");
        assert_eq!(desk.count(begun.operation).await, 3, "{fault}");
        begun.assert_is_whole().await;
    }
}

async fn no_line_is_begun_after_its_time<O: Office>() {
    let Some(begun) = begun::<O>().await else {
        return;
    };
    let pieces = Pieces {
        remote_id: &begun.id,
        payload: &begun.payload,
        before: None,
        until: begun.office.now() - TimeDelta::seconds(1),
    };
    let stopped = begun.office.adapter().complete(&pieces).await;
    let open = matches!(stopped, Err(ProviderError::Unavailable { .. }));
    assert!(open, "{stopped:?}");
    let desk = begun.office.desk();
    assert_eq!(desk.count(begun.operation).await, 0);
}

async fn each_line_is_sent_once<O: Office>() {
    let Some(begun) = begun::<O>().await else {
        return;
    };
    for _ in 0..2 {
        assert_eq!(begun.complete().await, Ok(()));
        let desk = begun.office.desk();
        assert_eq!(desk.count(begun.operation).await, 3);
    }
    begun.assert_is_whole().await;
}
