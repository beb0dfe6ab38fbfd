//! What both APIs write in the same way.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::outcome::Obstacle;

/// A JSON number with our digits.
pub(super) fn number(value: Decimal) -> Result<Box<RawValue>, Obstacle> {
    RawValue::from_string(value.normalize().to_string()).map_err(|_| Obstacle::Unsendable)
}

/// An id of ours as a number.
pub(super) fn id(id: &str) -> Result<u64, Obstacle> {
    id.parse().map_err(|_| Obstacle::Unsendable)
}

/// A request's body.
pub(super) fn body(request: &impl Serialize) -> Result<String, Obstacle> {
    serde_json::to_string(request).map_err(|_| Obstacle::Unsendable)
}

/// A day, without the offset that would make it an instant.
pub(super) fn day(day: NaiveDate) -> String {
    format!("{day}T00:00:00")
}

/// A text, or nothing instead of an empty one.
pub(super) fn given(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}
