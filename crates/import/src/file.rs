//! A file from the first look at it to its rows.

use std::io::{Read, Seek, SeekFrom};

use crate::bad::Reason;
use crate::column::Field;
use crate::dates::{DateOrder, DateProof, Evidence};
use crate::dry_run::{DryRun, Findings, Options, Progress};
use crate::encoding::{self, Encoding};
use crate::error::ImportError;
use crate::format::Format;
use crate::kind::{self, not_csv};
use crate::row::{ImportRow, RowReader};
use crate::table::{Layout, Table};
use crate::totals::Sum;

/// How many rows pass between two reports of progress.
const REPORT_EVERY: u64 = 1000;

/// An export that was recognised. Its rows are read from the source whenever they are needed, never kept.
pub struct ExportFile<S> {
    source: S,
    size: u64,
    layout: Layout,
}

/// What happens to rows that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnBadRows {
    /// Nothing is imported while there are any.
    Refuse,
    /// They are left out: somebody saw them and said so.
    Skip,
}

impl<S: Read + Seek> ExportFile<S> {
    /// Recognises an export.
    pub fn open(mut source: S) -> Result<Self, ImportError> {
        let size = source.seek(SeekFrom::End(0))?;
        source.rewind()?;
        let mut start = Vec::new();
        let most = kind::START as u64;
        source.by_ref().take(most).read_to_end(&mut start)?;
        if let Some(kind) = not_csv(&start) {
            return Err(kind.into());
        }
        let encoding = encoding::detect(&start, &mut source)?;
        source.rewind()?;
        let layout = Layout::find(&mut source, encoding)?;
        Ok(Self {
            source,
            size,
            layout,
        })
    }

    /// Whose export it is.
    pub const fn format(&self) -> Format {
        self.layout.header.format
    }

    /// Its encoding.
    pub const fn encoding(&self) -> Encoding {
        self.layout.encoding
    }

    /// Reads every row without importing any, and reports progress every thousand rows and at the end.
    pub fn dry_run(
        &mut self,
        options: &Options,
        mut progress: impl FnMut(Progress),
    ) -> Result<DryRun, ImportError> {
        let dates = self.prove_dates(options.dates)?;
        let mut findings = Findings::new(&self.layout.header);
        let mut reader = RowReader::new(self.format(), dates.order(), options.zone);
        let mut table = Table::rows(&mut self.source, &self.layout)?;
        while let Some(lines) = table.advance()? {
            let cells = table.cells();
            findings.add_to_file(cells.as_ref().ok());
            match cells.and_then(|cells| reader.read(lines, &cells)) {
                Ok(row) => findings.add_good(&row),
                Err(reason) => findings.add_bad(lines, reason),
            }
            if findings.rows().is_multiple_of(REPORT_EVERY) {
                progress(Progress {
                    rows: findings.rows(),
                    bytes: table.bytes_read(),
                    of_bytes: self.size,
                });
            }
        }
        progress(Progress {
            rows: findings.rows(),
            bytes: self.size,
            of_bytes: self.size,
        });
        Ok(findings.finish(&self.layout, dates, options.zone))
    }

    /// The rows that a dry run of this file found good, in the order of the file.
    pub fn rows(
        &mut self,
        dry_run: &DryRun,
        on_bad_rows: OnBadRows,
    ) -> Result<Rows<'_, S>, ImportError> {
        let total = dry_run.bad_rows.total;
        if total > 0 && on_bad_rows == OnBadRows::Refuse {
            return Err(ImportError::BadRows { total });
        }
        Ok(Rows {
            reader: RowReader::new(self.format(), dry_run.dates.order(), dry_run.zone),
            table: Table::rows(&mut self.source, &self.layout)?,
            expected: dry_run.rows.total(),
            expected_bad: total,
            given: Sum::default(),
            bad: 0,
            ended: false,
        })
    }

    fn prove_dates(&mut self, chosen: Option<DateOrder>) -> Result<DateProof, ImportError> {
        let mut evidence = Evidence::default();
        let mut is_empty = true;
        let mut table = Table::rows(&mut self.source, &self.layout)?;
        while let Some(lines) = table.advance()? {
            is_empty = false;
            let Ok(cells) = table.cells() else { continue };
            for field in [Field::StartDate, Field::EndDate] {
                evidence.look(lines.first, cells.text(field));
            }
        }
        if is_empty {
            Err(ImportError::NoRows)
        } else {
            evidence.conclude(chosen)
        }
    }
}

/// The good rows of a file. Ends with [`ImportError::Changed`] when they are not those of the dry run: whoever stores
/// them has to throw away what came before it.
pub struct Rows<'a, S> {
    table: Table<'a, S>,
    reader: RowReader,
    expected: Sum,
    expected_bad: u64,
    given: Sum,
    bad: u64,
    ended: bool,
}

impl<S: Read + Seek> Rows<'_, S> {
    fn next_good(&mut self) -> Result<Option<ImportRow>, ImportError> {
        while let Some(lines) = self.table.advance()? {
            let row: Result<ImportRow, Reason> = self
                .table
                .cells()
                .and_then(|cells| self.reader.read(lines, &cells));
            match row {
                Ok(row) => {
                    self.given.rows += 1;
                    self.given.seconds += row.source.seconds;
                    return Ok(Some(row));
                }
                Err(_) => self.bad += 1,
            }
        }
        let is_same = self.given == self.expected && self.bad == self.expected_bad;
        if is_same {
            Ok(None)
        } else {
            Err(ImportError::Changed)
        }
    }
}

impl<S: Read + Seek> Iterator for Rows<'_, S> {
    type Item = Result<ImportRow, ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let row = self.next_good().transpose();
        self.ended = !matches!(row, Some(Ok(_)));
        row
    }
}
