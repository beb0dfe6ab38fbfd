//! Any inputs at any times, sensible or not.

use chrono::{DateTime, TimeDelta, Utc};
use domain::invoice::InvoiceState;
use proptest::prelude::*;

use super::samples::{inputs, start};
use crate::machine::*;

/// What was seen on the way.
struct Trace {
    state: State,
    now: DateTime<Utc>,
    /// A send was begun, and nothing has proven since that no draft came of it.
    sent: bool,
    /// Looks that saw nothing while the outcome was unknown, newest last.
    absences: Vec<DateTime<Utc>>,
}

impl Trace {
    fn new() -> Self {
        Self {
            state: State::new(),
            now: start(),
            sent: false,
            absences: Vec::new(),
        }
    }

    fn input(&mut self, input: Input, seconds: i64) -> Result<(), TestCaseError> {
        self.now += TimeDelta::seconds(seconds);
        let before = self.state.clone();
        let Ok(moved) = step(&before, input.clone(), self.now, &Rules::default()) else {
            return Ok(());
        };
        let absent = matches!(
            &input,
            Input::LookedUp {
                sighting: Sighting::Absent
            }
        );
        if moved.entries == EntryChange::Settle {
            let agrees = matches!(
                &input,
                Input::ReadBack {
                    reading: Reading::Agrees(_)
                }
            );
            let accepted = matches!(&input, Input::DifferenceAccepted {});
            prop_assert!(agrees || accepted);
        }
        if moved.next == Next::Send {
            prop_assert!(
                !self.sent,
                "sent again without proof that nothing came of the last time"
            );
            self.sent = true;
        }
        if moved.entries == EntryChange::Unclaim {
            if before.name() == InvoiceState::Unknown {
                let said = matches!(&input, Input::SaidNotThere {});
                prop_assert!(said || self.absence_is_proven(&before));
            }
            self.sent = false;
        }
        if moved.to.name() != InvoiceState::Unknown || before.name() != InvoiceState::Unknown {
            self.absences.clear();
        } else if absent {
            self.absences.push(self.now);
        }
        self.state = moved.to;
        Ok(())
    }

    /// The rule, said once more in other words.
    fn absence_is_proven(&self, before: &State) -> bool {
        let State::Unknown(doubt) = before else {
            return false;
        };
        let (quiet, gap) = match doubt.cause {
            Cause::Refused { .. } => (TimeDelta::zero(), TimeDelta::seconds(60)),
            _ => (TimeDelta::minutes(15), TimeDelta::minutes(5)),
        };
        self.absences
            .iter()
            .any(|at| *at - doubt.watch.since >= quiet && self.now - *at >= gap)
    }
}

fn any_inputs() -> impl Strategy<Value = Vec<(usize, i64)>> {
    let times = prop_oneof![0..5_i64, 30..90_i64, 200..400_i64, 800..2000_i64];
    prop::collection::vec((0..inputs().len(), times), 1..200)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn nothing_is_billed_unread_nor_freed_unproven_nor_sent_twice(choices in any_inputs()) {
        let inputs = inputs();
        let mut trace = Trace::new();
        for (choice, seconds) in choices {
            trace.input(inputs[choice].1.clone(), seconds)?;
        }
    }
}
