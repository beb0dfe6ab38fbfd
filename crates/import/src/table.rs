//! The rows of a file below its header.

use std::io::{Read, Seek};

use crate::bad::{Lines, Reason};
use crate::cells::Cells;
use crate::decode::Decoded;
use crate::encoding::Encoding;
use crate::error::ImportError;
use crate::header::{Header, NoHeader};
use crate::records::Records;

/// What separates cells: trackers write commas, German spreadsheets semicolons.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// As much text as a header may have.
const MAX_HEADER: u64 = 64 * 1024;

/// How the bytes of a file become rows.
pub(crate) struct Layout {
    pub(crate) encoding: Encoding,
    pub(crate) delimiter: u8,
    pub(crate) header: Header,
}

impl Layout {
    /// Understands the header of a file whose encoding is known.
    pub(crate) fn find<S: Read>(source: S, encoding: Encoding) -> Result<Self, ImportError> {
        let mut text = Vec::new();
        Decoded::new(source, encoding)
            .take(MAX_HEADER)
            .read_to_end(&mut text)?;
        if text.trim_ascii().is_empty() {
            return Err(ImportError::Empty);
        }
        let mut failures = Vec::new();
        for delimiter in DELIMITERS {
            let names = first_record(&text, delimiter);
            match Header::find(names.clone()) {
                Ok(header) => {
                    return Ok(Self {
                        encoding,
                        delimiter,
                        header,
                    });
                }
                Err(problem) => failures.push((problem, names)),
            }
        }
        Err(failures
            .into_iter()
            .max()
            .map_or(ImportError::Empty, |(problem, names)| {
                explain(problem, &names)
            }))
    }
}

/// The names in the first line of a text that may end in the middle of a character.
fn first_record(text: &[u8], delimiter: u8) -> Vec<String> {
    let mut csv = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text);
    let record = csv
        .byte_records()
        .next()
        .and_then(Result::ok)
        .unwrap_or_default();
    record
        .iter()
        .map(|name| String::from_utf8_lossy(name).into_owned())
        .collect()
}

fn explain(problem: NoHeader, names: &[String]) -> ImportError {
    const MOST_NAMES: usize = 30;
    const MOST_CHARACTERS: usize = 40;
    match problem {
        NoHeader::Missing {
            format, columns, ..
        } => ImportError::MissingColumns { format, columns },
        NoHeader::Twice(name) => ImportError::DuplicateColumn { name },
        NoHeader::Unknown(0 | 1) => crate::kind::NotCsv::OneColumn.into(),
        NoHeader::Unknown(_) => ImportError::UnknownFormat {
            columns: names
                .iter()
                .take(MOST_NAMES)
                .map(|name| {
                    domain::text::clean(name)
                        .chars()
                        .take(MOST_CHARACTERS)
                        .collect()
                })
                .collect(),
        },
    }
}

/// One pass over the rows of a file.
pub(crate) struct Table<'a, S> {
    header: &'a Header,
    records: Records<&'a mut S>,
}

impl<'a, S: Read + Seek> Table<'a, S> {
    /// Starts at the first row below the header.
    pub(crate) fn rows(source: &'a mut S, layout: &'a Layout) -> Result<Self, ImportError> {
        source.rewind()?;
        let text = Decoded::new(source, layout.encoding);
        let mut records = Records::new(text, layout.delimiter);
        records.advance()?;
        Ok(Self {
            header: &layout.header,
            records,
        })
    }

    /// Moves to the next row. Rows without any text are no rows, nor is the header of another export that was appended
    /// to the file.
    pub(crate) fn advance(&mut self) -> Result<Option<Lines>, ImportError> {
        while let Some(lines) = self.records.advance()? {
            let record = self.records.record();
            let has_text = record.iter().any(|cell| !cell.trim().is_empty());
            if has_text && !self.header.is_repeated(record) {
                return Ok(Some(lines));
            }
        }
        Ok(None)
    }

    /// The cells of the row to which [`Self::advance`] moved.
    pub(crate) fn cells(&self) -> Result<Cells<'_>, Reason> {
        Cells::new(self.header, self.records.record())
    }

    /// How many bytes of the file were read so far.
    pub(crate) fn bytes_read(&self) -> u64 {
        self.records.bytes_read()
    }
}
