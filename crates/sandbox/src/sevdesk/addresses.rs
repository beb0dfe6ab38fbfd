//! Postal addresses of contacts.

use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, Utc};

use super::books::{Books, Change};
use super::envelope::{self, Refusal};
use super::model::{Address, Contact};
use super::query::Query;
use super::render;
use crate::json::Fields;
use crate::out::Out;
use crate::sandbox::Sandbox;
use crate::state;

/// The category of billing addresses.
pub(crate) const BILLING: u64 = 47;

/// `GET /ContactAddress`.
pub(crate) async fn list(
    State(sandbox): State<Sandbox>,
    query: Query,
) -> Result<Response, Refusal> {
    let page = query.page()?;
    let contact = query.reference("contact", "Contact");
    sandbox.read(|world| {
        let addresses = world.sevdesk.addresses();
        let wanted = addresses
            .filter(|address| contact.is_none_or(|id| address.contact == id))
            .collect();
        let (addresses, total) = page.cut(wanted);
        Ok(envelope::list(
            addresses.into_iter().map(render::address).collect(),
            total,
        ))
    })
}

/// `POST /ContactAddress`.
pub(crate) async fn create(
    State(sandbox): State<Sandbox>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let address = sandbox
        .write(move |world, now| new_address(&world.sevdesk, &fields, now))
        .await?;
    Ok(envelope::created(render::address(&address)))
}

fn new_address(
    books: &Books,
    fields: &Fields,
    now: DateTime<Utc>,
) -> Result<(Vec<state::Change>, Address), Refusal> {
    let required = |key: &str, model| {
        let given = fields.reference(key, model)?.value();
        given.ok_or_else(|| Refusal::bad_request(format!("{key} is required.")))
    };
    let contact = required("contact", "Contact")?;
    let country = required("country", "StaticCountry")?;
    let category = required("category", "Category")?;
    books
        .contact(contact)
        .ok_or_else(|| Refusal::not_found("Contact", contact))?;
    let mut counters = books.counters();
    let address = Address {
        id: counters.next_address(),
        contact,
        created: now,
        name: fields.text("name")?.value(),
        street: fields.text("street")?.value(),
        zip: fields.text("zip")?.value(),
        city: fields.text("city")?.value(),
        country,
        category: Some(category),
    };
    let changes = [Change::Counters(counters), Change::Address(address.clone())];
    Ok((
        changes.into_iter().map(state::Change::Sevdesk).collect(),
        address,
    ))
}

/// `GET /Category?objectType=…`: what addresses and contacts can be. The texts are ours.
pub(crate) async fn categories(query: Query) -> Result<Response, Refusal> {
    let page = query.page()?;
    let categories: &[(u64, &str)] = match query.get("objectType") {
        Some("ContactAddress") => &[
            (BILLING, "Rechnungsadresse"),
            (43, "Arbeit"),
            (48, "Lieferadresse"),
        ],
        Some("Contact") => &[
            (2, "Lieferant"),
            (3, "Kunde"),
            (4, "Partner"),
            (28, "Interessent"),
        ],
        _ => &[],
    };
    let rows = categories.iter().map(|(id, name)| {
        Out::object([
            ("id", Out::text(id)),
            ("objectName", Out::text("Category")),
            ("name", Out::text(name)),
        ])
    });
    let (rows, total) = page.cut(rows.collect());
    Ok(envelope::list(rows, total))
}

/// The first address of a contact as the lines of a letter, with its country.
pub(crate) fn letter_block(books: &Books, contact: u64) -> Option<(String, u64)> {
    let address = books
        .addresses()
        .find(|address| address.contact == contact)?;
    let name = address
        .name
        .clone()
        .or_else(|| books.contact(contact).map(Contact::display_name));
    let town = [&address.zip, &address.city]
        .map(|part| part.as_deref().unwrap_or_default())
        .join(" ");
    let lines = [
        name.as_deref(),
        address.street.as_deref(),
        Some(town.trim()),
    ];
    let lines: Vec<&str> = lines
        .into_iter()
        .flatten()
        .filter(|line| !line.is_empty())
        .collect();
    Some((lines.join("\n"), address.country))
}
