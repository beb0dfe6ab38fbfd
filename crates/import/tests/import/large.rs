use std::fmt::Write as _;

use import::{OnBadRows, Progress, Sum};

use crate::support::{open, options};

const ROWS: u64 = 100_000;

/// A hundred thousand rows of a thousand projects, every tenth equal to the one before it.
fn large() -> String {
    let mut text =
        "Project,Client,Description,Email,Billable,Invoiced,Start Date,Start Time,Duration (h)\n"
            .to_owned();
    for at in 0..ROWS {
        let distinct = at - u64::from(at % 10 == 9);
        let (project, day, minute) = (distinct % 1000, 1 + distinct / 4000, distinct % 60);
        let billed = if at % 4 == 0 { "Yes" } else { "No" };
        let billed = if at % 10 >= 8 { "No" } else { billed };
        writeln!(
            text,
            "Project {project},Client {},\"note\n{distinct}\",u{}@example.com,Yes,{billed},2026-10-{day:02},09:{minute:02},0:01:01",
            distinct % 49,
            distinct % 7,
        )
        .unwrap();
    }
    text
}

#[test]
fn a_large_file_is_read_row_by_row() {
    let mut file = open(large()).unwrap();
    let mut reports: Vec<Progress> = Vec::new();
    let dry_run = file
        .dry_run(&options(), |progress| reports.push(progress))
        .unwrap();
    let seconds = |rows: u64| i64::try_from(rows * 61).unwrap();
    assert_eq!(
        dry_run.rows.total(),
        Sum {
            rows: ROWS,
            seconds: seconds(ROWS)
        }
    );
    assert_eq!(dry_run.rows.billed.rows, ROWS / 5);
    assert_eq!(dry_run.file.all.seconds, seconds(ROWS));
    assert_eq!(dry_run.equal_rows, ROWS / 10);
    assert_eq!(dry_run.names.clients.len(), 49);
    assert_eq!(dry_run.names.users.len(), 7);

    assert_eq!(reports.len() as u64, ROWS / 1000 + 1);
    assert!(reports.is_sorted_by_key(|report| (report.rows, report.bytes)));
    let last = reports[reports.len() - 1];
    assert_eq!((last.rows, last.bytes), (ROWS, last.of_bytes));

    let mut hashes = std::collections::HashSet::new();
    let mut last_line = 1;
    for row in file.rows(&dry_run, OnBadRows::Refuse).unwrap() {
        let row = row.unwrap();
        assert_eq!(
            (row.lines.first, row.lines.last),
            (last_line + 1, last_line + 2)
        );
        last_line = row.lines.last;
        assert!(hashes.insert(row.source_hash));
    }
    assert_eq!(hashes.len() as u64, ROWS);
}
