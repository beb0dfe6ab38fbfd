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
        let started_at =
            same_start.map_or_else(|| zone::to_utc(local, zone), |shown| shown.when.started_at);
        let stale_duration = shown.is_some_and(|shown| shown.duration == self.duration.trim());
        let duration = if stale_duration && !self.end.trim().is_empty() {
            ""
        } else {
            self.duration
        };
        let seconds =
            length(duration, self.end, local, started_at, zone).map_err(|problem| vec![problem])?;
        Ok(When {
            started_at,
            seconds,
        })
    }
}

impl ShownTimes {
    fn shows(&self, local: NaiveDateTime) -> bool {
        self.date == local.date().to_string() && self.start == local.format("%H:%M").to_string()
    }
}

fn length(
    typed: &str,
    end: &str,
    local: NaiveDateTime,
    started_at: DateTime<Utc>,
    zone: Zone,
) -> Result<i64, FieldProblem> {
    let by_duration = (!typed.trim().is_empty())
        .then(|| duration(typed).map_err(|problem| ("duration", TimeProblem::Duration(problem))));
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
fn until(
    end: NaiveTime,
    local: NaiveDateTime,
    started_at: DateTime<Utc>,
    zone: Zone,
) -> Option<i64> {
    let next_day = (end != local.time())
        .then(|| local.date().succ_opt())
        .flatten();
    let days = [Some(local.date()), next_day];
    let readings = days
        .into_iter()
        .flatten()
        .flat_map(|day| instants(day.and_time(end), zone));
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
    ["%Y-%m-%d", "%d.%m.%Y"]
        .into_iter()
        .find_map(|form| NaiveDate::parse_from_str(text.trim(), form).ok())
}

fn time(text: &str) -> Option<NaiveTime> {
    ["%H:%M", "%H:%M:%S"]
        .into_iter()
        .find_map(|form| NaiveTime::parse_from_str(text.trim(), form).ok())
}

#[cfg(test)]
mod tests;
