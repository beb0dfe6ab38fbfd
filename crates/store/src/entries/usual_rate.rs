//! Which rate an entry gets: its own, else its project's, else its user's.

use domain::{ProjectId, UserId};

use super::EntryError;
use crate::db::{Tx, exec};
use crate::error::StoreError;
use crate::rate::{Rate, RateSource};

/// What an hour of an entry costs, and where that comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct SourcedRate {
    pub(super) rate: Option<Rate>,
    pub(super) source: Option<RateSource>,
}

impl SourcedRate {
    fn of(rate: Rate, source: RateSource) -> Self {
        Self {
            rate: Some(rate),
            source: Some(source),
        }
    }
}

/// The rate for a new entry, or for one whose rate was typed anew.
pub(super) async fn resolve(
    tx: &mut Tx,
    typed: Option<Rate>,
    project: Option<ProjectId>,
    user: UserId,
) -> Result<SourcedRate, EntryError> {
    if let Some(rate) = typed {
        return Ok(SourcedRate::of(rate, RateSource::Hand));
    }
    let rates: Option<(Option<i64>, Option<i64>)> = exec!(tx, |conn| {
        sqlx::query_as(
            "select p.rate_cents, u.rate_cents from users u left join projects p on p.id = $1 where u.id = $2",
        )
        .bind(project.map(|project| project.0))
        .bind(user.0)
        .fetch_optional(conn)
        .await
    })
    .map_err(StoreError::from)?;
    let (project_rate, user_rate) = rates.ok_or(EntryError::Work)?;
    let project_rate =
        Rate::stored(project_rate)?.map(|rate| SourcedRate::of(rate, RateSource::Project));
    let user_rate = Rate::stored(user_rate)?.map(|rate| SourcedRate::of(rate, RateSource::User));
    Ok(project_rate.or(user_rate).unwrap_or_default())
}
