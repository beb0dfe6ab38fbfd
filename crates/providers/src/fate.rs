//! What became of our positions on a document after they were billed.
//!
//! [`compare`](crate::compare()) is strict, because nothing may be billed that is not as it was sent. Afterwards the
//! document belongs to people in the tool: they add lines, move them and write texts. What matters then is whether each
//! of our positions is still there.

use domain::payload::{Payload, PayloadPosition};
use domain::position::PositionNo;
use serde::{Deserialize, Serialize};

use crate::compare::{Difference, our_line_differences, same_letters};
use crate::provider::{BeforeImage, ReadBack, RemoteLine};

/// A position that is no longer as it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fated {
    /// Which position.
    pub no: PositionNo,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It is no longer on the document.
    Deleted,
    /// It is there, but not as it was sent; never empty.
    Changed(Vec<Difference>),
}

/// The positions of ours that are no longer on `found` as they were sent, in our order. `before` is the draft that they
/// were added to.
pub fn fates(payload: &Payload, before: Option<&BeforeImage>, found: &ReadBack) -> Vec<Fated> {
    let mut lines: Vec<(usize, &RemoteLine)> = (1..).zip(&found.lines).collect();
    for former in before.iter().flat_map(|before| &before.document.lines) {
        take(&mut lines, |line| {
            line.id == former.id || same_line(former, line)
        });
    }
    let mut missing = Vec::new();
    for position in &payload.positions {
        if take(&mut lines, |line| {
            our_line_differences(position, 0, line).is_empty()
        })
        .is_none()
        {
            missing.push(position);
        }
    }
    let mut fated = Vec::new();
    for position in missing {
        let fate = match take(&mut lines, |line| is_akin(position, line)) {
            Some((place, line)) => Fate::Changed(our_line_differences(position, place, line)),
            None => Fate::Deleted,
        };
        fated.push(Fated {
            no: position.no,
            fate,
        });
    }
    fated
}

/// Whether all of our positions were taken off a draft that they had been added to, while its former lines are there.
pub fn is_taken_out(payload: &Payload, before: &BeforeImage, found: &ReadBack) -> bool {
    let fated = fates(payload, Some(before), found);
    let ours_gone = fated.len() == payload.positions.len()
        && fated.iter().all(|fated| fated.fate == Fate::Deleted);
    let is_there = |former: &RemoteLine| {
        let mut lines = found.lines.iter();
        lines.any(|line| line.id == former.id || same_line(former, line))
    };
    ours_gone && before.document.lines.iter().all(is_there)
}

/// Takes the first line out that fits.
fn take<'a>(
    lines: &mut Vec<(usize, &'a RemoteLine)>,
    fits: impl Fn(&RemoteLine) -> bool,
) -> Option<(usize, &'a RemoteLine)> {
    let index = lines.iter().position(|(_, line)| fits(line))?;
    Some(lines.remove(index))
}

/// Whether a line may well be a position that somebody edited: the text, or all of its numbers, are still the same.
fn is_akin(position: &PayloadPosition, line: &RemoteLine) -> bool {
    same_letters(&position.text, &line.text)
        || (position.quantity == line.quantity
            && position.price == line.price
            && Some(position.unit) == line.unit)
}

fn same_line(one: &RemoteLine, other: &RemoteLine) -> bool {
    (
        &one.text,
        one.quantity,
        one.unit,
        one.price,
        one.tax,
        &one.details,
    ) == (
        &other.text,
        other.quantity,
        other.unit,
        other.price,
        other.tax,
        &other.details,
    )
}

#[cfg(test)]
mod tests;
