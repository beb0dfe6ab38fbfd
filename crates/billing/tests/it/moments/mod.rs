//! Every moment of making a draft and of taking one back, and everything that can happen to a process there: in the end
//! there is one draft whose entries are billed, or none and the entries are free.

mod case;
mod course;
mod failing;
mod stop;

use std::io::Write as _;

use store::testing::for_each_db;

use crate::dice::Dice;
use crate::seeds::{each, numbered, seeds};

/// How many cases are tried on each database, unless `MOMENTS` says otherwise.
const MOMENTS: u64 = 32;

/// The cases as they are numbered: mixed, so that a beginning of any length has something of everything.
fn mixed() -> Vec<case::Case> {
    let mut cases = case::all();
    let mut dice = Dice::new(1);
    for end in (1..cases.len()).rev() {
        cases.swap(end, dice.pick(end + 1));
    }
    cases
}

#[tokio::test]
async fn whatever_happens_at_whatever_moment_there_is_one_draft_in_the_end() {
    let cases = mixed();
    let mut numbers = seeds(MOMENTS, "MOMENTS");
    numbers.end = numbers.end.min(cases.len() as u64);
    let said = format!("{numbers:?} of {} cases, on each database\n", cases.len());
    each(numbers, async |number| {
        let case = cases[usize::try_from(number).unwrap()];
        for_each_db(async |store| numbered(number, case, course::run(store, case)).await).await;
    })
    .await;
    std::io::stderr().write_all(said.as_bytes()).unwrap();
}
