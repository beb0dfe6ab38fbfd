//! By what a row is known again when it is imported a second time.

use std::collections::HashMap;
use std::fmt;

use sha2::{Digest, Sha256};

use crate::row::SourceRow;

/// Half a SHA-256 over what a row says and how many equal rows stand before it.
///
/// It is made from the row as it was understood, not from its bytes: another encoding, order of columns, delimiter or
/// date format at the next export leaves it as it is. Whatever an invoice could depend on is part of it, the billing
/// status too: when the tracker has billed an entry since, the row must not pass for one that is already here.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct SourceHash([u8; 16]);

impl SourceHash {
    /// The bytes, for the database.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Debug for SourceHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SourceHash({:032x})", u128::from_be_bytes(self.0))
    }
}

/// The rows seen so far in a file, so that equal ones can be counted: 16 bytes and a number for each.
#[derive(Default)]
pub(crate) struct EqualRows(HashMap<[u8; 16], u32>);

impl EqualRows {
    /// The identity of the next row, and how many equal ones came before it.
    pub(crate) fn identify(&mut self, row: &SourceRow) -> (SourceHash, u32) {
        let content = content_hash(row);
        let seen = self.0.entry(content).or_default();
        let before = *seen;
        *seen = seen.saturating_add(1);
        let hash = if before == 0 {
            content
        } else {
            nth_hash(content, before)
        };
        (SourceHash(hash), before)
    }
}

/// The first part of the hash names its recipe: a change to what is hashed would make every known row a new one.
const RECIPE: &[u8] = b"billhour import row 1";

fn content_hash(row: &SourceRow) -> [u8; 16] {
    let mut hasher = Sha256::new();
    hasher.update(RECIPE);
    for text in [row.user(), &row.client, &row.project, &row.task, &row.note] {
        // The length keeps "a" + "bc" apart from "ab" + "c".
        hasher.update((text.len() as u64).to_be_bytes());
        hasher.update(text);
    }
    hasher.update(row.start.and_utc().timestamp().to_be_bytes());
    hasher.update(row.seconds.to_be_bytes());
    hasher.update([u8::from(row.billable), u8::from(row.billed)]);
    hasher.update(row.rate_cents.unwrap_or(-1).to_be_bytes());
    half(hasher)
}

fn nth_hash(content: [u8; 16], before: u32) -> [u8; 16] {
    let mut hasher = Sha256::new();
    hasher.update(content);
    hasher.update(before.to_be_bytes());
    half(hasher)
}

fn half(hasher: Sha256) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&hasher.finalize()[..16]);
    half
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn row() -> SourceRow {
        SourceRow {
            client: "Lindner Optik".into(),
            project: "Relaunch".into(),
            task: "Konzept".into(),
            user_name: "Mia Falk".into(),
            user_email: "mia@example.com".into(),
            note: "Workshop".into(),
            billable: true,
            billed: false,
            start: NaiveDate::from_ymd_opt(2026, 11, 2)
                .unwrap()
                .and_hms_opt(9, 0, 0)
                .unwrap(),
            end: None,
            seconds: 4800,
            rate_cents: Some(9500),
            hours: None,
        }
    }

    fn first_hash(row: &SourceRow) -> SourceHash {
        EqualRows::default().identify(row).0
    }

    #[test]
    fn equal_rows_are_different_entries_and_the_same_ones_next_time() {
        let mut first = EqualRows::default();
        let mut second = EqualRows::default();
        let ids: Vec<_> = (0..3).map(|_| first.identify(&row())).collect();
        assert_eq!(
            ids.iter().map(|(_, before)| *before).collect::<Vec<_>>(),
            [0, 1, 2]
        );
        assert_ne!(ids[0].0, ids[1].0);
        assert_ne!(ids[1].0, ids[2].0);
        assert_eq!(
            ids,
            (0..3).map(|_| second.identify(&row())).collect::<Vec<_>>()
        );
    }

    #[test]
    fn whatever_an_invoice_depends_on_changes_the_hash() {
        type Change = fn(&mut SourceRow);
        let changes: [Change; 10] = [
            |row| row.client.push('x'),
            |row| row.project.push('x'),
            |row| row.task.push('x'),
            |row| row.user_email.push('x'),
            |row| row.note.push('x'),
            |row| row.billable = false,
            |row| row.billed = true,
            |row| row.start += chrono::TimeDelta::seconds(1),
            |row| row.seconds += 1,
            |row| row.rate_cents = None,
        ];
        for (at, change) in changes.iter().enumerate() {
            let mut other = row();
            change(&mut other);
            assert_ne!(first_hash(&row()), first_hash(&other), "change {at}");
        }
    }

    #[test]
    fn what_only_proves_or_hints_does_not() {
        let mut other = row();
        other.end = Some(other.start);
        other.hours = Some(domain::Decimal::ONE);
        other.user_name = "M. Falk".into();
        assert_eq!(first_hash(&row()), first_hash(&other));
    }

    #[test]
    fn neighbouring_texts_do_not_run_into_each_other() {
        let mut other = row();
        other.client = "Lindner".into();
        other.project = " OptikRelaunch".into();
        assert_ne!(first_hash(&row()), first_hash(&other));
    }

    #[test]
    fn the_recipe_is_kept() {
        // Hashes are stored: if this one changes, every file imported before would be imported once more.
        assert_eq!(
            format!("{:?}", first_hash(&row())),
            "SourceHash(878b4dac3b5d40e6c0703c5e1c866463)"
        );
    }
}
