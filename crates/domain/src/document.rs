//! The document that the wizard edits, and the edits.
//!
//! The island in the browser and the form without JavaScript send the same [`Op`]s, and both sides apply them with the
//! same code, so the totals that a person sees are the totals that are stored.

mod op;
mod problem;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use op::{Op, OpProblem};
pub use problem::{DocumentProblem, Field, FieldProblem};

use crate::position::{Entered, Origin, Position, PositionNo};
use crate::tax::Treatment;
use crate::text::clean;
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
    /// The key that the next position gets; greater than any that was ever used.
    pub next_no: i32,
}

impl Document {
    /// Applies one edit, or changes nothing. Numbers that make no sense are kept as typed and become a problem of the
    /// document.
    pub fn apply(&mut self, op: &Op) -> Result<(), OpProblem> {
        let (quantity_decimals, price_decimals) = (self.quantity_decimals, self.price_decimals);
        match op {
            Op::Text { no, text } => self.edit(*no, |p| p.text = clean(text)),
            Op::Quantity { no, typed } => {
                self.edit(*no, |p| enter_quantity(p, typed, quantity_decimals))
            }
            Op::Price { no, typed } => self.edit(*no, |p| enter_price(p, typed, price_decimals)),
            Op::Tax { no, rate } => self.edit(*no, |p| p.tax = *rate),
            Op::Unit { no, unit } => self.edit(*no, |p| choose_unit(p, *unit, quantity_decimals)),
            Op::Delete { no } => self.place(*no).map(|i| drop(self.positions.remove(i))),
            Op::MoveUp { no } => self
                .place(*no)
                .map(|i| self.positions.swap(i, i.saturating_sub(1))),
            Op::MoveDown { no } => self.place(*no).map(|i| {
                let last = self.positions.len() - 1;
                self.positions.swap(i, (i + 1).min(last));
            }),
            Op::MoveBefore { no, before } => self.move_before(*no, *before),
            Op::Add => self.add(),
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
        let from = self.place(no)?;
        let to = before.map_or(Ok(self.positions.len()), |other| self.place(other))?;
        if from < to {
            self.positions[from..to].rotate_left(1);
        } else {
            self.positions[to..=from].rotate_right(1);
        }
        Ok(())
    }

    fn add(&mut self) -> Result<(), OpProblem> {
        let after = self.next_no.checked_add(1).ok_or(OpProblem::Full)?;
        self.positions.push(Position {
            no: PositionNo(self.next_no),
            text: String::new(),
            quantity: Entered::of(Decimal::ONE),
            unit: self.unit.unit(),
            price: Entered::default(),
            tax: self.treatment.usual_rate(),
            origin: Origin::Hand,
            touched: true,
            seconds: 0,
            entries: 0,
        });
        self.next_no = after;
        Ok(())
    }

    fn price_for_all(&mut self, typed: &str) -> Result<(), OpProblem> {
        let price = typed::price(typed, self.price_decimals, false).map_err(OpProblem::Price)?;
        let unit = self.unit.unit();
        for position in &mut self.positions {
            let is_discount = position.price.value.is_some_and(|p| p < Decimal::ZERO);
            if position.unit == unit && !is_discount {
                let entered = Entered::of(price);
                position.touched |= position.price != entered;
                position.price = entered;
            }
        }
        Ok(())
    }

    fn treat(&mut self, treatment: Treatment) {
        // The only rate of a treatment is nobody's choice: 0 % of a small business must not become 0 % of a taxed sale.
        let chosen = treatment == self.treatment || self.treatment.rates().len() > 1;
        for position in &mut self.positions {
            if !(chosen && treatment.rates().contains(&position.tax)) {
                position.tax = treatment.usual_rate();
            }
        }
        self.treatment = treatment;
    }
}

fn enter_quantity(position: &mut Position, typed: &str, decimals: u32) {
    let read = typed::quantity(typed, position.unit, decimals);
    enter(&mut position.quantity, typed, read);
}

fn enter_price(position: &mut Position, typed: &str, decimals: u32) {
    let may_be_negative = position.origin == Origin::Hand;
    let read = typed::price(typed, decimals, may_be_negative);
    enter(&mut position.price, typed, read);
}

/// What was refused may make sense in another unit: `1:30` in hours, but not in pieces.
fn choose_unit(position: &mut Position, unit: Unit, quantity_decimals: u32) {
    position.unit = unit;
    if let Some(typed) = position.quantity.refused.clone() {
        enter_quantity(position, &typed, quantity_decimals);
    }
}

fn enter(entered: &mut Entered, typed: &str, read: Result<Decimal, NumberProblem>) {
    match read {
        Ok(value) => *entered = Entered::of(value),
        Err(NumberProblem::Empty) => *entered = Entered::default(),
        // Cleaned, because no database keeps every control character, and no number has any.
        Err(_) => entered.refused = Some(clean(typed)),
    }
}
