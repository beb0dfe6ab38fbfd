//! Customers and vendors.

use std::cmp::Ordering;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::model::Contact;
use super::problem::{Problem, json};
use super::query::Query;
use super::render;
use super::search;
use crate::sandbox::Sandbox;

/// Shorter search texts are refused.
const SHORTEST: usize = 3;

/// `GET /v1/contacts`, by name. Archived ones are among them, and there is no filter for that.
pub(super) async fn list(
    State(sandbox): State<Sandbox>,
    query: Query,
) -> Result<Response, Problem> {
    let page = query.page()?;
    for key in ["name", "email"] {
        if query
            .get(key)
            .is_some_and(|text| text.chars().count() < SHORTEST)
        {
            let message = format!("{key} must have at least {SHORTEST} characters");
            return Err(Problem::bad_request(message));
        }
    }
    Ok(sandbox.read(|world| {
        let mut contacts: Vec<&Contact> = world
            .lexware
            .contacts()
            .filter(|contact| wanted(contact, &query))
            .collect();
        contacts.sort_by(|one, other| by_name(one, other));
        page.of(contacts, render::contact)
    }))
}

/// `GET /v1/contacts/{id}`.
pub(super) async fn get(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    sandbox.read(|world| {
        let contact = world.lexware.contact(&id).ok_or_else(Problem::not_found)?;
        Ok(json(StatusCode::OK, &render::contact(contact)))
    })
}

fn by_name(one: &Contact, other: &Contact) -> Ordering {
    let key = |contact: &Contact| (contact.display_name().to_lowercase(), contact.id.clone());
    key(one).cmp(&key(other))
}

fn wanted(contact: &Contact, query: &Query) -> bool {
    let name = query
        .get("name")
        .is_none_or(|pattern| search::contains(&contact.display_name(), pattern));
    let email = query.get("email").is_none_or(|pattern| {
        let email = contact.email.as_deref();
        email.is_some_and(|email| search::contains(email, pattern))
    });
    let number = query.get("number").is_none_or(|number| {
        let numbers = [contact.customer_number, contact.vendor_number];
        numbers
            .into_iter()
            .flatten()
            .any(|have| have.to_string() == number)
    });
    name && email
        && number
        && query.agrees("customer", contact.customer_number.is_some())
        && query.agrees("vendor", contact.vendor_number.is_some())
}
