//! What customers paid.

use domain::ConnectionId;
use domain::unit::Unit;
use rust_decimal::Decimal;
use sqlx::types::Text;

use crate::db::read;
use crate::{Store, StoreError};

impl Store {
    /// Net euro per unit on the last invoice to a customer: its first position in that unit that has a price.
    pub async fn last_price(
        &self,
        connection: ConnectionId,
        customer_id: &str,
        unit: Unit,
    ) -> Result<Option<Decimal>, StoreError> {
        let price: Option<Text<Decimal>> = read!(self.db, |pool| {
            sqlx::query_scalar(
                "select p.price from positions p join invoices i on i.id = p.invoice_id
                 where i.connection_id = $1 and i.customer_id = $2 and i.state = 'done' and p.unit = $3
                   and p.price is not null and p.price not like '-%'
                 order by i.ended_at desc, p.rank limit 1",
            )
            .bind(connection.0)
            .bind(customer_id)
            .bind(unit.as_str())
            .fetch_optional(pool)
            .await
        })?;
        Ok(price.map(|Text(price)| price))
    }
}
