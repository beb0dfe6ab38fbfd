//! Which customer of a billing tool a client of ours is.

use domain::payload::CustomerRef;
use domain::{ClientId, ConnectionId};

use crate::Store;
use crate::db::{Tx, read, run};
use crate::error::StoreError;

impl Store {
    /// The customer that a client is in a tool, as somebody last chose it.
    pub async fn customer_of_client(
        &self,
        client: ClientId,
        connection: ConnectionId,
    ) -> Result<Option<CustomerRef>, StoreError> {
        let row: Option<(String, String)> = read!(self.db, |pool| {
            sqlx::query_as(
                "select customer_id, customer_name from client_customers where client_id = $1 and connection_id = $2",
            )
            .bind(client.0)
            .bind(connection.0)
            .fetch_optional(pool)
            .await
        })?;
        Ok(row.map(|(id, name)| CustomerRef { id, name }))
    }

    /// Remembers which customer a client is in a tool.
    pub async fn map_client(
        &self,
        client: ClientId,
        connection: ConnectionId,
        customer: &CustomerRef,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        map(&mut tx, client, connection, customer).await?;
        tx.commit().await
    }
}

/// Remembers it in a transaction of more.
pub(crate) async fn map(
    tx: &mut Tx,
    client: ClientId,
    connection: ConnectionId,
    customer: &CustomerRef,
) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into client_customers (client_id, connection_id, customer_id, customer_name) values ($1, $2, $3, $4)
         on conflict (client_id, connection_id)
         do update set customer_id = excluded.customer_id, customer_name = excluded.customer_name",
        client.0,
        connection.0,
        customer.id.as_str(),
        customer.name.as_str(),
    )
    .map(drop)
}
