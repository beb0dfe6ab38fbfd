//! Which customer a client is.

use domain::ClientId;
use domain::payload::CustomerRef;
use store::testing::for_each_db;
use store::testing::sample::{add_client, set_up};

use super::{connect, key};

#[tokio::test]
async fn a_client_is_one_customer_per_connection() {
    for_each_db(async |store| {
        let (anna, key) = (set_up(&store).await, key());
        let one = connect(&store, anna, &key, "1").await.unwrap();
        let two = connect(&store, anna, &key, "2").await.unwrap();
        let client: ClientId = add_client(&store, "Hafenküche").await;
        let customer = |id: &str| CustomerRef {
            id: id.to_owned(),
            name: format!("Kunde {id}"),
        };
        assert_eq!(store.customer_of_client(client, one).await.unwrap(), None);
        store
            .map_client(client, one, &customer("10"))
            .await
            .unwrap();
        store
            .map_client(client, two, &customer("20"))
            .await
            .unwrap();
        store
            .map_client(client, one, &customer("11"))
            .await
            .unwrap();
        assert_eq!(
            store.customer_of_client(client, one).await.unwrap(),
            Some(customer("11"))
        );
        assert_eq!(
            store.customer_of_client(client, two).await.unwrap(),
            Some(customer("20"))
        );
        store.delete_client(client).await.unwrap();
        assert_eq!(store.customer_of_client(client, one).await.unwrap(), None);
    })
    .await;
}
