//! Looking for a draft that carries no marker, by what it holds.
//!
//! Invoices have no field for a reference of ours that is not printed. What can be asked for is the invoices of the
//! customer since some day, archived ones too; each of them is read and compared. What was written a moment ago may be
//! missing in the list, and what resembles ours without being it is left to a person. The list is the only way there is,
//! so an earlier invoice that it finds (the canary) would prove nothing about this one.

use chrono::TimeDelta;

use super::calls::Api;
use super::dates;
use super::received::{self, Received};
use super::voucherlist::{self, Voucher};
use crate::compare::{Expected, What, compare, same_letters};
use crate::error::ProviderError;
use crate::provider::{Lookup, ReadBack, Sought};

/// Every state that an invoice may have reached meanwhile.
const STATES: &str = "draft,open,paid,paidoff,voided";
/// How far our clock and theirs may be apart, fractions of seconds that the list leaves out included.
const SLACK: TimeDelta = TimeDelta::minutes(2);
/// How long the list may lag behind. Nobody has published a number.
const LAG: TimeDelta = TimeDelta::seconds(60);
/// More documents of one customer since then are not read one by one.
const MOST: usize = 20;

/// Whether the draft that was to be written exists.
pub(super) async fn find(api: &Api, sought: &Sought<'_>) -> Result<Lookup, ProviderError> {
    let day = |at| dates::day(at).to_string();
    let (from, to) = (
        day(sought.since - TimeDelta::days(1)),
        day(api.now() + TimeDelta::days(1)),
    );
    let days = [
        ("createdDateFrom", from.as_str()),
        ("createdDateTo", to.as_str()),
    ];
    let customer = &sought.payload.customer.id;
    let listing = voucherlist::of_customer(api, customer, STATES, &days).await?;
    let candidates: Vec<&Voucher> = listing
        .rows
        .iter()
        .filter(|row| could_be(row, sought))
        .collect();
    if candidates.len() > MOST {
        return Ok(inconclusive(
            "the customer got too many invoices meanwhile",
            true,
        ));
    }
    let mut verdict = Verdict::default();
    // The list is newest first.
    for row in candidates.into_iter().rev() {
        if let Some(received) = received::read(api, &row.id).await? {
            verdict.add(&received, sought)?;
        }
    }
    let settled = listing.complete && api.now() - sought.since >= LAG;
    Ok(verdict.say(settled))
}

/// A row without a date that can be read could be anything.
fn could_be(row: &Voucher, sought: &Sought<'_>) -> bool {
    let is_copied_one = sought
        .before
        .is_some_and(|before| before.remote_id == row.id);
    let in_time = row
        .created()
        .is_none_or(|created| created >= sought.since - SLACK);
    in_time && !is_copied_one && !sought.others.contains(&row.id)
}

/// What the candidates were found to be.
#[derive(Default)]
struct Verdict {
    same: Vec<String>,
    alike: usize,
}

impl Verdict {
    fn add(&mut self, received: &Received, sought: &Sought<'_>) -> Result<(), ProviderError> {
        let found = received.read()?;
        if is_it(received, &found, sought) {
            self.same.push(found.remote_id);
        } else if is_like_it(&found, sought) {
            self.alike += 1;
        }
        Ok(())
    }

    fn say(mut self, settled: bool) -> Lookup {
        match (self.same.pop(), self.same.is_empty()) {
            (Some(remote_id), true) => Lookup::Found { remote_id },
            (Some(newest), false) => {
                self.same.push(newest);
                Lookup::FoundMany {
                    remote_ids: self.same,
                }
            }
            (None, _) if self.alike > 0 => inconclusive(
                "there is an invoice of that time with some of the positions, but not all as they were sent",
                true,
            ),
            (None, _) if settled => Lookup::Absent,
            (None, _) => inconclusive("an invoice that was just made may not be listed yet", false),
        }
    }
}

/// Whether it holds exactly what was sent, whatever state it has reached.
fn is_it(received: &Received, found: &ReadBack, sought: &Sought<'_>) -> bool {
    let expected = match sought.before {
        Some(before) => Expected::Copied { before },
        None => Expected::New { reference: None },
    };
    let differences = compare(sought.payload, expected, found);
    let same = differences
        .iter()
        .all(|difference| difference.what == What::Status);
    same && has_its_dates(received, found, sought)
}

/// A new draft has the dates of the payload; a copy those of the draft that was copied.
fn has_its_dates(received: &Received, found: &ReadBack, sought: &Sought<'_>) -> bool {
    let Some(before) = sought.before else {
        let payload = sought.payload;
        let service = (Some(payload.service_from), Some(payload.service_to));
        return received.invoice.service() == service;
    };
    let dates = |document: &ReadBack| document.details.get("shippingConditions").cloned();
    dates(found) == dates(&before.document)
}

/// Whether one of our positions is on it.
fn is_like_it(found: &ReadBack, sought: &Sought<'_>) -> bool {
    sought.payload.positions.iter().any(|ours| {
        found.lines.iter().any(|line| {
            line.quantity == ours.quantity
                && line.price == ours.price
                && same_letters(&line.text, &ours.text)
        })
    })
}

fn inconclusive(detail: &str, alike: bool) -> Lookup {
    Lookup::Inconclusive {
        alike,
        detail: detail.to_owned(),
    }
}
