//! What a customer paid last.

use domain::payload::{CustomerRef, Target};
use domain::tax::Treatment;
use domain::unit::Unit;
use rust_decimal::Decimal;
use store::invoices::ChosenTarget;
use store::testing::sample::now;
use store::testing::{execute, for_each_db};

use crate::connections::{connect, key};
use crate::wizard::{office, with_positions};

#[tokio::test]
async fn the_last_price_is_the_first_one_of_the_last_invoice_to_that_customer() {
    for_each_db(async |store| {
        let office = office(&store).await;
        let connection = connect(&store, office.anna, &key(), "1").await.unwrap();
        let (invoice, document) = with_positions(&store, &office, "token").await;
        let chosen = ChosenTarget {
            connection,
            customer: CustomerRef {
                id: "7".to_owned(),
                name: "Hafenküche".to_owned(),
            },
            target: Target::NewInvoice,
            before_image: None,
            treatment: Treatment::Standard,
            remember_for: None,
        };
        let saved = store.choose_target(invoice.id, &chosen, now()).await;
        saved.unwrap();
        let last = async |customer: &str, unit| {
            store.last_price(connection, customer, unit).await.unwrap()
        };
        assert_eq!(last("7", Unit::Hour).await, None, "nothing was billed yet");

        execute(&store, "update invoices set state = 'done'")
            .await
            .unwrap();
        let first = document
            .positions
            .iter()
            .find_map(|position| position.price.value);
        assert!(first.is_some_and(|price| price > Decimal::ZERO));
        assert_eq!(last("7", Unit::Hour).await, first);
        assert_eq!(last("7", Unit::Day).await, None);
        assert_eq!(last("8", Unit::Hour).await, None);
    })
    .await;
}
