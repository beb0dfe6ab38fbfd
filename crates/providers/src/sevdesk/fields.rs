//! How sevDesk writes numbers, truth values and dates: the same value is a text in one answer, a number in the next, and
//! `true` where a number is 1.
//!
//! Public source: recorded answers in `jernoxit/sevdesk-rs@cd8639c` (`tests/fixtures`).

use chrono::NaiveDate;
use domain::money::Cents;
use rust_decimal::Decimal;

use super::dates;
use crate::fields::Fields;

impl Fields {
    /// An exact decimal number, written as text, number or truth value (`true` is 1).
    pub(super) fn number(&self, key: &str) -> Option<Decimal> {
        match self.raw(key)? {
            "true" => Some(Decimal::ONE),
            "false" => Some(Decimal::ZERO),
            _ => self.decimal(key),
        }
    }

    /// An amount in euro.
    pub(super) fn amount(&self, key: &str) -> Option<Cents> {
        self.number(key).and_then(Cents::from_euro)
    }

    /// A truth value: `true`, `"1"`, `1` and their opposites. Missing is false.
    pub(super) fn flag(&self, key: &str) -> bool {
        self.text(key)
            .is_some_and(|text| matches!(text.as_str(), "true" | "1"))
    }

    /// The day of an instant in Berlin, where sevDesk lives.
    pub(super) fn berlin_day(&self, key: &str) -> Option<NaiveDate> {
        self.instant(key).map(dates::berlin_day)
    }

    /// The id in a reference such as `{"id": "7", "objectName": "Contact"}`.
    pub(super) fn reference(&self, key: &str) -> Option<String> {
        self.object(key)?.id("id")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Fields {
        Fields::parse(text).unwrap()
    }

    #[test]
    fn a_quantity_is_read_however_it_is_written() {
        for (written, meant) in [
            ("\"3.25\"", "3.25"),
            ("3.25", "3.25"),
            ("true", "1"),
            ("false", "0"),
            ("\"29\"", "29"),
            ("-0.350", "-0.350"),
            ("1.0E-5", "0.000010"),
            ("0.1234567890123456789", "0.1234567890123456789"),
        ] {
            let quantity = fields(&format!(r#"{{"quantity":{written}}}"#)).number("quantity");
            assert_eq!(
                quantity.map(|q| q.to_string()).as_deref(),
                Some(meant),
                "{written}"
            );
        }
    }

    #[test]
    fn nonsense_is_no_number() {
        for written in ["null", "\"\"", "\"viel\"", "{}", "[1]", "1e400"] {
            assert_eq!(
                fields(&format!(r#"{{"quantity":{written}}}"#)).number("quantity"),
                None,
                "{written}"
            );
        }
        assert_eq!(fields("{}").number("quantity"), None);
    }

    #[test]
    fn flags_are_true_in_three_ways() {
        for (written, meant) in [
            ("true", true),
            ("\"1\"", true),
            ("1", true),
            ("false", false),
            ("\"0\"", false),
            ("null", false),
        ] {
            assert_eq!(
                fields(&format!(r#"{{"showNet":{written}}}"#)).flag("showNet"),
                meant,
                "{written}"
            );
        }
    }

    #[test]
    fn a_day_is_a_day_in_berlin() {
        let day = fields(r#"{"d":"2026-07-31T00:00:00+02:00"}"#).berlin_day("d");
        assert_eq!(day, NaiveDate::from_ymd_opt(2026, 7, 31));
        assert_eq!(
            fields(r#"{"d":"2026-07-30T22:00:00Z"}"#).berlin_day("d"),
            day
        );
    }
}
