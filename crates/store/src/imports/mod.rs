//! Imports of time entries: staged in chunks, then added by one statement.
//!
//! While a file is read, its rows go to a table of their own, some hundred in a transaction, so that others can write in
//! between; nobody sees anything of them. [`Store::finish_import`] then adds them in one transaction, new clients,
//! projects, tasks and users first: all of that happens, or nothing.
//!
//! [`Store::finish_import`]: crate::Store::finish_import

mod clear;
mod compare;
mod finish;
mod import;
mod names;
mod people;
mod run;
mod stage;

use thiserror::Error;

use crate::error::StoreError;

pub use compare::{Comparison, OverlappingRow, RowSum};
pub use finish::{Added, Overlapping};
pub use import::{Import, ImportState, NewImport};
pub use names::{NameBook, NameKind, NewName, Place};
pub use people::Person;
pub use run::ImportRun;
pub use stage::{STAGED_AT_ONCE, StagedRow};

/// Why a step of an import was not taken; nothing of it was written.
#[derive(Debug, Error)]
pub enum ImportStepError {
    /// Somebody discarded the import, or began it anew: this run of it is over.
    #[error("this import was discarded or begun anew in the meantime")]
    Over,
    /// What the rows refer to is not what it was when they were staged.
    #[error(
        "clients, projects, tasks or users were changed since the file was checked: check it again"
    )]
    NamesChanged,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
