//! What a position says.

mod clean;
mod template;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

pub use clean::clean;
pub use template::{MAX_TEMPLATE, Placeholder, Template, TemplateProblem};

use crate::entry::BillableEntry;

/// The longest text of a position, in characters.
pub const MAX_TEXT: usize = 2_000;

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
    made(&text, title)
}

/// A text that we made, or the title where there is none: clean, and cut to what a position may hold.
fn made(text: &str, title: &str) -> String {
    let text = match clean(text) {
        none if none.is_empty() => clean(title),
        text => text,
    };
    // Cutting may leave a blank at the end.
    clean(&text.chars().take(MAX_TEXT).collect::<String>())
}

/// The distinct values joined in order, three at most, then how many more: `Konzept, Design, Testing +2`.
fn distinct<'a>(
    entries: &[&'a BillableEntry],
    value: impl Fn(&'a BillableEntry) -> &'a String,
) -> String {
    let mut seen = BTreeSet::new();
    let first_uses = entries
        .iter()
        .map(|entry| value(entry).trim())
        .filter(|value| !value.is_empty() && seen.insert(*value));
    let names: Vec<&str> = first_uses.collect();
    let mut text = names.iter().take(3).copied().collect::<Vec<_>>().join(", ");
    if names.len() > 3 {
        let _ = write!(text, " +{}", names.len() - 3);
    }
    text
}

#[cfg(test)]
fn entry(day: u32, task: &str) -> BillableEntry {
    use crate::entry::Names;
    use crate::ids::EntryId;

    BillableEntry {
        id: EntryId::new(
            chrono::DateTime::UNIX_EPOCH,
            &[u8::try_from(day).unwrap(); 10],
        ),
        version: 1,
        local_date: chrono::NaiveDate::from_ymd_opt(2026, 11, day).unwrap(),
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

#[cfg(test)]
mod tests {
    use super::*;

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
        for nothing in [" ", "\u{200b}"] {
            let entry = entry(1, nothing);
            assert_eq!(
                text_of(TextSource::TaskName, "Relaunch", &[&entry]),
                "Relaunch"
            );
        }
    }

    #[test]
    fn what_we_make_is_never_too_long() {
        let title = format!("{} end", "x".repeat(MAX_TEXT - 1));
        assert_eq!(
            text_of(TextSource::Title, &title, &[]),
            "x".repeat(MAX_TEXT - 1)
        );
    }
}
