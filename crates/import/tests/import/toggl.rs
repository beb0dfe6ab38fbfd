use chrono::NaiveDate;
use import::{DateProof, Format, OnBadRows, Reason, Sum, Warning};

use crate::support::{TOGGL, TOGGL_CHOSEN, dry_run, open, options, rows};

#[test]
fn the_classic_export_is_read() {
    let dry_run = dry_run(TOGGL);
    assert_eq!(dry_run.format, Format::Toggl);
    assert_eq!(dry_run.dates, DateProof::NotNeeded);
    let sum = |rows, seconds| Sum { rows, seconds };
    assert_eq!(dry_run.rows.billable, sum(1, 4800));
    assert_eq!(dry_run.rows.not_billable, sum(1, 2700));
    assert_eq!(dry_run.file.all.seconds, 7500);
    assert_eq!(dry_run.file.all.hours, None);
    assert_eq!(dry_run.warnings, [Warning::BilledUnknown]);
    assert_eq!(dry_run.unused_columns, ["Tags", "Amount (EUR)"]);

    let rows = rows(TOGGL);
    assert_eq!(rows[0].source.user_name, "Mia Falk", "behind the mark");
    assert_eq!(rows[0].source.note, "Kickoff, vor Ort");
    assert_eq!(rows[0].source.rate_cents, None, "amounts are rounded");
    assert_eq!((rows[1].lines.first, rows[1].lines.last), (3, 4));
    assert_eq!(
        rows[1].local_date,
        NaiveDate::from_ymd_opt(2026, 10, 6).unwrap(),
        "the day on which it starts"
    );
}

#[test]
fn the_export_with_chosen_columns_is_read() {
    let mut file = open(TOGGL_CHOSEN).unwrap();
    let dry_run = file.dry_run(&options(), |_| {}).unwrap();
    assert_eq!(
        dry_run.rows.billable,
        Sum {
            rows: 2,
            seconds: 8100
        }
    );
    assert_eq!(dry_run.file.rows, 3);
    assert_eq!(dry_run.file.unreadable, 1);
    let bad = &dry_run.bad_rows.first[0];
    assert_eq!((bad.lines.first, &bad.reason), (4, &Reason::Running));
    let first = import::Lines { first: 3, last: 3 };
    assert_eq!(
        dry_run.warnings,
        [
            Warning::BillableUnknown,
            Warning::BilledUnknown,
            Warning::SpanDiffers { rows: 1, first }
        ],
        "Toggl can round the duration of a report"
    );
    let rows = file.rows(&dry_run, OnBadRows::Skip).unwrap();
    let rows: Vec<_> = rows.collect::<Result<_, _>>().unwrap();
    let empty = &rows[1].source;
    assert_eq!(
        (
            empty.project.as_str(),
            empty.client.as_str(),
            empty.note.as_str()
        ),
        ("", "", ""),
        "a dash is nothing"
    );
    assert_eq!(rows[0].source.user(), "mia@example.com");
}
