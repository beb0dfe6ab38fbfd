//! Whether a draft in the tool is what we meant it to be.
//!
//! Entries become billed only when the draft was read back and nothing differs. What the tool computes by itself, the
//! net total above all, is compared as well: a tool that kept every line but not their sum has not kept the invoice.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use domain::money::Cents;
use domain::payload::{Payload, PayloadPosition};
use domain::unit::Unit;
use serde::{Deserialize, Serialize};

use crate::provider::{BeforeImage, ReadBack, RemoteLine, RemoteStatus};

/// What the draft is expected to be, beside what the payload says.
#[derive(Clone, Copy, Debug)]
pub enum Expected<'a> {
    /// A new draft.
    New {
        /// Its reference, the whole of it, as it was given to [`crate::Provider::create`]; `None` where the tool keeps none.
        reference: Option<&'a str>,
    },
    /// This draft with the payload's positions at its end, and nothing else changed.
    Added {
        /// As it was before the positions were added.
        before: &'a BeforeImage,
    },
    /// A new draft with the lines of this one and the payload's positions after them.
    Copied {
        /// The draft whose lines were copied.
        before: &'a BeforeImage,
    },
}

/// One thing that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Which thing.
    pub what: What,
    /// The line that it belongs to, from 1; `None` if it belongs to the document.
    pub line: Option<usize>,
    /// What we expected.
    pub expected: String,
    /// What the tool has.
    pub found: String,
}

/// The things that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Which document it is.
    Document,
    /// The customer.
    Customer,
    /// That it is a draft.
    Status,
    /// The reference.
    Reference,
    /// How many lines there are.
    LineCount,
    /// Which line it is: those of a draft that is added to stay the same.
    Line,
    /// What a line is for.
    Text,
    /// How much.
    Quantity,
    /// Of what.
    Unit,
    /// Net euro per unit.
    Price,
    /// The tax rate.
    Tax,
    /// Something else that an addition must leave as it is; texts, dates, discounts.
    Detail,
    /// The net total.
    Net,
    /// That the tool took every line: it refused one, in its own words.
    Refused,
}

/// Everything in which `found` differs from what was meant; empty if it is right.
pub fn compare(payload: &Payload, expected: Expected<'_>, found: &ReadBack) -> Vec<Difference> {
    let mut report = Report::default();
    report.check(What::Customer, &payload.customer.id, &found.customer_id);
    report.check(
        What::Status,
        status(RemoteStatus::Draft),
        status(found.status),
    );
    let former = match expected {
        Expected::New { reference } => {
            if let Some(reference) = reference {
                report.check(What::Reference, reference, &found.reference);
            }
            report.check(What::Net, payload.net.to_euro(), found.net.to_euro());
            &[][..]
        }
        Expected::Added { before } => {
            report.head(&before.document, found);
            report.totals(&before.document, payload.net, found);
            &before.document.lines
        }
        Expected::Copied { before } => {
            report.totals(&before.document, payload.net, found);
            report.copied = true;
            &before.document.lines
        }
    };
    report.lines(former, &payload.positions, &found.lines);
    report.differences
}

#[derive(Default)]
struct Report {
    differences: Vec<Difference>,
    line: Option<usize>,
    /// Whether the former lines are copies: then they have ids and details of their own.
    copied: bool,
}

impl Report {
    fn check<T: Display + PartialEq>(&mut self, what: What, expected: T, found: T) {
        if expected != found {
            self.differ(what, expected.to_string(), found.to_string());
        }
    }

    fn differ(&mut self, what: What, expected: String, found: String) {
        let line = self.line;
        self.differences.push(Difference {
            what,
            line,
            expected,
            found,
        });
    }

    fn head(&mut self, before: &ReadBack, found: &ReadBack) {
        self.check(What::Document, &before.remote_id, &found.remote_id);
        self.check(What::Reference, &before.reference, &found.reference);
        self.details(&before.details, &found.details);
    }

