//! The test of a connection.

use providers::{Obstacle, Outcome, ProviderError, Refusal, Settings};

use crate::acts::Acts as _;
use crate::office::{Connection, Office};
use crate::sample::MARKER;

for_each_office!(
    the_test_names_the_company,
    a_second_test_learns_the_same,
    a_wrong_token_is_said_to_be_wrong,
    before_its_first_test_nothing_is_created,
    a_link_leads_to_the_document,
);

async fn the_test_names_the_company<O: Office>() {
    let office = O::open().await;
    let account = office.adapter().check().await.unwrap();
    assert_eq!(account.name, O::COMPANY);
    assert!(!account.organisation_id.is_empty());
    let made = office.made(&office.october().await, MARKER).await;
    assert_eq!(made.organisation_id, account.organisation_id);
}

async fn a_second_test_learns_the_same<O: Office>() {
    let office = O::open().await;
    let account = office.adapter().check().await.unwrap();
    assert_eq!(&account.settings, office.settings());
    // What is stored is read back.
    let stored = serde_json::to_string(&account.settings).unwrap();
    let read: Settings = serde_json::from_str(&stored).unwrap();
    assert_eq!(read, account.settings);
}

async fn a_wrong_token_is_said_to_be_wrong<O: Office>() {
    let office = O::open().await;
    for token in ["0123456789abcdef0123456789abcdef", "", "zwei\nZeilen", "ü"] {
        let stranger = office.connected(Connection {
            base: &office.desk().base,
            token,
            settings: office.settings().clone(),
        });
        let checked = stranger.check().await;
        assert!(checked.is_err(), "{token:?}: {checked:?}");
        if token.len() == 32 {
            assert_eq!(checked, Err(ProviderError::Unauthorized));
            let payload = office.october().await;
            let outcome = stranger.create(&payload, MARKER).await;
            assert_eq!(outcome, Outcome::NotExecuted(Refusal::Unauthorized));
        }
        let searched = stranger.customers("acme").await;
        assert!(searched.is_err(), "{token:?}: {searched:?}");
    }
}

async fn before_its_first_test_nothing_is_created<O: Office>() {
    let office = O::open().await;
    let untested = office.connected(Connection {
        base: &office.desk().base,
        token: O::TOKEN,
        settings: Settings::default(),
    });
    let outcome = untested.create(&office.october().await, MARKER).await;
    let incomplete = Refusal::NotSendable(Obstacle::ConnectionIncomplete);
    assert_eq!(outcome, Outcome::NotExecuted(incomplete));
    assert_eq!(office.writes().await, 0);
}

async fn a_link_leads_to_the_document<O: Office>() {
    let office = O::open().await;
    let made = office.made(&office.october().await, MARKER).await;
    let link = office.adapter().link(&made.remote_id);
    // A tool whose pages nobody knows has none.
    assert!(link.is_empty() || link.contains(&made.remote_id), "{link}");
    let strange = office.adapter().link("../x?y#z");
    assert!(!strange.contains("../x?y"), "{strange}");
}
