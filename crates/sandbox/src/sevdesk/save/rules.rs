//! What must hold of an invoice as a whole.

use super::positions::is_percent;
use crate::berlin;
use crate::sevdesk::envelope::Refusal;
use crate::sevdesk::model::{Invoice, Tax};
use crate::sevdesk::options::SevdeskOptions;
use crate::sevdesk::tax;

/// Refuses what sevDesk refuses to save.
pub(super) fn check(invoice: &Invoice, options: &SevdeskOptions) -> Result<(), Refusal> {
    check_dates(invoice)?;
    match &invoice.tax {
        Tax::Rule(rule) => check_rule(invoice, *rule, options)?,
        Tax::Type(kind) => check_type(kind)?,
    }
    check_rates(invoice)?;
    check_e_invoice(invoice)
}

/// An ordinary invoice can't be for a service that begins after its own date (sevDesk's API document,
/// `createInvoiceByFactory`). The complaint says it the wrong way round
/// (`codecell-germany/sevdesk-agent-skill@9a361d2`).
fn check_dates(invoice: &Invoice) -> Result<(), Refusal> {
    let Some(delivery) = invoice.delivery_date else {
        return Ok(());
    };
    let (invoiced, delivered) = (berlin::day(invoice.dated), berlin::day(delivery));
    if invoice.kind == "RE" && delivered > invoiced {
        let (invoiced, delivered) = (invoiced.format("%d.%m.%Y"), delivered.format("%d.%m.%Y"));
        let message =
            format!("The invoiceDate ({invoiced}) must be before the deliveryDate ({delivered})");
        return Err(Refusal::invalid(message));
    }
    Ok(())
}

fn check_rule(invoice: &Invoice, id: u64, options: &SevdeskOptions) -> Result<(), Refusal> {
    let rule = tax::rule(id)
        .ok_or_else(|| Refusal::invalid(format!("taxRule {id} is not for invoices.")))?;
    if options.small_business && id != tax::SMALL_BUSINESS {
        return Err(Refusal::invalid(format!(
            "taxRule {id} is not for small businesses."
        )));
    }
    if invoice.kind != "RE" && id != tax::TAXABLE && id != tax::SMALL_BUSINESS {
        return Err(Refusal::invalid(format!(
            "taxRule {id} is not for invoices of type {}.",
            invoice.kind
        )));
    }
    let wrong = invoice
        .positions
        .iter()
        .find(|position| !rule.allows(position.tax_rate));
    match wrong {
        None => Ok(()),
        Some(position) => {
            let rate = position.tax_rate.normalize();
            Err(Refusal::invalid(format!(
                "The tax rate {rate} is not allowed with taxRule {id}."
            )))
        }
    }
}

fn check_type(kind: &str) -> Result<(), Refusal> {
    if ["default", "eu", "noteu", "ss"].contains(&kind) {
        return Ok(());
    }
    Err(Refusal::invalid(format!(
        "taxType {kind} is unknown, or needs a taxSet, which is not simulated."
    )))
}

fn check_rates(invoice: &Invoice) -> Result<(), Refusal> {
    for position in &invoice.positions {
        let rate = position.tax_rate;
        if !is_percent(rate) {
            return Err(Refusal::invalid(format!("{rate} is no tax rate.")));
        }
        if invoice.small_settlement && !rate.is_zero() {
            return Err(Refusal::invalid(
                "An invoice with smallSettlement must not contain any vat.",
            ));
        }
    }
    Ok(())
}

/// An e-invoice needs more than others (sevDesk's API document, `propertyIsEInvoice`). Only what the invoice itself must
/// have is checked.
fn check_e_invoice(invoice: &Invoice) -> Result<(), Refusal> {
    if !invoice.electronic {
        return Ok(());
    }
    let parts = &invoice.address_parts;
    let needed = [
        ("document_paymentMethod", invoice.payment_method.is_some()),
        ("document_addressStreet", parts.street.is_some()),
        ("document_addressZip", parts.zip.is_some()),
        ("document_addressCity", parts.city.is_some()),
        ("document_addressCountry", invoice.country.is_some()),
    ];
    let missing: Vec<&'static str> = needed
        .into_iter()
        .filter(|(_, there)| !there)
        .map(|(name, _)| name)
        .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(Refusal::e_invoice_lacks(missing))
    }
}
