//! What a position says.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::entry::BillableEntry;
use crate::format;
use crate::locale::Locale;

/// Where the text of positions comes from; step 4 offers these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextSource {
    /// The title of the group or row.
    #[default]
    Title,
    /// The names of its projects.
    ProjectName,
    /// The names of its tasks.
    TaskName,
    /// The names of its users.
    UserName,
    /// A template with placeholders.
    Template,
}

impl TextSource {
    /// All sources, in the order in which step 4 shows them.
    pub const ALL: [Self; 5] = [
        Self::Title,
        Self::ProjectName,
        Self::TaskName,
        Self::UserName,
        Self::Template,
    ];

    /// The name in the database and in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::ProjectName => "project_name",
            Self::TaskName => "task_name",
            Self::UserName => "user_name",
            Self::Template => "template",
        }
    }

    /// Reads [`Self::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.as_str() == text)
    }
}

/// The longest text of a position, in characters.
pub const MAX_TEXT: usize = 2_000;
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
    /// `{hours}`: the time as hours and minutes.
    Hours,
    /// `{entries}`: how many entries.
    Entries,
}

impl Placeholder {
    /// All placeholders with their names.
    pub const ALL: [(&'static str, Self); 11] = [
        ("client", Self::Client),
        ("project", Self::Project),
        ("task", Self::Task),
        ("user", Self::User),
        ("type", Self::WorkType),
        ("note", Self::Note),
        ("title", Self::Title),
        ("from", Self::From),
        ("to", Self::To),
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

    /// The text for these entries.
    pub fn fill(&self, title: &str, entries: &[&BillableEntry], locale: Locale) -> String {
        let text: String = self
            .0
            .iter()
            .map(|piece| match piece {
                Piece::Literal(literal) => literal.clone(),
                Piece::Placeholder(placeholder) => value_of(*placeholder, title, entries, locale),
            })
            .collect();
        made(&text)
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
        Placeholder::Hours => format::hours_minutes(entries.iter().map(|e| e.seconds).sum()),
        Placeholder::Entries => entries.len().to_string(),
    }
}

/// The text of a position that stands for these entries, from a source other than a template.
///
/// A source that gives nothing (entries without a task, say) falls back to the title.
pub fn text_of(source: TextSource, title: &str, entries: &[&BillableEntry]) -> String {
    let text = match source {
        TextSource::Title | TextSource::Template => String::new(),
        TextSource::ProjectName => distinct(entries, |e| &e.names.project),
        TextSource::TaskName => distinct(entries, |e| &e.names.task),
        TextSource::UserName => distinct(entries, |e| &e.names.user),
    };
    made(if text.is_empty() { title } else { &text })
}

/// A text that we made: clean, and cut to what a position may hold.
fn made(text: &str) -> String {
    clean(text).chars().take(MAX_TEXT).collect()
}

/// The distinct values joined in order, three at most, then how many more: `Konzept, Design, Testing +2`.
fn distinct<'a>(
    entries: &[&'a BillableEntry],
    value: impl Fn(&'a BillableEntry) -> &'a String,
) -> String {
    let mut seen: Vec<&str> = Vec::new();
    for entry in entries {
        let value = value(entry).trim();
        if !value.is_empty() && !seen.contains(&value) {
            seen.push(value);
        }
    }
    let mut text = seen.iter().take(3).copied().collect::<Vec<_>>().join(", ");
    if seen.len() > 3 {
        let _ = write!(text, " +{}", seen.len() - 3);
    }
    text
}

/// Text that reads as it is stored: without control characters and bidi controls, trimmed.
///
/// Bidi controls can make an invoice read differently from what is stored (CVE-2021-42574).
pub fn clean(text: &str) -> String {
    let kept: String = text
        .chars()
        .map(|c| if c == '\t' || c == '\r' { ' ' } else { c })
        .filter(|c| *c == '\n' || !(c.is_control() || is_invisible(*c)))
        .collect();
    kept.trim().to_owned()
}

/// Direction overrides and isolates, zero-width characters that hide text, and non-characters.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Names;
    use crate::ids::EntryId;
    use chrono::NaiveDate;

    fn entry(day: u32, task: &str) -> BillableEntry {
        BillableEntry {
            id: EntryId::new(
                chrono::DateTime::UNIX_EPOCH,
                &[u8::try_from(day).unwrap(); 10],
            ),
            local_date: NaiveDate::from_ymd_opt(2026, 11, day).unwrap(),
            seconds: 4800,
            rate: None,
            names: Names {
                project: "Relaunch".into(),
                task: task.into(),
                ..Names::default()
            },
            note: String::new(),
            group: None,
            sum: None,
        }
    }

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
    fn more_than_three_names_are_counted() {
        let entries: Vec<_> = ["a", "b", "a", "c", "d", "e"]
            .iter()
            .zip(1..)
            .map(|(task, day)| entry(day, task))
            .collect();
        assert_eq!(
            text_of(
                TextSource::TaskName,
                "title",
                &entries.iter().collect::<Vec<_>>()
            ),
            "a, b, c +2"
        );
    }

    #[test]
    fn entries_without_a_name_fall_back_to_the_title() {
        let entry = entry(1, " ");
        assert_eq!(
            text_of(TextSource::TaskName, "Relaunch", &[&entry]),
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

    #[test]
    fn a_text_reads_as_it_is_stored() {
        assert_eq!(clean(" Rech\u{202e}nung\u{0} \u{1b}[31m "), "Rechnung [31m");
        assert_eq!(clean("eins\r\nzwei"), "eins \nzwei");
    }
}
