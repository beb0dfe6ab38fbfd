//! Wall clocks, days on which they change, and what is wrong with a field.

use super::*;

fn berlin() -> Zone {
    zone::parse("Europe/Berlin").unwrap()
}

fn typed<'a>(date: &'a str, start: &'a str, end: &'a str, duration: &'a str) -> TypedTimes<'a> {
    TypedTimes {
        date,
        start,
        end,
        duration,
    }
}

fn read(typed: TypedTimes<'_>) -> Result<(String, i64), Vec<FieldProblem>> {
    let when = typed.read(berlin(), None)?;
    Ok((
        when.started_at.format("%d %H:%M:%S").to_string(),
        when.seconds,
    ))
}

#[expect(clippy::unnecessary_wraps, reason = "what is compared is a result")]
fn good(at: &str, seconds: i64) -> Result<(String, i64), Vec<FieldProblem>> {
    Ok((at.to_owned(), seconds))
}

#[test]
fn a_start_has_a_duration_or_an_end() {
    let day = "2026-11-23";
    assert_eq!(
        read(typed(day, "09:00", "", "1:30")),
        good("23 08:00:00", 5400)
    );
    assert_eq!(
        read(typed(day, "09:00", "", "1,5")),
        good("23 08:00:00", 5400)
    );
    assert_eq!(
        read(typed("23.11.2026", "09:00", "10:30", "")),
        good("23 08:00:00", 5400)
    );
    assert_eq!(
        read(typed(day, "09:00", "10:30", "1.5")),
        good("23 08:00:00", 5400)
    );
    assert_eq!(
        read(typed(day, "23:00", "01:00", "")),
        good("23 22:00:00", 7200),
        "past midnight"
    );
}

#[test]
fn each_field_says_what_is_wrong_with_it() {
    let day = "2026-11-23";
    let nothing = vec![("date", TimeProblem::Date), ("start", TimeProblem::Time)];
    assert_eq!(read(typed("2026-02-30", "25:00", "", "1")), Err(nothing));
    assert_eq!(
        read(typed(day, "09:00", "", "")),
        Err(vec![("duration", TimeProblem::NoLength)])
    );
    assert_eq!(
        read(typed(day, "09:00", "10:00", "2")),
        Err(vec![("end", TimeProblem::Contradiction)])
    );
    assert_eq!(
        read(typed(day, "09:00", "09:00", "")),
        Err(vec![("end", TimeProblem::NoTime)])
    );
    assert_eq!(
        read(typed(day, "09:00", "x", "")),
        Err(vec![("end", TimeProblem::Time)])
    );
    let ambiguous = TimeProblem::Duration(NumberProblem::Ambiguous);
    assert_eq!(
        read(typed(day, "09:00", "", "1.000")),
        Err(vec![("duration", ambiguous)])
    );
}

#[test]
fn time_is_elapsed_time_when_clocks_change() {
    assert_eq!(
        read(typed("2026-03-29", "01:30", "03:30", "")),
        good("29 00:30:00", 3600)
    );
    assert_eq!(
        read(typed("2026-03-29", "02:30", "04:00", "")),
        good("29 01:00:00", 3600),
        "in the gap"
    );
    assert_eq!(
        read(typed("2026-10-25", "01:30", "03:30", "")),
        good("24 23:30:00", 3 * 3600)
    );
    assert_eq!(
        read(typed("2026-10-25", "02:50", "02:10", "")),
        good("25 00:50:00", 1200),
        "the second 02:10"
    );
    assert_eq!(
        read(typed("2026-10-25", "02:30", "02:30", "")),
        good("25 00:30:00", 3600),
        "the second 02:30"
    );
}

#[test]
fn what_is_not_changed_stays_as_it_was() {
    // The second 02:30 of that night, with seconds that the form does not show.
    let at = |text: &str| {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S")
            .unwrap()
            .and_utc()
    };
    let when = When {
        started_at: at("2026-10-25 01:30:31"),
        seconds: 4801,
    };
    let shown = ShownTimes::of(when, berlin());
    let again = typed(&shown.date, &shown.start, "", &shown.duration);
    assert_eq!(again.read(berlin(), Some(&shown)), Ok(when));
    let moved = typed(&shown.date, "02:31", "", &shown.duration).read(berlin(), Some(&shown));
    assert_eq!(
        moved,
        Ok(When {
            started_at: at("2026-10-25 00:31:00"),
            seconds: 4801
        })
    );
}

#[test]
fn an_end_that_was_added_counts_before_the_duration_that_was_shown() {
    let started_at = zone::to_utc(
        NaiveDate::from_ymd_opt(2026, 11, 23)
            .unwrap()
            .and_hms_opt(9, 0, 0)
            .unwrap(),
        berlin(),
    );
    let shown = ShownTimes::of(
        When {
            started_at,
            seconds: 5400,
        },
        berlin(),
    );
    let read =
        typed(&shown.date, &shown.start, "11:00", &shown.duration).read(berlin(), Some(&shown));
    assert_eq!(
        read,
        Ok(When {
            started_at,
            seconds: 7200
        })
    );
    let both = typed(&shown.date, &shown.start, "11:00", "1:00").read(berlin(), Some(&shown));
    assert_eq!(both, Err(vec![("end", TimeProblem::Contradiction)]));
}
