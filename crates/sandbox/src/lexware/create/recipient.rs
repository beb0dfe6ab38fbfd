//! Whom a new invoice is for.
//!
//! Refusals of the contact itself come in the legacy shape here, as contacts do at their own end point; the public
//! documentation doesn't say which of the two shapes an invoice answers with then.

use super::findings::{Findings, Place};
use crate::lexware::books::Books;
use crate::lexware::model::{Address, Contact};
use crate::lexware::problem::Problem;

/// As it was sent.
#[derive(Debug, Default)]
pub(super) struct Recipient {
    pub(super) contact: Option<String>,
    /// Given when it was spelt out, for a one-time address or in the place of the contact's.
    address: Option<Address>,
}

/// Reads the address: a contact, or a name and a country.
pub(super) fn read(findings: &mut Findings, place: &Place<'_>) -> Recipient {
    let Some(fields) = findings.object(place, "address") else {
        return Recipient::default();
    };
    let place = Place {
        fields: &fields,
        path: "address.",
    };
    let contact = findings.text(&place, "contactId", 36);
    let is_spelt_out = contact.is_none() || fields.has("name");
    let address = is_spelt_out.then(|| Address {
        name: Some(findings.needed_text(&place, "name", 255)),
        supplement: findings.text(&place, "supplement", 255),
        street: findings.text(&place, "street", 255),
        zip: findings.text(&place, "zip", 20),
        city: findings.text(&place, "city", 255),
        country_code: findings.needed_text(&place, "countryCode", 2),
    });
    Recipient { contact, address }
}

/// The address to print, if the contact may be invoiced.
pub(super) fn address(recipient: Recipient, books: &Books) -> Result<Address, Problem> {
    let Some(id) = &recipient.contact else {
        return Ok(recipient.address.unwrap_or_default());
    };
    let contact = books.contact(id);
    let contact = contact.ok_or_else(|| Problem::issue("missing_entity", "address.contactId"))?;
    if contact.customer_number.is_none() {
        return Err(Problem::issue("missing_customer_role", "address.contactId"));
    }
    if contact.archived {
        return Err(Problem::issue("invalid_archived", "address.contactId"));
    }
    match recipient.address {
        Some(address) => Ok(address),
        None => only_address(contact),
    }
}

/// A contact with several billing addresses can't be chosen by its id alone (`davutac/lxw-cli@395508f6`).
fn only_address(contact: &Contact) -> Result<Address, Problem> {
    match &contact.addresses[..] {
        [address] => Ok(Address {
            name: Some(contact.display_name()),
            ..address.clone()
        }),
        _ => Err(Problem::issue(
            "invalid_billing_address",
            "address.contactId",
        )),
    }
}
