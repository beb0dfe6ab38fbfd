//! From a wall clock to an instant, with the help of end and duration.

use chrono::{DateTime, LocalResult, NaiveDateTime, TimeZone, Utc};
use domain::zone::{self, Zone};

/// When an entry starts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Start {
    pub(crate) at: DateTime<Utc>,
    /// Whether the end, where there is one, is where start and duration put it.
    pub(crate) fits: bool,
}

/// The instant of a start.
///
/// Rows have no zone, and in the night when clocks go back an hour happens twice. The duration tells which one is meant:
/// the readings of start and end are tried until one fits. Where none does, people or trackers have rounded the duration
/// or changed it by hand; the duration counts, since it is what the tracker itself would bill.
pub(crate) fn start(
    start: NaiveDateTime,
    end: Option<NaiveDateTime>,
    seconds: i64,
    zone: Zone,
) -> Start {
    let readings = |local| instants(local, zone).into_iter().flatten();
    let Some(end) = end else {
        return Start {
            at: zone::to_utc(start, zone),
            fits: true,
        };
    };
    let fitting =
        readings(start).find(|from| readings(end).any(|to| is_about(to - *from, seconds)));
    Start {
        at: fitting.unwrap_or_else(|| zone::to_utc(start, zone)),
        fits: fitting.is_some(),
    }
}

/// The one or two instants at which clocks in the zone show this.
fn instants(local: NaiveDateTime, zone: Zone) -> [Option<DateTime<Utc>>; 2] {
    match zone.from_local_datetime(&local) {
        LocalResult::Ambiguous(first, second) => [Some(first.to_utc()), Some(second.to_utc())],
        LocalResult::Single(_) | LocalResult::None => [Some(zone::to_utc(local, zone)), None],
    }
}

/// Equal to the minute: exports can leave out the seconds of start and end.
fn is_about(elapsed: chrono::TimeDelta, seconds: i64) -> bool {
    (elapsed.num_seconds() - seconds).abs() < 60
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap()
    }

    fn berlin(from: &str, to: &str, seconds: i64) -> (String, bool) {
        let zone = zone::parse("Europe/Berlin").unwrap();
        let start = start(at(from), Some(at(to)), seconds, zone);
        (start.at.format("%d %H:%M:%S").to_string(), start.fits)
    }

    fn result(at: &str, fits: bool) -> (String, bool) {
        (at.to_owned(), fits)
    }

    #[test]
    fn an_ordinary_day_has_one_reading() {
        let day = berlin("2026-11-02 09:00:00", "2026-11-02 10:20:00", 4800);
        assert_eq!(day, result("02 08:00:00", true));
        let cut = berlin("2026-11-02 09:00:00", "2026-11-02 10:20:00", 4831);
        assert_eq!(cut, result("02 08:00:00", true), "seconds left out");
    }

    #[test]
    fn the_duration_tells_which_of_two_hours_is_meant() {
        let across = berlin("2026-10-25 02:30:00", "2026-10-25 02:30:00", 3600);
        assert_eq!(across, result("25 00:30:00", true));
        let first = berlin("2026-10-25 02:10:00", "2026-10-25 02:50:00", 2400);
        assert_eq!(first, result("25 00:10:00", true));
        let second = berlin("2026-10-25 02:30:00", "2026-10-25 03:30:00", 3600);
        assert_eq!(second, result("25 01:30:00", true));
        let backwards = berlin("2026-10-25 02:50:00", "2026-10-25 02:10:00", 1200);
        assert_eq!(backwards, result("25 00:50:00", true));
    }

    #[test]
    fn the_hour_that_spring_lacks_is_not_worked() {
        let across = berlin("2026-03-29 01:30:00", "2026-03-29 03:30:00", 3600);
        assert_eq!(across, result("29 00:30:00", true));
        let in_gap = berlin("2026-03-29 02:30:00", "2026-03-29 04:00:00", 3600);
        assert_eq!(in_gap, result("29 01:00:00", true));
    }

    #[test]
    fn a_span_that_does_not_fit_is_told() {
        let rounded = berlin("2026-11-02 09:00:00", "2026-11-02 10:20:00", 5400);
        assert_eq!(rounded, result("02 08:00:00", false));
        let backwards = berlin("2026-11-02 09:00:00", "2026-11-02 08:00:00", 3600);
        assert_eq!(backwards, result("02 08:00:00", false));
    }
}
