//! What read-backs mean while the draft exists but was not yet found to be as it was meant.

use chrono::{DateTime, Utc};
use domain::invoice::Attention;

use super::input::Reading;
use super::rules::Rules;
use super::setback::Cause;
use super::state::{Draft, State};
use super::step::{Move, doubt_from_now, settle};

/// What a read-back leads to.
pub(super) fn read_back(
    draft: &Draft,
    reading: Reading,
    now: DateTime<Utc>,
    rules: &Rules,
) -> Move {
    let watch = draft.watch.checked(now);
    match reading {
        Reading::Agrees(remote) => settle(remote, now),
        Reading::Differs {
            remote,
            differences,
        } => stay(Draft {
            remote,
            said: draft.said,
            // Only a person can decide, or correct the draft and ask for another comparison.
            watch: watch.by_hand(),
            differences,
            attention: Some(Attention::Mismatch),
        }),
        Reading::Gone => {
            let remote_id = draft.remote.id.clone();
            doubt_from_now(Cause::Vanished { remote_id }, now, rules)
        }
        Reading::Unavailable(why) => stay(Draft {
            attention: why.attention(&watch, now, rules).or(draft.attention),
            watch: watch.not_before(why.not_before),
            ..draft.clone()
        }),
    }
}

/// What a person named was not the draft: it is looked for, as patiently as at first.
pub(super) fn is_another(draft: &Draft, now: DateTime<Utc>, rules: &Rules) -> Move {
    let remote_id = draft.remote.id.clone();
    doubt_from_now(Cause::WrongDraft { remote_id }, now, rules)
}

fn stay(draft: Draft) -> Move {
    Move::to(State::Created(draft))
}
