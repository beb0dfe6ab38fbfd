//! Why there is no sample data.

use app::tools::SetUpError;
use billing::ToolsError;
use providers::ProviderError;
use store::{
    EmailProblem, EntryError, LinkError, NameProblem, NoteTooLong, PasswordProblem, StoreError,
    UserError, WorkError,
};
use thiserror::Error;

/// The sample data could not be made. Delete the demo's data folder and start it again.
#[derive(Debug, Error)]
#[error(
    "the sample data could not be made: {0}. Delete the demo's data folder, then start it again"
)]
pub enum DemoError {
    /// The database failed.
    Store(#[from] StoreError),
    /// The workspace could not be set up.
    SetUp(#[from] LinkError),
    /// A user could not be added.
    User(#[from] UserError),
    /// sevDesk could not be connected.
    Connect(#[from] SetUpError),
    /// What was connected could not be opened.
    Tools(#[from] ToolsError),
    /// The simulated sevDesk did not answer.
    Tool(#[from] ProviderError),
    /// A client, project or task could not be added.
    Work(#[from] WorkError),
    /// A time entry could not be added.
    Entry(#[from] EntryError),
    /// A note is too long.
    Note(#[from] NoteTooLong),
    /// A name is none.
    Name(#[from] NameProblem),
    /// An address is none.
    Email(#[from] EmailProblem),
    /// The password is too weak.
    Password(#[from] PasswordProblem),
}
