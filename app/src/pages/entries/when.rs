//! When an entry began and how long it took, from what people type: a start with a duration, or with an end.

use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone as _, Utc};
use domain::format;
use domain::typed::{NumberProblem, duration};
use domain::zone::{self, Zone};

/// The fields as typed.
#[derive(Clone, Copy, Debug)]
pub struct TypedTimes<'a> {
    /// The day of the start.
    pub date: &'a str,
    /// The start on the wall clock.
    pub start: &'a str,
    /// The end on the wall clock, perhaps of the next day; or empty.
    pub end: &'a str,
    /// The elapsed time; or empty.
    pub duration: &'a str,
}

/// When an entry began, and its elapsed seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The instant of the start.
    pub started_at: DateTime<Utc>,
    /// The elapsed time; whether an entry may be so long is not checked here.
    pub seconds: i64,
}

/// The times of an entry as its form shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownTimes {
    /// What the texts stand for.
    pub when: When,
    /// The day, `2026-11-22`.
    pub date: String,
    /// The start to the minute, `09:00`.
    pub start: String,
    /// The duration to the second.
    pub duration: String,
}

/// What is wrong with one of the fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeProblem {
    /// No date.
    Date,
    /// No time of day.
    Time,
    /// Neither a duration nor an end.
    NoLength,
    /// Duration and end say different things.
    Contradiction,
    /// The end is the start.
    NoTime,
    /// Not a duration.
    Duration(NumberProblem),
}

/// A field's name and what is wrong with it.
pub type FieldProblem = (&'static str, TimeProblem);

impl ShownTimes {
    /// The times of an entry, in its zone.
    pub fn of(when: When, zone: Zone) -> Self {
        let local = when.started_at.with_timezone(&zone);
        Self {
            when,
            date: local.date_naive().to_string(),
            start: local.format("%H:%M").to_string(),
            duration: format::duration(when.seconds),
        }
    }
}

impl TypedTimes<'_> {
    /// Reads the fields, or says what is wrong with each.
    ///
    /// What was shown and not changed stays exactly as it was: a form shows neither the seconds of a start nor which of
    /// two equal hours is meant when clocks go back. An end that was added counts before a duration that was shown.
    pub fn read(self, zone: Zone, shown: Option<&ShownTimes>) -> Result<When, Vec<FieldProblem>> {
        let date = date(self.date).ok_or(("date", TimeProblem::Date));
        let start = time(self.start).ok_or(("start", TimeProblem::Time));
        let local = match (date, start) {
            (Ok(date), Ok(start)) => date.and_time(start),
            (date, start) => return Err(date.err().into_iter().chain(start.err()).collect()),
        };
        let same_start = shown.filter(|shown| ShownTimes::of(shown.when, zone).shows(local));
        let started_at = same_start.map_or_else(|| zone::to_utc(local, zone), |shown| shown.when.started_at);
        let stale_duration = shown.is_some_and(|shown| shown.duration == self.duration.trim());
        let duration = if stale_duration && !self.end.trim().is_empty() { "" } else { self.duration };
        let seconds = length(duration, self.end, local, started_at, zone).map_err(|problem| vec![problem])?;
        Ok(When { started_at, seconds })
    }
}

impl ShownTimes {
    fn shows(&self, local: NaiveDateTime) -> bool {
        self.date == local.date().to_string() && self.start == local.format("%H:%M").to_string()
    }
}

fn length(typed: &str, end: &str, local: NaiveDateTime, started_at: DateTime<Utc>, zone: Zone) -> Result<i64, FieldProblem> {
    let by_duration = (!typed.trim().is_empty()).then(|| duration(typed).map_err(|problem| ("duration", TimeProblem::Duration(problem))));
    let by_end = (!end.trim().is_empty()).then(|| {
        let end = time(end).ok_or(("end", TimeProblem::Time))?;
        until(end, local, started_at, zone).ok_or(("end", TimeProblem::NoTime))
    });
    match (by_duration.transpose()?, by_end.transpose()?) {
        (None, None) => Err(("duration", TimeProblem::NoLength)),
        (Some(seconds), None) | (None, Some(seconds)) => Ok(seconds),
        (Some(one), Some(other)) if one == other => Ok(one),
        _ => Err(("end", TimeProblem::Contradiction)),
    }
}

/// The seconds to the next time that clocks show this end; `None` where that is the start itself.
fn until(end: NaiveTime, local: NaiveDateTime, started_at: DateTime<Utc>, zone: Zone) -> Option<i64> {
    let next_day = (end != local.time()).then(|| local.date().succ_opt()).flatten();
    let days = [Some(local.date()), next_day];
    let readings = days.into_iter().flatten().flat_map(|day| instants(day.and_time(end), zone));
    let end = readings.flatten().find(|at| *at > started_at)?;
    Some((end - started_at).num_seconds())
}

/// The one or two instants at which clocks show this.
fn instants(local: NaiveDateTime, zone: Zone) -> [Option<DateTime<Utc>>; 2] {
    match zone.from_local_datetime(&local) {
        LocalResult::Ambiguous(first, second) => [Some(first.to_utc()), Some(second.to_utc())],
        LocalResult::Single(_) | LocalResult::None => [Some(zone::to_utc(local, zone)), None],
    }
}

