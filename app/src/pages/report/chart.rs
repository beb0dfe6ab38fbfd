//! Hours per day, stacked by billing status.

use chrono::{Days, NaiveDate};
use domain::format;
use domain::period::DayRange;
use domain::status::BillingStatus;
use leptos::prelude::*;
use store::{Group, Key, Totals};
use texts::say;

use super::share::stacked;
use super::words;
use crate::context::Cx;

/// The height of the longest day, and the width of a day with its gap, in the drawing's own units.
const HEIGHT: i64 = 120;
const STEP: i64 = 16;
const WIDTH: i64 = 11;

/// From the bottom up: what is settled first, what is worth nothing last.
const STACK: [BillingStatus; 4] = [
    BillingStatus::Billed,
    BillingStatus::Reserved,
    BillingStatus::Billable,
    BillingStatus::NotBillable,
];

/// The chart; nothing where there are no bars.
pub fn chart(cx: &Cx, days: Option<DayRange>, bars: &[Group]) -> impl IntoView + use<> {
    let worked: Vec<(NaiveDate, &Totals)> = bars.iter().filter_map(day_of).collect();
    let longest = worked.iter().max_by_key(|(_, totals)| totals.all().seconds);
    let (Some(days), Some((longest_day, most))) = (days, longest) else {
        return ().into_any();
    };
    let l = cx.words();
    let most = most.all().seconds;
    let time = format::hours_minutes(most);
    let label = say!(
        l,
        report.chart,
        day = format::date(*longest_day, cx.locale),
        time = &time
    );
    let count = (days.to - days.from).num_days() + 1;
    let stacks: Vec<_> = worked
        .iter()
        .map(|(day, totals)| stack(cx, days.from, *day, totals, most))
        .collect();
    let marks: Vec<_> = marks(days)
        .into_iter()
        .map(|day| view! { <span>{format::day_month(day, cx.locale)}</span> })
        .collect();
    view! {
        <figure class="chart">
            <small class="muted" aria-hidden="true">{say!(l, report.chart_most, time = time)}</small>
            <svg viewBox=format!("0 0 {} {HEIGHT}", count * STEP) preserveAspectRatio="none" role="img" aria-label=label>{stacks}</svg>
            <div class="marks" aria-hidden="true">{marks}</div>
        </figure>
    }
    .into_any()
}

fn day_of(group: &Group) -> Option<(NaiveDate, &Totals)> {
    match group.title.as_ref()?.key {
        Key::Day(day) => Some((day, &group.totals)),
        _ => None,
    }
}

fn stack(
    cx: &Cx,
    first: NaiveDate,
    day: NaiveDate,
    totals: &Totals,
    most: i64,
) -> impl IntoView + use<> {
    let l = cx.words();
    let seconds = STACK.map(|status| totals.of(status).seconds);
    let all: i64 = seconds.iter().sum();
    let height = (HEIGHT * all / most.max(1)).max(1);
    let x = (day - first).num_days() * STEP + (STEP - WIDTH) / 2;
    let parts: Vec<_> = STACK
        .into_iter()
        .zip(stacked(seconds, height))
        .filter(|(_, (_, length))| *length > 0)
        .map(|(status, (begin, length))| {
            view! { <rect class=status.as_str() x=x y=HEIGHT - begin - length width=WIDTH height=length></rect> }
        })
        .collect();
    let spoken: Vec<String> = STACK
        .into_iter()
        .zip(seconds)
        .filter(|(_, seconds)| *seconds > 0)
        .map(|(status, seconds)| {
            say!(
                l,
                report.chart_part,
                status = words::status(l, status),
                time = format::hours_minutes(seconds)
            )
        })
        .collect();
    let of_day = say!(
        l,
        report.chart_day,
        day = format::date(day, cx.locale),
        time = format::hours_minutes(all)
    );
    view! { <g><title>{format!("{of_day} ({})", spoken.join(", "))}</title>{parts}</g> }
}

/// The days that are named below the chart: the first, the last, and some evenly between.
fn marks(days: DayRange) -> Vec<NaiveDate> {
    let length = (days.to - days.from).num_days().unsigned_abs();
    let between = length.min(4);
    let mark = |place: u64| {
        days.from
            .checked_add_days(Days::new(length * place / between.max(1)))
    };
    (0..=between).filter_map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_names_its_first_and_its_last_day() {
        let range = |from: &str, to: &str| DayRange {
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
        };
        let named = |days| {
            marks(days)
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
        };
        let month = named(range("2026-10-01", "2026-10-31"));
        assert_eq!(
            (month.len(), month[0].as_str(), month[4].as_str()),
            (5, "2026-10-01", "2026-10-31")
        );
        assert_eq!(
            named(range("2026-10-01", "2026-10-02")),
            ["2026-10-01", "2026-10-02"]
        );
        assert_eq!(named(range("2026-10-01", "2026-10-01")), ["2026-10-01"]);
    }
}
