//! Ten weeks of work, up to yesterday.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use domain::status::BilledSource;

use super::dice::Dice;
use super::jobs::{self, Chore, Job};
use super::relaunch;

/// Whose work it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The admin.
    Anna,
    /// The biller.
    Jonas,
    /// The member.
    Zoe,
}

/// A time entry to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Whose.
    pub who: Who,
    /// For which project and on which of its tasks; `None` for the studio itself.
    pub work: Option<(&'static Job, &'static Chore)>,
    /// On which day.
    pub day: NaiveDate,
    /// From which minute of the day.
    pub from: u32,
    /// How long.
    pub minutes: u32,
    /// What was done.
    pub note: &'static str,
    /// Whether it is meant for an invoice.
    pub billable: bool,
    /// Who says that it is billed already.
    pub billed: Option<BilledSource>,
}

/// How long a piece of work takes, in minutes.
const LENGTHS: [u32; 9] = [30, 45, 60, 75, 80, 90, 105, 130, 165];

/// All entries, given what today is.
pub fn spans(today: NaiveDate) -> Vec<Span> {
    let days = first_day(today).iter_days().take_while(|day| *day < today);
    let mut spans: Vec<Span> = days
        .filter(|day| is_working_day(*day))
        .flat_map(|day| {
            [
                day_of(Who::Anna, day, 10 * 60 + 45, &jobs::OF_ANNA),
                day_of(Who::Jonas, day, 8 * 60 + 30, &jobs::OF_JONAS),
                day_of(Who::Zoe, day, 9 * 60, &jobs::OF_ZOE),
            ]
        })
        .flatten()
        .collect();
    spans.extend(relaunch::spans(today));
    for span in &mut spans {
        span.billed = billed_elsewhere(span, first_of_last_month(today));
    }
    spans
}

/// The first day of the month before this one.
pub fn first_of_last_month(today: NaiveDate) -> NaiveDate {
    let first = today - Days::new(u64::from(today.day0()));
    let last_of_before = first - Days::new(1);
    last_of_before - Days::new(u64::from(last_of_before.day0()))
}

/// Monday to Friday.
pub fn is_working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The Monday ten weeks ago.
fn first_day(today: NaiveDate) -> NaiveDate {
    let back = 70 + today.weekday().num_days_from_monday();
    today - Days::new(back.into())
}

/// What somebody did on a day: two or three pieces of work, one after the other.
fn day_of(who: Who, day: NaiveDate, begin: u32, jobs: &[&'static Job]) -> Vec<Span> {
    let mut dice = Dice::new(u64::from(day.num_days_from_ce().unsigned_abs()) * 4 + who as u64);
    let mut from = begin + 15 * dice.below(3);
    let mut spans = Vec::new();
    for _ in 0..2 + dice.below(2) {
        let minutes = dice.pick(&LENGTHS).copied().unwrap_or(60);
        spans.push(piece(who, day, from, minutes, jobs, &mut dice));
        from += minutes + 15 + 15 * dice.below(2);
    }
    spans
}

fn piece(
    who: Who,
    day: NaiveDate,
    from: u32,
    minutes: u32,
    jobs: &[&'static Job],
    dice: &mut Dice,
) -> Span {
    let internal = dice.below(12) == 0;
    let job = dice.pick(jobs).copied().filter(|_| !internal);
    let work = job.and_then(|job| Some((job, dice.pick(job.chores)?)));
    let notes = work.map_or(jobs::INTERNAL.as_slice(), |(_, chore)| chore.notes);
    Span {
        who,
        work,
        day,
        from,
        minutes,
        note: dice.pick(notes).copied().unwrap_or_default(),
        // Now and then something is a courtesy.
        billable: work.is_some() && dice.below(10) > 0,
        billed: None,
    }
}

/// Before last month the studio wrote its invoices without Billhour; ACME's are still to be written.
fn billed_elsewhere(span: &Span, since: NaiveDate) -> Option<BilledSource> {
    let (job, _) = span.work.filter(|_| span.billable && span.day < since)?;
    match job.client {
        "ACME GmbH" => None,
        "Café „Zur Linde“" => Some(BilledSource::Hand),
        _ => Some(BilledSource::Import),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Days on which something could go wrong: ends of months, of years, a leap day, weekends.
    fn some_days() -> Vec<NaiveDate> {
        [
            "2026-11-22",
            "2026-03-31",
            "2026-03-01",
            "2027-01-01",
            "2028-02-29",
            "2026-05-31",
        ]
        .map(date)
        .to_vec()
    }

    #[test]
    fn there_is_as_much_as_promised_whatever_the_day() {
        for today in some_days() {
            let spans = spans(today);
            assert!(
                (360..=480).contains(&spans.len()),
                "{today}: {}",
                spans.len()
            );
            assert_eq!(spans, super::spans(today), "{today}");
            assert!(
                spans
                    .iter()
                    .all(|span| span.day < today && is_working_day(span.day))
            );
            assert!(
                spans
                    .iter()
                    .any(|span| span.day < first_of_last_month(today))
            );
        }
    }

    #[test]
    fn nobody_does_two_things_at_once() {
        for today in some_days() {
            let mut spans = spans(today);
            spans.sort_by_key(|span| (span.who as u64, span.day, span.from));
            for pair in spans.windows(2) {
                let [a, b] = pair else { unreachable!() };
                let same_day = a.who == b.who && a.day == b.day;
                assert!(!same_day || a.from + a.minutes <= b.from, "{a:?} {b:?}");
                assert!(b.from + b.minutes < 24 * 60);
            }
        }
    }

    #[test]
    fn every_status_and_every_rate_can_be_seen_last_month() {
        for today in some_days() {
            let since = first_of_last_month(today);
            let spans = spans(today);
            let shop = spans.iter().filter(|span| {
                span.day >= since
                    && span.billable
                    && span.work.is_some_and(|(job, _)| *job == jobs::SHOP)
            });
            let who: BTreeSet<u64> = shop.map(|span| span.who as u64).collect();
            assert_eq!(who.len(), 3, "{today}");
            assert!(spans.iter().any(|span| span.day >= since && !span.billable));
            for source in [BilledSource::Import, BilledSource::Hand] {
                assert!(
                    spans.iter().any(|span| span.billed == Some(source)),
                    "{today}"
                );
            }
        }
    }

    #[test]
    fn last_month_begins_where_it_does() {
        assert_eq!(first_of_last_month(date("2026-03-31")), date("2026-02-01"));
        assert_eq!(first_of_last_month(date("2027-01-01")), date("2026-12-01"));
    }
}
