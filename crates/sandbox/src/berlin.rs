//! Dates as German billing tools read and write them: calendar days of Berlin.

use chrono::{DateTime, NaiveDate, NaiveTime, SecondsFormat, TimeZone, Utc};
use chrono_tz::Europe::Berlin;

/// Midnight in Berlin at the start of `day`. It exists on every day, since the clocks change at 2 and 3 o'clock.
pub(crate) fn midnight(day: NaiveDate) -> DateTime<Utc> {
    let local = day.and_time(NaiveTime::MIN);
    Berlin
        .from_local_datetime(&local)
        .earliest()
        .map_or_else(|| local.and_utc(), |at| at.to_utc())
}

/// The calendar day of an instant in Berlin.
pub(crate) fn day(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&Berlin).date_naive()
}

/// RFC 3339 with Berlin's offset and whole seconds: `2026-09-01T00:00:00+02:00`.
pub(crate) fn rfc3339(at: DateTime<Utc>) -> String {
    at.with_timezone(&Berlin)
        .to_rfc3339_opts(SecondsFormat::Secs, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnight_knows_summer_and_winter_time() {
        let summer = NaiveDate::from_ymd_opt(2026, 7, 31).unwrap();
        let winter = NaiveDate::from_ymd_opt(2026, 10, 31).unwrap();
        assert_eq!(rfc3339(midnight(summer)), "2026-07-31T00:00:00+02:00");
        assert_eq!(rfc3339(midnight(winter)), "2026-10-31T00:00:00+01:00");
        assert_eq!(midnight(summer).timestamp(), 1_785_448_800);
    }

    #[test]
    fn an_instant_belongs_to_the_day_in_berlin() {
        let late = DateTime::from_timestamp(1_785_448_799, 0).unwrap();
        assert_eq!(day(late), NaiveDate::from_ymd_opt(2026, 7, 30).unwrap());
    }
}
