//! Invoices: the wizard's answers, the document it edits, and the engine's moves.

mod attempts;
mod claim;
mod document;
mod entries;
mod events;
mod invoice;
mod leases;
mod list;
mod make;
mod moves;
mod obstacles;
mod outcome;
mod overview;
mod prices;
mod standing;
mod start;
mod steps;
mod worklist;

pub use attempts::{AbsentAttempt, AttemptOutcome, Marked, SendingMark};
pub use claim::{Claim, Claimed};
pub use document::SaveDocument;
pub use events::{InvoiceEvent, NewEvent, first_break};
pub use invoice::{Details, Invoice};
pub use leases::Turn;
pub use list::ListedInvoice;
pub use make::MadeDocument;
pub use moves::{Move, Moved};
pub use obstacles::{Change, Obstacle, Obstacles};
pub use outcome::EntryOutcome;
pub use overview::{ClientShare, LeftOut, LeftOutReason};
pub use standing::{Run, Standing};
pub use start::{Begun, NewInvoice};
pub use steps::{ChosenTarget, StepSaved};
pub use worklist::HeldInvoice;
