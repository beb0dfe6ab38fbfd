//! What is stored otherwise than it was sent is seen when the draft is read back.

use providers::{Difference, Outcome, What};
use serde_json::{Value, json};

use crate::acts::{Acts as _, executed};
use crate::office::Office;
use crate::sample::MARKER;

for_each_office!(
    each_thing_that_differs_is_noticed,
    each_thing_that_differs_after_an_addition_is_noticed,
);

const HEADS: [(&str, What); 3] = [
    ("changed_contact", What::Customer),
    ("changed_status", What::Status),
    ("changed_reference", What::Reference),
];

const LINES: [(&str, What); 7] = [
    ("changed_text", What::Text),
    ("changed_quantity", What::Quantity),
    ("changed_price", What::Price),
    ("changed_tax_rate", What::Tax),
    ("changed_net", What::Net),
    ("dropped_line", What::LineCount),
    ("extra_line", What::LineCount),
];

fn notices(differences: &[Difference], what: What) -> bool {
    differences.iter().any(|difference| difference.what == what)
}

/// Where lines come one by one, the last of three is hit: what comes after it could put a sum right again.
fn at_the_end(as_a_whole: bool) -> Value {
    json!({"after": if as_a_whole { 0 } else { 2 }})
}

async fn each_thing_that_differs_is_noticed<O: Office>() {
    let office = O::open().await;
    let payload = office.october().await;
    let (create, add) = (O::OPERATIONS.create, O::OPERATIONS.add_line);
    let heads = HEADS.map(|(fault, what)| (create, fault, what));
    let lines = LINES.map(|(fault, what)| (add.unwrap_or(create), fault, what));
    for (operation, fault, what) in heads.into_iter().chain(lines) {
        if what == What::Reference && !office.tool().marker {
            continue;
        }
        office
            .desk()
            .fault_with(operation, fault, at_the_end(operation == create))
            .await;
        let id = executed(office.adapter().create(&payload, MARKER).await);
        // Where lines come one by one, it may be seen at once, and nothing more is written.
        let completed = office.complete(&id, &payload, None).await;
        let found = office.read(&id).await;
        let differences = office.differs(&payload, &found);
        let seen = notices(&differences, what) || completed.is_err() && !differences.is_empty();
        assert!(seen, "{fault}: {completed:?} {differences:?}");
        office.desk().no_more_faults().await;
    }
}

async fn each_thing_that_differs_after_an_addition_is_noticed<O: Office>() {
    let operation = O::OPERATIONS.add_line.unwrap_or(O::OPERATIONS.create);
    // A head is written with the lines or not at all.
    let heads = HEADS
        .into_iter()
        .filter(|(_, what)| O::OPERATIONS.add_line.is_none() && *what != What::Reference);
    for (fault, _) in heads.chain(LINES) {
        // A line that was there, and the last of ours.
        for line in [Some(0), None] {
            let office = O::open().await;
            let (payload, before) = office.drafted().await;
            let mut order = at_the_end(O::OPERATIONS.add_line.is_none());
            order["line"] = json!(line);
            office.desk().fault_with(operation, fault, order).await;
            let outcome = office.adapter().append(&payload, &before).await;
            let Outcome::Executed { remote_id } = outcome else {
                panic!("{fault}: {outcome:?}");
            };
            let completed = office.complete(&remote_id, &payload, Some(&before)).await;
            let found = office.read(&remote_id).await;
            let differences = office.differs_from_added(&payload, &before, &found);
            assert!(!differences.is_empty(), "{fault} {line:?}: {completed:?}");
        }
    }
}
