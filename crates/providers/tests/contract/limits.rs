//! What cannot be sent is refused before anything is sent.

use domain::payload::Payload;
use domain::tax::{TaxRate, Treatment};
use providers::{Obstacle, Outcome, Refusal};

use crate::acts::Acts as _;
use crate::office::Office;
use crate::sample::{MARKER, day};

for_each_office!(
    what_makes_no_invoice_is_not_sent,
    what_does_not_belong_together_is_not_added,
    no_text_is_cut_off,
);

/// Whether a tool takes a text, and how it is set.
type Field = (bool, fn(&mut Payload, String));

/// A change that spoils a payload, and what is said of it.
type Spoilt = (fn(&mut Payload), Obstacle);

const SPOILT: [Spoilt; 5] = [
    (|payload| payload.positions.clear(), Obstacle::NoPositions),
    (
        |payload| "CHF".clone_into(&mut payload.currency),
        Obstacle::Currency,
    ),
    (
        |payload| payload.positions[1].tax = TaxRate(1600),
        Obstacle::TaxRate,
    ),
    (
        |payload| payload.treatment = Treatment::Exempt,
        Obstacle::TaxRate,
    ),
    (
        |payload| payload.service_to = day(9, 30),
        Obstacle::PeriodEndsBeforeStart,
    ),
];

async fn what_makes_no_invoice_is_not_sent<O: Office>() {
    let office = O::open().await;
    let good = office.october().await;
    for (spoil, obstacle) in SPOILT {
        let mut payload = good.clone();
        spoil(&mut payload);
        let outcome = office.adapter().create(&payload, MARKER).await;
        let refusal = Refusal::NotSendable(obstacle);
        assert_eq!(outcome, Outcome::NotExecuted(refusal));
    }
    assert_eq!(office.writes().await, 0);
}

async fn what_does_not_belong_together_is_not_added<O: Office>() {
    let office = O::open().await;
    let (good, before) = office.drafted().await;
    let stranger = office.customer("O'Brien Ltd.").await;
    let mut other = good.clone();
    other.customer = stranger;
    let mut exempt = good.clone();
    exempt.treatment = Treatment::Exempt;
    for line in &mut exempt.positions {
        line.tax = TaxRate(0);
    }
    let mut empty = good;
    empty.positions.clear();
    for (payload, obstacle) in [
        (other, Obstacle::OtherCustomer),
        (exempt, Obstacle::OtherTreatment),
        (empty, Obstacle::NoPositions),
    ] {
        let outcome = office.adapter().append(&payload, &before).await;
        let refusal = Refusal::NotSendable(obstacle);
        assert_eq!(outcome, Outcome::NotExecuted(refusal));
    }
    assert_eq!(office.writes().await, 0);
}

/// A text of any length is on the draft as a whole, or nothing is sent.
async fn no_text_is_cut_off<O: Office>() {
    let office = O::open().await;
    let tool = office.tool();
    let good = office.october().await;
    for length in [26, 256, 2_001, 10_000] {
        let text = "ä".repeat(length);
        let fields: [Field; 4] = [
            (tool.header, |payload, text| payload.header = text),
            (tool.texts, |payload, text| payload.intro = text),
            (tool.texts, |payload, text| payload.closing = text),
            (true, |payload, text| payload.positions[1].text = text),
        ];
        for (index, (_, set)) in fields.into_iter().enumerate().filter(|(_, field)| field.0) {
            let mut payload = good.clone();
            set(&mut payload, text.clone());
            let sent = office.writes().await;
            match office.adapter().create(&payload, MARKER).await {
                Outcome::Executed { remote_id } => {
                    office.complete(&remote_id, &payload, None).await.unwrap();
                    let found = office.read(&remote_id).await;
                    assert_eq!(office.differs(&payload, &found), []);
                    let raw = office.raw(&remote_id).await;
                    assert!(index == 3 || raw.contains(&text), "field {index}, {length}");
                }
                Outcome::NotExecuted(Refusal::NotSendable(Obstacle::TextTooLong {
                    most, ..
                })) => {
                    assert!(most < length, "field {index}: {most} of {length}");
                    assert_eq!(office.writes().await, sent);
                }
                outcome => panic!("field {index}, {length}: {outcome:?}"),
            }
        }
    }
}
