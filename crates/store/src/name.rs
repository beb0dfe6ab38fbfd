//! Names of clients, projects, tasks, types of work and people.

use domain::text::clean;
use thiserror::Error;

/// The longest name, in characters.
pub const MAX_NAME: usize = 200;

/// A name as it is stored: one line without control characters, not empty, at most [`MAX_NAME`] characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(String);

/// Why a name was refused.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum NameProblem {
    /// There is nothing to read in it.
    #[error("the name is empty: type one")]
    Empty,
    /// Longer than [`MAX_NAME`] characters.
    #[error("the name is longer than {MAX_NAME} characters: shorten it")]
    TooLong,
}

impl Name {
    /// Takes a name as typed: blanks around it go, runs of blanks inside it become one.
    pub fn parse(typed: &str) -> Result<Self, NameProblem> {
        let name = clean(typed)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        match name.chars().count() {
            0 => Err(NameProblem::Empty),
            1..=MAX_NAME => Ok(Self(name)),
            _ => Err(NameProblem::TooLong),
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What two spellings of one name share. Made here, because the databases fold case differently.
    pub(crate) fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

/// The place of a name in a sorted list: without regard to case, umlauts as their base letters (DIN 5007-1).
pub(crate) fn sort_key(name: &str) -> String {
    name.to_lowercase()
        .chars()
        .flat_map(|letter| match letter {
            'ä' => ['a', '\0'],
            'ö' => ['o', '\0'],
            'ü' => ['u', '\0'],
            'ß' => ['s', 's'],
            other => [other, '\0'],
        })
        .filter(|letter| *letter != '\0')
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_clean_line() {
        assert_eq!(
            Name::parse("  Nordlicht\n\u{202e}Film\t GmbH ").map(|name| name.0),
            Ok("Nordlicht Film GmbH".to_owned())
        );
        assert_eq!(Name::parse(" \u{200b}\n"), Err(NameProblem::Empty));
        assert!(Name::parse(&"ä".repeat(200)).is_ok());
        assert_eq!(Name::parse(&"ä".repeat(201)), Err(NameProblem::TooLong));
    }

    #[test]
    fn spellings_that_differ_in_case_are_one_name() {
        let key = |name| Name::parse(name).unwrap().key();
        assert_eq!(key("ÄRZTEHAUS Nord"), key("Ärztehaus  nord"));
        assert_ne!(key("Arztehaus"), key("Ärztehaus"));
    }

    #[test]
    fn umlauts_sort_with_their_letters() {
        let mut names = [
            "Zebra",
            "Ölmühle",
            "apfel",
            "Osten",
            "Äther",
            "Straße",
            "Strasbourg",
        ];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(
            names,
            [
                "apfel",
                "Äther",
                "Ölmühle",
                "Osten",
                "Strasbourg",
                "Straße",
                "Zebra"
            ]
        );
    }
}
