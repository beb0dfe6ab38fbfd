//! What somebody wrote about a time entry.

use domain::text::clean;
use thiserror::Error;

/// The longest note, in characters.
pub const MAX_NOTE: usize = 10_000;

/// A note as it is stored: without control characters, at most [`MAX_NOTE`] characters; it may be empty.
///
/// One that begins like a formula stays as it is: only a spreadsheet would calculate it, and an export takes care of that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note(String);

/// A note that is longer than [`MAX_NOTE`] characters.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("the note is longer than {MAX_NOTE} characters: shorten it")]
pub struct NoteTooLong;

impl Note {
    /// Takes a note as typed.
    pub fn parse(typed: &str) -> Result<Self, NoteTooLong> {
        let note = clean(typed);
        if note.chars().count() > MAX_NOTE {
            return Err(NoteTooLong);
        }
        Ok(Self(note))
    }

    /// The note.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