    /// A discount on the whole document takes its share of our lines too, so totals are compared as if there were none,
    /// and then the discount by itself.
    fn totals(&mut self, before: &ReadBack, added: Cents, found: &ReadBack) {
        let (full_before, full_found) = (before.net + before.discount, found.net + found.discount);
        self.check(
            What::Net,
            (full_before + added).to_euro(),
            full_found.to_euro(),
        );
        if before.discount != found.discount && !is_same_share(before, found) {
            let named = |document: &ReadBack| format!("discount: {}", document.discount.to_euro());
            self.differ(What::Detail, named(before), named(found));
        }
    }

    /// Former lines first, each at its place, then ours; a line that came twice shows in the count.
    fn lines(&mut self, former: &[RemoteLine], ours: &[PayloadPosition], found: &[RemoteLine]) {
        self.check(What::LineCount, former.len() + ours.len(), found.len());
        for (index, line) in found.iter().enumerate() {
            self.line = Some(index + 1);
            if let Some(former) = former.get(index) {
                self.former_line(former, line);
            } else if let Some(position) = ours.get(index - former.len()) {
                self.our_line(position, line);
            }
        }
        self.line = None;
    }

    fn former_line(&mut self, former: &RemoteLine, found: &RemoteLine) {
        if !self.copied {
            self.check(What::Line, &former.id, &found.id);
            self.details(&former.details, &found.details);
        }
        self.check(What::Text, &former.text, &found.text);
        self.check(What::Quantity, former.quantity, found.quantity);
        self.check(What::Unit, unit(former.unit), unit(found.unit));
        self.check(What::Price, former.price, found.price);
        self.check(What::Tax, former.tax.percent(), found.tax.percent());
    }

    fn our_line(&mut self, position: &PayloadPosition, found: &RemoteLine) {
        if !same_letters(&position.text, &found.text) {
            self.differ(What::Text, position.text.clone(), found.text.clone());
        }
        self.check(What::Quantity, position.quantity, found.quantity);
        self.check(What::Unit, unit(Some(position.unit)), unit(found.unit));
        self.check(What::Price, position.price, found.price);
        self.check(What::Tax, position.tax.percent(), found.tax.percent());
    }

    fn details(&mut self, before: &BTreeMap<String, String>, found: &BTreeMap<String, String>) {
        let keys: BTreeSet<&String> = before.keys().chain(found.keys()).collect();
        for key in keys {
            let named = |details: &BTreeMap<String, String>| match details.get(key) {
                Some(value) => format!("{key}: {value}"),
                None => format!("{key}: –"),
            };
            self.check(What::Detail, named(before), named(found));
        }
    }
}

/// In what a line, at this place from 1, is not the position that it should be.
pub(crate) fn our_line_differences(
    position: &PayloadPosition,
    place: usize,
    found: &RemoteLine,
) -> Vec<Difference> {
    let mut report = Report {
        line: Some(place),
        ..Report::default()
    };
    report.our_line(position, found);
    report.differences
}

/// Whether two discounts are the same percentage of their documents, as far as amounts rounded to cents can tell. Of no
/// discount every share is none: a total that is a cent off is not rounded but wrong.
fn is_same_share(before: &ReadBack, found: &ReadBack) -> bool {
    if before.discount == Cents::ZERO {
        return found.discount == Cents::ZERO;
    }
    let (discount_before, discount_found) =
        (i128::from(before.discount.0), i128::from(found.discount.0));
    let full = |document: &ReadBack| i128::from((document.net + document.discount).0);
    let (full_before, full_found) = (full(before), full(found));
    let apart = discount_found * full_before - discount_before * full_found;
    // Each discount is at most half a cent off.
    2 * apart.abs() <= full_before.abs() + full_found.abs()
}

/// Whether two texts have the same letters in the same order. Tools trim, fold and break white space as they like, and
/// our text may be cut in two at a space.
pub(crate) fn same_letters(ours: &str, theirs: &str) -> bool {
    let letters = |text: &str| {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    };
    letters(ours) == letters(theirs)
}

const fn status(status: RemoteStatus) -> &'static str {
    match status {
        RemoteStatus::Draft => "draft",
        RemoteStatus::Finalised => "finalised",
        RemoteStatus::Cancelled => "cancelled",
    }
}

fn unit(unit: Option<Unit>) -> &'static str {
    unit.map_or("–", Unit::as_str)
}

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
