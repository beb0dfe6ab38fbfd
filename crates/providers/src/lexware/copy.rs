//! Copy-and-extend: a new draft with the lines of an old one and ours.
//!
//! Invoices cannot be changed by their API, not even drafts: there is no such route (developers.lexware.io,
//! "Invoices"; `marselsel/Lexware-MCP-Server`, pull request 10). So the old draft is read right before, compared with
//! what the user saw, and sent as a new one, without what can only be read. The old one stays until a person deletes it.

use domain::payload::Payload;
use serde_json::value::{RawValue, to_raw_value};

use super::received::{self, Object, Received};
use super::{Lexware, create, drafts, limits};
use crate::outcome::{DraftChange, Obstacle, Outcome, Refusal};
use crate::provider::BeforeImage;

/// What a copy carries over, of the whole and of its parts. Everything else is read-only or belongs to other kinds of
/// documents (developers.lexware.io, "Invoices Properties").
pub(super) const HEAD: &[&str] = &[
    "voucherDate",
    "language",
    "taxConditions",
    "paymentConditions",
    "shippingConditions",
    "title",
    "introduction",
    "remark",
    "printLayoutId",
    "xRechnung",
];
pub(super) const ADDRESS: &[&str] = &[
    "contactId",
    "name",
    "supplement",
    "street",
    "zip",
    "city",
    "countryCode",
];
pub(super) const TOTAL: &[&str] = &[
    "currency",
    "totalDiscountAbsolute",
    "totalDiscountPercentage",
];
pub(super) const LINE: &[&str] = &[
    "id",
    "type",
    "name",
    "description",
    "quantity",
    "unitName",
    "discountPercentage",
];
const UNIT_PRICE: &[&str] = &["currency", "netAmount", "taxRatePercentage"];

/// Makes a draft with the lines of the one that `before` shows and the payload's, with one creating request.
pub(super) async fn append(lexware: &Lexware, payload: &Payload, before: &BeforeImage) -> Outcome {
    match prepare(lexware, payload, before).await {
        Ok(body) => lexware.api.create_invoice(&body).await,
        Err(refusal) => Outcome::NotExecuted(refusal),
    }
}

/// The request, if the draft is still what it was.
async fn prepare(
    lexware: &Lexware,
    payload: &Payload,
    before: &BeforeImage,
) -> Result<String, Refusal> {
    check(payload, before).map_err(Refusal::NotSendable)?;
    let gone = Refusal::DraftChanged(DraftChange::Gone);
    let received = received::read(&lexware.api, &before.remote_id).await?;
    let received = received.ok_or_else(|| gone.clone())?;
    let now = drafts::before_image(&received, lexware.company)?.ok_or(gone)?;
    if now.raw != before.raw {
        return Err(Refusal::DraftChanged(DraftChange::Edited));
    }
    body(&received, payload).map_err(Refusal::NotSendable)
}

/// The draft passes on its customer and its tax treatment; a payload that means others was made for another draft.
fn check(payload: &Payload, before: &BeforeImage) -> Result<(), Obstacle> {
    if payload.customer.id != before.document.customer_id {
        return Err(Obstacle::OtherCustomer);
    }
    if payload.treatment != before.treatment {
        return Err(Obstacle::OtherTreatment);
    }
    limits::check(payload, before.document.lines.len())
}

/// The JSON of the request.
fn body(received: &Received, payload: &Payload) -> Result<String, Obstacle> {
    let whole = &received.object;
    let mut copy = kept(whole, HEAD);
    put(
        &mut copy,
        "address",
        &kept(&part(whole, "address")?, ADDRESS),
    )?;
    put(
        &mut copy,
        "totalPrice",
        &kept(&part(whole, "totalPrice")?, TOTAL),
    )?;
    let former: Vec<Object> = part(whole, "lineItems")?;
    let former: Result<Vec<Box<RawValue>>, Obstacle> = former.iter().map(line).collect();
    let ours = create::lines(payload)?;
    let ours: Result<Vec<Box<RawValue>>, Obstacle> = ours.iter().map(raw).collect();
    let lines: Vec<Box<RawValue>> = former?.into_iter().chain(ours?).collect();
    put(&mut copy, "lineItems", &lines)?;
    serde_json::to_string(&copy).map_err(|_| Obstacle::Unsendable)
}

/// A line that was there before. One that is text alone has no price.
fn line(line: &Object) -> Result<Box<RawValue>, Obstacle> {
    let mut copy = kept(line, LINE);
    if is_there(line, "unitPrice") {
        put(
            &mut copy,
            "unitPrice",
            &kept(&part(line, "unitPrice")?, UNIT_PRICE),
        )?;
    }
    raw(&copy)
}

/// The fields of an object that are carried over.
fn kept(object: &Object, keys: &[&str]) -> Object {
    let keys = keys.iter().filter(|key| is_there(object, key));
    keys.filter_map(|key| Some(((*key).to_owned(), object.get(*key)?.clone())))
        .collect()
}

fn is_there(object: &Object, key: &str) -> bool {
    object.get(key).is_some_and(|raw| raw.get() != "null")
}

pub(super) fn part<T: serde::de::DeserializeOwned>(
    object: &Object,
    key: &str,
) -> Result<T, Obstacle> {
    let raw = object.get(key).ok_or(Obstacle::Unsendable)?;
    serde_json::from_str(raw.get()).map_err(|_| Obstacle::Unsendable)
}

fn put<T: serde::Serialize>(object: &mut Object, key: &str, value: &T) -> Result<(), Obstacle> {
    object.insert(key.to_owned(), raw(value)?);
    Ok(())
}

fn raw<T: serde::Serialize>(value: &T) -> Result<Box<RawValue>, Obstacle> {
    to_raw_value(value).map_err(|_| Obstacle::Unsendable)
}
