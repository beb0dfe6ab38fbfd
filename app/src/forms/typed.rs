//! What people type into fields, read and checked; what is wrong is said in their language.

use domain::money::Cents;
use domain::role::Role;
use domain::typed::{NumberProblem, price};
use domain::zone::{self, Zone};
use store::{Email, EmailProblem, MAX_NAME, MAX_NOTE, Name, NameProblem, Note, Rate};
use texts::{Locale, say};

/// The name of something.
pub fn name(l: Locale, typed: &str) -> Result<Name, String> {
    Name::parse(typed).map_err(|problem| match problem {
        NameProblem::Empty => say!(l, typed.name_empty),
        NameProblem::TooLong => say!(l, typed.name_too_long, most = MAX_NAME),
    })
}

/// An address to sign in with.
pub fn email(l: Locale, typed: &str) -> Result<Email, String> {
    Email::parse(typed).map_err(|problem| match problem {
        EmailProblem::Empty => say!(l, typed.email_empty),
        EmailProblem::NotAnAddress => say!(l, typed.email_wrong),
    })
}

/// Euro per hour; nothing typed is no rate.
pub fn rate(l: Locale, typed: &str) -> Result<Option<Rate>, String> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let euro = price(typed, 2, false).map_err(|problem| number_problem(l, problem))?;
    let rate = Cents::from_euro(euro).and_then(|cents| Rate::of_cents(cents.0));
    rate.map(Some)
        .ok_or_else(|| say!(l, typed.number_too_large))
}

/// A note.
pub fn note(l: Locale, typed: &str) -> Result<Note, String> {
    Note::parse(typed).map_err(|_| say!(l, typed.note_too_long, most = MAX_NOTE))
}

/// A time zone by its IANA name.
pub fn zone(l: Locale, typed: &str) -> Result<Zone, String> {
    zone::parse(typed).ok_or_else(|| say!(l, typed.zone_unknown))
}

/// A role by its name in forms.
pub fn role(l: Locale, typed: &str) -> Result<Role, String> {
    Role::parse(typed).ok_or_else(|| say!(l, typed.role_unknown))
}

/// Why a number was refused.
pub fn number_problem(l: Locale, problem: NumberProblem) -> String {
    match problem {
        NumberProblem::Empty => say!(l, typed.number_empty),
        NumberProblem::NotANumber => say!(l, typed.number_wrong),
        NumberProblem::Ambiguous => say!(l, typed.number_ambiguous),
        NumberProblem::Negative => say!(l, typed.number_negative),
        NumberProblem::Zero => say!(l, typed.number_zero),
        NumberProblem::TooPrecise => say!(l, typed.number_too_precise),
        NumberProblem::TooLarge => say!(l, typed.number_too_large),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_typed_in_either_habit() {
        let cents = |typed| rate(Locale::en, typed).map(|rate| rate.map(Rate::cents));
        assert_eq!(cents("95"), Ok(Some(9_500)));
        assert_eq!(cents("1.000,50 €"), Ok(Some(100_050)));
        assert_eq!(cents(" "), Ok(None));
        for wrong in ["-3", "1e3", "1.000", "95,123", "1000000"] {
            assert!(cents(wrong).is_err(), "{wrong}");
        }
    }
}
