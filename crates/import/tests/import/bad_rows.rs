use import::{BadRow, DurationProblem, ImportError, Lines, OnBadRows, Reason, Sum};

use crate::support::{Row, clockify_row, csv, dry_run, open, options, table};

/// The reason why one changed cell makes a row bad.
fn reason(column: &str, value: &str) -> Option<Reason> {
    // The good row proves the order of the dates.
    let file = csv(&[clockify_row(), clockify_row().with(column, value)]);
    let bad_rows = dry_run(file).bad_rows;
    bad_rows.first.first().map(|bad| bad.reason.clone())
}

#[test]
fn every_reason_names_its_column() {
    let text = |column, value| reason(column, value).map(|reason| reason.to_string());
    for (column, value, expected) in [
        (
            "Start Date",
            "13/45/2026",
            "Start Date: there is no date 13/45/2026",
        ),
        ("Start Date", "", "Start Date is empty"),
        ("Start Time", "", "Start Time is empty"),
        (
            "Start Time",
            "25:61:00 PM",
            "Start Time: there is no time 25:61:00 PM",
        ),
        ("End Date", "2026", "End Date: there is no date 2026"),
        ("End Time", "late", "End Time: there is no time late"),
        ("Duration (h)", "", "Duration (h) is empty"),
        (
            "Duration (h)",
            "-01:00:00",
            "Duration (h): -01:00:00 is negative",
        ),
        (
            "Duration (h)",
            "00:00:00",
            "Duration (h): 00:00:00 is no time",
        ),
        (
            "Duration (h)",
            "24:00:01",
            "Duration (h): 24:00:01 is more than 24 hours",
        ),
        (
            "Duration (h)",
            "12.5",
            "Duration (h): 12.5 is not hours, minutes and seconds such as 1:20:00",
        ),
        ("Billable", "maybe", "Billable: maybe is neither yes nor no"),
        ("Invoiced", "?", "Invoiced: ? is neither yes nor no"),
        (
            "Billable Rate (EUR)",
            "1.000",
            "Billable Rate (EUR): 1.000 is not an amount in euro and cents",
        ),
        (
            "Billable Rate (EUR)",
            "-5",
            "Billable Rate (EUR): -5 is not an amount in euro and cents",
        ),
        (
            "Project",
            "",
            "the row has a client or a task but no project",
        ),
    ] {
        assert_eq!(text(column, value).as_deref(), Some(expected));
    }
}

#[test]
fn texts_have_limits_in_characters() {
    let too_long = |column: &str, found, most| {
        Some(Reason::TooLong {
            column: column.to_owned(),
            found,
            most,
        })
    };
    for column in ["Client", "Project", "Task", "User", "Email"] {
        assert_eq!(reason(column, &"ä".repeat(200)), None, "{column}");
        assert_eq!(reason(column, &"ä".repeat(201)), too_long(column, 201, 200));
    }
    assert_eq!(
        reason("Client", &"A".repeat(3000)),
        too_long("Client", 3000, 200)
    );
    assert_eq!(reason("Description", &"ö".repeat(10_000)), None);
    let note = reason("Description", &"ö".repeat(10_001));
    assert_eq!(note, too_long("Description", 10_001, 10_000));
}

#[test]
fn a_long_cell_is_quoted_in_part() {
    let Some(Reason::Duration { value, problem, .. }) = reason("Duration (h)", &"9".repeat(5000))
    else {
        panic!("not a duration")
    };
    assert_eq!(problem, DurationProblem::Format);
    assert_eq!(value, format!("{}…", "9".repeat(40)));
}

#[test]
fn control_characters_are_cleaned_away() {
    let row = clockify_row()
        .with("Client", "  Lindner\u{0} \r\n Optik\u{202e} ")
        .with("Description", "a\u{1b}[31m\u{0}b");
    let rows = crate::support::rows(csv(&[row]));
    assert_eq!(rows[0].source.client, "Lindner Optik");
    assert_eq!(rows[0].source.note, "a[31mb");
}

