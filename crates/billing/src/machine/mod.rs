//! The life of an invoice as a pure state machine: no clock, no database, no network.
//!
//! | state | leaves by |
//! |---|---|
//! | preparing | `Create draft`, or being discarded |
//! | claimed | the sending mark; back to preparing when nothing is to be sent after all |
//! | sending | the tool's answer; to unknown when the sending process is gone |
//! | unknown | finding the draft, proof of its absence, or a person: never by time alone |
//! | created | a read-back that agrees, or a person who accepts the difference; to unknown when the draft is gone, or when a person who named it takes that back |
//! | done | being taken back; a person who releases all its entries, once the tool says that the document is void |
//! | undoing | proof that nothing is left in the tool; to done when the document is no draft any more, or a person stops it |
//! | released, failed | nothing |
//!
//! What makes it exactly once: entries are free only where it is proven, or a person said, that no draft holds them;
//! they are billed only after a read-back; and a send is only ever begun from `claimed`.

mod created;
mod input;
mod rules;
mod setback;
mod state;
mod step;
mod truth;
mod undo;
mod unknown;
mod watch;

pub use input::{Answer, Comparison, Deletion, Input, Reading, Sighting, Unavailable};
pub use rules::Rules;
pub use setback::{Cause, Setback};
pub use state::{Billed, Doubt, Draft, Lease, Progress, Remote, RemoteTotals, State, Undo};
pub use step::{EntryChange, IllegalMove, Move, Next, step};
pub use truth::{Document, Truth};
pub use watch::Watch;
pub(crate) use watch::late_look_after;

#[cfg(test)]
pub(crate) mod tests;
