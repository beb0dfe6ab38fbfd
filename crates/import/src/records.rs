//! CSV records with the lines on which they stand.

use std::io::{self, Chain, Read};

use csv::StringRecord;

use crate::bad::Lines;
use crate::decode::Decoded;
use crate::error::ImportError;

/// The most text that one record may have. Beyond it a quote was not closed: the rest of the file would be one field.
const MAX_RECORD: usize = 1024 * 1024;

/// A record that stands behind the last one of every file, in characters that no text has. Where it is missing, it is
/// part of a cell whose quote was not closed, and so may be any number of rows.
const END: &str = "\u{10ffff}end\u{10ffff}";

/// The records of a text, one after the other.
pub(crate) struct Records<R> {
    csv: csv::Reader<Bounded<Chain<Decoded<R>, &'static [u8]>>>,
    record: StringRecord,
    lines: Lines,
}

impl<R: Read> Records<R> {
    pub(crate) fn new(text: Decoded<R>, delimiter: u8) -> Self {
        let csv = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(Bounded {
                inner: text.chain(END.as_bytes()),
                left: MAX_RECORD,
            });
        Self {
            csv,
            record: StringRecord::new(),
            lines: Lines { first: 1, last: 1 },
        }
    }

    /// Moves to the next record and answers where it stands; `None` at the end. Empty lines are no records.
    pub(crate) fn advance(&mut self) -> Result<Option<Lines>, ImportError> {
        let line = self.csv.position().line();
        match self.csv.read_record(&mut self.record) {
            Ok(true) if self.record.get(0) == Some(END) => return Ok(None),
            Ok(true) => self.csv.get_mut().left = MAX_RECORD,
            Ok(false) => {
                let line = self.lines.first;
                return Err(ImportError::RowWithoutEnd { line });
            }
            Err(_) if self.csv.get_ref().left == 0 => {
                return Err(ImportError::RowWithoutEnd { line });
            }
            Err(error) => return Err(ImportError::Read(error.into())),
        }
        self.lines = self.lines_of_record(line);
        Ok(Some(self.lines))
    }

    /// The reader stands behind the line end of the record. Empty lines before it may have been skipped, so its start
    /// is counted back from there.
    fn lines_of_record(&self, line_before: u64) -> Lines {
        let last = self.csv.position().line().saturating_sub(1);
        let inner = self.record.as_slice().bytes().filter(|b| *b == b'\n');
        let first = last.saturating_sub(inner.count() as u64);
        Lines {
            first: first.max(line_before),
            last,
        }
    }

    /// The record to which [`Self::advance`] moved.
    pub(crate) fn record(&self) -> &StringRecord {
        &self.record
    }

    /// How many bytes of the source were read so far.
    pub(crate) fn bytes_read(&self) -> u64 {
        self.csv.get_ref().inner.get_ref().0.bytes_read()
    }
}

/// Stops reading when a record does not end, since the CSV reader would collect it without limit.
struct Bounded<R> {
    inner: R,
    left: usize,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other("a record is too large"));
        }
        let read = self.inner.read(out)?;
        self.left = self.left.saturating_sub(read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::Encoding;

    fn lines(text: &str) -> Vec<(u64, u64)> {
        let mut records = Records::new(Decoded::new(text.as_bytes(), Encoding::Utf8), b',');
        let mut lines = Vec::new();
        while let Some(at) = records.advance().unwrap() {
            lines.push((at.first, at.last));
        }
        lines
    }

    #[test]
    fn lines_are_those_of_the_file() {
        let expected = vec![(1, 1), (2, 4), (6, 6), (7, 8)];
        let text = "a,b\n1,\"x\n\ny\"\n\n2,z\n\"3\n\",w";
        assert_eq!(lines(text), expected);
        assert_eq!(lines(&text.replace('\n', "\r\n")), expected, "CRLF");
        assert_eq!(lines(&text.replace('\n', "\r")), expected, "CR");
        assert_eq!(lines(&format!("{text}\n\n\n")), expected, "end of file");
    }

    /// The line of the record that does not end.
    fn endless(text: &str) -> u64 {
        let mut records = Records::new(Decoded::new(text.as_bytes(), Encoding::Utf8), b',');
        loop {
            match records.advance() {
                Ok(Some(_)) => {}
                Err(ImportError::RowWithoutEnd { line }) => return line,
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn a_quote_that_is_not_closed_is_found_at_the_end() {
        assert_eq!(endless("a,b\n1,x\n2,\"y\n3,z\n4,w\n"), 3);
        assert_eq!(endless("a,b\n1,\""), 2);
    }

    #[test]
    fn a_record_without_end_is_not_collected() {
        let text = format!("a,b\n1,x\n2,\"{}", "y,\n".repeat(MAX_RECORD));
        assert_eq!(endless(&text), 3);
        let mut records = Records::new(Decoded::new(text.as_bytes(), Encoding::Utf8), b',');
        while let Ok(Some(_)) = records.advance() {}
        assert!(records.bytes_read() < 2 * MAX_RECORD as u64);
    }
}
