//! A small document to edit.

use domain::Decimal;
use domain::document::{Document, Op, OpProblem};
use domain::position::{Entered, Origin, Position, PositionNo};
use domain::tax::Treatment;
use domain::unit::{TimeUnit, Unit};

/// Positions 1, 2 and 3, made of entries of ten hours each at 95 €.
pub fn document() -> Document {
    Document {
        treatment: Treatment::Standard,
        unit: TimeUnit::Hours,
        quantity_decimals: 2,
        price_decimals: 2,
        positions: (1..=3).map(position).collect(),
        next_no: 4,
    }
}

fn position(no: i32) -> Position {
    Position {
        no: PositionNo(no),
        text: format!("Work {no}"),
        quantity: Entered::of(Decimal::new(1000, 2)),
        unit: Unit::Hour,
        price: Entered::of(Decimal::new(9500, 2)),
        tax: Treatment::Standard.usual_rate(),
        origin: Origin::Entries,
        touched: false,
        seconds: 36_000,
        entries: 2,
    }
}

/// The document after these edits, all of which succeed.
pub fn after(ops: &[Op]) -> Document {
    let mut document = document();
    for op in ops {
        assert_eq!(document.apply(op), Ok(()), "{op:?}");
    }
    document
}

/// What an edit that fails says; the document stays as it was.
pub fn refusal(mut document: Document, op: &Op) -> Option<OpProblem> {
    let before = document.clone();
    let problem = document.apply(op).err();
    assert_eq!(document, before, "{op:?} failed halfway");
    problem
}

pub fn nos(document: &Document) -> Vec<i32> {
    document.positions.iter().map(|p| p.no.0).collect()
}

pub fn touched(document: &Document) -> Vec<bool> {
    document.positions.iter().map(|p| p.touched).collect()
}

pub fn quantity(no: i32, typed: &str) -> Op {
    Op::Quantity {
        no: PositionNo(no),
        typed: typed.to_owned(),
    }
}

pub fn price(no: i32, typed: &str) -> Op {
    Op::Price {
        no: PositionNo(no),
        typed: typed.to_owned(),
    }
}

pub fn price_for_all(typed: &str) -> Op {
    Op::PriceForAll {
        typed: typed.to_owned(),
    }
}

pub fn unit(no: i32, unit: Unit) -> Op {
    Op::Unit {
        no: PositionNo(no),
        unit,
    }
}
