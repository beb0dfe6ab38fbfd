use chrono::NaiveDate;
use domain::money::Cents;
use domain::payload::{PayloadPosition, Target};
use domain::position::PositionNo;
use domain::tax::TaxRate;
use domain::unit::Unit;
use rust_decimal::Decimal;

use super::*;

fn settings(version: &str) -> Settings {
    Settings {
        contact_person: Some("1551095".to_owned()),
        bookkeeping_version: Some(version.to_owned()),
        unit_ids: [("hour".to_owned(), "9".to_owned())].into(),
        ..Settings::default()
    }
}

fn july(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, day).unwrap()
}

fn payload() -> Payload {
    Payload {
        target: Target::NewInvoice,
        customer: CustomerRef {
            id: "138810483".to_owned(),
            name: "ACME GmbH".to_owned(),
        },
        invoice_date: july(31),
        service_from: july(1),
        service_to: july(31),
        header: "Rechnung Juli 2026".to_owned(),
        intro: "Müller & <Söhne>".to_owned(),
        closing: String::new(),
        reference: String::new(),
        treatment: Treatment::Standard,
        currency: "EUR".to_owned(),
        positions: vec![PayloadPosition {
            no: PositionNo(1),
            text: "Backend\n12 Einträge".to_owned(),
            quantity: "3.25".parse().unwrap(),
            unit: Unit::Hour,
            price: Decimal::from(95),
            tax: TaxRate(1900),
        }],
        net: Cents(30_875),
    }
}

#[test]
fn the_request_is_what_was_measured_to_work() {
    let body = body(&payload(), "PO 77 BH-2026-07-4F7K2Q", "1", &settings("2.0")).unwrap();
    let expected = concat!(
        r#"{"invoice":{"objectName":"Invoice","mapAll":true,"invoiceNumber":null,"#,
        r#""contact":{"id":138810483,"objectName":"Contact"},"#,
        r#""contactPerson":{"id":1551095,"objectName":"SevUser"},"#,
        r#""invoiceDate":"31.07.2026","deliveryDate":1782856800,"deliveryDateUntil":1785448800,"#,
        r#""header":"Rechnung Juli 2026","headText":"Müller &amp; &lt;Söhne&gt;","footText":null,"#,
        r#""discount":0,"status":100,"invoiceType":"RE","currency":"EUR","showNet":true,"smallSettlement":false,"#,
        r#""taxRule":{"id":1,"objectName":"TaxRule"},"taxRate":0,"taxText":"Umsatzsteuer 19%","#,
        r#""addressCountry":{"id":1,"objectName":"StaticCountry"},"#,
        r#""customerInternalNote":"PO 77 BH-2026-07-4F7K2Q"},"#,
        r#""invoicePosSave":[{"objectName":"InvoicePos","mapAll":true,"positionNumber":0,"quantity":3.25,"#,
        r#""price":"95.00","name":"Backend","text":"12 Einträge","unity":{"id":9,"objectName":"Unity"},"#,
        r#""taxRate":"19.00"}],"#,
        r#""invoicePosDelete":null,"discountSave":null,"discountDelete":null,"takeDefaultAddress":true}"#,
    );
    assert_eq!(body, expected);
}

#[test]
fn old_bookkeeping_gets_a_type_instead_of_a_rule() {
    let body = body(&payload(), "BH-1", "1", &settings("1.0")).unwrap();
    assert!(
        body.contains(r#""taxType":"default""#) && !body.contains("taxRule"),
        "{body}"
    );
}

#[test]
fn a_small_business_says_so() {
    let mut payload = payload();
    payload.treatment = Treatment::SmallBusiness;
    payload.positions[0].tax = TaxRate(0);
    let body = body(&payload, "BH-1", "1", &settings("2.0")).unwrap();
    assert!(
        body.contains(r#""smallSettlement":true,"taxRule":{"id":11,"#),
        "{body}"
    );
}

#[test]
fn what_cannot_be_sent_is_refused_here() {
    let obstacle = |change: &dyn Fn(&mut Payload, &mut Settings)| {
        let (mut payload, mut settings) = (payload(), settings("2.0"));
        change(&mut payload, &mut settings);
        body(&payload, "BH-1", "1", &settings).unwrap_err()
    };
    assert_eq!(
        obstacle(&|p, _| p.service_from = NaiveDate::from_ymd_opt(2026, 8, 1).unwrap()),
        Obstacle::PeriodAfterInvoiceDate
    );
    assert_eq!(
        obstacle(&|p, _| p.service_to = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap()),
        Obstacle::PeriodEndsBeforeStart
    );
    assert_eq!(obstacle(&|p, _| p.positions.clear()), Obstacle::NoPositions);
    assert_eq!(
        obstacle(&|p, _| p.positions[0].unit = Unit::Day),
        Obstacle::Unit(Unit::Day)
    );
    assert_eq!(
        obstacle(&|p, _| p.positions[0].tax = TaxRate(1600)),
        Obstacle::TaxRate
    );
    assert_eq!(
        obstacle(&|p, _| p.treatment = Treatment::ReverseCharge),
        Obstacle::TaxRate
    );
    assert_eq!(
        obstacle(&|p, _| p.currency = "CHF".to_owned()),
        Obstacle::Currency
    );
    assert_eq!(
        obstacle(&|p, _| p.customer.id = "ACME".to_owned()),
        Obstacle::Unsendable
    );
    assert_eq!(
        obstacle(&|_, s| s.contact_person = None),
        Obstacle::ConnectionIncomplete
    );
    assert_eq!(
        obstacle(&|_, s| s.bookkeeping_version = None),
        Obstacle::ConnectionIncomplete
    );
}

#[test]
fn a_period_may_end_after_the_invoice_date() {
    let mut payload = payload();
    payload.invoice_date = july(15);
    assert!(body(&payload, "BH-1", "1", &settings("2.0")).is_ok());
}

#[test]
fn old_bookkeeping_lacks_three_treatments() {
    for treatment in [
        Treatment::ReverseCharge,
        Treatment::EuServices,
        Treatment::Exempt,
    ] {
        assert_eq!(
            taxation(treatment, &settings("1.0")).unwrap_err(),
            Obstacle::Treatment
        );
        assert!(taxation(treatment, &settings("2.0")).is_ok());
    }
}
