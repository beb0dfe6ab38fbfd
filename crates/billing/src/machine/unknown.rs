//! What look-ups mean while nobody knows whether the draft exists.

use chrono::{DateTime, Utc};
use domain::invoice::Attention;

use super::input::Sighting;
use super::rules::Rules;
use super::setback::{Cause, Setback};
use super::state::{Doubt, State};
use super::step::{Move, back, created};
use super::watch::Watch;

/// What a look-up leads to.
pub(super) fn looked_up(
    doubt: &Doubt,
    sighting: Sighting,
    now: DateTime<Utc>,
    rules: &Rules,
) -> Move {
    let watch = doubt.watch.checked(now);
    let late = now - watch.since >= rules.ask_after;
    match sighting {
        Sighting::Found { remote_id } => created(remote_id, now),
        Sighting::FoundMany { .. } => stay(Doubt {
            watch,
            absent_at: None,
            attention: Some(Attention::Duplicate),
            ..doubt.clone()
        }),
        Sighting::Absent => absent(doubt, watch, now, rules),
        Sighting::Inconclusive { ask, .. } => stay(Doubt {
            watch,
            attention: (ask || late).then_some(Attention::Ask),
            ..doubt.clone()
        }),
        Sighting::Unavailable(why) => stay(Doubt {
            attention: why.attention(&watch, now, rules),
            watch: watch.not_before(why.not_before),
            ..doubt.clone()
        }),
    }
}

/// Two absences prove one, if both count and are far enough apart.
fn absent(doubt: &Doubt, watch: Watch, now: DateTime<Utc>, rules: &Rules) -> Move {
    let counts_from = rules.counts_from(&doubt.cause, watch.since);
    let first = doubt.absent_at.unwrap_or(now);
    let proven_at = first + rules.gap(&doubt.cause);
    let (absent_at, look_again_at) = if now < counts_from {
        (None, counts_from)
    } else if doubt.absent_at.is_none() || now < proven_at {
        (Some(first), proven_at)
    } else {
        return back(match &doubt.cause {
            Cause::Refused { refusal } => refusal.clone(),
            _ => Setback::Absent,
        });
    };
    stay(Doubt {
        watch: watch.no_later_than(look_again_at),
        absent_at,
        attention: None,
        ..doubt.clone()
    })
}

fn stay(doubt: Doubt) -> Move {
    Move::to(State::Unknown(doubt))
}
