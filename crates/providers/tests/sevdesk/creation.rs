//! New drafts: what is sent is what is there afterwards.

use domain::tax::{TaxRate, Treatment};
use domain::unit::Unit;
use providers::{Expected, Obstacle, Outcome, Provider, Refusal, compare};
use sandbox::{Bookkeeping, SevdeskOptions};
use serde_json::Value;

use crate::sample::{day, october, position, sum_up};
use crate::support::Account;

const MARKER: &str = "BH-2026-10-7KQ2MD";

#[tokio::test]
async fn the_tool_holds_what_a_person_expects_to_see() {
    let account = Account::open().await;
    let mut payload = october(account.customer("O'Brien Ltd.").await);
    payload.closing = "Bitte <b>nicht</b> fett & mit Umbruch\nhier.".to_owned();
    let id = account
        .made(&payload, "PO 77 BH-2026-10-7KQ2MD")
        .await
        .remote_id;
    let invoice = account.get(&format!("Invoice/{id}")).await["objects"][0].clone();
    let texts = [
        ("customerInternalNote", "PO 77 BH-2026-10-7KQ2MD"),
        ("header", "Rechnung Oktober 2026"),
        (
            "footText",
            "Bitte &lt;b&gt;nicht&lt;/b&gt; fett &amp; mit Umbruch<br>hier.",
        ),
        ("invoiceDate", "2026-10-31T00:00:00+01:00"),
        // Summer time ends within the period.
        ("deliveryDate", "2026-10-01T00:00:00+02:00"),
        ("deliveryDateUntil", "2026-10-31T00:00:00+01:00"),
        ("showNet", "1"),
        ("taxText", "Umsatzsteuer 19%"),
    ];
    for (field, text) in texts {
        assert_eq!(invoice[field], text, "{field}");
    }
    assert_eq!(invoice["invoiceNumber"], Value::Null);
    assert_eq!(invoice["taxRule"]["id"], "1");
    // The address of the contact, with its own country.
    assert!(invoice["address"].as_str().unwrap().contains("Dublin"));
    assert_eq!(invoice["addressCountry"]["id"], "14");
}

#[tokio::test]
async fn a_link_leads_to_the_draft() {
    let account = Account::open().await;
    let document = account
        .made(&october(account.customer("ACME GmbH").await), MARKER)
        .await;
    let link = account.sevdesk.link(&document.remote_id);
    assert!(
        link.ends_with(&format!(
            "/sevdesk/fi/edit/type/RE/id/{}",
            document.remote_id
        )),
        "{link}"
    );
}

#[tokio::test]
async fn numbers_arrive_digit_by_digit() {
    let account = Account::open().await;
    let mut payload = october(account.customer("ACME GmbH").await);
    let numbers = [
        ("1", "95"),
        ("0.01", "0.01"),
        ("1.33", "95.11"),
        ("0.1", "0.2"),
        ("12345678.91", "0.03"),
        ("-1", "80"),
        ("3.333", "99.999"),
    ];
    payload.positions = numbers
        .into_iter()
        .map(|(quantity, price)| position("Zeit", quantity, Unit::Hour, price))
        .collect();
    sum_up(&mut payload);
    let document = account.made(&payload, MARKER).await;
    assert_eq!(
        compare(
            &payload,
            Expected::New {
                reference: Some(MARKER)
            },
            &document
        ),
        []
    );
}

#[tokio::test]
async fn every_unit_is_the_tools_own() {
    for unit_shift in [0, 500] {
        let account = Account::open_with(SevdeskOptions {
            unit_shift,
            ..SevdeskOptions::default()
        })
        .await;
        let mut payload = october(account.customer("ACME GmbH").await);
        payload.positions = Unit::ALL
            .map(|unit| position("Zeit", "2", unit, "10"))
            .to_vec();
        sum_up(&mut payload);
        account.made(&payload, MARKER).await;
        let state = account.state().await;
        let documents = state["sevdesk"]["documents"].as_array().unwrap();
        let made = documents
            .iter()
            .find(|document| document["reference"] == MARKER)
            .unwrap();
        let units: Vec<_> = made["positions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| line["unit"].clone())
            .collect();
        assert_eq!(units, ["hour", "day", "flat rate", "piece"]);
    }
}

#[tokio::test]
async fn every_treatment_has_its_rule() {
    let account = Account::open().await;
    for (treatment, rule) in Treatment::ALL
        .into_iter()
        .zip(["1", "11", "5", "21", "17", "4"])
    {
        let mut payload = october(account.customer("ACME GmbH").await);
        payload.treatment = treatment;
        for line in &mut payload.positions {
            line.tax = treatment.usual_rate();
        }
        let document = account.made(&payload, MARKER).await;
        assert_eq!(
            compare(
                &payload,
                Expected::New {
                    reference: Some(MARKER)
                },
                &document
            ),
            []
        );
        let invoice = account
            .get(&format!("Invoice/{}", document.remote_id))
            .await;
        assert_eq!(invoice["objects"][0]["taxRule"]["id"], rule);
    }
}

#[tokio::test]
async fn old_bookkeeping_gets_tax_types() {
    let options = SevdeskOptions {
        bookkeeping: Bookkeeping::V1,
        ..SevdeskOptions::default()
    };
    let account = Account::open_with(options).await;
    let mut payload = october(account.customer("ACME GmbH").await);
    let document = account.made(&payload, MARKER).await;
    assert_eq!(
        compare(
            &payload,
            Expected::New {
                reference: Some(MARKER)
            },
            &document
        ),
        []
    );
    let invoice = account
        .get(&format!("Invoice/{}", document.remote_id))
        .await;
    assert_eq!(invoice["objects"][0]["taxType"], "default");
    payload.treatment = Treatment::EuServices;
    payload
        .positions
        .iter_mut()
        .for_each(|line| line.tax = TaxRate(0));
    let refused = account.sevdesk.create(&payload, MARKER).await;
    assert_eq!(
        refused,
        Outcome::NotExecuted(Refusal::NotSendable(Obstacle::Treatment))
    );
}

#[tokio::test]
async fn a_period_after_the_invoice_date_is_refused_before_anything_is_sent() {
    let account = Account::open().await;
    let mut payload = october(account.customer("ACME GmbH").await);
    payload.invoice_date = day(9, 30);
    let refused = account.sevdesk.create(&payload, MARKER).await;
    assert_eq!(
        refused,
        Outcome::NotExecuted(Refusal::NotSendable(Obstacle::PeriodAfterInvoiceDate))
    );
    assert_eq!(account.count("save_invoice").await, 0);
    // Only its start counts.
    payload.invoice_date = day(10, 15);
    account.made(&payload, MARKER).await;
}

#[tokio::test]
async fn what_the_tool_does_not_accept_is_said_in_its_words() {
    let options = SevdeskOptions {
        small_business: true,
        ..SevdeskOptions::default()
    };
    let account = Account::open_with(options).await;
    let payload = october(account.customer("ACME GmbH").await);
    match account.sevdesk.create(&payload, MARKER).await {
        Outcome::Refused(Refusal::Invalid { message }) => {
            assert!(message.contains("taxRule 1"), "{message}");
        }
        outcome => panic!("{outcome:?}"),
    }
    assert_eq!(account.carrying(MARKER).await, 0);
}
