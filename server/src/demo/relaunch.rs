//! Work for Müller & Söhne: a round example to try Billhour with, and to test it by.

use chrono::{Datelike as _, NaiveDate};

use super::jobs::{CARE_CONTRACT, Job, RELAUNCH};
use super::plan::{Span, Who, first_of_last_month, is_working_day};

/// Twelve mornings of last month, 1:20 each: 16 hours, so 1,520 € at Anna's 95 €. Nothing else of last month is for this
/// client.
pub fn spans(today: NaiveDate) -> Vec<Span> {
    let last_month = first_of_last_month(today);
    let relaunch = working_days(last_month).take(12);
    let before = last_month.iter_days().rev().skip(1);
    let before = before.filter(|day| is_working_day(*day)).take(3);
    let this_month = working_days(today - chrono::Days::new(today.day0().into()));
    let after = this_month.take_while(|day| *day < today).take(3);
    mornings(&RELAUNCH, relaunch, 80)
        .chain(mornings(&CARE_CONTRACT, before.chain(after), 45))
        .collect()
}

fn working_days(from: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    from.iter_days().filter(|day| is_working_day(*day))
}

/// Anna's first work of these days, on the tasks in turn.
fn mornings(
    job: &'static Job,
    days: impl Iterator<Item = NaiveDate>,
    minutes: u32,
) -> impl Iterator<Item = Span> {
    let chores = job.chores.iter().enumerate().cycle();
    days.zip(chores).filter_map(move |(day, (turn, chore))| {
        Some(Span {
            who: Who::Anna,
            work: Some((job, chore)),
            day,
            from: 9 * 60,
            minutes,
            note: chore.notes.get(turn % chore.notes.len())?,
            billable: true,
            billed: None,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::plan;
    use super::*;

    #[test]
    fn last_month_has_twelve_entries_of_an_hour_and_twenty_minutes() {
        for today in ["2026-11-22", "2026-03-01", "2027-01-04"] {
            let today = today.parse().unwrap();
            let since = first_of_last_month(today);
            let until = today - chrono::Days::new(today.day0().into());
            let all = plan::spans(today);
            let of_client: Vec<&Span> = all
                .iter()
                .filter(|span| (since..until).contains(&span.day))
                .filter(|span| {
                    span.work
                        .is_some_and(|(job, _)| job.client == RELAUNCH.client)
                })
                .collect();
            assert_eq!(of_client.len(), 12, "{today}");
            for span in of_client {
                assert_eq!((span.who, span.minutes), (Who::Anna, 80));
                assert!(span.billable && span.billed.is_none());
                assert!(span.work.is_some_and(|(job, _)| *job == RELAUNCH));
            }
        }
    }
}
