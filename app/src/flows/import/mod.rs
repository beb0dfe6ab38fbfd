//! From an export of a time tracker to time entries: the same for the page and for the command line.
//!
//! [`Importer::check`] reads the file, puts its rows aside and reports what they would add. A person looks at the
//! [`Report`]. Then [`Importer::begin_adding`] and [`Importer::add`] add them: all, or none.
//!
//! Files are read by a thread of its own, which hands the rows over in small lots: neither the file nor its rows are
//! ever in memory as a whole.

mod add;
mod background;
mod check;
mod problem;
mod report;
mod rows;
#[cfg(test)]
mod tests;
mod uploads;
pub mod words;

use std::sync::Arc;

use domain::Clock;
use domain::random::Random;
use store::Store;

use crate::state::AppState;

pub use add::{Decision, NotAdded};
pub use background::{add_in_background, check_in_background, sweep};
pub use check::Step;
pub use problem::Problem;
pub use report::{FirstNames, NewNames, Report};
pub use uploads::{Upload, Uploads};

/// What an import needs from outside.
#[derive(Clone)]
pub struct Importer {
    /// The database.
    pub store: Store,
    /// The present.
    pub clock: Arc<dyn Clock>,
    /// Randomness, for ids.
    pub random: Arc<dyn Random>,
}

impl From<&AppState> for Importer {
    fn from(state: &AppState) -> Self {
        Self {
            store: state.store.clone(),
            clock: state.clock.clone(),
            random: state.random.clone(),
        }
    }
}
