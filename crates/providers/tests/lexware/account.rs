//! Whose account it is, and what happens where it isn't ours.

use std::sync::Arc;

use providers::lexware::TaxType;
use providers::{FixedToken, LexwareSettings, Provider, ProviderError};

use crate::office::Office;

#[tokio::test]
async fn the_profile_is_learnt() {
    let office = Office::open().await;
    let account = office.lexware.check().await.unwrap();
    assert_eq!(account.name, "Studio Nordlicht");
    assert_eq!(
        account.organisation_id,
        "aa1f3b52-6c0e-4f4b-9d53-2a3b84c10001"
    );
    let ordinary = LexwareSettings {
        tax_type: TaxType::Net,
        small_business: false,
    };
    assert_eq!(account.settings.lexware, Some(ordinary));
    let office = Office::open_with(|options| {
        options.tax_type = sandbox::TaxType::VatFree;
        options.small_business = true;
    })
    .await;
    let small = LexwareSettings {
        tax_type: TaxType::VatFree,
        small_business: true,
    };
    assert_eq!(office.settings.lexware, Some(small));
}

#[tokio::test]
async fn a_wrong_key_is_said_to_be_wrong() {
    let office = Office::open().await;
    for wrong in ["wrong", "with\nline feed"] {
        let stranger = office.with(Arc::new(FixedToken(wrong.into())));
        assert_eq!(
            stranger.check().await,
            Err(ProviderError::Unauthorized),
            "{wrong:?}"
        );
    }
}

#[tokio::test]
async fn a_contract_without_the_api_is_no_wrong_key() {
    let office = Office::open_with(|options| options.contract = false).await;
    let error = office.lexware.check().await.unwrap_err();
    assert!(matches!(error, ProviderError::Forbidden { message } if message.contains("contract")));
}

#[tokio::test]
async fn a_link_leads_to_the_page_of_the_draft() {
    let office = Office::open().await;
    let link = office.lexware.link(crate::sample::ACME_DRAFT);
    let page = office
        .http
        .get(&link)
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(page.contains("Rechnung Onlineshop"), "{link}");
    assert!(
        office
            .lexware
            .link("../x?y")
            .ends_with("/invoices/edit/..%2Fx%3Fy")
    );
}
