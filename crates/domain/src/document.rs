//! The document that the wizard edits, and the edits.
//!
//! The island in the browser and the form without JavaScript send the same [`Op`]s, and both sides apply them with the
//! same code, so the totals that a person sees are the totals that are stored.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::position::{Entered, Origin, Position, PositionNo};
use crate::tax::{TaxRate, Treatment};
use crate::text::{MAX_TEXT, clean};
use crate::totals::{NetByRate, net_by_rate};
use crate::typed::{self, NumberProblem};
use crate::unit::{TimeUnit, Unit};

/// The positions of an invoice and what they share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The tax treatment.
    pub treatment: Treatment,
    /// The unit that a position added by hand starts with.
    pub unit: TimeUnit,
    /// Decimals of quantities that the billing tool takes.
    pub quantity_decimals: u32,
    /// Decimals of prices that the billing tool takes.
    pub price_decimals: u32,
    /// The positions in their order.
    pub positions: Vec<Position>,
    /// The key that the next position gets.
    pub next_no: i32,
}

/// One edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum Op {
    /// Writes a position's text.
    Text { no: PositionNo, text: String },
    /// Enters a quantity as typed.
    Quantity { no: PositionNo, typed: String },
    /// Enters a price as typed.
    Price { no: PositionNo, typed: String },
    /// Chooses a tax rate.
    Tax { no: PositionNo, rate: TaxRate },
    /// Chooses a unit.
    Unit { no: PositionNo, unit: Unit },
    /// Deletes a position; its entries are no longer on the invoice.
    Delete { no: PositionNo },
    /// Moves a position one place up.
    MoveUp { no: PositionNo },
    /// Moves a position one place down.
    MoveDown { no: PositionNo },
    /// Moves a position to just before another, or to the end.
    MoveBefore {
        no: PositionNo,
        before: Option<PositionNo>,
    },
    /// Adds an empty position at the end.
    Add,
    /// Enters one price for all positions, as typed.
    PriceForAll { typed: String },
    /// Chooses the tax treatment; positions whose rate it does not allow get its usual rate.
    Treatment { treatment: Treatment },
}

/// Why an edit could not be applied.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpProblem {
    /// The position is gone: somebody deleted it.
    #[error("there is no position {0:?}")]
    NoSuchPosition(PositionNo),
    /// One price for all was no price.
    #[error("no price: {0}")]
    Price(NumberProblem),
}

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
    /// A number was refused, or is missing.
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
        no: PositionNo,
        field: Field,
        problem: FieldProblem,
    },
}

impl Document {
    /// Applies one edit. Numbers that make no sense are kept as typed and become a problem of the document.
    pub fn apply(&mut self, op: &Op) -> Result<(), OpProblem> {
        let (quantity_decimals, price_decimals) = (self.quantity_decimals, self.price_decimals);
        match op {
            Op::Text { no, text } => self.edit(*no, |p| p.text = clean(text)),
            Op::Quantity { no, typed } => self.edit(*no, |p| {
                enter(
                    &mut p.quantity,
                    typed,
                    typed::quantity(typed, p.unit, quantity_decimals),
                );
            }),
            Op::Price { no, typed } => self.edit(*no, |p| enter_price(p, typed, price_decimals)),
            Op::Tax { no, rate } => self.edit(*no, |p| p.tax = *rate),
            Op::Unit { no, unit } => self.edit(*no, |p| p.unit = *unit),
            Op::Delete { no } => self.place(*no).map(|i| drop(self.positions.remove(i))),
            Op::MoveUp { no } => self
                .place(*no)
                .map(|i| self.positions.swap(i, i.saturating_sub(1))),
            Op::MoveDown { no } => self.place(*no).map(|i| {
                let last = self.positions.len() - 1;
                self.positions.swap(i, (i + 1).min(last));
            }),
            Op::MoveBefore { no, before } => self.move_before(*no, *before),
            Op::Add => {
                self.add();
                Ok(())
            }
            Op::PriceForAll { typed } => self.price_for_all(typed),
            Op::Treatment { treatment } => {
                self.treat(*treatment);
                Ok(())
            }
        }
    }

    /// The positions' amounts per tax rate.
    pub fn net_by_rate(&self) -> NetByRate {
        net_by_rate(&self.positions)
    }

    /// What keeps the invoice from being created, in the order of the positions.
    pub fn problems(&self) -> Vec<DocumentProblem> {
        if self.positions.is_empty() {
            return vec![DocumentProblem::NoPositions];
        }
        let mut problems: Vec<_> = self
            .positions
            .iter()
            .flat_map(|p| position_problems(p, self.treatment))
            .collect();
        if problems.is_empty()
            && self
                .net_by_rate()
                .values()
                .copied()
                .sum::<crate::money::Cents>()
                .0
                < 0
        {
            problems.push(DocumentProblem::NegativeNet);
        }
        problems
    }

