//! How both APIs write dates and truth values.

use chrono::NaiveDate;

use crate::fields::Fields;

impl Fields {
    /// Whether a field is `true`.
    pub(super) fn is_true(&self, key: &str) -> bool {
        self.raw(key) == Some("true")
    }

    /// The day of a date field: its time and its offset are not meant (developer.hellohq.io: `…Date` has no time zone).
    pub(super) fn day(&self, key: &str) -> Option<NaiveDate> {
        self.text(key)?.get(..10)?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(value: &str) -> Fields {
        Fields::parse(&format!(r#"{{"x":{value}}}"#)).unwrap()
    }

    #[test]
    fn a_date_is_not_moved_by_its_offset() {
        let day = NaiveDate::from_ymd_opt(2026, 7, 31);
        for written in [
            "2026-07-31",
            "2026-07-31T00:00:00.000",
            "2026-07-31T00:00:00+02:00",
        ] {
            assert_eq!(fields(&format!("\"{written}\"")).day("x"), day, "{written}");
        }
        let at = fields("\"2026-07-31T22:15:00.516\"").instant("x").unwrap();
        assert_eq!(at.to_rfc3339(), "2026-07-31T22:15:00.516+00:00");
    }
}