/// A date as browsers send it, or as it is typed where they have no calendar.
fn date(text: &str) -> Option<NaiveDate> {
    ["%Y-%m-%d", "%d.%m.%Y"].into_iter().find_map(|form| NaiveDate::parse_from_str(text.trim(), form).ok())
}

fn time(text: &str) -> Option<NaiveTime> {
    ["%H:%M", "%H:%M:%S"].into_iter().find_map(|form| NaiveTime::parse_from_str(text.trim(), form).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn berlin() -> Zone {
        zone::parse("Europe/Berlin").unwrap()
    }

    fn typed<'a>(date: &'a str, start: &'a str, end: &'a str, duration: &'a str) -> TypedTimes<'a> {
        TypedTimes { date, start, end, duration }
    }

    fn read(typed: TypedTimes<'_>) -> Result<(String, i64), Vec<FieldProblem>> {
        let when = typed.read(berlin(), None)?;
        Ok((when.started_at.format("%d %H:%M:%S").to_string(), when.seconds))
    }

    fn good(at: &str, seconds: i64) -> Result<(String, i64), Vec<FieldProblem>> {
        Ok((at.to_owned(), seconds))
    }

    #[test]
    fn a_start_has_a_duration_or_an_end() {
        let day = "2026-11-23";
        assert_eq!(read(typed(day, "09:00", "", "1:30")), good("23 08:00:00", 5400));
        assert_eq!(read(typed(day, "09:00", "", "1,5")), good("23 08:00:00", 5400));
        assert_eq!(read(typed("23.11.2026", "09:00", "10:30", "")), good("23 08:00:00", 5400));
        assert_eq!(read(typed(day, "09:00", "10:30", "1.5")), good("23 08:00:00", 5400));
        assert_eq!(read(typed(day, "23:00", "01:00", "")), good("23 22:00:00", 7200), "past midnight");
    }

    #[test]
    fn each_field_says_what_is_wrong_with_it() {
        let day = "2026-11-23";
        let nothing = vec![("date", TimeProblem::Date), ("start", TimeProblem::Time)];
        assert_eq!(read(typed("2026-02-30", "25:00", "", "1")), Err(nothing));
        assert_eq!(read(typed(day, "09:00", "", "")), Err(vec![("duration", TimeProblem::NoLength)]));
        assert_eq!(read(typed(day, "09:00", "10:00", "2")), Err(vec![("end", TimeProblem::Contradiction)]));
        assert_eq!(read(typed(day, "09:00", "09:00", "")), Err(vec![("end", TimeProblem::NoTime)]));
        assert_eq!(read(typed(day, "09:00", "x", "")), Err(vec![("end", TimeProblem::Time)]));
        let ambiguous = TimeProblem::Duration(NumberProblem::Ambiguous);
        assert_eq!(read(typed(day, "09:00", "", "1.000")), Err(vec![("duration", ambiguous)]));
    }

    #[test]
    fn time_is_elapsed_time_when_clocks_change() {
        assert_eq!(read(typed("2026-03-29", "01:30", "03:30", "")), good("29 00:30:00", 3600));
        assert_eq!(read(typed("2026-03-29", "02:30", "04:00", "")), good("29 01:00:00", 3600), "in the gap");
        assert_eq!(read(typed("2026-10-25", "01:30", "03:30", "")), good("24 23:30:00", 3 * 3600));
        assert_eq!(read(typed("2026-10-25", "02:50", "02:10", "")), good("25 00:50:00", 1200), "the second 02:10");
        assert_eq!(read(typed("2026-10-25", "02:30", "02:30", "")), good("25 00:30:00", 3600), "the second 02:30");
    }

    #[test]
    fn what_is_not_changed_stays_as_it_was() {
        // The second 02:30 of that night, with seconds that the form does not show.
        let at = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap().and_utc();
        let when = When { started_at: at("2026-10-25 01:30:31"), seconds: 4801 };
        let shown = ShownTimes::of(when, berlin());
        let again = typed(&shown.date, &shown.start, "", &shown.duration);
        assert_eq!(again.read(berlin(), Some(&shown)), Ok(when));
        let moved = typed(&shown.date, "02:31", "", &shown.duration).read(berlin(), Some(&shown));
        assert_eq!(moved, Ok(When { started_at: at("2026-10-25 00:31:00"), seconds: 4801 }));
    }

    #[test]
    fn an_end_that_was_added_counts_before_the_duration_that_was_shown() {
        let started_at = zone::to_utc(NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(9, 0, 0).unwrap(), berlin());
        let shown = ShownTimes::of(When { started_at, seconds: 5400 }, berlin());
        let read = typed(&shown.date, &shown.start, "11:00", &shown.duration).read(berlin(), Some(&shown));
        assert_eq!(read, Ok(When { started_at, seconds: 7200 }));
        let both = typed(&shown.date, &shown.start, "11:00", "1:00").read(berlin(), Some(&shown));
        assert_eq!(both, Err(vec![("end", TimeProblem::Contradiction)]));
    }
}
