//! Connecting: whom a token belongs to.

use providers::{Provider, ProviderError, Settings};
use sandbox::{Bookkeeping, SevdeskOptions};

use crate::support::Account;

#[tokio::test]
async fn a_check_learns_what_later_calls_need() {
    let account = Account::open().await;
    let found = account.sevdesk.check().await.unwrap();
    assert_eq!(found.contact_persons.len(), 2);
    assert_eq!(found.name, found.contact_persons[0].name);
    assert!(found.organisation_id.parse::<u64>().is_ok());
    assert_eq!(found.settings.bookkeeping_version.as_deref(), Some("2.0"));
    assert_eq!(
        found.settings.contact_person.as_ref(),
        Some(&found.contact_persons[0].id)
    );
    let units = [
        ("hour", "9"),
        ("day", "13"),
        ("flat_rate", "7"),
        ("piece", "1"),
    ];
    let units = units.map(|(unit, id)| (unit.to_owned(), id.to_owned()));
    assert_eq!(found.settings.unit_ids, units.into());
}

#[tokio::test]
async fn units_are_looked_up_not_guessed() {
    let options = SevdeskOptions {
        unit_shift: 500,
        ..SevdeskOptions::default()
    };
    let account = Account::open_with(options).await;
    assert_eq!(account.settings.unit_ids["hour"], "509");
    assert_eq!(account.settings.unit_ids["day"], "513");
}

#[tokio::test]
async fn the_bookkeeping_version_is_noticed() {
    let options = SevdeskOptions {
        bookkeeping: Bookkeeping::V1,
        ..SevdeskOptions::default()
    };
    let account = Account::open_with(options).await;
    assert_eq!(account.settings.bookkeeping_version.as_deref(), Some("1.0"));
}

#[tokio::test]
async fn a_contact_person_who_was_chosen_stays() {
    let account = Account::open().await;
    let other = account
        .sevdesk
        .check()
        .await
        .unwrap()
        .contact_persons
        .remove(1)
        .id;
    let choose = |id: &str| Settings {
        contact_person: Some(id.to_owned()),
        ..account.settings.clone()
    };
    let sevdesk = account.with(SevdeskOptions::DEMO_TOKEN, choose(&other));
    assert_eq!(
        sevdesk.check().await.unwrap().settings.contact_person,
        Some(other)
    );
    let sevdesk = account.with(SevdeskOptions::DEMO_TOKEN, choose("999"));
    assert_eq!(
        sevdesk.check().await.unwrap().settings.contact_person,
        account.settings.contact_person
    );
}

#[tokio::test]
async fn a_wrong_token_is_said_to_be_wrong() {
    let account = Account::open().await;
    for token in [
        "00000000000000000000000000000000",
        "",
        "kein Token",
        "mit\nZeile",
        "ü",
    ] {
        let sevdesk = account.with(token, Settings::default());
        assert_eq!(
            sevdesk.check().await,
            Err(ProviderError::Unauthorized),
            "{token}"
        );
    }
}

#[tokio::test]
async fn white_space_around_a_token_is_no_mistake() {
    let account = Account::open().await;
    let sevdesk = account.with(
        &format!("  {}\n", SevdeskOptions::DEMO_TOKEN),
        Settings::default(),
    );
    assert!(sevdesk.check().await.is_ok());
}

#[tokio::test]
async fn an_answer_that_makes_no_sense_is_an_error() {
    let account = Account::open().await;
    for operation in ["bookkeeping_version", "sev_user", "unity"] {
        for fault in [
            "html_body",
            "malformed_body",
            "empty_body",
            "wrong_type_body",
        ] {
            account.fault(operation, fault).await;
            let error = account.sevdesk.check().await.unwrap_err();
            assert!(
                matches!(error, ProviderError::Unexpected { .. }),
                "{operation} {fault}: {error}"
            );
        }
    }
}
