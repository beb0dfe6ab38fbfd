//! The editor's state: the document as edited, what stands in the inputs, and what is not saved yet.

use std::collections::HashMap;

use domain::document::{Document, DocumentProblem, Field, Op};
use domain::position::{Position, PositionNo};
use domain::{Locale, format};
use leptos::prelude::*;

/// A field's text exactly as it stands in its input, while that differs from the value as we would write it.
type Typed = HashMap<(PositionNo, Field), String>;

/// Shared by the pieces of the editor; all of it is signals, so copies are one and the same.
#[derive(Clone, Copy)]
pub struct Work {
    /// The document with all edits.
    pub document: RwSignal<Document>,
    /// Edits that are not saved, oldest first.
    pub unsaved: RwSignal<Vec<Op>>,
    /// How many of them are on their way to the server, and so may not be replaced.
    pub on_the_way: StoredValue<usize>,
    typed: RwSignal<Typed>,
    locale: Locale,
}

impl Work {
    /// The editor's work on a document as it came from the server.
    pub fn new(document: Document, locale: Locale) -> Self {
        Self {
            document: RwSignal::new(document),
            unsaved: RwSignal::new(Vec::new()),
            on_the_way: StoredValue::new(0),
            typed: RwSignal::new(Typed::new()),
            locale,
        }
    }

    /// Applies an edit here and notes it for saving. One that cannot be applied is dropped: its position is gone.
    pub fn edit(&self, op: Op) {
        self.applied(op);
    }

    /// The same, and whether it could be applied.
    fn applied(&self, op: Op) -> bool {
        let applied = self
            .document
            .try_update(|document| document.apply(&op).is_ok());
        if applied == Some(true) {
            let on_the_way = self.on_the_way.get_value();
            self.unsaved.update(|unsaved| note(unsaved, on_the_way, op));
        }
        applied == Some(true)
    }

    /// The same for a field in which somebody types: what stands in the input is left alone.
    pub fn type_into(&self, no: PositionNo, field: Field, text: String) {
        self.typed
            .update(|typed| drop(typed.insert((no, field), text.clone())));
        match field {
            Field::Text => self.edit(Op::Text { no, text }),
            Field::Quantity => self.edit(Op::Quantity { no, typed: text }),
            Field::Price => self.edit(Op::Price { no, typed: text }),
            Field::Tax => {}
        }
    }

    /// Somebody left the field: a value that makes sense is written as we write it.
    pub fn settle(&self, no: PositionNo, field: Field) {
        self.typed.update(|typed| drop(typed.remove(&(no, field))));
    }

    /// Edits that do not come from one input (one price for all): no input keeps what was typed before.
    pub fn edit_all(&self, op: Op) {
        self.redo(op);
    }

    /// The same for an edit that was made earlier; `false` if what it is for is not on this page.
    pub fn redo(&self, op: Op) -> bool {
        self.typed.update(HashMap::clear);
        self.applied(op)
    }

    /// What stands in an input.
    pub fn shown(&self, no: PositionNo, field: Field) -> String {
        let typed = self.typed.with(|typed| typed.get(&(no, field)).cloned());
        typed.unwrap_or_else(|| {
            self.position(no)
                .map(|position| shown(&position, field, self.locale))
                .unwrap_or_default()
        })
    }

    /// Where a position stands on this page, from 0.
    pub fn place(&self, no: PositionNo) -> Option<usize> {
        self.document.with(|document| {
            let mut positions = document.positions.iter();
            positions.position(|position| position.no == no)
        })
    }

    /// A position as it is now.
    pub fn position(&self, no: PositionNo) -> Option<Position> {
        self.document.with(|document| {
            document
                .positions
                .iter()
                .find(|position| position.no == no)
                .cloned()
        })
    }

    /// What is wrong with a field of a position.
    pub fn problem(&self, no: PositionNo, field: Field) -> Option<domain::document::FieldProblem> {
        self.document.with(|document| {
            let position = document
                .positions
                .iter()
                .find(|position| position.no == no)?;
            document
                .position_problems(position)
                .into_iter()
                .find_map(|problem| match problem {
                    DocumentProblem::Field {
                        field: of, problem, ..
                    } if of == field => Some(problem),
                    _ => None,
                })
        })
    }
}

/// A field as the server writes it into its input.
pub fn shown(position: &Position, field: Field, locale: Locale) -> String {
    let entered = match field {
        Field::Text => return position.text.clone(),
        Field::Tax => return position.tax.0.to_string(),
        Field::Quantity => &position.quantity,
        Field::Price => &position.price,
    };
    let value = || {
        entered
            .value
            .map(|value| format::input(value, locale))
            .unwrap_or_default()
    };
    entered.refused.clone().unwrap_or_else(value)
}

/// Adds an edit to the unsaved ones; typing on in one field replaces what was typed before.
fn note(unsaved: &mut Vec<Op>, on_the_way: usize, op: Op) {
    let last = unsaved.get(on_the_way..).and_then(<[Op]>::last);
    let replaces = match (last, &op) {
        (Some(Op::Text { no: a, .. }), Op::Text { no: b, .. })
        | (Some(Op::Quantity { no: a, .. }), Op::Quantity { no: b, .. })
        | (Some(Op::Price { no: a, .. }), Op::Price { no: b, .. }) => a == b,
        _ => false,
    };
    if replaces {
        unsaved.pop();
    }
    unsaved.push(op);
}
