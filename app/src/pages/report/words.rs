//! What a report speaks of, in the reader's words.

use domain::money::Cents;
use domain::report::Dimension;
use domain::status::BillingStatus;
use domain::{Locale, format};
use store::{Key, Sums, Title, Totals};
use texts::{Locale as L, say};

use crate::words::words;

/// What entries are grouped or summed by, within a sentence.
pub fn dimension(l: L, dimension: Dimension) -> String {
    match dimension {
        Dimension::Client => say!(l, report.dimension_client),
        Dimension::Project => say!(l, report.dimension_project),
        Dimension::Task => say!(l, report.dimension_task),
        Dimension::User => say!(l, report.dimension_user),
        Dimension::Day => say!(l, report.dimension_day),
        Dimension::Month => say!(l, report.dimension_month),
    }
}

/// The same as the heading of a column.
pub fn heading(l: L, dimension: Dimension) -> String {
    match dimension {
        Dimension::Client => say!(l, report.heading_client),
        Dimension::Project => say!(l, report.heading_project),
        Dimension::Task => say!(l, report.heading_task),
        Dimension::User => say!(l, report.heading_user),
        Dimension::Day => say!(l, report.heading_day),
        Dimension::Month => say!(l, report.heading_month),
    }
}

/// A billing status, within a sentence.
pub fn status(l: L, status: BillingStatus) -> String {
    match status {
        BillingStatus::Billable => say!(l, report.billable),
        BillingStatus::Reserved => say!(l, report.reserved),
        BillingStatus::Billed => say!(l, report.billed),
        BillingStatus::NotBillable => say!(l, report.not_billable),
    }
}

/// A billing status as the name of its total.
pub fn tile(l: L, status: BillingStatus) -> String {
    match status {
        BillingStatus::Billable => say!(l, report.tile_billable),
        BillingStatus::Reserved => say!(l, report.tile_reserved),
        BillingStatus::Billed => say!(l, report.tile_billed),
        BillingStatus::NotBillable => say!(l, report.tile_not_billable),
    }
}

/// The title of a group or row, with what it belongs to before it: `Müller & Söhne GmbH · Relaunch`.
pub fn title(title: &Title, locale: Locale) -> String {
    let l = words(locale);
    match title.key {
        Key::Day(day) => format::date(day, locale),
        Key::Month(day) => format::month(day, locale),
        Key::Client(None) => say!(l, report.no_client),
        Key::Project(None) => say!(l, report.no_project),
        Key::Task(None) => say!(l, report.no_task),
        Key::Client(_) | Key::Project(_) | Key::Task(_) | Key::User(_) => {
            joined(&[&title.of, &title.name])
        }
    }
}

/// What there is of these, with dots between.
pub fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" · ")
}

/// The statuses of work that is worth money.
const PAID: [BillingStatus; 3] = [
    BillingStatus::Billable,
    BillingStatus::Reserved,
    BillingStatus::Billed,
];

/// What work is worth, and the seconds of it for which no rate is known. What is not billable is worth nothing.
pub fn worth(totals: &Totals) -> (Cents, i64) {
    let mut sums = Sums::default();
    for status in PAID {
        sums += totals.of(status);
    }
    (sums.money(), sums.seconds_without_rate)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours_at(hours: i64, cents: i64) -> Sums {
        let seconds = hours * 3600;
        Sums {
            entries: 1,
            seconds,
            cent_seconds: i128::from(seconds * cents),
            seconds_without_rate: 0,
        }
    }

    #[test]
    fn work_is_worth_what_can_be_or_was_billed() {
        let totals = Totals {
            billable: hours_at(2, 9_500),
            billed: hours_at(1, 10_000),
            reserved: Sums {
                entries: 1,
                seconds: 1800,
                seconds_without_rate: 1800,
                ..Sums::default()
            },
            not_billable: hours_at(8, 9_500),
        };
        assert_eq!(worth(&totals), (Cents(29_000), 1800));
    }

    #[test]
    fn titles_say_what_they_belong_to() {
        let none = Title {
            key: Key::Task(None),
            name: String::new(),
            of: String::new(),
        };
        assert_eq!(title(&none, Locale::De), "Ohne Aufgabe");
        let project = Title {
            key: Key::Project(None),
            name: String::new(),
            of: String::new(),
        };
        assert_eq!(title(&project, Locale::En), "No project");
        assert_eq!(
            joined(&["ACME GmbH", "", "Onlineshop"]),
            "ACME GmbH · Onlineshop"
        );
    }
}
