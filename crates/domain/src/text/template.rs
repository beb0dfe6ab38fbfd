//! Texts with placeholders.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{distinct, made};
use crate::entry::BillableEntry;
use crate::format;
use crate::locale::Locale;

/// The longest template, in characters.
pub const MAX_TEMPLATE: usize = 500;

/// A text with placeholders: there is no language behind it, only the fixed list of [`Placeholder`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Placeholder(Placeholder),
}

/// What a template may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// `{client}`
    Client,
    /// `{project}`
    Project,
    /// `{task}`
    Task,
    /// `{user}`
    User,
    /// `{type}`: the type of work.
    WorkType,
    /// `{note}`: the notes, joined.
    Note,
    /// `{title}`: the title of the group or row.
    Title,
    /// `{from}`: the first day.
    From,
    /// `{to}`: the last day.
    To,
    /// `{period}`: the day, or the first and the last.
    Period,
    /// `{hours}`: the time as hours and minutes.
    Hours,
    /// `{entries}`: how many entries.
    Entries,
}

impl Placeholder {
    /// All placeholders with their names.
    pub const ALL: [(&'static str, Self); 12] = [
        ("client", Self::Client),
        ("project", Self::Project),
        ("task", Self::Task),
        ("user", Self::User),
        ("type", Self::WorkType),
        ("note", Self::Note),
        ("title", Self::Title),
        ("from", Self::From),
        ("to", Self::To),
        ("period", Self::Period),
        ("hours", Self::Hours),
        ("entries", Self::Entries),
    ];
}

/// Why a template was refused.
#[derive(Clone, Debug, Error, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TemplateProblem {
    /// There is no text in it.
    #[error("the template is empty")]
    Empty,
    /// Longer than [`MAX_TEMPLATE`] characters.
    #[error("the template is too long")]
    TooLong,
    /// `{name}` is none of the placeholders.
    #[error("there is no placeholder {{{0}}}")]
    Unknown(String),
    /// A `{` without its `}`.
    #[error("a brace is not closed")]
    Unclosed,
}

impl Template {
    /// Reads a template such as `{project} – {task} ({from}–{to})`.
    pub fn parse(text: &str) -> Result<Self, TemplateProblem> {
        if text.trim().is_empty() {
            return Err(TemplateProblem::Empty);
        }
        if text.chars().count() > MAX_TEMPLATE {
            return Err(TemplateProblem::TooLong);
        }
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((literal, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').ok_or(TemplateProblem::Unclosed)?;
            let known = Placeholder::ALL
                .into_iter()
                .find(|(known, _)| *known == name.trim());
            let (_, placeholder) =
                known.ok_or_else(|| TemplateProblem::Unknown(name.to_owned()))?;
            pieces.push(Piece::Literal(literal.to_owned()));
            pieces.push(Piece::Placeholder(placeholder));
            rest = after;
        }
        pieces.push(Piece::Literal(rest.to_owned()));
        Ok(Self(pieces))
    }

    /// The text for these entries; the title where it comes out empty.
    pub fn fill(&self, title: &str, entries: &[&BillableEntry], locale: Locale) -> String {
        let text: String = self
            .0
            .iter()
            .map(|piece| match piece {
                Piece::Literal(literal) => literal.clone(),
                Piece::Placeholder(placeholder) => value_of(*placeholder, title, entries, locale),
            })
            .collect();
        made(&text, title)
    }
}

fn value_of(
    placeholder: Placeholder,
    title: &str,
    entries: &[&BillableEntry],
    locale: Locale,
) -> String {
    let days = || entries.iter().map(|e| e.local_date);
    match placeholder {
        Placeholder::Client => distinct(entries, |e| &e.names.client),
        Placeholder::Project => distinct(entries, |e| &e.names.project),
        Placeholder::Task => distinct(entries, |e| &e.names.task),
        Placeholder::User => distinct(entries, |e| &e.names.user),
        Placeholder::WorkType => distinct(entries, |e| &e.names.work_type),
        Placeholder::Note => distinct(entries, |e| &e.note),
        Placeholder::Title => title.to_owned(),
        Placeholder::From => days()
            .min()
            .map(|d| format::date(d, locale))
            .unwrap_or_default(),
        Placeholder::To => days()
            .max()
            .map(|d| format::date(d, locale))
            .unwrap_or_default(),
        Placeholder::Period => days()
            .min()
            .zip(days().max())
            .map(|(from, to)| format::period(from, to, locale))
            .unwrap_or_default(),
        Placeholder::Hours => format::hours_minutes(entries.iter().map(|e| e.seconds).sum()),
        Placeholder::Entries => entries.len().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::entry;

    #[test]
    fn a_template_is_filled_from_its_entries() {
        let entries = [entry(2, "Konzept"), entry(5, "Design"), entry(3, "Konzept")];
        let entries: Vec<_> = entries.iter().collect();
        let template = Template::parse("{project} – {task} ({from}–{to}), {hours}").unwrap();
        assert_eq!(
            template.fill("", &entries, Locale::De),
            "Relaunch – Konzept, Design (02.11.2026–05.11.2026), 4:00"
        );
    }

    #[test]
    fn a_period_of_one_day_is_that_day() {
        let template = Template::parse("{period}").unwrap();
        let (first, last) = (entry(2, ""), entry(5, ""));
        assert_eq!(template.fill("", &[&first], Locale::De), "02.11.2026");
        let both = template.fill("", &[&first, &last], Locale::De);
        assert!(both.contains("05.11.2026") && both.len() > 10, "{both}");
    }

    #[test]
    fn what_comes_out_empty_is_the_title() {
        let template = Template::parse("{task}").unwrap();
        assert_eq!(
            template.fill("Relaunch", &[&entry(1, "")], Locale::En),
            "Relaunch"
        );
    }

    #[test]
    fn what_is_no_template_is_refused() {
        assert_eq!(Template::parse("  "), Err(TemplateProblem::Empty));
        assert_eq!(
            Template::parse("{projekt}"),
            Err(TemplateProblem::Unknown("projekt".into()))
        );
        assert_eq!(Template::parse("{project"), Err(TemplateProblem::Unclosed));
        assert_eq!(
            Template::parse(&"x".repeat(501)),
            Err(TemplateProblem::TooLong)
        );
    }
}
