//! Reading the exports of time trackers.
//!
//! A file is read at least twice and never held in memory:
//!
//! 1. [`ExportFile::open`] finds out what it is: its encoding, its delimiter, its [`Format`]. What is no export is an
//!    [`ImportError`] here.
//! 2. [`ExportFile::dry_run`] reads every row and gives a [`DryRun`]: what would be imported, what the file's own
//!    columns add up to, and the rows that cannot be read, each with its lines and a [`Reason`].
//! 3. [`ExportFile::rows`] gives the rows, and only for a dry run without bad rows or when the caller says
//!    [`OnBadRows::Skip`]. So nothing is ever half imported by accident.
//!
//! A further time tracker is a file beside `clockify.rs` and `toggl.rs` and a variant of [`Format`].

mod bad;
mod cells;
mod clockify;
mod column;
mod dates;
mod decode;
mod dry_run;
mod duration;
mod encoding;
mod error;
mod file;
mod format;
mod header;
mod identity;
mod kind;
mod names;
mod records;
mod row;
mod span;
mod table;
mod time_of_day;
mod toggl;
mod totals;

pub use bad::{BadRow, Lines, MAX_NAME, MAX_NOTE, Reason};
pub use dates::{DateOrder, DateProof, SeenDate};
pub use dry_run::{BadRows, DryRun, Options, Progress, Warning};
pub use duration::DurationProblem;
pub use encoding::Encoding;
pub use error::ImportError;
pub use file::{ExportFile, OnBadRows, Rows};
pub use format::Format;
pub use identity::SourceHash;
pub use kind::NotCsv;
pub use names::{Names, ProjectName, TaskName, UserName};
pub use row::{ImportRow, SourceRow};
pub use totals::{FileSum, FileTotals, HoursSum, Sum, Sums};
