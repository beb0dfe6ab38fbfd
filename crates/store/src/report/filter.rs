//! Which entries a report is about.

use chrono::NaiveDate;
use domain::UserId;
use domain::period::DayRange;
use domain::report::Filters;
use sqlx::{Database, Encode, QueryBuilder, Type};
use uuid::Uuid;

use crate::dialect;

/// The entries of a report: its days, its filters, and whose entries the reader may see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportScope {
    /// The first and the last day; `None` for every day there is.
    pub days: Option<DayRange>,
    /// Several values of one filter widen the report, several filters narrow it.
    pub filters: Filters,
    /// The only user whose entries are seen: the reader, where that is a member.
    pub viewer: Option<UserId>,
}

/// What both databases can bind under the same name.
pub(crate) trait Binds<DB: Database>: for<'t> Encode<'t, DB> + Type<DB> {}
impl<DB: Database, T: for<'t> Encode<'t, DB> + Type<DB>> Binds<DB> for T {}

impl ReportScope {
    /// Appends ` where …` to a statement that reads `time_entries e`.
    pub(crate) fn push_where<DB>(&self, query: &mut QueryBuilder<DB>)
    where
        DB: Database,
        Uuid: Binds<DB>,
        NaiveDate: Binds<DB>,
        i32: Binds<DB>,
    {
        query.push(" where true");
        // Also where every day is meant: the bounds keep SQLite with the index that is made for reports.
        let days = self.days.unwrap_or_else(every_day);
        query.push(" and e.local_date >= ").push_bind(days.from);
        query.push(" and e.local_date <= ").push_bind(days.to);
        if let Some(viewer) = self.viewer {
            query.push(" and e.user_id = ").push_bind(viewer.0);
        }
        let filters = &self.filters;
        push_in(query, "e.user_id", filters.users.iter().map(|id| id.0));
        let project = dialect::project_of_report::<DB>();
        push_in(query, project, filters.projects.iter().map(|id| id.0));
        push_in(
            query,
            "e.status",
            filters.statuses.iter().map(|status| status.code()),
        );
        if !filters.clients.is_empty() {
            query
                .push(" and ")
                .push(project)
                .push(" in (select p.id from projects p where true");
            push_in(query, "p.client_id", filters.clients.iter().map(|id| id.0));
            query.push(")");
        }
    }
}

/// Far more days than entries have.
fn every_day() -> DayRange {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    DayRange {
        from: day(1, 1, 1),
        to: day(9999, 12, 31),
    }
}

/// Appends ` and column in (…)`, or nothing where a filter has no values: that means any.
fn push_in<DB, T>(
    query: &mut QueryBuilder<DB>,
    column: &'static str,
    values: impl Iterator<Item = T>,
) where
    DB: Database,
    T: Binds<DB>,
{
    let mut values = values.peekable();
    if values.peek().is_none() {
        return;
    }
    query.push(" and ").push(column).push(" in (");
    let mut list = query.separated(", ");
    for value in values {
        list.push_bind(value);
    }
    query.push(")");
}
