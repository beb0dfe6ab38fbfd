//! The sample data.

use domain::capabilities::BillingTool;
use server::demo::{self, Amount};
use store::ConnectionState;
use store::testing::for_each_url;

use crate::test_app::{ANNA, Plan};

#[tokio::test]
async fn last_month_has_the_round_example() {
    for_each_url(async |url| {
        let app = Plan::new()
            .amount(Some(Amount::Full))
            .database(url)
            .start()
            .await;
        let state = app.application.state();
        let clients = state.store.clients().await.unwrap();
        let client = clients
            .iter()
            .find(|client| client.name == "Müller & Söhne GmbH")
            .unwrap();
        let mut anna = app.signed_in(ANNA).await;
        let report = anna
            .get(&format!("/report?period=last-month&client={}", client.id))
            .await;
        assert_eq!(report.status, 200);
        assert!(report.text.contains("16:00"), "{}", report.text);
        assert!(report.text.contains("1,520.00"), "{}", report.text);
        app.application.stop().await;
    })
    .await;
}

#[tokio::test]
async fn sevdesk_is_connected_and_every_client_is_a_customer_there() {
    for_each_url(async |url| {
        let app = Plan::new()
            .amount(Some(Amount::Full))
            .database(url)
            .start()
            .await;
        let store = &app.application.state().store;
        let connections = store.connections().await.unwrap();
        let [connection] = connections.as_slice() else {
            panic!("{connections:?}")
        };
        assert_eq!(
            (connection.tool, connection.state),
            (BillingTool::Sevdesk, ConnectionState::Connected)
        );
        let clients = store.clients().await.unwrap();
        assert_eq!(clients.len(), 5);
        for client in clients {
            let customer = store
                .customer_of_client(client.id, connection.id)
                .await
                .unwrap();
            let first_word = client.name.split(' ').next().unwrap();
            assert!(
                customer.unwrap().name.starts_with(first_word),
                "{}",
                client.name
            );
        }
        app.application.stop().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_there_already_is_kept() {
    let app = Plan::new().start().await;
    let state = app.application.state();
    let tokens = [(BillingTool::Sevdesk, "another token".to_owned().into())];
    demo::fill(state, Amount::Full, &tokens).await.unwrap();
    assert!(
        state.store.clients().await.unwrap().is_empty(),
        "empty means empty"
    );
    assert_eq!(state.store.connections().await.unwrap().len(), 1);
}