    fn place(&self, no: PositionNo) -> Result<usize, OpProblem> {
        self.positions
            .iter()
            .position(|p| p.no == no)
            .ok_or(OpProblem::NoSuchPosition(no))
    }

    fn edit(
        &mut self,
        no: PositionNo,
        change: impl FnOnce(&mut Position),
    ) -> Result<(), OpProblem> {
        let place = self.place(no)?;
        let position = &mut self.positions[place];
        let before = position.clone();
        change(position);
        position.touched |= *position != before;
        Ok(())
    }

    fn move_before(&mut self, no: PositionNo, before: Option<PositionNo>) -> Result<(), OpProblem> {
        let place = self.place(no)?;
        if before == Some(no) {
            return Ok(());
        }
        let moved = self.positions.remove(place);
        let target = match before {
            None => Ok(self.positions.len()),
            Some(other) => self.place(other),
        };
        // Put back where it was if the target is gone.
        self.positions
            .insert(*target.as_ref().unwrap_or(&place), moved);
        target.map(drop)
    }

    fn add(&mut self) {
        self.positions.push(Position {
            no: PositionNo(self.next_no),
            text: String::new(),
            quantity: Entered::of(rust_decimal::Decimal::ONE),
            unit: self.unit.unit(),
            price: Entered::default(),
            tax: self.treatment.usual_rate(),
            origin: Origin::Hand,
            touched: true,
            seconds: 0,
            entries: 0,
        });
        self.next_no += 1;
    }

    fn price_for_all(&mut self, typed: &str) -> Result<(), OpProblem> {
        let price = typed::price(typed, self.price_decimals, false).map_err(OpProblem::Price)?;
        for position in &mut self.positions {
            let entered = Entered::of(price);
            position.touched |= position.price != entered;
            position.price = entered;
        }
        Ok(())
    }

    fn treat(&mut self, treatment: Treatment) {
        self.treatment = treatment;
        for position in &mut self.positions {
            if !treatment.rates().contains(&position.tax) {
                position.tax = treatment.usual_rate();
            }
        }
    }
}

fn enter_price(position: &mut Position, typed: &str, decimals: u32) {
    let may_be_negative = position.origin == Origin::Hand;
    let read = typed::price(typed, decimals, may_be_negative);
    enter(&mut position.price, typed, read);
}

fn enter(entered: &mut Entered, typed: &str, read: Result<rust_decimal::Decimal, NumberProblem>) {
    match read {
        Ok(value) => *entered = Entered::of(value),
        Err(NumberProblem::Empty) => *entered = Entered::default(),
        Err(_) => entered.refused = Some(typed.to_owned()),
    }
}

/// What is wrong with one position.
pub fn position_problems(position: &Position, treatment: Treatment) -> Vec<DocumentProblem> {
    let field = |field, problem| DocumentProblem::Field {
        no: position.no,
        field,
        problem,
    };
    let mut problems = Vec::new();
    let length = position.text.chars().count();
    if position.text.trim().is_empty() {
        problems.push(field(Field::Text, FieldProblem::TextEmpty));
    } else if length > MAX_TEXT {
        problems.push(field(Field::Text, FieldProblem::TextTooLong(length)));
    }
    if let Some(problem) = number_problem(&position.quantity, |typed| {
        typed::quantity(typed, position.unit, 9)
    }) {
        problems.push(field(Field::Quantity, FieldProblem::Number(problem)));
    }
    let may_be_negative = position.origin == Origin::Hand;
    if let Some(problem) = number_problem(&position.price, |typed| {
        typed::price(typed, 9, may_be_negative)
    }) {
        problems.push(field(Field::Price, FieldProblem::Number(problem)));
    }
    if !treatment.rates().contains(&position.tax) {
        problems.push(field(Field::Tax, FieldProblem::TaxNotAllowed));
    }
    problems
}

/// Why a number is not settled; what is fine but for its many decimals is too precise for the tool.
fn number_problem(
    entered: &Entered,
    read: impl Fn(&str) -> Result<rust_decimal::Decimal, NumberProblem>,
) -> Option<NumberProblem> {
    match (&entered.refused, entered.value) {
        (Some(typed), _) => Some(read(typed).err().unwrap_or(NumberProblem::TooPrecise)),
        (None, None) => Some(NumberProblem::Empty),
        (None, Some(_)) => None,
    }
}
