//! A password that somebody chooses, read from a form.

use domain::random;
use secrecy::SecretString;
use store::{
    Email, MAX_PASSWORD, MIN_PASSWORD, NewPassword, PasswordHash, PasswordProblem, StoreError,
};
use texts::{Locale, say};

use crate::forms::Posted;

/// The password in the field `password`, for the user with this address.
pub fn new_password(l: Locale, posted: &Posted, email: &Email) -> Result<NewPassword, String> {
    let typed = SecretString::from(posted.raw("password").to_owned());
    NewPassword::parse(typed, email).map_err(|problem| match problem {
        PasswordProblem::TooShort => say!(l, typed.password_too_short, least = MIN_PASSWORD),
        PasswordProblem::TooLong => say!(l, typed.password_too_long, most = MAX_PASSWORD),
        PasswordProblem::Common => say!(l, typed.password_common),
    })
}

/// The password as it is stored.
pub async fn hashed(posted: &Posted, password: NewPassword) -> Result<PasswordHash, StoreError> {
    password.hash(random::bytes(&*posted.cx.state.random)).await
}
