//! What Lexware Office takes, as data: what is beyond is refused here, before anything is sent.
//!
//! developers.lexware.io, FAQ "Texts in sales vouchers" and "Invoices Properties"; 300 lines: change log of
//! 20 September 2023.

use domain::payload::Payload;

use super::texts;
use crate::outcome::{LongText, Obstacle};
use crate::texts::split;

/// Lines of one invoice.
pub(super) const LINES: usize = 300;
/// Characters of a title.
const TITLE: usize = 25;
/// Characters of an introduction, a remark, or a description.
const TEXT: usize = 2000;

/// Checks a payload that comes after so many lines that are there already.
pub(super) fn check(payload: &Payload, lines_before: usize) -> Result<(), Obstacle> {
    if payload.positions.is_empty() {
        return Err(Obstacle::NoPositions);
    }
    if payload.currency != "EUR" {
        return Err(Obstacle::Currency);
    }
    if lines_before + payload.positions.len() > LINES {
        return Err(Obstacle::TooManyPositions { most: LINES });
    }
    let allowed = payload.treatment.rates();
    for position in &payload.positions {
        if !allowed.contains(&position.tax) {
            return Err(Obstacle::TaxRate);
        }
        let (_, description) = split(&position.text);
        fits(&texts::plain(description), LongText::Position, TEXT)?;
    }
    Ok(())
}

/// Checks what only a new invoice has.
pub(super) fn check_head(payload: &Payload) -> Result<(), Obstacle> {
    if payload.service_to < payload.service_from {
        return Err(Obstacle::PeriodEndsBeforeStart);
    }
    fits(&payload.header, LongText::Header, TITLE)?;
    fits(&texts::plain(&payload.intro), LongText::Intro, TEXT)?;
    fits(&texts::plain(&payload.closing), LongText::Closing, TEXT)
}

/// Counted as Java counts, where an emoji is two: nobody has published how Lexware does, and this never counts too few.
fn fits(text: &str, which: LongText, most: usize) -> Result<(), Obstacle> {
    if text.encode_utf16().count() <= most {
        return Ok(());
    }
    Err(Obstacle::TextTooLong { text: which, most })
}

#[cfg(test)]
mod tests;
