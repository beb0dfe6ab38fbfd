//! What of a report could be billed, beside what an invoice in preparation has of it.

use domain::ClientId;
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::ClientShare;
use crate::db::read;
use crate::report::ReportScope;
use crate::{Store, StoreError};

impl Store {
    /// The other clients of an invoice's report with their entries that are not billed, reserved ones among
    /// them: an invoice has one client, so they stay as they are. The one with the most time first.
    pub async fn other_clients(
        &self,
        client: ClientId,
        scope: &ReportScope,
    ) -> Result<Vec<ClientShare>, StoreError> {
        let rows: Vec<(Uuid, String, i64, i64)> = read!(self.db, |pool| {
            let mut query = QueryBuilder::new(
                "select c.id, c.name, cast(count(*) as bigint), cast(sum(e.seconds) as bigint)
                 from time_entries e join projects p on p.id = e.project_id join clients c on c.id = p.client_id",
            );
            scope.push_where(&mut query);
            query
                .push(" and e.status in (0, 1) and c.id <> ")
                .push_bind(client.0);
            query.push(" group by c.id, c.name order by 4 desc, c.name");
            query.build_query_as().fetch_all(pool).await
        })?;
        let shares = rows.into_iter();
        let shares = shares.map(|(id, name, entries, seconds)| ClientShare {
            id: ClientId(id),
            name,
            entries,
            seconds,
            reserved: 0,
        });
        Ok(shares.collect())
    }

    /// How many entries of a report nobody has billed, claimed or reserved: another invoice can begin with them.
    pub async fn free_entries(&self, scope: &ReportScope) -> Result<i64, StoreError> {
        let count = read!(self.db, |pool| {
            let mut query = QueryBuilder::new(
                "select cast(count(*) as bigint) from time_entries e join projects p on p.id = e.project_id",
            );
            scope.push_where(&mut query);
            query.push(" and e.status = 0 and e.claimed_by is null and e.reserved_by is null");
            query.build_query_scalar().fetch_one(pool).await
        })?;
        Ok(count)
    }
}
