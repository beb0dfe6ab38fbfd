use import::{Format, ImportError, NotCsv};

use crate::support::{MONTH_FIRST, TOGGL, clockify_row, csv, dry_run, open, table, try_dry_run};

fn problem(bytes: impl AsRef<[u8]>) -> ImportError {
    match open(bytes) {
        Ok(_) => panic!("recognised as an export"),
        Err(error) => error,
    }
}

#[test]
fn an_empty_file_is_empty() {
    for bytes in ["", "\n\n", "\u{feff}", "\u{feff} \r\n\r\n"] {
        assert!(matches!(problem(bytes), ImportError::Empty), "{bytes:?}");
    }
}

#[test]
fn a_header_without_rows_is_told() {
    let header = clockify_row().names().join(",");
    for rest in ["", "\n", "\r\n\r\n", "\n,,,\n"] {
        let error = try_dry_run(format!("{header}{rest}")).unwrap_err();
        assert!(matches!(error, ImportError::NoRows), "{rest:?}: {error}");
    }
}

#[test]
fn what_is_no_csv_is_named() {
    let kind = |bytes: &[u8]| match problem(bytes) {
        ImportError::NotCsv(kind) => kind,
        other => panic!("{other}"),
    };
    assert_eq!(
        kind(b"<!DOCTYPE html>\n<html><body>Sign in</body>"),
        NotCsv::Html
    );
    assert_eq!(kind(b"PK\x03\x04\x14\0\x06\0\x08\0"), NotCsv::Excel);
    assert_eq!(kind(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3"), NotCsv::Pdf);
    let binary: Vec<u8> = (0..=255).cycle().take(5000).collect();
    assert_eq!(kind(&binary), NotCsv::Binary);
    assert_eq!(kind(b"A shopping list\nmilk\nbread\n"), NotCsv::OneColumn);
}

#[test]
fn another_table_is_shown_by_its_columns() {
    let error = problem("Date;Client;Project;Hours\n2026-01-01;A;B;1,5\n");
    assert!(
        matches!(&error, ImportError::UnknownFormat { columns } if *columns == ["Date", "Client", "Project", "Hours"]),
        "{error}"
    );
    let wide: Vec<String> = (0..500)
        .map(|at| format!("{at}{}", "x".repeat(100)))
        .collect();
    let error = problem(wide.join(","));
    assert!(
        error.to_string().len() < 2000,
        "not all of a strange file is repeated"
    );
}

#[test]
fn missing_columns_are_named() {
    let error = problem(csv(&[clockify_row().without("Duration (h)")]));
    assert!(
        matches!(&error, ImportError::MissingColumns { format: Format::Clockify, columns } if *columns == ["Duration (h)"]),
        "{error}"
    );
    assert_eq!(
        error.to_string(),
        "The file looks like an export of Clockify but lacks: Duration (h). Choose these columns and export it again."
    );
}

#[test]
fn a_column_that_is_there_twice_is_named() {
    let row = clockify_row();
    let header = [row.names(), vec!["Client"]].concat();
    let error = problem(table(
        b',',
        &header,
        &[[row.cells(), vec!["Another"]].concat()],
    ));
    assert!(
        matches!(&error, ImportError::DuplicateColumn { name } if name == "client"),
        "{error}"
    );
}

#[test]
fn two_encodings_in_one_file_are_refused() {
    let mut bytes = csv(&[clockify_row().with("Client", "Bäckerei Rühl GmbH")]);
    bytes.extend_from_slice(b"B\xe4ckerei,,,,,,,,,,,,,,\n");
    assert!(matches!(
        problem(bytes),
        ImportError::MixedEncoding { line: 3 }
    ));
}

#[test]
fn a_quote_that_is_not_closed_is_no_long_note() {
    let good = "Relaunch,2026-10-05,09:00,1:00,";
    let file = format!(
        "Project,Start Date,Start Time,Duration (h),Description\n{good}a\n{good}\"b\n{good}c\n{good}d\n"
    );
    let error = try_dry_run(file).unwrap_err();
    assert!(
        matches!(error, ImportError::RowWithoutEnd { line: 3 }),
        "{error}"
    );
}

#[test]
fn exports_put_together_are_one_file() {
    let twice = [MONTH_FIRST, MONTH_FIRST].concat();
    let dry_run_of_both = dry_run(twice);
    assert_eq!(
        dry_run_of_both.bad_rows.total, 0,
        "the second header is no row"
    );
    assert_eq!(dry_run_of_both.rows.total().rows, 14);
    assert_eq!(dry_run_of_both.equal_rows, 8);
    assert_eq!(
        dry_run([TOGGL, TOGGL].concat()).rows.total().rows,
        4,
        "with a byte order mark in the middle"
    );
}
