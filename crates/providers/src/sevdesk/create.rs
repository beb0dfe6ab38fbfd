//! Making a new draft.

use domain::payload::{CustomerRef, Payload};
use domain::tax::Treatment;

use super::calls::{self, Api};
use super::dates;
use super::lines::new_lines;
use super::tax::{self, Bookkeeping};
use super::texts;
use super::wire::{NewInvoice, Reference, SaveInvoice};
use super::{Sevdesk, classify};
use crate::error::ProviderError;
use crate::outcome::{Obstacle, Outcome, Refusal};
use crate::provider::Settings;

/// sevDesk's id of Germany (sevDesk OpenAPI, `Model_ContactAddress.country`).
const GERMANY: &str = "1";
/// The status of a draft, the only one with which an invoice may be saved.
const DRAFT: u8 = 100;

/// Makes a draft that carries `reference`, with one creating request.
pub(super) async fn create(sevdesk: &Sevdesk, payload: &Payload, reference: &str) -> Outcome {
    // What can be refused here is refused before anything is asked of the tool.
    if let Err(obstacle) = body(payload, reference, GERMANY, &sevdesk.settings) {
        return Outcome::NotExecuted(Refusal::NotSendable(obstacle));
    }
    let country = match country_of(&sevdesk.api, &payload.customer).await {
        Ok(country) => country,
        Err(error) => return Outcome::NotExecuted(classify::unread(error)),
    };
    match body(payload, reference, &country, &sevdesk.settings) {
        Ok(body) => classify::creating(sevdesk.api.save_invoice(body).await, sevdesk.api.now()),
        Err(obstacle) => Outcome::NotExecuted(Refusal::NotSendable(obstacle)),
    }
}

/// The country of the customer's first address, the one that `takeDefaultAddress` copies; Germany without one.
async fn country_of(api: &Api, customer: &CustomerRef) -> Result<String, ProviderError> {
    let addresses = api
        .all(&["ContactAddress"], &calls::contact_filter(&customer.id))
        .await?;
    let theirs = addresses
        .rows
        .iter()
        .find(|row| row.reference("contact").as_deref() == Some(&customer.id));
    let country = theirs.and_then(|address| address.reference("country"));
    Ok(country.unwrap_or_else(|| GERMANY.to_owned()))
}

/// The JSON of the request.
fn body(
    payload: &Payload,
    reference: &str,
    country: &str,
    settings: &Settings,
) -> Result<String, Obstacle> {
    let save = SaveInvoice {
        invoice: head(payload, reference, country, settings)?,
        invoice_pos_save: new_lines(payload, 0, settings)?,
        invoice_pos_delete: (),
        discount_save: (),
        discount_delete: (),
        take_default_address: true,
    };
    serde_json::to_string(&save).map_err(|_| Obstacle::Unsendable)
}

fn head(
    payload: &Payload,
    reference: &str,
    country: &str,
    settings: &Settings,
) -> Result<NewInvoice, Obstacle> {
    check_period(payload)?;
    let person = settings
        .contact_person
        .as_deref()
        .ok_or(Obstacle::ConnectionIncomplete)?;
    let (tax_rule, tax_type) = taxation(payload.treatment, settings)?;
    let object = |id, name| Reference::new(id, name).ok_or(Obstacle::Unsendable);
    let rates = payload.positions.iter().map(|position| position.tax);
    Ok(NewInvoice {
        object_name: "Invoice",
        map_all: true,
        invoice_number: (),
        contact: object(&payload.customer.id, "Contact")?,
        contact_person: object(person, "SevUser")?,
        invoice_date: dates::german(payload.invoice_date),
        delivery_date: dates::berlin_midnight(payload.service_from),
        delivery_date_until: dates::berlin_midnight(payload.service_to),
        header: given(&payload.header),
        head_text: given(&texts::html(&payload.intro)),
        foot_text: given(&texts::html(&payload.closing)),
        discount: 0,
        status: DRAFT,
        invoice_type: "RE",
        currency: payload.currency.clone(),
        show_net: true,
        small_settlement: payload.treatment == Treatment::SmallBusiness,
        tax_rule,
        tax_type,
        tax_rate: 0,
        tax_text: tax::sentence(payload.treatment, rates),
        address_country: object(country, "StaticCountry")?,
        customer_internal_note: reference.to_owned(),
    })
}

/// An ordinary invoice cannot be for a service that begins after its own date; it may end later (sevDesk OpenAPI,
/// `createInvoiceByFactory`, and drafts in `jernoxit/sevdesk-rs@cd8639c`).
fn check_period(payload: &Payload) -> Result<(), Obstacle> {
    if payload.service_from > payload.invoice_date {
        return Err(Obstacle::PeriodAfterInvoiceDate);
    }
    if payload.service_to < payload.service_from {
        return Err(Obstacle::PeriodEndsBeforeStart);
    }
    Ok(())
}

/// The tax rule or the tax type, whichever the account's bookkeeping has.
fn taxation(
    treatment: Treatment,
    settings: &Settings,
) -> Result<(Option<Reference>, Option<&'static str>), Obstacle> {
    let version = settings
        .bookkeeping_version
        .as_deref()
        .and_then(Bookkeeping::parse);
    match version.ok_or(Obstacle::ConnectionIncomplete)? {
        Bookkeeping::V2 => {
            let rule = tax::rule_of(treatment).ok_or(Obstacle::Treatment)?;
            Ok((Reference::new(&rule.to_string(), "TaxRule"), None))
        }
        Bookkeeping::V1 => Ok((
            None,
            Some(tax::type_of(treatment).ok_or(Obstacle::Treatment)?),
        )),
    }
}

fn given(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
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
}
