//! Days as sevDesk wants them: it cuts days at midnight in Berlin (`jernoxit/sevdesk-rs@cd8639c`, README).

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Europe::Berlin;
use domain::zone;

/// The day on which an instant falls in Berlin.
pub(super) fn berlin_day(at: DateTime<Utc>) -> NaiveDate {
    zone::local_date(at, Berlin)
}

/// The first second of a day in Berlin, in Unix seconds.
pub(super) fn berlin_midnight(day: NaiveDate) -> i64 {
    zone::to_utc(day.and_time(NaiveTime::MIN), Berlin).timestamp()
}

/// A day as `31.07.2026`.
pub(super) fn german(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnight_moves_with_summer_time() {
        let midnight = |y, m, d| berlin_midnight(NaiveDate::from_ymd_opt(y, m, d).unwrap());
        assert_eq!(midnight(2026, 7, 1), 1_782_856_800);
        assert_eq!(midnight(2026, 7, 31), 1_785_448_800);
        // Clocks go back on 25 October 2026: that day has 25 hours.
        assert_eq!(midnight(2026, 10, 26) - midnight(2026, 10, 25), 25 * 3600);
        // And forward on 29 March 2026.
        assert_eq!(midnight(2026, 3, 30) - midnight(2026, 3, 29), 23 * 3600);
    }

    #[test]
    fn a_day_survives_the_way_there_and_back() {
        let mut day = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        while day < NaiveDate::from_ymd_opt(2027, 1, 1).unwrap() {
            let at = DateTime::from_timestamp(berlin_midnight(day), 0).unwrap();
            assert_eq!(berlin_day(at), day);
            day = day.succ_opt().unwrap();
        }
    }
}
