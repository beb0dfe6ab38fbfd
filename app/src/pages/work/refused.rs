//! Why something could not be added, changed or deleted, in the reader's language.

use store::WorkError;
use texts::{Locale, say};

use crate::forms::Refusal;

/// The refusal of a form whose field `name` holds the name.
pub fn refused(l: Locale, error: WorkError) -> Refusal {
    match error {
        WorkError::NameTaken => Refusal::of("name", say!(l, pieces.name_taken)),
        WorkError::InUse => Refusal::whole(say!(l, pieces.in_use)),
        WorkError::Gone => Refusal::whole(say!(l, pieces.gone)),
        WorkError::Store(error) => error.into(),
    }
}
