//! Addresses with which people sign in.

use std::fmt;

use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::name::Name;

/// An e-mail address in small letters. Whether it exists only a message could tell; none is sent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

/// Why an address was refused.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum EmailProblem {
    /// Nothing was typed.
    #[error("the e-mail address is missing")]
    Empty,
    /// It lacks an `@` or what belongs around it, or it holds blanks.
    #[error("this is not an e-mail address such as anna@example.com")]
    NotAnAddress,
}

/// Where nobody can have an address (RFC 2606, section 2).
const PLACEHOLDERS: &str = "@import.invalid";

/// The longest address (RFC 5321, section 4.5.3.1.3, without the angle brackets).
const MAX_EMAIL: usize = 254;

impl Email {
    /// Takes an address as typed.
    pub fn parse(typed: &str) -> Result<Self, EmailProblem> {
        let address = typed.trim().to_lowercase();
        if address.is_empty() {
            return Err(EmailProblem::Empty);
        }
        let whole = address.split_once('@').is_some_and(|(user, host)| {
            !user.is_empty() && !host.is_empty() && !host.contains('@')
        });
        let strange = |c: char| c.is_whitespace() || c.is_control();
        if !whole || address.len() > MAX_EMAIL || address.contains(strange) {
            return Err(EmailProblem::NotAnAddress);
        }
        Ok(Self(address))
    }

    /// Stands for the address of somebody whose own is unknown. It is always the same for the same name.
    pub(crate) fn placeholder(name: &Name) -> Self {
        let hash = Sha256::digest(name.key());
        Self(format!("person-{}{PLACEHOLDERS}", hex::encode(&hash[..8])))
    }

    /// Whether this only stands for an address.
    pub fn is_placeholder(&self) -> bool {
        self.0.ends_with(PLACEHOLDERS)
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_in_small_letters() {
        assert_eq!(
            Email::parse(" Anna.Berg@Example.COM ").unwrap().as_str(),
            "anna.berg@example.com"
        );
    }

    #[test]
    fn what_cannot_be_an_address_is_refused() {
        assert_eq!(Email::parse(" "), Err(EmailProblem::Empty));
        for typed in [
            "anna",
            "@x.de",
            "anna@",
            "a@b@c",
            "anna berg@x.de",
            "a\0@x.de",
        ] {
            assert_eq!(
                Email::parse(typed),
                Err(EmailProblem::NotAnAddress),
                "{typed}"
            );
        }
        let long = format!("{}@example.com", "a".repeat(250));
        assert_eq!(Email::parse(&long), Err(EmailProblem::NotAnAddress));
    }
}
