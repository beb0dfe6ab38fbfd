//! Makes a stored document differ from what was written, in exactly one thing.

use rust_decimal::Decimal;

use super::books::{Books, Counters};
use super::model::{Document, Position, Status};
use crate::faults::{Corrupted, Corruption};

/// Does to the document what was ordered.
pub(super) fn corrupt(
    document: &mut Document,
    corruption: Corruption,
    books: &Books,
    counters: &mut Counters,
) {
    match corruption.what {
        Corrupted::Contact => {
            let other = books
                .companies()
                .find(|company| company.id != document.company);
            document.company = other.map_or(0, |company| company.id);
        }
        Corrupted::Status => document.status = Status::Sent,
        Corrupted::Reference => {
            let reference = document.sync_id.as_deref();
            document.sync_id = reference.map(|reference| format!("{reference} (changed)"));
        }
        Corrupted::Net => document.sums.net += Decimal::new(1, 2),
        what => corrupt_lines(&mut document.positions, what, corruption.line, counters),
    }
}

fn corrupt_lines(
    lines: &mut Vec<Position>,
    what: Corrupted,
    line: Option<usize>,
    counters: &mut Counters,
) {
    let Some(last) = lines.len().checked_sub(1) else {
        return;
    };
    let index = line.unwrap_or(last).min(last);
    let line = &mut lines[index];
    match what {
        Corrupted::Text => line.text.push_str(" (changed)"),
        Corrupted::Quantity => line.amount += Decimal::ONE,
        Corrupted::Price => line.price += Decimal::ONE,
        Corrupted::TaxRate => {
            let seven = Decimal::from(7);
            line.tax = if line.tax == seven {
                Decimal::from(19)
            } else {
                seven
            };
        }
        Corrupted::DroppedLine => {
            lines.remove(index);
        }
        Corrupted::ExtraLine => {
            let copy = Position {
                id: counters.next_position(),
                order: line.order + 1,
                ..line.clone()
            };
            lines.push(copy);
        }
        Corrupted::Contact | Corrupted::Status | Corrupted::Reference | Corrupted::Net => {}
    }
}
