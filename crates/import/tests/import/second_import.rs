use std::collections::HashSet;

use import::{ImportRow, SourceHash};

use crate::support::{DAY_FIRST, Row, clockify_row, csv, rows, table};

fn hashes(rows: &[ImportRow]) -> HashSet<SourceHash> {
    rows.iter().map(|row| row.source_hash).collect()
}

#[test]
fn equal_rows_are_separate_and_a_second_import_adds_nothing() {
    let first = rows(DAY_FIRST);
    assert_eq!(hashes(&first).len(), first.len());
    assert_eq!(hashes(&first), hashes(&rows(DAY_FIRST)));
    let before: Vec<_> = first.iter().map(|row| row.equal_before).collect();
    assert_eq!(before, [0, 0, 0, 0, 0, 1, 0]);
}

#[test]
fn another_selection_of_the_same_rows_adds_nothing() {
    let notes = ["a", "b", "b", "c"];
    let all: Vec<Row> = notes
        .map(|note| clockify_row().with("Description", note))
        .to_vec();
    let known = hashes(&rows(csv(&all)));
    let later: Vec<Row> = all[1..].iter().rev().cloned().collect();
    assert!(hashes(&rows(csv(&later))).is_subset(&known));
    let more = [all.clone(), vec![all[1].clone()]].concat();
    let added = hashes(&rows(csv(&more))).difference(&known).count();
    assert_eq!(added, 1, "a third equal row is new");
}

#[test]
fn how_the_file_is_written_makes_no_difference() {
    let row = clockify_row().with("Description", "eins\nzwei");
    let known = hashes(&rows(csv(std::slice::from_ref(&row))));
    let as_text = String::from_utf8(csv(std::slice::from_ref(&row))).unwrap();
    let semicolons = table(b';', &row.names(), &[row.cells()]);
    let mut names = row.names();
    let mut cells = row.cells();
    names.reverse();
    cells.reverse();
    for (other, bytes) in [
        ("line ends", as_text.replace('\n', "\r\n").into_bytes()),
        ("byte order mark", format!("\u{feff}{as_text}").into_bytes()),
        ("delimiter", semicolons),
        ("order of columns", table(b',', &names, &[cells])),
        (
            "date and clock",
            as_text
                .replace("10/26/2026", "2026-10-26")
                .replace("10:20:00 AM", "10:20")
                .into_bytes(),
        ),
        ("a column more", csv(&[row.without("Duration (decimal)")])),
    ] {
        assert_eq!(hashes(&rows(&bytes)), known, "{other}");
    }
}

#[test]
fn a_row_that_was_changed_at_its_source_is_new_but_overlaps() {
    let known = rows(csv(&[clockify_row()]));
    for (column, value) in [
        ("Description", "Kickoff, 2. Teil"),
        ("Duration (h)", "01:15:00"),
        ("Invoiced", "Yes"),
        ("Billable", "No"),
        ("Billable Rate (EUR)", "95.00"),
        ("Task", "Workshop"),
    ] {
        let changed = rows(csv(&[clockify_row().with(column, value)]));
        assert_ne!(changed[0].source_hash, known[0].source_hash, "{column}");
        assert_eq!(changed[0].overlap_key(), known[0].overlap_key(), "{column}");
    }
    let other = rows(csv(&[clockify_row().with("Email", "kaan@example.com")]));
    assert_ne!(other[0].overlap_key(), known[0].overlap_key());
}
