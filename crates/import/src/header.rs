//! Which column of a file holds what.

use crate::column::{Column, FIELDS, Field};
use crate::format::Format;

/// The first row of a file, understood.
pub(crate) struct Header {
    pub(crate) format: Format,
    /// The names as they stand in the file.
    names: Vec<String>,
    at: [Option<usize>; FIELDS],
}

/// Why a row is not the header of an export, the least promising first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NoHeader {
    /// It resembles no format. How many columns it has.
    Unknown(usize),
    /// It resembles a format, by so many columns, in which others cannot be missing.
    Missing {
        found: usize,
        format: Format,
        columns: Vec<&'static str>,
    },
    /// Two columns have this name.
    Twice(String),
}

impl Header {
    /// Understands the first row of a file.
    pub(crate) fn find(names: Vec<String>) -> Result<Self, NoHeader> {
        let normal: Vec<String> = names.iter().map(|name| normal(name)).collect();
        let mut found = None;
        let mut problem = NoHeader::Unknown(names.len());
        for format in Format::ALL {
            match places(format, &normal) {
                Ok(at) if found.is_none() => found = Some((format, at)),
                Ok(_) => {}
                Err(other) => problem = problem.max(other),
            }
        }
        match found {
            Some((format, at)) => Ok(Self { format, names, at }),
            None => Err(problem),
        }
    }

    /// How many columns a row has.
    pub(crate) fn width(&self) -> usize {
        self.names.len()
    }

    /// The column that holds this, counted from 0.
    pub(crate) fn place(&self, field: Field) -> Option<usize> {
        self.at[field as usize]
    }

    /// The name that the column has in this file, for messages.
    pub(crate) fn name(&self, field: Field) -> &str {
        self.place(field).map_or("", |at| self.names[at].trim())
    }

    /// What stands in parentheses behind a column's name: the currency of money.
    pub(crate) fn currency(&self, field: Field) -> Option<&str> {
        self.place(field)?;
        let inside = self.name(field).rsplit_once('(')?.1;
        Some(inside.trim_end_matches(')').trim())
    }

    /// The names of the columns that the import does not use.
    pub(crate) fn unused(&self) -> Vec<String> {
        let unused = |at: &usize| !self.at.contains(&Some(*at));
        let places = (0..self.names.len()).filter(unused);
        places.map(|at| clean(&self.names[at])).collect()
    }

    /// Whether a row is this header once more, as in files that were put together from several exports.
    pub(crate) fn is_repeated(&self, row: &csv::StringRecord) -> bool {
        row.len() == self.names.len()
            && row
                .iter()
                .zip(&self.names)
                .all(|(cell, name)| bare(cell).eq_ignore_ascii_case(bare(name)))
    }
}

/// Without space and byte order mark: in a file that was put together, each part can start with one.
fn bare(name: &str) -> &str {
    name.trim_start_matches('\u{feff}').trim()
}

type Places = [Option<usize>; FIELDS];

/// Where each column of a format is in a header of normal names.
fn places(format: Format, header: &[String]) -> Result<Places, NoHeader> {
    let mut at: Places = [None; FIELDS];
    let (mut needed, mut missing, mut twice) = (0, Vec::new(), None);
    for column in format.columns() {
        let (first, second) = find(column, header);
        if column.needed {
            needed += 1;
            missing.extend(column.names.first().filter(|_| first.is_none()));
        }
        twice = twice.or(second);
        at[column.field as usize] = first;
    }
    // One or two shared names like "Project" say nothing about where a file comes from.
    if missing.len() * 2 >= needed {
        return Err(NoHeader::Unknown(header.len()));
    }
    match (missing.is_empty(), twice) {
        (false, _) => Err(NoHeader::Missing {
            found: at.iter().flatten().count(),
            format,
            columns: missing,
        }),
        (true, Some(second)) => Err(NoHeader::Twice(header[second].clone())),
        (true, None) => Ok(at),
    }
}

/// The first and second place of the first of a column's names that the header has.
fn find(column: &Column, header: &[String]) -> (Option<usize>, Option<usize>) {
    let places = column.names.iter().map(|name| {
        let mut places = (0..header.len()).filter(|at| is_called(&header[*at], name));
        (places.next(), places.next())
    });
    places
        .into_iter()
        .find(|(first, _)| first.is_some())
        .unwrap_or_default()
}

/// Whether a normal name is the one of a format's column, where `(*)` stands for a currency or nothing.
fn is_called(header: &str, name: &str) -> bool {
    let name = name.to_lowercase();
    match name.strip_suffix(" (*)") {
        None => header == name,
        Some(base) => header
            .strip_prefix(base)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(" (") && rest.ends_with(')')),
    }
}

fn normal(name: &str) -> String {
    clean(name).to_lowercase()
}

fn clean(name: &str) -> String {
    let clean = domain::text::clean(name);
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(names: &[&str]) -> Result<Header, NoHeader> {
        Header::find(names.iter().map(|name| (*name).to_owned()).collect())
    }

    #[test]
    fn columns_are_found_by_name_wherever_they_are() {
        let header = find(&[
            "Duration (h)",
            " billable  RATE (Euro) ",
            "Start Time",
            "Activity",
            "Mood",
            "Start Date",
            "\u{feff}Project",
        ])
        .unwrap();
        assert_eq!(header.format, Format::Clockify);
        assert_eq!(header.place(Field::Project), Some(6));
        assert_eq!(header.place(Field::Task), Some(3));
        assert_eq!(header.place(Field::Client), None);
        assert_eq!(header.currency(Field::Rate), Some("Euro"));
        assert_eq!(header.currency(Field::Client), None);
        assert_eq!(header.unused(), ["Mood"]);
    }

    #[test]
    fn the_preferred_name_wins() {
        let header = find(&[
            "Project",
            "Activity",
            "Task",
            "Start Date",
            "Start Time",
            "Duration (h)",
        ])
        .unwrap();
        assert_eq!(header.name(Field::Task), "Task");
        assert_eq!(header.unused(), ["Activity"]);
    }

    #[test]
    fn what_is_missing_is_named() {
        assert_eq!(
            find(&["Project", "Start date", "Start time", "Stop date"]).err(),
            Some(NoHeader::Missing {
                found: 4,
                format: Format::Toggl,
                columns: vec!["Duration"]
            })
        );
        assert_eq!(
            find(&["Project", "Client", "Invoiced", "Start Date", "Start Time"]).err(),
            Some(NoHeader::Missing {
                found: 5,
                format: Format::Clockify,
                columns: vec!["Duration (h)"]
            }),
            "the format that it resembles more"
        );
        assert_eq!(
            find(&["Date", "Client", "Project", "Task", "Hours"]).err(),
            Some(NoHeader::Unknown(5))
        );
    }

    #[test]
    fn a_column_that_is_there_twice_is_refused() {
        let twice = find(&[
            "Project",
            "Description",
            "Start date",
            "Start time",
            "Duration",
            "Description",
        ]);
        assert_eq!(twice.err(), Some(NoHeader::Twice("description".to_owned())));
    }

    #[test]
    fn a_header_recognises_itself() {
        let header = find(&["Project", "Start date", "Start time", "Duration"]).unwrap();
        let is_repeated =
            |row: [&'static str; 4]| header.is_repeated(&csv::StringRecord::from(row.to_vec()));
        assert!(is_repeated([
            "\u{feff}project",
            "Start date",
            "Start time",
            "Duration"
        ]));
        assert!(!is_repeated(["Project", "2026-01-01", "10:00", "1:00"]));
    }
}
