use import::{DateOrder, DateProof, ImportError, Options};

use crate::support::{Row, clockify_row, csv, open, options, try_dry_run};

/// A row of one date, so that nothing else of it can be proof.
fn on(date: &str) -> Row {
    clockify_row()
        .with("Start Date", date)
        .with("End Date", date)
}

#[test]
fn an_open_order_is_asked_for_and_then_taken() {
    let bytes = csv(&[on("05/05/2026"), on("04/05/2026")]);
    let error = try_dry_run(&bytes).unwrap_err();
    assert!(
        matches!(&error, ImportError::DatesAmbiguous(seen) if (seen.line, seen.value.as_str()) == (3, "04/05/2026")),
        "{error}"
    );
    for (order, last_month) in [(DateOrder::DayFirst, 5), (DateOrder::MonthFirst, 4)] {
        let options = Options {
            dates: Some(order),
            ..options()
        };
        let mut file = open(&bytes).unwrap();
        let dry_run = file.dry_run(&options, |_| {}).unwrap();
        assert_eq!(dry_run.dates, DateProof::Chosen(order));
        let rows = file.rows(&dry_run, import::OnBadRows::Refuse).unwrap();
        let last = rows.last().unwrap().unwrap();
        assert_eq!(chrono::Datelike::month(&last.local_date), last_month);
    }
}

#[test]
fn the_end_of_an_entry_is_proof_too() {
    let row = on("04/05/2026").with("End Date", "04/13/2026");
    let dry_run = try_dry_run(csv(&[row])).unwrap();
    assert!(matches!(
        dry_run.dates,
        DateProof::Proven(DateOrder::MonthFirst, _)
    ));
}

#[test]
fn contradicting_dates_are_shown_and_become_bad_rows_by_choice() {
    let bytes = csv(&[on("04/05/2026"), on("29/10/2026"), on("10/29/2026")]);
    let error = try_dry_run(&bytes).unwrap_err();
    assert!(
        matches!(&error, ImportError::DatesContradict { day_first, month_first }
            if (day_first.line, month_first.line) == (3, 4)),
        "{error}"
    );
    let chosen = Options {
        dates: Some(DateOrder::DayFirst),
        ..options()
    };
    let dry_run = open(&bytes).unwrap().dry_run(&chosen, |_| {}).unwrap();
    assert_eq!(dry_run.bad_rows.first[0].lines.first, 4);
    assert_eq!(dry_run.rows.total().rows, 2);
}

#[test]
fn a_wrong_choice_is_refused() {
    let chosen = Options {
        dates: Some(DateOrder::DayFirst),
        ..options()
    };
    let bytes = csv(&[on("04/05/2026"), on("10/29/2026")]);
    let error = open(bytes).unwrap().dry_run(&chosen, |_| {}).unwrap_err();
    assert!(
        matches!(&error, ImportError::DatesDisprove(DateOrder::MonthFirst, seen) if seen.line == 3),
        "{error}"
    );
}

#[test]
fn orders_have_names_for_the_command_line() {
    for order in [DateOrder::DayFirst, DateOrder::MonthFirst] {
        assert_eq!(DateOrder::parse(order.as_str()), Some(order));
    }
    assert_eq!(DateOrder::parse("ymd"), None);
}
