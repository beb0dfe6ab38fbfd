//! What is assumed about HQ can be seen and changed, and is tried before it counts.

use domain::capabilities::BillingTool;
use providers::hq::{Dialect, DialectChoice, HqSettings, TaxScale};

use crate::test_app::{ANNA, TestApp};

/// The fields of the form as they stand by default.
fn usual() -> Vec<(&'static str, &'static str)> {
    vec![
        ("form", "hq"),
        ("dialect", "auto"),
        ("query_prefix", ""),
        ("max_requests", "300"),
        ("sync_id_filter", "yes"),
        ("document_template", ""),
        ("payment_condition", ""),
        ("due_in_days", "14"),
        ("language", ""),
        ("document_page", ""),
        ("missing_table", "create"),
        ("send_types", "yes"),
        ("service_option", "Service"),
        ("tax_scale", "percent"),
        ("tax_standard", "VatApplicable"),
        ("tax_small_business", "FreeOther"),
        ("tax_reverse_charge", "Inverse"),
        ("tax_eu_services", "FreeEuropeanUnionWithVatId"),
        ("tax_not_taxable", "FreeThirdCountryTerritory"),
        ("tax_exempt", "FreeOther"),
        ("unit_text_hour", "Std."),
        ("unit_text_day", "Tage"),
        ("unit_text_flat_rate", "pauschal"),
        ("unit_text_piece", "Stk."),
        ("text_format", "html"),
        ("decimals", "2"),
        ("send_order", "yes"),
    ]
}

/// The same with other values.
fn with(changes: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let mut form = usual();
    form.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    form.extend(changes);
    form
}

async fn settings(app: &TestApp) -> HqSettings {
    let connections = app.application.state().store.connections().await.unwrap();
    let hq = connections.iter().find(|c| c.tool == BillingTool::Hq);
    let learnt = app::tools::Learnt::read(&hq.unwrap().settings);
    learnt.settings.hq.unwrap()
}

#[tokio::test]
async fn each_assumption_has_its_default_and_its_evidence() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let page = app.connect_hq(&mut anna).await;
    let text = anna.get(&page).await.text;
    for part in [
        "The last test found v2",
        "Template of new invoices (number)",
        "Default: 300<",
        "Default: whichever takes the token<",
        "Default: hours: Std.; days: Tage; flat rate: pauschal; pieces: Stk.<",
        "everii-Group/helloHQ-developer-docs@568fc49",
    ] {
        assert!(text.contains(part), "{part} is missing: {text}");
    }
    let learnt = settings(&app).await;
    let saved = anna
        .post(&page, &with(&[("document_template", "76568")]))
        .await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    assert_eq!(settings(&app).await, learnt, "nothing was changed");
}

#[tokio::test]
async fn what_is_changed_is_tried_and_kept() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let page = app.connect_hq(&mut anna).await;
    let changes = [
        ("dialect", "v2"),
        ("tax_scale", "fraction"),
        ("document_template", "76567"),
        ("document_page", "https://studio.example.com/documents/{id}"),
        ("unit_id_hour", "4020"),
        ("language", "de"),
        ("sync_id_filter", "no"),
    ];
    let saved = anna.post(&page, &with(&changes)).await;
    assert_eq!(
        saved.location(),
        format!("{page}?done=saved"),
        "{}",
        saved.text
    );
    let kept = settings(&app).await;
    assert_eq!(kept.dialect, DialectChoice::V2Rest);
    assert_eq!(kept.found, Some(Dialect::V2Rest));
    assert_eq!(kept.tax_scale, TaxScale::Fraction);
    assert_eq!(kept.document_template, Some(76_567));
    assert_eq!(kept.unit_ids.hour, Some(4020));
    assert_eq!(kept.language.as_deref(), Some("DE"));
    assert!(!kept.sync_id_filter);
    // A test of the connection leaves it as it is.
    anna.post(&page, &[("form", "test")]).await;
    assert_eq!(settings(&app).await, kept);

    // The other API does not take this token: nothing changes, and the page says so.
    let refused = anna.post(&page, &with(&[("dialect", "v1")])).await;
    assert_eq!(refused.status, 422);
    assert_eq!(settings(&app).await, kept);
}

#[tokio::test]
async fn what_cannot_be_is_told_beside_its_field() {
    let app = TestApp::start().await;
    let mut anna = app.signed_in(ANNA).await;
    let page = app.connect_hq(&mut anna).await;
    let before = settings(&app).await;
    for (field, typed, problem) in [
        (
            "document_template",
            "99999",
            "HQ has no template with this number.",
        ),
        (
            "document_template",
            "one",
            "Please enter the number as digits, or nothing.",
        ),
        (
            "due_in_days",
            "366",
            "Please enter a whole number from 0 to 365.",
        ),
        (
            "max_requests",
            "0",
            "Please enter a whole number from 1 to 1000.",
        ),
        ("decimals", "7", "Please enter a whole number from 2 to 4."),
        (
            "language",
            "deu",
            "Please enter two letters such as DE, or nothing.",
        ),
        (
            "document_page",
            "javascript:alert({id})",
            "Please enter an address that begins with https://",
        ),
        ("unit_text_hour", "", "Please enter one to 20 characters."),
    ] {
        let refused = anna.post(&page, &with(&[(field, typed)])).await;
        assert_eq!(refused.status, 422, "{field}");
        assert!(refused.text.contains(problem), "{field}: {}", refused.text);
        assert_eq!(settings(&app).await, before, "{field}");
    }
}
