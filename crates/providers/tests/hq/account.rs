//! Which API a token opens, and what is learnt by it.

use providers::hq::{Dialect, DialectChoice, HqSettings};
use providers::{Obstacle, Outcome, Provider, ProviderError, Refusal, Settings};
use sandbox::HqOptions;
use serde_json::json;

use crate::sample::october;
use crate::support::{BOTH, REFERENCE, Tenant, token};

fn choosing(dialect: DialectChoice) -> Settings {
    Settings {
        hq: Some(HqSettings {
            dialect,
            ..HqSettings::default()
        }),
        ..Settings::default()
    }
}

#[tokio::test]
async fn the_api_is_found_by_the_token() {
    for dialect in BOTH {
        let tenant = Tenant::open(dialect).await;
        let account = tenant
            .with(token(dialect), Settings::default())
            .check()
            .await
            .unwrap();
        let hq = account.settings.hq.clone().unwrap();
        assert_eq!(hq.found, Some(dialect));
        assert_eq!(account.organisation_id, "4066@2023-07-24T11:25:22.516Z");
        assert_eq!(hq.own_company.as_deref(), Some("4066"));
        assert_eq!(account.name, "Studio Nordlicht GmbH");
        assert_eq!(account.contact_persons[1].name, "Tobias Keller");
        let template = match dialect {
            Dialect::V1Odata => 311,
            Dialect::V2Rest => 76_568,
        };
        assert_eq!(hq.document_template, Some(template));
        assert_eq!(tenant.hq.capabilities().marker, dialect == Dialect::V1Odata);
    }
}

#[tokio::test]
async fn tenants_that_count_alike_are_told_apart() {
    for dialect in BOTH {
        let one = Tenant::open(dialect).await;
        let made =
            |tenant: &mut HqOptions| tenant.companies_made = "2019-02-11T08:00:00Z".to_owned();
        let other = Tenant::open_with(dialect, made, |_| {}).await;
        let [one, other] = [&one, &other].map(|tenant| tenant.settings.hq.clone().unwrap());
        assert_eq!(one.own_company, other.own_company);
        assert_ne!(one.tenant, other.tenant);
    }
}

#[tokio::test]
async fn a_chosen_api_is_the_only_one_that_is_tried() {
    let tenant = Tenant::open(Dialect::V1Odata).await;
    for (choice, token, found) in [
        (
            DialectChoice::V1Odata,
            HqOptions::DEMO_V1_TOKEN,
            Some(Dialect::V1Odata),
        ),
        (
            DialectChoice::V2Rest,
            HqOptions::DEMO_V2_TOKEN,
            Some(Dialect::V2Rest),
        ),
        (DialectChoice::V1Odata, HqOptions::DEMO_V2_TOKEN, None),
        (DialectChoice::V2Rest, HqOptions::DEMO_V1_TOKEN, None),
        (DialectChoice::Auto, "neither", None),
    ] {
        let checked = tenant.with(token, choosing(choice)).check().await;
        match found {
            Some(dialect) => assert_eq!(checked.unwrap().settings.hq.unwrap().found, Some(dialect)),
            None => assert_eq!(checked, Err(ProviderError::Unauthorized)),
        }
    }
}

#[tokio::test]
async fn a_failing_server_is_no_question_of_dialect() {
    let tenant = Tenant::open(Dialect::V1Odata).await;
    let order = json!({"status": 503});
    tenant
        .fault_with("list_subsystems", "status_before_commit", order)
        .await;
    let checked = tenant.hq.check().await;
    assert!(
        matches!(checked, Err(ProviderError::Unavailable { .. })),
        "{checked:?}"
    );
    for status in [403, 404] {
        let order = json!({"status": status});
        tenant
            .fault_with("list_subsystems", "status_before_commit", order)
            .await;
        assert!(tenant.hq.check().await.is_ok(), "{status}");
    }
}

#[tokio::test]
async fn what_was_chosen_stays() {
    for dialect in BOTH {
        let tenant = Tenant::open(dialect).await;
        let mut settings = tenant.settings.clone();
        settings.contact_person = Some("172738".to_owned());
        settings.hq.as_mut().unwrap().due_in_days = 30;
        let hq = tenant.with(token(dialect), settings.clone());
        assert_eq!(hq.check().await.unwrap().settings, settings);
        let payload = october(tenant.customer("ACME GmbH").await);
        let Outcome::Executed { remote_id } = hq.create(&payload, REFERENCE).await else {
            panic!("no draft");
        };
        let read = hq.read(&remote_id).await.unwrap().unwrap();
        assert_eq!(read.details[person_field(dialect)], "172738");
        settings.contact_person = Some("1".to_owned());
        let checked = tenant.with(token(dialect), settings).check().await.unwrap();
        assert_eq!(checked.settings.contact_person, None);
    }
}

fn person_field(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::V1Odata => "InternalContactPersonId",
        Dialect::V2Rest => "internalContactPersonId",
    }
}

#[tokio::test]
async fn nothing_is_done_before_the_first_test() {
    let tenant = Tenant::open(Dialect::V2Rest).await;
    let payload = october(tenant.customer("ACME GmbH").await);
    let untested = tenant.with(token(Dialect::V2Rest), Settings::default());
    let incomplete = Refusal::NotSendable(Obstacle::ConnectionIncomplete);
    assert_eq!(
        untested.create(&payload, REFERENCE).await,
        Outcome::NotExecuted(incomplete)
    );
    assert!(matches!(
        untested.customers("").await,
        Err(ProviderError::Refused { .. })
    ));
    assert!(!untested.capabilities().marker);
}

#[tokio::test]
async fn the_page_of_a_document_is_known_only_when_it_is_said() {
    let tenant = Tenant::open(Dialect::V2Rest).await;
    assert_eq!(tenant.hq.link("158001"), "");
    let told = tenant.assuming(|settings| {
        settings.document_page = Some("https://example.hellohq.io/#/documents/{id}".to_owned());
    });
    assert_eq!(
        told.link("158001"),
        "https://example.hellohq.io/#/documents/158001"
    );
}
