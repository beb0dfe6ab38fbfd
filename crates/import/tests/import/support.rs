//! Short ways to open a file and to write one.

use std::io::Cursor;

use domain::zone::{self, Zone};
use import::{DryRun, ExportFile, ImportError, ImportRow, OnBadRows, Options};

pub type MemoryFile = ExportFile<Cursor<Vec<u8>>>;

pub const DAY_FIRST: &[u8] = include_bytes!("../files/clockify-day-first.csv");
pub const MONTH_FIRST: &[u8] = include_bytes!("../files/clockify-month-first.csv");
pub const GERMAN: &[u8] = include_bytes!("../files/clockify-german.csv");
pub const TOGGL: &[u8] = include_bytes!("../files/toggl-classic.csv");
pub const TOGGL_CHOSEN: &[u8] = include_bytes!("../files/toggl-chosen-columns.csv");

pub fn berlin() -> Zone {
    zone::parse("Europe/Berlin").unwrap()
}

pub fn options() -> Options {
    Options {
        zone: berlin(),
        dates: None,
    }
}

pub fn open(bytes: impl AsRef<[u8]>) -> Result<MemoryFile, ImportError> {
    ExportFile::open(Cursor::new(bytes.as_ref().to_vec()))
}

pub fn try_dry_run(bytes: impl AsRef<[u8]>) -> Result<DryRun, ImportError> {
    open(bytes)?.dry_run(&options(), |_| {})
}

pub fn dry_run(bytes: impl AsRef<[u8]>) -> DryRun {
    try_dry_run(bytes).unwrap()
}

/// The rows of a file without bad ones.
pub fn rows(bytes: impl AsRef<[u8]>) -> Vec<ImportRow> {
    let mut file = open(bytes).unwrap();
    let dry_run = file.dry_run(&options(), |_| {}).unwrap();
    let rows = file.rows(&dry_run, OnBadRows::Refuse).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

/// A good Clockify row, to be changed cell by cell.
#[derive(Clone)]
pub struct Row(Vec<(&'static str, String)>);

pub fn clockify_row() -> Row {
    Row([
        ("Project", "Relaunch"),
        ("Client", "Lindner Optik GmbH"),
        ("Description", "Kickoff"),
        ("Task", "Konzept"),
        ("User", "Mia Falk"),
        ("Email", "mia@example.com"),
        ("Billable", "Yes"),
        ("Invoiced", "No"),
        ("Start Date", "10/26/2026"),
        ("Start Time", "09:00:00 AM"),
        ("End Date", "10/26/2026"),
        ("End Time", "10:20:00 AM"),
        ("Duration (h)", "01:20:00"),
        ("Duration (decimal)", "1.33"),
        ("Billable Rate (EUR)", "90.00"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .to_vec())
}

impl Row {
    pub fn with(mut self, column: &str, value: &str) -> Self {
        let cell = self.0.iter_mut().find(|(name, _)| *name == column).unwrap();
        value.clone_into(&mut cell.1);
        self
    }

    pub fn without(mut self, column: &str) -> Self {
        self.0.retain(|(name, _)| *name != column);
        self
    }

    pub fn names(&self) -> Vec<&'static str> {
        self.0.iter().map(|(name, _)| *name).collect()
    }

    pub fn cells(&self) -> Vec<&str> {
        self.0.iter().map(|(_, value)| value.as_str()).collect()
    }
}

/// A file with the header of the first row.
pub fn csv(rows: &[Row]) -> Vec<u8> {
    let records: Vec<_> = rows.iter().map(Row::cells).collect();
    table(b',', &rows[0].names(), &records)
}

pub fn table(delimiter: u8, header: &[&str], records: &[Vec<&str>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_writer(Vec::new());
    writer.write_record(header).unwrap();
    for record in records {
        writer.write_record(record).unwrap();
    }
    writer.into_inner().unwrap()
}
