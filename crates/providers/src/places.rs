//! What a tool has a place for. What it has none for is refused: left out in silence, it would be missed on the invoice.

use domain::capabilities::Capabilities;
use domain::payload::Payload;

use crate::outcome::{LongText, Obstacle};

/// Checks the texts of a new draft against what the tool says of itself.
pub(crate) fn check(payload: &Payload, tool: &Capabilities) -> Result<(), Obstacle> {
    let texts = [
        (tool.header, &payload.header, LongText::Header),
        (tool.texts, &payload.intro, LongText::Intro),
        (tool.texts, &payload.closing, LongText::Closing),
        // The customer's own reference stands where our marker does.
        (tool.marker, &payload.reference, LongText::Reference),
    ];
    for (has_place, content, text) in texts {
        if !has_place && !content.trim().is_empty() {
            return Err(Obstacle::NoPlace { text });
        }
    }
    Ok(())
}
