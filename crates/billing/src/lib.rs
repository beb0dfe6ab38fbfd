//! The exactly-once engine: an invoice is made in one system, its entries are marked in another, and none of the billing
//! tools takes an idempotency key.
//!
//! `machine` decides what happens, and knows nothing of clocks, databases and networks. The rest drives it: `create`
//! checks and claims, `send` makes the one attempt, `look` reads back and looks up, `recover` and `work` go on where a
//! process ended. `guards` keep a copy or a restored backup from sending. Each move is durable, with its event and its entries, before anything outside follows from it.

mod append;
mod apply;
mod ask;
mod brakes;
mod config;
mod create;
mod engine;
mod error;
mod frozen;
mod guards;
mod late;
mod look;
mod machine;
mod old_draft;
mod payload;
mod people;
mod phase;
mod recover;
mod rows;
mod send;
mod tools;
mod truth;
mod turn_end;
mod work;

pub use brakes::{Brake, Breaker};
pub use config::Config;
pub use create::Started;
pub use engine::{Engine, Owner, Parts};
pub use error::{CreateError, EngineError, NotReady};
pub use guards::{Guard, Journal, JournalError};
pub use machine::{
    Answer, Billed, Cause, Comparison, Deletion, Document, Doubt, Draft, EntryChange, IllegalMove,
    Input, Lease, Move, Next, Progress, Reading, Remote, RemoteTotals, Rules, Setback, Sighting,
    State, Truth, Unavailable, Undo, Watch, step,
};
pub use old_draft::OldDraftLook;
pub use phase::{Moments, PauseAt, PauseProblem, Phase};
pub use recover::Recovered;
pub use rows::{RecordError, state_of};
pub use tools::{Connected, Tools, ToolsError};
