use domain::unit::Unit;

use super::*;

const INVOICE: &str = r#"{"id":"e9066f04","organizationId":"aa93e8a8","version":1,"voucherStatus":"draft","voucherNumber":"",
    "voucherDate":"2026-10-01T00:00:00.000+02:00","address":{"contactId":"97c5794f","name":"ACME GmbH"},
    "lineItems":[
      {"type":"custom","name":"Entwicklung","description":"12:30 Stunden","quantity":12.5,"unitName":"Stunde",
       "unitPrice":{"currency":"EUR","netAmount":95.0,"grossAmount":113.05,"taxRatePercentage":19},"discountPercentage":0,"lineItemAmount":1187.5},
      {"type":"custom","name":"Beratung","quantity":3.3333,"unitName":"Std.","unitPrice":{"currency":"EUR","netAmount":"110","taxRatePercentage":19},
       "discountPercentage":2.5,"lineItemAmount":366.66},
      {"type":"text","name":"Hinweis","description":"Siehe Anlage"}],
    "totalPrice":{"currency":"EUR","totalNetAmount":1398.74,"totalGrossAmount":1664.50,"totalTaxAmount":265.76,"totalDiscountPercentage":10},
    "taxConditions":{"taxType":"net"},
    "shippingConditions":{"shippingType":"serviceperiod","shippingDate":"2026-09-01T00:00:00.000+02:00","shippingEndDate":"2026-09-30T00:00:00.000+02:00"},
    "relatedVouchers":[],"title":"Rechnung"}"#;

fn received(from: &str, to: &str) -> Result<Received, ProviderError> {
    Received::parse(INVOICE.replace(from, to).as_bytes())
}

#[test]
fn an_invoice_is_read_in_our_words() {
    let received = received("", "").unwrap();
    let document = received.read().unwrap();
    assert_eq!(
        (document.status, document.number),
        (RemoteStatus::Draft, None)
    );
    assert_eq!(
        (
            document.organisation_id.as_str(),
            document.customer_id.as_str()
        ),
        ("aa93e8a8", "97c5794f")
    );
    let amounts = (
        document.net,
        document.tax,
        document.gross,
        document.discount,
    );
    assert_eq!(
        amounts,
        (Cents(139_874), Cents(26_576), Cents(166_450), Cents(15_542))
    );
    let [first, second, note] = &document.lines[..] else {
        panic!("{:?}", document.lines);
    };
    assert_eq!(
        (first.text.as_str(), first.unit),
        ("Entwicklung\n12:30 Stunden", Some(Unit::Hour))
    );
    assert_eq!(
        (first.quantity.to_string(), first.tax),
        ("12.5".to_owned(), TaxRate(1900))
    );
    assert_eq!(
        (second.quantity.to_string(), second.price, second.unit),
        ("3.3333".to_owned(), Decimal::from(110), None)
    );
    assert_eq!(second.details["discountPercentage"], "2.5");
    assert_eq!(
        (note.text.as_str(), note.price),
        ("Hinweis\nSiehe Anlage", Decimal::ZERO)
    );
    let (from, to) = received.invoice.service();
    assert_eq!(
        (from, to),
        ("2026-09-01".parse().ok(), "2026-09-30".parse().ok())
    );
}

#[test]
fn a_status_that_is_not_known_is_final() {
    for (word, status) in [
        ("open", RemoteStatus::Finalised),
        ("paid", RemoteStatus::Finalised),
        ("paidoff", RemoteStatus::Finalised),
        ("transferred", RemoteStatus::Finalised),
        ("voided", RemoteStatus::Cancelled),
    ] {
        let invoice = received("\"draft\"", &format!("\"{word}\""))
            .unwrap()
            .invoice;
        assert_eq!(invoice.status(), status, "{word}");
    }
}

#[test]
fn what_every_invoice_has_must_be_there() {
    for key in [
        "id",
        "organizationId",
        "voucherStatus",
        "address",
        "lineItems",
        "totalPrice",
        "totalNetAmount",
        "taxConditions",
    ] {
        let read = received(&format!("\"{key}\":"), "\"other\":");
        assert!(
            matches!(read, Err(ProviderError::Unexpected { .. })),
            "{key}"
        );
    }
}

#[test]
fn sums_beyond_all_reason_are_an_error() {
    let most = Decimal::MAX.to_string();
    let huge = INVOICE.replace("1187.5", &most).replace("366.66", &most);
    let read = Received::parse(huge.as_bytes()).unwrap().read();
    assert!(
        matches!(read, Err(ProviderError::Unexpected { .. })),
        "{read:?}"
    );
    // The most and the least that an amount may be, whose difference is none any more.
    let far = INVOICE
        .replace("1187.5", "92233720368547758.07")
        .replace("366.66", "0")
        .replace("1398.74", "-92233720368547758.08");
    let read = Received::parse(far.as_bytes()).unwrap().read().unwrap();
    assert_eq!(read.discount, Cents(i64::MAX));
}

#[test]
fn whoever_belongs_to_a_chain_says_so() {
    assert!(!received("", "").unwrap().invoice.is_linked());
    for (from, to) in [
        (
            "\"relatedVouchers\":[]",
            "\"relatedVouchers\":[{\"id\":\"7\",\"voucherType\":\"quotation\"}]",
        ),
        ("\"relatedVouchers\":[]", "\"closingInvoice\":true"),
        ("\"relatedVouchers\":[]", "\"recurringTemplateId\":\"7\""),
    ] {
        assert!(received(from, to).unwrap().invoice.is_linked(), "{to}");
    }
}

#[test]
fn the_same_invoice_is_the_same_text_whatever_the_order_of_its_fields() {
    let moved = INVOICE
        .replacen("\"version\":1,", "", 1)
        .replace("\"title\":", "\"version\":1,\"title\":");
    let raw = |text: &str| Received::parse(text.as_bytes()).unwrap().raw().unwrap();
    assert_eq!(raw(&moved), raw(INVOICE));
    assert_ne!(raw(&INVOICE.replace("12.5", "12.50")), raw(INVOICE));
}
