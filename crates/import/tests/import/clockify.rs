use chrono::{NaiveDate, NaiveDateTime};
use import::{DateOrder, DateProof, Encoding, FileSum, Format, Sum, Warning};

use crate::support::{DAY_FIRST, GERMAN, MONTH_FIRST, clockify_row, csv, dry_run, rows};

fn day(day: u32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap()
}

/// The sum of the column with decimal hours, and how far it is from the durations.
fn hours(sum: &FileSum) -> (String, String) {
    let hours = sum.hours.unwrap();
    (hours.cells.to_string(), hours.difference().to_string())
}

#[test]
fn the_dry_run_adds_up_and_holds_it_against_the_file() {
    let dry_run = dry_run(DAY_FIRST);
    assert_eq!(dry_run.format, Format::Clockify);
    assert_eq!(dry_run.encoding, Encoding::Utf8);
    assert_eq!(dry_run.delimiter, ',');
    assert_eq!(dry_run.days, Some((day(5, 10), day(3, 11))));
    let sum = |rows, seconds| Sum { rows, seconds };
    assert_eq!(dry_run.rows.billable, sum(4, 4800 + 3600 + 2 * 300));
    assert_eq!(dry_run.rows.billed, sum(1, 9000));
    assert_eq!(dry_run.rows.not_billable, sum(2, 1201 + 1800), "breaks too");
    assert_eq!(dry_run.rows.total(), sum(7, 21_001));
    assert_eq!(dry_run.file.rows, 7);
    assert_eq!(dry_run.file.all.seconds, 21_001);
    assert_eq!(hours(&dry_run.file.all), ("5.82".into(), "0.00".into()));
    assert_eq!(dry_run.file.billed.seconds, 9000);
    assert_eq!(hours(&dry_run.file.billed), ("2.50".into(), "0.00".into()));
    assert_eq!(dry_run.bad_rows.total, 0);
    assert_eq!(dry_run.equal_rows, 1);
    assert_eq!(dry_run.warnings, []);
    assert_eq!(
        dry_run.unused_columns,
        ["Group", "Tags", "Billable Amount (EUR)", "Date of creation"]
    );
}

#[test]
fn the_names_are_counted() {
    let names = dry_run(DAY_FIRST).names;
    assert_eq!(
        names.clients,
        [
            ("Bäckerei Rühl".to_owned(), 3),
            ("Lindner Optik GmbH".to_owned(), 3)
        ]
    );
    let projects: Vec<_> = names
        .projects
        .iter()
        .map(|(name, count)| (name.client.as_str(), name.project.as_str(), *count))
        .collect();
    assert_eq!(
        projects,
        [
            ("Bäckerei Rühl", "Schichtplan", 3),
            ("Lindner Optik GmbH", "Relaunch", 3)
        ]
    );
    let tasks: Vec<_> = names
        .tasks
        .iter()
        .map(|(name, count)| (name.task.as_str(), *count))
        .collect();
    assert_eq!(tasks, [("Betrieb", 1), ("Design", 2), ("Konzept", 1)]);
    let users: Vec<_> = names
        .users
        .iter()
        .map(|(user, count)| (user.email.as_str(), user.name.as_str(), *count))
        .collect();
    assert_eq!(
        users,
        [
            ("kaan@example.com", "Kaan Öney", 2),
            ("mia@example.com", "Mia Falk", 5)
        ]
    );
}

#[test]
fn a_row_becomes_an_entry() {
    let rows = rows(DAY_FIRST);
    let second = &rows[1];
    assert_eq!((second.lines.first, second.lines.last), (3, 4));
    assert_eq!(
        second.source.note,
        "Entwurf der Startseite\nund der Filialsuche"
    );
    assert_eq!(second.source.task, "Design");
    assert_eq!(second.source.user_name, "Kaan Öney");
    assert_eq!(second.source.rate_cents, Some(10_550));
    assert!(second.source.billed);
    assert_eq!(second.started_at, at("2026-10-06 11:15:00").and_utc());
    assert_eq!(second.local_date, day(6, 10));
    assert_eq!(second.source.seconds, 9000);
    assert_eq!(
        second.overlap_key(),
        ("kaan@example.com", at("2026-10-06 11:15:00").and_utc())
    );
    assert_eq!(
        rows[2].source.note, "=HYPERLINK(\"http://example.com\")",
        "what looks like a formula is text"
    );
}

#[test]
fn an_hour_across_the_end_of_summer_time_is_an_hour() {
    let night = &rows(DAY_FIRST)[3];
    assert_eq!(night.source.seconds, 3600);
    assert_eq!(night.started_at, at("2026-10-25 00:30:00").and_utc());
    assert_eq!(night.local_date, day(25, 10));
    assert!(night.span_fits);
}

