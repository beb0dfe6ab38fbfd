//! From the plan to time entries in the database.

use app::state::AppState;
use chrono::{NaiveDateTime, NaiveTime, TimeDelta};
use domain::zone::{self, Zone};
use domain::{EntryId, random};
use store::{EntryFields, Note, PastEntry};

use super::DemoError;
use super::people::People;
use super::plan::{self, Span};
use super::work::{Ids, Work};

/// Adds what was worked until yesterday.
pub async fn add(
    state: &AppState,
    zone: Zone,
    people: &People,
    work: &Work,
) -> Result<(), DemoError> {
    let now = state.clock.now();
    let entries: Vec<PastEntry> = plan::spans(zone::local_date(now, zone))
        .iter()
        .map(|span| {
            let id = EntryId::new(now, &random::id_bytes(&*state.random));
            let fields = fields(span, zone, people, work)?;
            Ok(PastEntry {
                id,
                fields,
                billed: span.billed,
            })
        })
        .collect::<Result<_, DemoError>>()?;
    Ok(state.store.add_past_entries(&entries, now).await?)
}

fn fields(span: &Span, zone: Zone, people: &People, work: &Work) -> Result<EntryFields, DemoError> {
    let ids = span
        .work
        .map_or(Ids::default(), |(job, chore)| work.ids(job, chore));
    let midnight = NaiveDateTime::new(span.day, NaiveTime::MIN);
    Ok(EntryFields {
        user: people.id(span.who),
        project: ids.project,
        task: ids.task,
        work_type: ids.work_type,
        started_at: zone::to_utc(midnight + TimeDelta::minutes(span.from.into()), zone),
        seconds: i64::from(span.minutes) * 60,
        zone,
        note: Note::parse(span.note)?,
        billable: span.billable,
        rate: None,
    })
}
