//! What a check found, for a person to decide about.

use import::{DryRun, Names};
use serde::{Deserialize, Serialize};
use store::imports::{Comparison, NameKind, NewName, OverlappingRow, RowSum};

use super::problem::shown;

/// How many names of a kind, and how many overlapping rows, are kept; the others are counted.
const KEPT: usize = 20;
/// The same for the store.
pub(super) const KEPT_ROWS: i32 = 20;

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// What the file says. Its names are left out, since there can be any number of them.
    pub dry_run: DryRun,
    /// Rows that would become entries, the overlapping ones among them.
    pub fresh: RowSum,
    /// Rows that were imported before.
    pub known: RowSum,
    /// New rows that start together with an entry of the same user.
    pub overlapping: RowSum,
    /// The first of those.
    pub overlaps: Vec<OverlappingRow>,
    /// Names that would be added.
    pub adds: NewNames,
}

/// Names that would be added.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewNames {
    /// Clients.
    pub clients: FirstNames,
    /// Projects.
    pub projects: FirstNames,
    /// Tasks.
    pub tasks: FirstNames,
    /// Users with an e-mail address.
    pub users: FirstNames,
    /// Users whose e-mail address is unknown.
    pub users_without_address: FirstNames,
}

/// Names of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstNames {
    /// How many there are.
    pub total: usize,
    /// The first of them.
    pub first: Vec<String>,
}

impl Report {
    pub(super) fn new(
        mut dry_run: DryRun,
        comparison: &Comparison,
        overlaps: Vec<OverlappingRow>,
        names: &[NewName],
    ) -> Self {
        dry_run.names = Names::default();
        dry_run.unused_columns = shown(&dry_run.unused_columns);
        Self {
            dry_run,
            fresh: comparison.fresh,
            known: comparison.known,
            overlapping: comparison.overlapping,
            overlaps,
            adds: NewNames::of(names),
        }
    }

    /// Whether what would be imported is all that the file's own columns say, to the second and to the last decimal.
    pub fn is_proven(&self) -> bool {
        let (rows, file) = (&self.dry_run.rows, &self.dry_run.file);
        let hours = [file.all.hours, file.billed.hours].into_iter().flatten();
        rows.total().rows == file.rows
            && rows.total().seconds == file.all.seconds
            && rows.billed.seconds == file.billed.seconds
            && hours.into_iter().all(|hours| hours.difference().is_zero())
    }
}

impl NewNames {
    fn of(names: &[NewName]) -> Self {
        let mut all = Self::default();
        for name in names {
            let kind = match name.kind {
                NameKind::Client => &mut all.clients,
                NameKind::Project => &mut all.projects,
                NameKind::Task => &mut all.tasks,
                NameKind::User if name.has_address() => &mut all.users,
                NameKind::User => &mut all.users_without_address,
            };
            kind.total += 1;
            if kind.first.len() < KEPT {
                kind.first.push(name.name.clone());
            }
        }
        all
    }
}
