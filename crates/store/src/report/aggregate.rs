//! The one statement from which everything above the entries comes.

use chrono::NaiveDate;
use domain::report::Dimension;
use domain::status::BillingStatus;
use sqlx::{ColumnIndex, Database, Decode, QueryBuilder, Row, Type};
use uuid::Uuid;

use super::filter::{Binds, ReportScope};
use super::key::{Column, Value};
use super::totals::Sums;
use crate::Store;
use crate::db::read;
use crate::error::StoreError;

/// Sums of the entries that share their status and the values of these columns.
pub(super) struct Cell {
    pub(super) group: Option<Value>,
    pub(super) sum: Option<Value>,
    pub(super) status: BillingStatus,
    pub(super) sums: Sums,
}

/// By which columns the statement groups. One pass over the index answers whatever the report shows.
#[derive(Clone, Copy)]
struct Columns {
    group: Option<Column>,
    sum: Option<Column>,
}

pub(super) async fn aggregate(
    store: &Store,
    scope: &ReportScope,
    group: Option<Dimension>,
    sum: Option<Dimension>,
) -> Result<Vec<Cell>, StoreError> {
    let columns = Columns {
        group: group.map(Column::of),
        sum: sum.map(Column::of),
    };
    read!(store.db, |pool| {
        let rows = statement(scope, columns).build().fetch_all(pool).await?;
        rows.iter().map(|row| columns.cell(row)).collect()
    })
}

fn statement<DB>(scope: &ReportScope, columns: Columns) -> QueryBuilder<DB>
where
    DB: Database,
    Uuid: Binds<DB>,
    NaiveDate: Binds<DB>,
    i32: Binds<DB>,
{
    let mut query = QueryBuilder::new("select ");
    columns.push(&mut query);
    query.push(
        "e.status, count(*), cast(sum(e.seconds) as bigint), cast(coalesce(sum(e.seconds * e.rate_cents), 0) as bigint),
         cast(sum(case when e.rate_cents is null then e.seconds else 0 end) as bigint)
         from time_entries e",
    );
    scope.push_where(&mut query);
    query.push(" group by ");
    columns.push(&mut query);
    query.push("e.status");
    query
}

impl Columns {
    /// The columns without repetition: a month within a project is two, a month within a day is one.
    fn distinct(self) -> impl Iterator<Item = Column> {
        let sum = self.sum.filter(|column| self.group != Some(*column));
        self.group.into_iter().chain(sum)
    }

    fn push<DB: Database>(self, query: &mut QueryBuilder<DB>) {
        for column in self.distinct() {
            query.push(column.sql()).push(", ");
        }
    }

    fn cell<R: Row>(self, row: &R) -> Result<Cell, StoreError>
    where
        usize: ColumnIndex<R>,
        Option<Uuid>: for<'r> Decode<'r, R::Database> + Type<R::Database>,
        NaiveDate: for<'r> Decode<'r, R::Database> + Type<R::Database>,
        i32: for<'r> Decode<'r, R::Database> + Type<R::Database>,
        i64: for<'r> Decode<'r, R::Database> + Type<R::Database>,
    {
        let value = |column: Column| -> Result<Value, StoreError> {
            let place = self.distinct().take_while(|other| *other != column).count();
            Ok(match column {
                Column::Day => Value::Day(row.try_get(place)?),
                Column::Project | Column::Task | Column::User => Value::Id(row.try_get(place)?),
            })
        };
        let next = self.distinct().count();
        let code: i32 = row.try_get(next)?;
        Ok(Cell {
            group: self.group.map(value).transpose()?,
            sum: self.sum.map(value).transpose()?,
            status: BillingStatus::from_code(code)
                .ok_or_else(|| StoreError::unknown("a billing status", code.to_string()))?,
            sums: Sums {
                entries: row.try_get(next + 1)?,
                seconds: row.try_get(next + 2)?,
                cent_seconds: row.try_get::<i64, _>(next + 3)?.into(),
                seconds_without_rate: row.try_get(next + 4)?,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{on_sqlite, plan};
    use domain::period::Span;
    use domain::report::Filters;
    use domain::{ClientId, ProjectId};
    use sqlx::Sqlite;

    fn month(filters: Filters) -> ReportScope {
        let days = Some(Span::Month.around(NaiveDate::from_ymd_opt(2026, 10, 1).unwrap()));
        ReportScope {
            days,
            filters,
            viewer: None,
        }
    }

    async fn plan_of(
        store: &Store,
        scope: &ReportScope,
        group: Dimension,
        sum: Dimension,
    ) -> String {
        let columns = Columns {
            group: Some(Column::of(group)),
            sum: Some(Column::of(sum)),
        };
        let text = statement::<Sqlite>(scope, columns).into_string();
        plan(store, &text).await.unwrap().join("; ")
    }

    #[tokio::test]
    async fn a_report_is_read_from_one_stretch_of_its_index_and_from_nothing_else() {
        let some = Filters {
            clients: vec![ClientId(Uuid::nil())],
            projects: vec![ProjectId(Uuid::nil())],
            statuses: vec![BillingStatus::Billable],
            ..Filters::default()
        };
        on_sqlite(async |store| {
            for filters in [Filters::default(), some.clone()] {
                let all_time = ReportScope { days: None, ..month(filters.clone()) };
                for (group, sum) in Dimension::ALL.iter().flat_map(|a| Dimension::ALL.map(|b| (*a, b))) {
                    for scope in [&month(filters.clone()), &all_time] {
                        let plan = plan_of(&store, scope, group, sum).await;
                        let stretch = "USING COVERING INDEX time_entries_report (local_date>? AND local_date<?)";
                        assert!(plan.contains(stretch), "{group:?} {sum:?}: {plan}");
                    }
                }
            }
        })
        .await;
    }
}
