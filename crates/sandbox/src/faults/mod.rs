//! Misbehaviour on demand.

mod answer;
mod layer;
mod queue;
mod request;

use std::time::Duration;

pub(crate) use layer::misbehave;
pub(crate) use queue::{Plan, Queue};
pub(crate) use request::{FaultRequest, FaultRequestError, names};

/// What goes wrong with a request.
///
/// "Commit" is the moment at which the tool has done what it was asked to do. A delay, where one is set, is waited
/// for before the commit with the faults that say "before", and between commit and answer with all others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// `late_before_commit`: waits, then works as usual, even if the client has given up meanwhile.
    LateBeforeCommit,
    /// `late_after_commit`: works as usual, then waits before answering.
    LateAfterCommit,
    /// `lost_before_commit`: closes the connection without a byte; nothing was done.
    LostBeforeCommit,
    /// `lost_after_commit`: does the work, then closes the connection without a byte.
    LostAfterCommit,
    /// `commit_late_lost`: closes the connection at once, and does the work after the delay.
    CommitLateLost,
    /// `commit_late_504`: answers 504 at once, as a gateway does, and does the work after the delay.
    CommitLate504,
    /// `status_before_commit`: answers an HTTP error; nothing was done.
    StatusBeforeCommit(Refusal),
    /// `status_after_commit`: does the work, then answers an HTTP error all the same.
    StatusAfterCommit(Refusal),
    /// `cut_body`: does the work, then breaks off after so many bytes of the answer's body.
    CutBody(u64),
    /// `cut_answer`: does the work, then breaks off after so many bytes of the answer, head included.
    CutAnswer(u64),
    /// `malformed_body`: does the work, then answers JSON that ends in the middle.
    MalformedBody,
    /// `html_body`: does the work, then answers a page instead of JSON, with the status of success.
    HtmlBody,
    /// `empty_body`: does the work, then answers success with an empty body.
    EmptyBody,
    /// `wrong_media_type`: works as usual, but says that its answer is a page.
    WrongMediaType,
    /// `wrong_type_body`: does the work, then answers well-formed JSON in which nothing has its type.
    WrongTypeBody,
    /// `error_in_200`: does nothing, and answers 200 with an error object.
    ErrorIn200,
    /// `redirect`: answers 302 to another address; nothing was done.
    Redirect(String),
    /// `changed_…`, `dropped_line`, `extra_line`: does the work and answers as usual,
    /// but what is stored differs in exactly one thing from what was written.
    Corrupt(Corruption),
}

/// An HTTP error to answer with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// From 400 to 599.
    pub(crate) status: u16,
    /// The `Retry-After` header, word for word, so that nonsense can be sent too.
    pub(crate) retry_after: Option<String>,
}

/// Which one thing of a stored document differs from what was written. Sums stay as they were written,
/// so that a reader who compares only them doesn't notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Corruption {
    /// The thing.
    pub(crate) what: Corrupted,
    /// The line that is hit, from 0; the last one when there are fewer, or when none is named.
    pub(crate) line: Option<usize>,
}

/// The things that can differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Corrupted {
    /// `changed_contact`: the document belongs to another customer.
    Contact,
    /// `changed_status`: the document is no draft any more.
    Status,
    /// `changed_reference`: the reference has another text.
    Reference,
    /// `changed_text`: a line has another text.
    Text,
    /// `changed_quantity`: a line has another quantity.
    Quantity,
    /// `changed_price`: a line has another unit price.
    Price,
    /// `changed_tax_rate`: a line has another tax rate.
    TaxRate,
    /// `changed_net`: the net total is one cent more.
    Net,
    /// `dropped_line`: a line is missing.
    DroppedLine,
    /// `extra_line`: a line is there twice.
    ExtraLine,
}

/// A fault and how long it waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mishap {
    pub(crate) fault: Fault,
    pub(crate) delay: Duration,
}
