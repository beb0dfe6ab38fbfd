//! Documents as sevDesk writes them.
//!
//! Read by GET, every scalar is a text or null and amounts lose their trailing zeros; `paidAmount` alone is a number.
//! In the answer to `saveInvoice` the positions have numbers instead, and a quantity of 1 is `true`.
//! Public source: recorded answers in `jernoxit/sevdesk-rs@cd8639c`, and sevDesk's API document for the names.

mod contact;
mod invoice;
mod position;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::seed;
use crate::berlin;
use crate::out::Out;
pub(crate) use contact::{address, contact};
pub(crate) use invoice::invoice;
pub(crate) use position::{ReadForm, position_as_read, position_as_saved};

/// A reference to another object; ids are given as texts.
pub(crate) fn reference(id: u64, model: &'static str) -> Out {
    Out::object([("id", Out::text(id)), ("objectName", Out::text(model))])
}

pub(super) fn maybe_reference(id: Option<u64>, model: &'static str) -> Out {
    id.map_or(Out::Null, |id| reference(id, model))
}

pub(super) fn sev_client() -> Out {
    reference(seed::CLIENT, "SevClient")
}

pub(super) fn amount(value: Decimal) -> Out {
    Out::text(value.normalize())
}

pub(super) fn flag(value: bool) -> Out {
    Out::text(u8::from(value))
}

pub(super) fn date(at: DateTime<Utc>) -> Out {
    Out::Text(berlin::rfc3339(at))
}

pub(super) fn maybe_date(at: Option<DateTime<Utc>>) -> Out {
    at.map_or(Out::Null, date)
}
