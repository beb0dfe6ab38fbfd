//! Invoices: the wizard's answers, the document it edits, and the engine's moves.

mod document;
mod entries;
mod invoice;
mod make;
mod overview;
mod start;
mod steps;

pub use document::SaveDocument;
pub use invoice::{Details, Invoice};
pub use make::MadeDocument;
pub use overview::{ClientShare, LeftOut, LeftOutReason};
pub use start::{Begun, NewInvoice};
pub use steps::{ChosenTarget, StepSaved};
