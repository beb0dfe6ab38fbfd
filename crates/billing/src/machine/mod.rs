//! The life of an invoice as a pure state machine: no clock, no database, no network.
//!
//! | state | leaves by |
//! |---|---|
//! | preparing | `Create draft`, or being discarded |
//! | claimed | the sending mark; back to preparing when nothing is to be sent after all |
//! | sending | the tool's answer; to unknown when the sending process is gone |
//! | unknown | finding the draft, proof of its absence, or a person: never by time alone |
//! | created | a read-back that agrees, or a person who accepts the difference; to unknown when the draft is gone |
//! | done, released, failed | nothing |
//!
//! What makes it exactly once: entries are free only where it is proven, or a person said, that no draft holds them;
//! they are billed only after a read-back; and a send is only ever begun from `claimed`.

mod created;
mod input;
mod rules;
mod setback;
mod state;
mod step;
mod unknown;
mod watch;

pub use input::{Answer, Input, Reading, Sighting, Unavailable};
pub use rules::Rules;
pub use setback::{Cause, Setback};
pub use state::{Doubt, Draft, Lease, Remote, RemoteTotals, State};
pub use step::{EntryChange, IllegalMove, Next, step};
pub use watch::Watch;

#[cfg(test)]
pub(crate) mod tests;