#[test]
fn rows_with_too_few_or_too_many_cells_are_bad() {
    let row = clockify_row();
    let (short, long, padded) = (
        row.cells()[..6].to_vec(),
        [row.cells(), vec!["surplus"]].concat(),
        [row.cells(), vec!["", " "]].concat(),
    );
    let dry_run = dry_run(table(b',', &row.names(), &[short, long, padded]));
    let columns = |line, found| BadRow {
        lines: Lines {
            first: line,
            last: line,
        },
        reason: Reason::Columns {
            found,
            expected: 15,
        },
    };
    assert_eq!(dry_run.bad_rows.first, [columns(2, 6), columns(3, 16)]);
    assert_eq!(
        dry_run.rows.total().rows,
        1,
        "empty cells at the end do no harm"
    );
    assert_eq!(dry_run.file.unreadable, 2);
}

fn good_and_bad() -> Vec<u8> {
    let row = clockify_row();
    let long_note = row.clone().with("Description", "eins\nzwei\ndrei");
    csv(&[
        row.clone(),
        long_note.clone(),
        row.clone().with("Start Date", "10/32/2026"),
        row.clone().with("Invoiced", "Yes"),
        long_note
            .with("Invoiced", "Yes")
            .with("Client", &"x".repeat(300)),
        row.with("Duration (h)", "abc"),
    ])
}

#[test]
fn bad_rows_are_found_on_their_lines() {
    let bad_rows = dry_run(good_and_bad()).bad_rows;
    assert_eq!(bad_rows.total, 3);
    let lines: Vec<_> = bad_rows
        .first
        .iter()
        .map(|bad| (bad.lines.first, bad.lines.last))
        .collect();
    assert_eq!(lines, [(6, 6), (8, 10), (11, 11)]);
}

#[test]
fn the_file_says_what_the_bad_rows_hold() {
    let dry_run = dry_run(good_and_bad());
    assert_eq!(
        dry_run.rows.total(),
        Sum {
            rows: 3,
            seconds: 3 * 4800
        }
    );
    assert_eq!(dry_run.rows.billed.rows, 1);
    assert_eq!((dry_run.file.rows, dry_run.file.unreadable), (6, 1));
    assert_eq!(dry_run.file.all.seconds, 5 * 4800);
    assert_eq!(dry_run.file.billed.seconds, 2 * 4800);
}

#[test]
fn nothing_is_half_imported() {
    let mut file = open(good_and_bad()).unwrap();
    let dry_run = file.dry_run(&options(), |_| {}).unwrap();
    let refused = file.rows(&dry_run, OnBadRows::Refuse).err();
    assert!(
        matches!(refused, Some(ImportError::BadRows { total: 3 })),
        "{refused:?}"
    );
    let rows = file.rows(&dry_run, OnBadRows::Skip).unwrap();
    let lines: Vec<_> = rows.map(|row| row.unwrap().lines.first).collect();
    assert_eq!(lines, [2, 3, 7]);
}

#[test]
fn a_file_that_changed_since_the_dry_run_is_noticed() {
    let before = open(csv(&[clockify_row()]))
        .unwrap()
        .dry_run(&options(), |_| {})
        .unwrap();
    let changes: [fn(Row) -> Vec<Row>; 3] = [
        |row| vec![row.clone(), row],
        |row| vec![row.with("Duration (h)", "01:19:00")],
        |row| vec![row.with("Duration (h)", "")],
    ];
    for (at, change) in changes.iter().enumerate() {
        let mut after = open(csv(&change(clockify_row()))).unwrap();
        let rows = after.rows(&before, OnBadRows::Refuse).unwrap();
        let last = rows.last().unwrap();
        assert!(
            matches!(last, Err(ImportError::Changed)),
            "change {at}: {last:?}"
        );
    }
}

#[test]
fn a_hundred_bad_rows_are_kept_and_all_are_counted() {
    let bad = clockify_row().with("Duration (h)", "abc");
    let bad_rows = dry_run(csv(&[vec![clockify_row()], vec![bad; 250]].concat())).bad_rows;
    assert_eq!((bad_rows.total, bad_rows.first.len()), (250, 100));
}
