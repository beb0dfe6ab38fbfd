//! Contacts: list, read, create.

use axum::extract::{Path, State};
use axum::response::Response;
use chrono::{DateTime, Utc};

use super::books::{Books, Change};
use super::envelope::{self, Refusal};
use super::model::Contact;
use super::options::NameFilter;
use super::query::Query;
use super::render;
use crate::json::Fields;
use crate::out::Out;
use crate::sandbox::Sandbox;
use crate::state;

/// `GET /Contact`. Without `depth=1` persons are invisible.
pub(crate) async fn list(
    State(sandbox): State<Sandbox>,
    query: Query,
) -> Result<Response, Refusal> {
    let page = query.page()?;
    let name_filter = sandbox.options().sevdesk.name_filter;
    sandbox.read(|world| {
        let books = &world.sevdesk;
        let mut contacts: Vec<&Contact> = books
            .contacts()
            .filter(|contact| wanted(books, contact, &query, name_filter))
            .collect();
        sort(&mut contacts, &query);
        let (contacts, total) = page.cut(contacts);
        Ok(envelope::list(
            contacts.into_iter().map(render::contact).collect(),
            total,
        ))
    })
}

fn wanted(books: &Books, contact: &Contact, query: &Query, name_filter: NameFilter) -> bool {
    let depth = query.get("depth") == Some("1") || contact.is_organisation();
    let number = query
        .get("customerNumber")
        .is_none_or(|number| contact.customer_number.as_deref() == Some(number));
    let name = query
        .get("name")
        .is_none_or(|name| is_named(contact, name, name_filter));
    let category = query
        .reference("category", "Category")
        .is_none_or(|id| contact.category == id);
    let parent = query
        .reference("parent", "Contact")
        .is_none_or(|id| contact.parent == Some(id));
    depth
        && number
        && name
        && category
        && parent
        && is_at(books, contact, query)
        && query.spans("create", contact.created)
        && query.spans("update", contact.updated)
}

fn is_named(contact: &Contact, wanted: &str, filter: NameFilter) -> bool {
    let names = [&contact.name, &contact.first_name, &contact.last_name];
    names.into_iter().flatten().any(|name| match filter {
        NameFilter::Exact => name == wanted,
        NameFilter::Substring => name.to_lowercase().contains(&wanted.to_lowercase()),
    })
}

fn is_at(books: &Books, contact: &Contact, query: &Query) -> bool {
    let country = query.reference("country", "StaticCountry");
    let (city, zip) = (query.get("city"), query.get("zip"));
    if country.is_none() && city.is_none() && zip.is_none() {
        return true;
    }
    books
        .addresses()
        .filter(|address| address.contact == contact.id)
        .any(|address| {
            country.is_none_or(|country| address.country == country)
                && city.is_none_or(|city| address.city.as_deref() == Some(city))
                && zip.is_none_or(|zip| address.zip.as_deref() == Some(zip))
        })
}

fn sort(contacts: &mut [&Contact], query: &Query) {
    match query.get("orderByCustomerNumber") {
        Some("ASC") => contacts.sort_by_key(|contact| &contact.customer_number),
        Some("DESC") => contacts.sort_by_key(|contact| std::cmp::Reverse(&contact.customer_number)),
        _ => {}
    }
}

/// `GET /Contact/{id}`.
pub(crate) async fn get(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    sandbox.read(|world| {
        let contact = find(&world.sevdesk, &id)?;
        Ok(envelope::list(vec![render::contact(contact)], None))
    })
}

/// The contact with an id as it stands in a path.
pub(crate) fn find<'a>(books: &'a Books, id: &str) -> Result<&'a Contact, Refusal> {
    let contact = id.parse().ok().and_then(|id| books.contact(id));
    contact.ok_or_else(|| Refusal::not_found("Contact", id))
}

/// `POST /Contact`.
pub(crate) async fn create(
    State(sandbox): State<Sandbox>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let contact = sandbox
        .write(move |world, now| new_contact(&world.sevdesk, &fields, now))
        .await?;
    Ok(envelope::created(render::contact(&contact)))
}

fn new_contact(
    books: &Books,
    fields: &Fields,
    now: DateTime<Utc>,
) -> Result<(Vec<state::Change>, Contact), Refusal> {
    let mut counters = books.counters();
    let category = fields.reference("category", "Category")?.value();
    let category = category.ok_or_else(|| Refusal::bad_request("category is required."))?;
    let name = fields.text("name")?.value();
    let last_name = fields.text("familyname")?.value();
    if name.is_none() && last_name.is_none() {
        return Err(Refusal::invalid(
            "A contact needs a name, or a familyname if it is a person.",
        ));
    }
    let parent = match fields.reference("parent", "Contact")?.value() {
        None => None,
        Some(id) => Some(
            books
                .contact(id)
                .ok_or_else(|| Refusal::not_found("Contact", id))?,
        ),
    };
    let customer_number = match (fields.text("customerNumber")?.value(), parent) {
        (Some(number), _) => Some(number),
        // Seen by `codecell-germany/sevdesk-agent-skill@9a361d2`: a person gets the number of the company.
        (None, Some(parent)) => parent.customer_number.clone(),
        (None, None) => Some(counters.next_customer_number().to_string()),
    };
    let contact = Contact {
        id: counters.next_contact(),
        created: now,
        updated: now,
        name,
        first_name: fields.text("surename")?.value(),
        last_name,
        customer_number,
        parent: parent.map(|parent| parent.id),
        category,
        status: fields
            .integer("status")?
            .value()
            .and_then(|status| status.try_into().ok())
            .unwrap_or(100),
        vat_number: fields.text("vatNumber")?.value(),
    };
    let changes = [Change::Counters(counters), Change::Contact(contact.clone())];
    Ok((
        changes.into_iter().map(state::Change::Sevdesk).collect(),
        contact,
    ))
}

/// `GET /Contact/Factory/getNextCustomerNumber`.
pub(crate) async fn next_customer_number(State(sandbox): State<Sandbox>) -> Response {
    let number = sandbox.read(|world| world.sevdesk.counters().next_customer_number());
    envelope::ok(Out::text(number))
}

/// `GET /Contact/Mapper/checkCustomerNumberAvailability`, which fails when it isn't told which number
/// (`codecell-germany/sevdesk-agent-skill@9a361d2`).
pub(crate) async fn is_number_free(
    State(sandbox): State<Sandbox>,
    query: Query,
) -> Result<Response, Refusal> {
    let number = query
        .get("customerNumber")
        .ok_or_else(|| Refusal::server_error("customerNumber is missing"))?;
    let taken = sandbox.read(|world| {
        world
            .sevdesk
            .contacts()
            .any(|contact| contact.customer_number.as_deref() == Some(number))
    });
    Ok(envelope::ok(Out::Bool(!taken)))
}
