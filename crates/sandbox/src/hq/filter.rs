//! The language of filters: comparisons joined by `and`, the part of `OData` that both APIs document.
//!
//! v1 understands `contains` and `startswith` as well (`OData` 4.0). The table of operators in v2's guide
//! (developer.hellohq.io) has neither, so v2 refuses them here.

use std::cmp::Ordering;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use rust_decimal::Decimal;

use super::model::Dialect;
use crate::out::Out;

/// A filter that was understood.
#[derive(Debug, PartialEq)]
pub(super) struct Filter(Vec<Condition>);

#[derive(Debug, PartialEq)]
enum Condition {
    Compares(String, Operator, Literal),
    Contains(String, String),
    StartsWith(String, String),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Operator {
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

#[derive(Clone, Debug, PartialEq)]
enum Literal {
    Null,
    Bool(bool),
    Number(Decimal),
    Text(String),
    Time(NaiveDateTime),
}

/// What can't be understood, in words.
pub(super) type Trouble = String;

impl Filter {
    /// Reads a filter.
    pub(super) fn parse(text: &str, dialect: Dialect) -> Result<Self, Trouble> {
        let mut rest = text.trim();
        let mut conditions = Vec::new();
        loop {
            let (condition, after) = condition(rest, dialect)
                .ok_or_else(|| format!("The filter can't be understood at '{rest}'"))?;
            conditions.push(condition);
            rest = after.trim_start();
            if rest.is_empty() {
                return Ok(Self(conditions));
            }
            rest = rest.strip_prefix("and ").ok_or_else(|| {
                format!("The filter can't be understood at '{rest}': 'and' is expected")
            })?;
        }
    }

    /// Whether a row passes.
    pub(super) fn admits(&self, row: &Out) -> Result<bool, Trouble> {
        for condition in &self.0 {
            if !condition.admits(row)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

impl Condition {
    fn admits(&self, row: &Out) -> Result<bool, Trouble> {
        match self {
            Self::Compares(field, operator, literal) => {
                Ok(operator.holds(compare(value(row, field)?, literal)))
            }
            Self::Contains(field, part) => {
                Ok(text(value(row, field)?).contains(&part.to_lowercase()))
            }
            Self::StartsWith(field, part) => {
                Ok(text(value(row, field)?).starts_with(&part.to_lowercase()))
            }
        }
    }
}

/// The field of a row. Names are compared letter by letter.
pub(super) fn value<'a>(row: &'a Out, field: &str) -> Result<&'a Out, Trouble> {
    let Out::Object(fields) = row else {
        return Ok(&Out::Null);
    };
    fields
        .iter()
        .find(|(name, _)| *name == field)
        .map(|(_, value)| value)
        .ok_or_else(|| format!("Could not find a property named '{field}'"))
}

fn text(value: &Out) -> String {
    match value {
        Out::Text(text) => text.to_lowercase(),
        _ => String::new(),
    }
}

impl Operator {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "eq" => Self::Equal,
            "ne" => Self::NotEqual,
            "gt" => Self::Greater,
            "ge" => Self::GreaterOrEqual,
            "lt" => Self::Less,
            "le" => Self::LessOrEqual,
            _ => return None,
        })
    }

    fn holds(self, found: Option<Ordering>) -> bool {
        match self {
            Self::Equal => found == Some(Ordering::Equal),
            Self::NotEqual => found != Some(Ordering::Equal),
            Self::Greater => found == Some(Ordering::Greater),
            Self::GreaterOrEqual => found.is_some_and(Ordering::is_ge),
            Self::Less => found == Some(Ordering::Less),
            Self::LessOrEqual => found.is_some_and(Ordering::is_le),
        }
    }
}

fn compare(value: &Out, literal: &Literal) -> Option<Ordering> {
    match (value, literal) {
        (Out::Null, Literal::Null) => Some(Ordering::Equal),
        (Out::Bool(value), Literal::Bool(literal)) => Some(value.cmp(literal)),
        (Out::Number(value), Literal::Number(literal)) => Some(value.cmp(literal)),
        (Out::Text(value), Literal::Text(literal)) => Some(value.as_str().cmp(literal)),
        (Out::Text(value), Literal::Time(literal)) => Some(time(value)?.cmp(literal)),
        _ => None,
    }
}

