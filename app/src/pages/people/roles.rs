//! Roles in words.

use domain::role::Role;
use texts::{Locale, say};

use crate::components::Choice;

/// A role's name.
pub fn role_name(l: Locale, role: Role) -> String {
    match role {
        Role::Member => say!(l, people.member),
        Role::Biller => say!(l, people.biller),
        Role::Admin => say!(l, people.admin),
    }
}

/// All roles by name.
pub fn role_choices(l: Locale) -> Vec<Choice> {
    Role::ALL
        .into_iter()
        .map(|role| Choice::new(role.as_str(), role_name(l, role)))
        .collect()
}
