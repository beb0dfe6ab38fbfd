//! What was done before the browser's part arrived: typed into the page, or left unsaved by an earlier visit.

use domain::document::{Field, Op};
use domain::position::PositionNo;
use leptos::prelude::*;

use super::browser;
use super::props::EditorProps;
use super::saving::Saver;
use super::work::{Work, shown};

/// It, as it was found.
#[derive(Debug, Default)]
pub struct Before {
    /// Edits of this version that were not saved.
    unsaved: Vec<Op>,
    /// Edits of other versions.
    left_over: Vec<(i64, Vec<Op>)>,
    /// What stands in fields.
    typed: Vec<(PositionNo, Field, String)>,
}

impl Before {
    /// Looks into the browser's storage and into the fields of the page.
    pub fn read(props: &EditorProps, saver: Saver) -> Self {
        if cfg!(not(feature = "hydrate")) {
            return Self::default();
        }
        let mut before = Self::default();
        for (version, edits) in saver.shelf().all() {
            if version == props.version {
                before.unsaved.extend(edits);
            } else if !edits.is_empty() {
                before.left_over.push((version, edits));
            }
        }
        for position in &props.document.positions {
            for (field, name) in [
                (Field::Text, "text"),
                (Field::Quantity, "quantity"),
                (Field::Price, "price"),
            ] {
                let was = shown(position, field, props.locale).replace("\r\n", "\n");
                let now = browser::typed_before(&format!("{name}-{}", position.no.0));
                let now = now.filter(|now| now.replace("\r\n", "\n") != was);
                before
                    .typed
                    .extend(now.map(|now| (position.no, field, now)));
            }
        }
        before
    }

    /// Gives it to the document, and leaves nothing.
    pub fn take_up(&mut self, work: Work, saver: Saver, left_over: RwSignal<Vec<(i64, Vec<Op>)>>) {
        let before = std::mem::take(self);
        redo(before.unsaved, work, saver);
        for (no, field, now) in before.typed {
            work.type_into(no, field, now);
        }
        if !before.left_over.is_empty() {
            left_over.set(before.left_over);
        }
    }
}

/// Does edits again that were made earlier, perhaps on another page of positions: what has no effect on this one is saved
/// all the same.
pub fn redo(edits: Vec<Op>, work: Work, saver: Saver) {
    let mut elsewhere = false;
    for edit in edits {
        if !work.redo(edit.clone()) {
            saver.note_elsewhere(edit);
            elsewhere = true;
        }
    }
    if elsewhere {
        saver.save_and_post();
    }
}
