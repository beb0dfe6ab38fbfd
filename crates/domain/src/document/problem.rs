//! What keeps a document from becoming an invoice.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Document;
use crate::format;
use crate::locale::Locale;
use crate::money::Cents;
use crate::position::{Entered, Origin, Position, PositionNo};
use crate::text::MAX_TEXT;
use crate::typed::{self, NumberProblem};

/// A field of a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The text.
    Text,
    /// The quantity.
    Quantity,
    /// The unit price.
    Price,
    /// The tax rate.
    Tax,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldProblem {
    /// A number was refused, is missing, or cannot stand on an invoice.
    Number(NumberProblem),
    /// The text is empty.
    TextEmpty,
    /// The text has this many characters, more than a position may hold.
    TextTooLong(usize),
    /// The treatment does not allow the rate.
    TaxNotAllowed,
}

/// What keeps the invoice from being created.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentProblem {
    /// There is no position left.
    NoPositions,
    /// Discounts are larger than the rest.
    NegativeNet,
    /// A position's field is wrong.
    Field {
        /// Which position.
        no: PositionNo,
        /// Which of its fields.
        field: Field,
        /// What is wrong with it.
        problem: FieldProblem,
    },
}

impl Document {
    /// What keeps the invoice from being created, in the order of the positions.
    pub fn problems(&self) -> Vec<DocumentProblem> {
        if self.positions.is_empty() {
            return vec![DocumentProblem::NoPositions];
        }
        let mut problems: Vec<_> = self
            .positions
            .iter()
            .flat_map(|position| self.position_problems(position))
            .collect();
        let net: Cents = self.net_by_rate().into_values().sum();
        // While a number is missing, nobody knows the sum.
        if problems.is_empty() && net < Cents::ZERO {
            problems.push(DocumentProblem::NegativeNet);
        }
        problems
    }

    /// What is wrong with one of its positions.
    pub fn position_problems(&self, position: &Position) -> Vec<DocumentProblem> {
        let tax_allowed = self.treatment.rates().contains(&position.tax);
        [
            (Field::Text, text_problem(&position.text)),
            (Field::Quantity, self.quantity_problem(position)),
            (Field::Price, self.price_problem(position)),
            (
                Field::Tax,
                (!tax_allowed).then_some(FieldProblem::TaxNotAllowed),
            ),
        ]
        .into_iter()
        .filter_map(|(field, problem)| {
            problem.map(|problem| DocumentProblem::Field {
                no: position.no,
                field,
                problem,
            })
        })
        .collect()
    }

    fn quantity_problem(&self, position: &Position) -> Option<FieldProblem> {
        number_problem(&position.quantity, |typed| {
            typed::quantity(typed, position.unit, self.quantity_decimals)
        })
    }

    fn price_problem(&self, position: &Position) -> Option<FieldProblem> {
        let may_be_negative = position.origin == Origin::Hand;
        number_problem(&position.price, |typed| {
            typed::price(typed, self.price_decimals, may_be_negative)
        })
    }
}

fn text_problem(text: &str) -> Option<FieldProblem> {
    let length = text.chars().count();
    if text.trim().is_empty() {
        Some(FieldProblem::TextEmpty)
    } else {
        (length > MAX_TEXT).then_some(FieldProblem::TextTooLong(length))
    }
}

/// Why a number is not settled, or why its value cannot stand on an invoice.
///
/// A value is read as if it had been typed: what was made of entries (0.00 h of ten seconds, the price of a negative
/// rate) or for a tool that takes more decimals must pass the same rules.
fn number_problem(
    entered: &Entered,
    read: impl Fn(&str) -> Result<Decimal, NumberProblem>,
) -> Option<FieldProblem> {
    let problem = match (&entered.refused, entered.value) {
        // Refused for a tool that takes fewer decimals: it counts when it is entered again.
        (Some(typed), _) => Some(read(typed).err().unwrap_or(NumberProblem::TooPrecise)),
        (None, None) => Some(NumberProblem::Empty),
        (None, Some(value)) => read(&format::input(value, Locale::En)).err(),
    };
    problem.map(FieldProblem::Number)
}
