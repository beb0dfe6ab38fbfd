//! Days and instants as Lexware Office writes them (developers.lexware.io, FAQ "Date/time format").

use chrono::{DateTime, NaiveDate, NaiveTime, SecondsFormat, Utc};
use chrono_tz::Europe::Berlin;
use domain::zone;

/// Midnight in Berlin: exactly three digits of milliseconds, the offset with a colon. Converted to UTC it would be the
/// day before.
pub(super) fn midnight(day: NaiveDate) -> String {
    zone::to_utc(day.and_time(NaiveTime::MIN), Berlin)
        .with_timezone(&Berlin)
        .to_rfc3339_opts(SecondsFormat::Millis, false)
}

/// An instant; `None` if the text is something else.
pub(super) fn instant(text: &str) -> Option<DateTime<Utc>> {
    let at = DateTime::parse_from_rfc3339(text).ok()?;
    Some(at.to_utc())
}

/// The day on which an instant falls in Berlin.
pub(super) fn day(at: DateTime<Utc>) -> NaiveDate {
    zone::local_date(at, Berlin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_keeps_its_date_in_summer_and_winter() {
        for (text, written) in [
            ("2026-07-31", "2026-07-31T00:00:00.000+02:00"),
            ("2026-12-01", "2026-12-01T00:00:00.000+01:00"),
        ] {
            let date = text.parse().unwrap();
            assert_eq!(midnight(date), written);
            assert_eq!(day(instant(written).unwrap()), date);
        }
        assert_eq!(instant("2026-07-31"), None);
    }
}
