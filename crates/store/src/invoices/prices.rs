//! What customers paid.

use domain::ConnectionId;
use domain::unit::Unit;
use rust_decimal::Decimal;
use sqlx::types::Text;

use crate::db::read;
use crate::{Store, StoreError};

const LAST_PRICE: &str = "
    select p.price from positions p join invoices i on i.id = p.invoice_id
    where i.connection_id = $1 and i.customer_id = $2 and i.state = 'done' and p.unit = $3
      and p.price is not null and p.price not like '-%'
    order by i.ended_at desc, p.rank limit 1";

impl Store {
    /// Net euro per unit on the last invoice to a customer: its first position in that unit that has a price.
    pub async fn last_price(
        &self,
        connection: ConnectionId,
        customer_id: &str,
        unit: Unit,
    ) -> Result<Option<Decimal>, StoreError> {
        let price: Option<Text<Decimal>> = read!(self.db, |pool| {
            sqlx::query_scalar(LAST_PRICE)
                .bind(connection.0)
                .bind(customer_id)
                .bind(unit.as_str())
                .fetch_optional(pool)
                .await
        })?;
        Ok(price.map(|Text(price)| price))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{on_sqlite, plan};

    #[tokio::test]
    async fn the_last_price_is_read_from_the_last_invoices_of_the_customer() {
        on_sqlite(async |store| {
            let plan = plan(&store, LAST_PRICE).await.unwrap();
            let search =
                "SEARCH i USING INDEX invoices_customer (connection_id=? AND customer_id=?)";
            assert_eq!(plan[0], search);
            assert!(
                !plan
                    .iter()
                    .any(|line| line == "USE TEMP B-TREE FOR ORDER BY"),
                "{plan:?}"
            );
        })
        .await;
    }
}
