//! One line of an invoice.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::money::Cents;
use crate::quantity::{MAX_DECIMALS, in_units};
use crate::tax::TaxRate;
use crate::unit::Unit;

/// A position's key within its invoice: small, never reused. It is the row key, the form name and the link to its entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PositionNo(pub i32);

/// Where a position came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Made from time entries.
    Entries,
    /// Added by a person.
    Hand,
}

impl Origin {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Entries => "entries",
            Self::Hand => "hand",
        }
    }

    /// Reads [`Self::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Entries, Self::Hand]
            .into_iter()
            .find(|origin| origin.as_str() == text)
    }
}

/// A number as a person entered it: the last value that made sense, and what was typed since, if that makes none.
///
/// So nothing that was typed is lost, and no sum is made of what is not a number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered {
    /// The last value that made sense; `None` while nothing was entered.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub value: Option<Decimal>,
    /// What was typed and refused.
    pub refused: Option<String>,
}

impl Entered {
    /// A value that makes sense.
    pub const fn of(value: Decimal) -> Self {
        Self {
            value: Some(value),
            refused: None,
        }
    }

    /// The value, if nothing refused stands in its place.
    pub fn settled(&self) -> Option<Decimal> {
        self.value.filter(|_| self.refused.is_none())
    }
}

/// One line of the invoice: text, quantity, unit, unit price, tax rate, and what its entries measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Its key within the invoice.
    pub no: PositionNo,
    /// What it is for.
    pub text: String,
    /// How much, in `unit`.
    pub quantity: Entered,
    /// What the quantity counts.
    pub unit: Unit,
    /// Net euro per unit.
    pub price: Entered,
    /// The tax rate, one that the invoice's treatment allows.
    pub tax: TaxRate,
    /// Made from entries or by hand.
    pub origin: Origin,
    /// Whether a person changed it since it was made.
    pub touched: bool,
    /// The time of its entries, in seconds; 0 when it has none.
    pub seconds: i64,
    /// How many entries it stands for.
    pub entries: i64,
}

impl Position {
    /// Quantity × unit price, rounded to cents: what is printed multiplies. `None` while a number is missing or refused,
    /// or when the product is beyond all reason.
    pub fn amount(&self) -> Option<Cents> {
        let (quantity, price) = (self.quantity.settled()?, self.price.settled()?);
        Cents::from_euro(quantity.checked_mul(price)?)
    }

    /// Whether its entries come to no quantity at all: they have no time, or less than the smallest step.
    pub fn is_without_time(&self) -> bool {
        self.origin == Origin::Entries && self.quantity.settled() == Some(Decimal::ZERO)
    }

    /// By how much the quantity differs from the time of its entries, in its unit; `None` while it says the same.
    ///
    /// Less than one smallest step is no difference: largest remainder cuts or adds as much.
    pub fn drift(&self, decimals: u32) -> Option<Decimal> {
        let unit = self.unit.seconds()?;
        if self.entries == 0 {
            return None;
        }
        let quantity = self.quantity.settled()?;
        // Compared in seconds, where both are exact; one step of a quantity is that part of the unit's seconds.
        let counted = quantity.checked_mul(Decimal::from(unit))?;
        let difference = counted.checked_sub(Decimal::from(self.seconds))?;
        let step = Decimal::new(unit, decimals.min(MAX_DECIMALS));
        (difference.abs() >= step).then(|| quantity - in_units(self.seconds, unit, decimals))
    }
}
