//! What can go wrong, and what it means for the invoice.

use chrono::NaiveDate;
use domain::document::DocumentProblem;
use domain::invoice::InvoiceState;
use store::StoreError;
use store::invoices::Obstacles;
use thiserror::Error;

use crate::brakes::Brake;
use crate::guards::{Guard, JournalError};
use crate::machine::{IllegalMove, Unavailable};
use crate::rows::RecordError;
use crate::tools::ToolsError;

/// Why nothing was done.
#[derive(Debug, Error)]
pub enum EngineError {
    /// There is no such invoice.
    #[error("there is no such invoice")]
    NoSuchInvoice,
    /// The invoice is in another state than the page showed.
    #[error("{0}; load the page again to see where it stands")]
    Illegal(#[from] IllegalMove),
    /// Somebody else moved the invoice at the same moment.
    #[error("the invoice has just moved on; load the page again to see where it stands")]
    Overtaken,
    /// The task that was at it has ended without a word.
    #[error(
        "the work on the invoice stopped unexpectedly; load the page again to see where it stands"
    )]
    Stopped,
    /// Every new marker was in use.
    #[error("no free reference was found for the draft: this machine's randomness is broken")]
    NoFreeMarker,
    /// The draft belongs to another invoice of ours.
    #[error("that draft belongs to another invoice here; choose another one")]
    DraftOfAnother,
    /// The positions were to be added to another draft.
    #[error("the positions were to be added to the draft {expected}, so it can only be that one")]
    OtherDraft {
        /// The draft's id in the tool.
        expected: String,
    },
    /// The draft is the one that was copied, and the copy is another one.
    #[error("that is the draft that was to be copied; the positions are on its copy, if anywhere")]
    OldDraft,
    /// Nothing is written to any billing tool from here, so nothing is deleted either.
    #[error(transparent)]
    Guard(#[from] Guard),
    /// The tool cannot be asked.
    #[error("the billing tool cannot be asked: {0}")]
    Unavailable(String),
    /// What is stored of the invoice makes no sense.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The journal of sends cannot be read or written.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The database failed: whether the last step was written will be seen when it is back.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why an invoice was not created. Nothing was sent, and no entry is locked.
#[derive(Debug, Error)]
pub enum CreateError {
    /// There is no such invoice.
    #[error("there is no such invoice")]
    NoSuchInvoice,
    /// The invoice came to its end.
    #[error("the invoice is {}, so nothing can be created from it", .0.as_str())]
    Ended(InvoiceState),
    /// Somebody edited the invoice since the page was loaded.
    #[error(
        "the invoice was edited since this page was loaded; look at it again before creating the draft"
    )]
    Edited,
    /// The wizard is not complete.
    #[error(transparent)]
    NotReady(#[from] NotReady),
    /// Entries are not as they were when the positions were made.
    #[error("{} of the time entries changed since the positions were made", .0.count)]
    Entries(Obstacles),
    /// The tool's connection cannot be opened.
    #[error(transparent)]
    Tool(#[from] ToolsError),
    /// Nothing is sent over the tool's connection at the moment.
    #[error(transparent)]
    Brake(#[from] Brake),
    /// The engine failed.
    #[error(transparent)]
    Engine(EngineError),
}

/// What a wizard still lacks.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum NotReady {
    /// Step 2: no billing tool.
    #[error("no billing tool is chosen")]
    Connection,
    /// Step 2: no customer.
    #[error("no customer is chosen")]
    Customer,
    /// Step 2: the draft to add to was not read when it was chosen.
    #[error("the draft to add to must be chosen again")]
    BeforeImage,
    /// Step 5: positions are missing or wrong.
    #[error("the positions are not complete")]
    Document(Vec<DocumentProblem>),
    /// Step 5: the service period starts after the date of the invoice.
    #[error("the service period starts on {starts}, after the date of the invoice, {today}")]
    PeriodStartsLater {
        /// The period's first day.
        starts: NaiveDate,
        /// The date of the invoice.
        today: NaiveDate,
    },
}

impl From<Unavailable> for EngineError {
    fn from(why: Unavailable) -> Self {
        Self::Unavailable(why.detail)
    }
}

impl From<EngineError> for CreateError {
    fn from(error: EngineError) -> Self {
        match error {
            EngineError::NoSuchInvoice => Self::NoSuchInvoice,
            error => Self::Engine(error),
        }
    }
}

impl From<StoreError> for CreateError {
    fn from(error: StoreError) -> Self {
        Self::Engine(error.into())
    }
}