#[test]
fn the_profile_of_whoever_exports_makes_no_difference() {
    let month_first = dry_run(MONTH_FIRST);
    assert!(
        matches!(&month_first.dates, DateProof::Proven(DateOrder::MonthFirst, seen)
            if (seen.line, seen.value.as_str()) == (6, "10/25/2026")),
        "{:?}",
        month_first.dates
    );
    assert_eq!(month_first.rows, dry_run(DAY_FIRST).rows);
    assert_eq!(rows(MONTH_FIRST), rows(DAY_FIRST), "identities too");
}

#[test]
fn german_columns_are_read() {
    let dry_run = dry_run(GERMAN);
    assert_eq!((dry_run.format, dry_run.delimiter), (Format::Clockify, ';'));
    assert!(matches!(
        dry_run.dates,
        DateProof::Proven(DateOrder::DayFirst, _)
    ));
    assert_eq!(dry_run.rows.billable.seconds, 4800);
    assert_eq!(dry_run.rows.not_billable.seconds, 1800);
    assert_eq!(hours(&dry_run.file.all), ("1.83".into(), "0.00".into()));
    assert_eq!(dry_run.warnings, [Warning::BilledUnknown]);
    assert_eq!(rows(GERMAN)[0].source.rate_cents, Some(9000));
}

#[test]
fn columns_may_lack_and_stand_in_any_order() {
    let file = "\
Duration (h),Start Time,Activity,Start Date,Project\n\
0:13,10:00,Konzept,2026-06-22,Relaunch\n";
    let dry_run = dry_run(file);
    assert_eq!(
        dry_run.rows.billable,
        Sum {
            rows: 1,
            seconds: 780
        }
    );
    assert_eq!(dry_run.dates, DateProof::NotNeeded);
    let lines = import::Lines { first: 2, last: 2 };
    assert_eq!(
        dry_run.warnings,
        [
            Warning::BillableUnknown,
            Warning::BilledUnknown,
            Warning::NoUser {
                rows: 1,
                first: lines
            }
        ]
    );
    let row = &rows(file)[0];
    assert_eq!(row.source.task, "Konzept");
    assert_eq!(row.source.rate_cents, None);
    assert_eq!(row.source.user(), "");
}

#[test]
fn the_number_of_an_invoice_means_billed_where_no_column_says_it() {
    let file = "\
Project,Start Date,Start Time,Duration (h),Invoice ID\n\
Relaunch,2026-06-22,10:00,0:13,RE-9\n\
Relaunch,2026-06-23,10:00,0:13,\n";
    let billed: Vec<_> = rows(file).iter().map(|row| row.source.billed).collect();
    assert_eq!(billed, [true, false]);
}

#[test]
fn rates_are_taken_in_euro_only() {
    let row = clockify_row();
    let rate = |file: Vec<u8>| (rows(&file)[0].source.rate_cents, dry_run(&file).warnings);
    let renamed = |name: &str| {
        let file = String::from_utf8(csv(std::slice::from_ref(&row))).unwrap();
        file.replace("Billable Rate (EUR)", name).into_bytes()
    };
    assert_eq!(rate(renamed("Billable Rate (Euro)")), (Some(9000), vec![]));
    let other = |currency: &str| vec![Warning::OtherCurrency(currency.to_owned())];
    assert_eq!(rate(renamed("Billable Rate (CHF)")), (None, other("CHF")));
    assert_eq!(rate(renamed("Billable Rate ()")), (None, other("")));
    assert_eq!(rate(renamed("Billable Rate")), (None, other("")));
    let zero = csv(&[row.clone().with("Billable Rate (EUR)", "0.00")]);
    assert_eq!(rate(zero), (None, vec![]), "nobody set a rate");
    let thousands = csv(&[row.with("Billable Rate (EUR)", "1,000.00")]);
    assert_eq!(rate(thousands), (Some(100_000), vec![]));
}

#[test]
fn a_duration_that_start_and_end_or_decimal_hours_deny_counts_but_is_told() {
    let row = clockify_row();
    let rounded = row.clone().with("Duration (h)", "01:30:00");
    let dry_run = dry_run(csv(&[row, rounded.clone(), rounded]));
    assert_eq!(dry_run.rows.billable.seconds, 4800 + 2 * 5400);
    assert_eq!(hours(&dry_run.file.all), ("3.99".into(), "-0.34".into()));
    let first = import::Lines { first: 3, last: 3 };
    assert_eq!(
        dry_run.warnings,
        [
            Warning::SpanDiffers { rows: 2, first },
            Warning::HoursDiffer { rows: 2, first }
        ]
    );
}

#[test]
fn what_is_on_an_invoice_is_billed_whatever_else_is_said() {
    let row = clockify_row()
        .with("Invoiced", "Yes")
        .with("Billable", "No");
    let dry_run = dry_run(csv(&[row]));
    assert_eq!(
        (dry_run.rows.billed.rows, dry_run.rows.total().rows),
        (1, 1)
    );
    assert_eq!(dry_run.file.billed.seconds, 4800);
}
