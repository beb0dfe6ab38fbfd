//! The edits of a document.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::position::PositionNo;
use crate::tax::{TaxRate, Treatment};
use crate::typed::NumberProblem;
use crate::unit::Unit;

/// One edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// Writes a position's text.
    Text {
        /// Which position.
        no: PositionNo,
        /// The text as typed.
        text: String,
    },
    /// Enters a quantity.
    Quantity {
        /// Which position.
        no: PositionNo,
        /// The quantity as typed.
        typed: String,
    },
    /// Enters a price.
    Price {
        /// Which position.
        no: PositionNo,
        /// The price as typed.
        typed: String,
    },
    /// Chooses a tax rate.
    Tax {
        /// Which position.
        no: PositionNo,
        /// Its new rate.
        rate: TaxRate,
    },
    /// Chooses a unit. The quantity stays as it is.
    Unit {
        /// Which position.
        no: PositionNo,
        /// Its new unit.
        unit: Unit,
    },
    /// Deletes a position; its entries are no longer on the invoice.
    Delete {
        /// Which position.
        no: PositionNo,
    },
    /// Moves a position one place up.
    MoveUp {
        /// Which position.
        no: PositionNo,
    },
    /// Moves a position one place down.
    MoveDown {
        /// Which position.
        no: PositionNo,
    },
    /// Moves a position to just before another, or to the end.
    MoveBefore {
        /// Which position.
        no: PositionNo,
        /// The one that it comes to stand before; `None` for the end.
        before: Option<PositionNo>,
    },
    /// Adds an empty position at the end.
    Add,
    /// Enters one price for all that is billed in the document's unit of time. Flat rates, pieces, positions in the
    /// other unit and discounts keep theirs: they do not cost so much per hour.
    PriceForAll {
        /// The price as typed.
        typed: String,
    },
    /// Chooses the tax treatment. Rates that were chosen and are allowed stay; all others become its usual rate.
    Treatment {
        /// The new treatment.
        treatment: Treatment,
    },
}

/// Why an edit could not be applied; the document is then as it was.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpProblem {
    /// The position is gone: somebody deleted it.
    #[error("there is no position {0:?}: somebody may have deleted it")]
    NoSuchPosition(PositionNo),
    /// One price for all was no price.
    #[error("no price: {0}")]
    Price(NumberProblem),
    /// There is no key left for another position: two thousand million were used.
    #[error("this invoice can take no more positions")]
    Full,
}
