//! Why a user was not added or changed, in the reader's language.

use store::UserError;
use texts::{Locale, say};

use crate::forms::Refusal;

/// The refusal of a form whose field `email` holds the address.
pub fn refused(l: Locale, error: UserError) -> Refusal {
    match error {
        UserError::EmailTaken => Refusal::of("email", say!(l, people.email_taken)),
        UserError::LastAdmin => Refusal::whole(say!(l, people.last_admin)),
        UserError::Gone => Refusal::whole(say!(l, pieces.gone)),
        UserError::Store(error) => error.into(),
    }
}