fn condition(text: &str, dialect: Dialect) -> Option<(Condition, &str)> {
    if dialect == Dialect::V1 {
        for (name, make) in [
            (
                "contains(",
                Condition::Contains as fn(String, String) -> Condition,
            ),
            ("startswith(", Condition::StartsWith),
        ] {
            if let Some(rest) = text.strip_prefix(name) {
                let (field, rest) = word(rest)?;
                let (literal, rest) = literal(rest.trim_start().strip_prefix(',')?.trim_start())?;
                let Literal::Text(part) = literal else {
                    return None;
                };
                return Some((make(field.to_owned(), part), rest.strip_prefix(')')?));
            }
        }
    }
    let (field, rest) = word(text)?;
    let (operator, rest) = word(rest.trim_start())?;
    let (literal, rest) = literal(rest.trim_start())?;
    let condition = Condition::Compares(field.to_owned(), Operator::parse(operator)?, literal);
    Some((condition, rest))
}

/// A name, and what follows.
fn word(text: &str) -> Option<(&str, &str)> {
    let end = text
        .find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_' && letter != '/')
        .unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

fn literal(text: &str) -> Option<(Literal, &str)> {
    if let Some(rest) = text.strip_prefix('\'') {
        let (text, rest) = quoted(rest)?;
        return Some((Literal::Text(text), rest));
    }
    if let Some(rest) = text.strip_prefix("datetime'") {
        let (text, rest) = quoted(rest)?;
        return Some((Literal::Time(time(&text)?), rest));
    }
    let end = text.find([' ', ')']).unwrap_or(text.len());
    let (bare, rest) = text.split_at(end);
    let literal = match bare {
        "null" => Literal::Null,
        "true" => Literal::Bool(true),
        "false" => Literal::Bool(false),
        _ => match bare.parse() {
            Ok(number) => Literal::Number(number),
            Err(_) => Literal::Time(time(bare)?),
        },
    };
    Some((literal, rest))
}

/// A text up to its closing quote; a quote in it is doubled.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut content = String::new();
    let mut rest = text;
    loop {
        let (before, after) = rest.split_once('\'')?;
        content.push_str(before);
        match after.strip_prefix('\'') {
            Some(more) => {
                content.push('\'');
                rest = more;
            }
            None => return Some((content, after)),
        }
    }
}

/// A date or an instant, as it is written; the offset is not looked at.
fn time(text: &str) -> Option<NaiveDateTime> {
    let day: NaiveDate = text.get(..10)?.parse().ok()?;
    let time = match text.get(10..) {
        None | Some("") => NaiveTime::MIN,
        Some(rest) => rest.strip_prefix('T')?.get(..8)?.parse().ok()?,
    };
    Some(day.and_time(time))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Out {
        Out::object([
            ("Name", Out::text("O'Brien & Söhne")),
            ("CompanyId", Out::number(7)),
            ("Date", Out::text("2026-07-31T00:00:00Z")),
            ("Number", Out::Null),
        ])
    }

    fn admits(filter: &str) -> Result<bool, Trouble> {
        Filter::parse(filter, Dialect::V1)?.admits(&row())
    }

    #[test]
    fn comparisons_are_joined_by_and() {
        for (filter, expected) in [
            ("CompanyId eq 7", true),
            ("CompanyId eq 8", false),
            ("CompanyId ge 7 and Name eq 'O''Brien & Söhne'", true),
            ("CompanyId ge 7 and Name eq 'O'", false),
            ("Date ge 2026-07-31", true),
            ("Date lt datetime'2026-07-31T12:00:00Z'", true),
            ("Date gt 2026-08-01", false),
            ("Number eq null", true),
            ("contains(Name, 'brien & s')", true),
            ("startswith(Name,'Brien')", false),
        ] {
            assert_eq!(admits(filter), Ok(expected), "{filter}");
        }
    }

    #[test]
    fn what_is_no_filter_is_refused() {
        for filter in [
            "",
            "Name",
            "Name eq",
            "Name eq 'open",
            "Name eq 'O'Brien'",
            "CompanyId eq 7 or CompanyId eq 8",
            "company eq 7",
            "Name like 'O'",
        ] {
            assert!(admits(filter).is_err(), "{filter}");
        }
        assert!(Filter::parse("contains(Name,'x')", Dialect::V2).is_err());
    }
}
