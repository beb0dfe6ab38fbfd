//! The list of documents: what it needs, what it ignores, and how late it is.

use std::time::Duration;

use chrono::TimeDelta;

use super::office::{ACME, ACME_DRAFT, details, good, office, office_with};

const DRAFTS: &str = "/voucherlist?voucherType=invoice&voucherStatus=draft";

#[tokio::test]
async fn kind_and_status_must_be_given() {
    let office = office().await;
    for (query, field) in [
        ("voucherStatus=draft", "voucherType"),
        ("voucherType=invoice", "voucherStatus"),
    ] {
        let answer = office.get(&format!("/voucherlist?{query}")).await;
        assert_eq!(details(&answer), [("NOTNULL".to_owned(), field.to_owned())]);
    }
    let mixed = "/voucherlist?voucherType=invoice&voucherStatus=overdue,draft";
    assert_eq!(office.get(mixed).await.status, 400);
}

#[tokio::test]
async fn a_row_has_no_lines_no_version_and_whole_seconds() {
    let office = office().await;
    office.pass(TimeDelta::milliseconds(447));
    let id = office.created(&good()).await;
    let rows = office
        .rows(&format!("{DRAFTS}&contactId={ACME}&sort=createdDate,DESC"))
        .await;
    let row = &rows[0];
    assert_eq!(row["id"], id);
    assert_eq!(row["createdDate"], "2026-10-01T10:00:00.000+02:00");
    assert_eq!(
        (&row["voucherNumber"], &row["totalAmount"]),
        (&"".into(), &1849.45.into())
    );
    assert_eq!((row.get("lineItems"), row.get("version")), (None, None));
    assert!(row["openAmount"].is_null());
    assert_eq!(rows[1]["id"], ACME_DRAFT);
}

#[tokio::test]
async fn a_filter_that_does_not_exist_filters_nothing() {
    let office = office().await;
    let all = office.rows(DRAFTS).await.len();
    assert_eq!(
        office
            .rows(&format!("{DRAFTS}&contactID={ACME}&onlyOpen=true"))
            .await
            .len(),
        all
    );
    assert_eq!(
        office
            .rows(&format!("{DRAFTS}&contactId={ACME}"))
            .await
            .len(),
        1
    );
}

#[tokio::test]
async fn dates_are_whole_days_in_german_time() {
    let office = office().await;
    // Half past midnight in Berlin, still the day before in UTC.
    office.pass(TimeDelta::minutes(14 * 60 + 30));
    office.created(&good()).await;
    let of_day = |day: &str| format!("{DRAFTS}&createdDateFrom={day}&createdDateTo={day}");
    assert_eq!(office.rows(&of_day("2026-10-02")).await.len(), 1);
    assert_eq!(office.rows(&of_day("2026-10-01")).await.len(), 0);
    assert_eq!(
        office.get(&of_day("2026-10-02T00:00:00.000Z")).await.status,
        400
    );
}

#[tokio::test]
async fn a_new_draft_appears_late_but_can_be_read_at_once() {
    let lag = Duration::from_secs(30);
    let office = office_with(|options| options.listing_lag = lag).await;
    let id = office.created(&good()).await;
    let listed = async || office.rows(DRAFTS).await.iter().any(|row| row["id"] == id);
    assert!(!listed().await);
    assert_eq!(office.invoice(&id).await["voucherStatus"], "draft");
    office.pass(TimeDelta::seconds(30));
    assert!(listed().await);
}

#[tokio::test]
async fn open_includes_overdue_and_final_invoices_have_numbers() {
    let office = office().await;
    let rows = office
        .rows("/voucherlist?voucherType=invoice&voucherStatus=open")
        .await;
    assert_eq!(
        (rows.len(), &rows[0]["voucherNumber"]),
        (1, &"RE1001".into())
    );
    assert_eq!(
        office
            .rows("/voucherlist?voucherType=invoice&voucherStatus=overdue")
            .await
            .len(),
        1
    );
    assert!(
        office
            .rows("/voucherlist?voucherType=quotation&voucherStatus=any")
            .await
            .is_empty()
    );
}
