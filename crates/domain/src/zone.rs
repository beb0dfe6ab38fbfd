//! Time zones: which day an entry belongs to.

use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// A zone of the IANA database, for example `Europe/Berlin`.
pub type Zone = Tz;

/// The zone with this IANA name.
pub fn parse(name: &str) -> Option<Zone> {
    name.trim().parse().ok()
}

/// The day on which an instant falls in a zone. An entry belongs to the day on which it starts.
pub fn local_date(at: DateTime<Utc>, zone: Zone) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

/// The instant of a wall-clock time in a zone.
///
/// When clocks go back a time happens twice: the first is meant. When they go forward a time does not exist: the
/// instant at which the gap ends is meant.
pub fn to_utc(local: NaiveDateTime, zone: Zone) -> DateTime<Utc> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.with_timezone(&Utc),
        LocalResult::None => end_of_gap(local, zone),
    }
}

fn end_of_gap(local: NaiveDateTime, zone: Zone) -> DateTime<Utc> {
    // Gaps are whole minutes; the longest so far is a day (Samoa, 30 December 2011).
    (1..=24 * 60)
        .find_map(|minutes| {
            let later = local.checked_add_signed(TimeDelta::minutes(minutes))?;
            zone.from_local_datetime(&later).earliest()
        })
        .map_or_else(|| local.and_utc(), |at| at.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn a_time_that_happens_twice_is_the_first() {
        let berlin = parse("Europe/Berlin").unwrap();
        assert_eq!(
            to_utc(at("2026-10-25 02:30"), berlin),
            at("2026-10-25 00:30").and_utc()
        );
    }

    #[test]
    fn a_time_that_does_not_exist_is_the_end_of_the_gap() {
        let berlin = parse("Europe/Berlin").unwrap();
        assert_eq!(
            to_utc(at("2026-03-29 02:30"), berlin),
            at("2026-03-29 01:00").and_utc()
        );
        let apia = parse("Pacific/Apia").unwrap();
        assert_eq!(
            to_utc(at("2011-12-30 12:00"), apia),
            at("2011-12-30 10:00").and_utc()
        );
    }

    #[test]
    fn late_work_stays_on_its_own_day() {
        let berlin = parse("Europe/Berlin").unwrap();
        let start = to_utc(at("2026-03-31 23:30"), berlin);
        assert_eq!(
            local_date(start, berlin),
            NaiveDate::from_ymd_opt(2026, 3, 31).unwrap()
        );
    }
}
