//! From an entry's form to the entry, or to what is wrong with its fields.

use std::str::FromStr;

use domain::role::Role;
use domain::typed::NumberProblem;
use domain::zone::Zone;
use domain::{ProjectId, TaskId, UserId, WorkTypeId};
use store::{Entry, EntryError, EntryFields, Rate, RateSource};
use texts::{Locale, say};

use super::when::{FieldProblem, ShownTimes, TimeProblem, TypedTimes, When};
use crate::context::PageError;
use crate::forms::{Posted, Problems, Refusal, typed};

/// The entry that the form describes. `before` is the entry as it was, when one is changed.
pub async fn read(posted: &Posted, zone: Zone, before: Option<&Entry>) -> Result<EntryFields, Refusal> {
    let cx = &posted.cx;
    let l = cx.words();
    let reader = cx.require(Role::Member)?;
    let mut problems = Problems::default();
    let when = times(&mut problems, posted, zone, before);
    let project = problems.take("project", chosen::<ProjectId>(l, posted.text("project")));
    let task = problems.take("task", chosen::<TaskId>(l, posted.text("task")));
    let work_type = problems.take("work_type", chosen::<WorkTypeId>(l, posted.text("work_type")));
    let user = problems.take("user", chosen::<UserId>(l, posted.text("user")));
    let note = problems.take("note", typed::note(l, posted.raw("note")));
    let rate = problems.take("rate", typed::rate(l, posted.text("rate")));
    let (Some(when), Some(project), Some(task), Some(work_type), Some(user), Some(note), Some(rate)) = (when, project, task, work_type, user, note, rate)
    else {
        return Err(problems.refuse());
    };
    let sees_all = reader.role >= Role::Biller;
    let user = user.filter(|_| sees_all).or(before.map(|entry| entry.user)).unwrap_or(reader.id);
    let project = with_task(posted, project, task).await?;
    let rate = if sees_all { rate } else { before.and_then(own_rate) };
    let rate = rate.or_else(|| before.and_then(|entry| kept_rate(entry, project, user)));
    Ok(EntryFields {
        user,
        project,
        task,
        work_type,
        started_at: when.started_at,
        seconds: when.seconds,
        zone,
        note,
        billable: posted.ticked("billable"),
        rate,
    })
}

fn times(problems: &mut Problems, posted: &Posted, zone: Zone, before: Option<&Entry>) -> Option<When> {
    let l = posted.cx.words();
    let shown = before.map(|entry| shown_times(entry, zone));
    let times = TypedTimes {
        date: posted.text("date"),
        start: posted.text("start"),
        end: posted.text("end"),
        duration: posted.text("duration"),
    };
    match times.read(zone, shown.as_ref()) {
        Ok(when) => Some(when),
        Err(wrong) => {
            for (field, problem) in wrong {
                problems.take::<()>(field, Err(time_problem(l, (field, problem))));
            }
            None
        }
    }
}

/// The times of an entry as its form shows them.
pub fn shown_times(entry: &Entry, zone: Zone) -> ShownTimes {
    ShownTimes::of(When { started_at: entry.started_at, seconds: entry.seconds }, zone)
}

/// An id out of a select; nothing chosen is `None`.
fn chosen<T: FromStr>(l: Locale, value: &str) -> Result<Option<T>, String> {
    if value.is_empty() {
        return Ok(None);
    }
    value.parse().map(Some).map_err(|_| say!(l, entries.choose_again))
}

/// The project, which follows from the task where none was chosen.
async fn with_task(posted: &Posted, project: Option<ProjectId>, task: Option<TaskId>) -> Result<Option<ProjectId>, Refusal> {
    let l = posted.cx.words();
    let Some(task) = task else { return Ok(project) };
    let task = posted.cx.state.store.task(task).await?;
    let task = task.ok_or_else(|| Refusal::of("task", say!(l, entries.choose_again)))?;
    match project {
        Some(project) if project != task.project => Err(Refusal::of("task", say!(l, entries.task_elsewhere))),
        _ => Ok(Some(task.project)),
    }
}

/// The rate that somebody gave this very entry.
pub fn own_rate(entry: &Entry) -> Option<Rate> {
    entry.rate.filter(|_| matches!(entry.rate_source, Some(RateSource::Hand | RateSource::Import)))
}

/// The rate of its project or user, as it was when the entry was written: changing a note is no reason to take another.
fn kept_rate(entry: &Entry, project: Option<ProjectId>, user: UserId) -> Option<Rate> {
    let is_same = entry.project == project && entry.user == user;
    let is_usual = matches!(entry.rate_source, Some(RateSource::Project | RateSource::User));
    entry.rate.filter(|_| is_same && is_usual)
}

fn time_problem(l: Locale, (field, problem): FieldProblem) -> String {
    match problem {
        TimeProblem::Date => say!(l, entries.date_wrong),
        TimeProblem::Time if field == "end" => say!(l, entries.end_wrong),
        TimeProblem::Time => say!(l, entries.start_wrong),
        TimeProblem::NoLength => say!(l, entries.no_length),
        TimeProblem::Contradiction => say!(l, entries.contradiction),
        TimeProblem::NoTime => say!(l, entries.no_time),
        TimeProblem::Duration(NumberProblem::NotANumber) => say!(l, entries.duration_wrong),
        TimeProblem::Duration(NumberProblem::TooLarge) => say!(l, entries.too_long),
        TimeProblem::Duration(problem) => typed::number_problem(l, problem),
    }
}

/// Why the store did not take an entry. `Changed` is the caller's to show.
pub fn refused(l: Locale, error: EntryError) -> Refusal {
    match error {
        EntryError::Length => Refusal::of("duration", say!(l, entries.too_long)),
        EntryError::Day => Refusal::of("date", say!(l, entries.day_out_of_range)),
        EntryError::Work => Refusal::of("project", say!(l, entries.work_gone)),
        EntryError::Changed(_) => Refusal::of("version", say!(l, entries.changed)),
        EntryError::Locked => Refusal::whole(say!(l, entries.locked)),
        EntryError::Gone => Refusal::whole(say!(l, entries.gone)),
        EntryError::Store(error) => PageError::from(error).into(),
    }
}
