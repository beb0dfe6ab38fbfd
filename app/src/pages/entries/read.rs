//! From an entry's form to the entry, or to what is wrong with its fields.

use std::str::FromStr;

use domain::role::Role;
use domain::zone::Zone;
use domain::{ProjectId, TaskId, UserId, WorkTypeId};
use store::{Entry, EntryFields, Note, Rate, RateSource};
use texts::{Locale, say};

use super::when::{ShownTimes, TypedTimes, When};
use super::wording::time_problem;
use crate::forms::{Posted, Problems, Refusal, typed};

/// What the form says apart from times.
struct Rest {
    project: Option<ProjectId>,
    task: Option<TaskId>,
    work_type: Option<WorkTypeId>,
    user: Option<UserId>,
    note: Note,
    rate: Option<Rate>,
}

/// The entry that the form describes. `before` is the entry as it was, when one is changed.
pub async fn read(
    posted: &Posted,
    zone: Zone,
    before: Option<&Entry>,
) -> Result<EntryFields, Refusal> {
    let reader = posted.cx.require(Role::Member)?;
    let sees_all = reader.role >= Role::Biller;
    let mut problems = Problems::default();
    let when = times(&mut problems, posted, zone, before);
    let rest = rest(&mut problems, posted);
    let (Some(when), Some(rest)) = (when, rest) else {
        return Err(problems.refuse());
    };
    let chosen_user = rest.user.filter(|_| sees_all);
    let user = chosen_user
        .or(before.map(|entry| entry.user))
        .unwrap_or(reader.id);
    let project = with_task(posted, rest.project, rest.task).await?;
    // Members neither see the rate of an entry nor change it.
    let own_rate = if sees_all {
        rest.rate
    } else {
        before.and_then(own_rate)
    };
    Ok(EntryFields {
        user,
        project,
        task: rest.task,
        work_type: rest.work_type,
        started_at: when.started_at,
        seconds: when.seconds,
        zone,
        note: rest.note,
        billable: posted.ticked("billable"),
        rate: own_rate.or_else(|| before.and_then(|entry| kept_rate(entry, project, user))),
    })
}

fn rest(problems: &mut Problems, posted: &Posted) -> Option<Rest> {
    let l = posted.cx.words();
    let project = problems.take("project", chosen(l, posted.text("project")));
    let task = problems.take("task", chosen(l, posted.text("task")));
    let work_type = problems.take("work_type", chosen(l, posted.text("work_type")));
    let user = problems.take("user", chosen(l, posted.text("user")));
    let note = problems.take("note", typed::note(l, posted.raw("note")));
    let rate = problems.take("rate", typed::rate(l, posted.text("rate")));
    Some(Rest {
        project: project?,
        task: task?,
        work_type: work_type?,
        user: user?,
        note: note?,
        rate: rate?,
    })
}

fn times(
    problems: &mut Problems,
    posted: &Posted,
    zone: Zone,
    before: Option<&Entry>,
) -> Option<When> {
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
    ShownTimes::of(
        When {
            started_at: entry.started_at,
            seconds: entry.seconds,
        },
        zone,
    )
}

/// An id out of a select; nothing chosen is `None`.
fn chosen<T: FromStr>(l: Locale, value: &str) -> Result<Option<T>, String> {
    if value.is_empty() {
        return Ok(None);
    }
    value
        .parse()
        .map(Some)
        .map_err(|_| say!(l, entries.choose_again))
}

/// The project, which follows from the task where none was chosen.
async fn with_task(
    posted: &Posted,
    project: Option<ProjectId>,
    task: Option<TaskId>,
) -> Result<Option<ProjectId>, Refusal> {
    let l = posted.cx.words();
    let Some(task) = task else { return Ok(project) };
    let task = posted.cx.state.store.task(task).await?;
    let task = task.ok_or_else(|| Refusal::of("task", say!(l, entries.choose_again)))?;
    match project {
        Some(project) if project != task.project => {
            Err(Refusal::of("task", say!(l, entries.task_elsewhere)))
        }
        _ => Ok(Some(task.project)),
    }
}

/// The rate that somebody gave this very entry.
pub fn own_rate(entry: &Entry) -> Option<Rate> {
    entry.rate.filter(|_| {
        matches!(
            entry.rate_source,
            Some(RateSource::Hand | RateSource::Import)
        )
    })
}

/// The rate of its project or user, as it was when the entry was written: changing a note is no reason to take another.
fn kept_rate(entry: &Entry, project: Option<ProjectId>, user: UserId) -> Option<Rate> {
    let is_same = entry.project == project && entry.user == user;
    let is_usual = matches!(
        entry.rate_source,
        Some(RateSource::Project | RateSource::User)
    );
    entry.rate.filter(|_| is_same && is_usual)
}
