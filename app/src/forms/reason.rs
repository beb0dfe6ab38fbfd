//! Why somebody did something, in their own words.

use texts::{Locale, say};

/// The longest reason, in characters.
const LONGEST: usize = 500;

/// What is wrong with a reason that may be empty.
pub fn reason_problem(l: Locale, reason: &str) -> Option<String> {
    let too_long = reason.chars().count() > LONGEST;
    too_long.then(|| say!(l, invoices.reason_too_long, most = LONGEST))
}
