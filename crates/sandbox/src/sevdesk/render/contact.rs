//! Contacts and their addresses.

use super::{date, flag, maybe_reference, reference, sev_client};
use crate::out::Out;
use crate::sevdesk::model::{Address, Contact};

/// A contact.
pub(crate) fn contact(contact: &Contact) -> Out {
    let mut fields = vec![
        ("id", Out::text(contact.id)),
        ("objectName", Out::text("Contact")),
        ("create", date(contact.created)),
        ("update", date(contact.updated)),
        ("name", Out::maybe(contact.name.as_ref())),
        ("status", Out::text(contact.status)),
        (
            "customerNumber",
            Out::maybe(contact.customer_number.as_ref()),
        ),
        ("surename", Out::maybe(contact.first_name.as_ref())),
        ("familyname", Out::maybe(contact.last_name.as_ref())),
        ("titel", Out::Null),
        ("category", reference(contact.category, "Category")),
        ("description", Out::Null),
        ("sevClient", sev_client()),
        ("name2", Out::Null),
        ("vatNumber", Out::maybe(contact.vat_number.as_ref())),
        ("defaultTimeToPay", Out::Null),
        ("taxNumber", Out::Null),
        ("exemptVat", flag(false)),
        ("buyerReference", Out::Null),
        ("governmentAgency", flag(false)),
    ];
    if let Some(parent) = contact.parent {
        fields.push(("parent", reference(parent, "Contact")));
    }
    Out::Object(fields)
}

/// A postal address.
pub(crate) fn address(address: &Address) -> Out {
    Out::object([
        ("id", Out::text(address.id)),
        ("objectName", Out::text("ContactAddress")),
        ("create", date(address.created)),
        ("update", date(address.created)),
        ("contact", reference(address.contact, "Contact")),
        ("street", Out::maybe(address.street.as_ref())),
        ("zip", Out::maybe(address.zip.as_ref())),
        ("city", Out::maybe(address.city.as_ref())),
        ("country", reference(address.country, "StaticCountry")),
        ("category", maybe_reference(address.category, "Category")),
        ("name", Out::maybe(address.name.as_ref())),
        ("sevClient", sev_client()),
    ])
}
