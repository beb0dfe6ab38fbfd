//! What is durable: entries and invoices, changed as the store changes them.

use billing::{EntryChange, Input, Lease, Next, Rules, State, step};
use chrono::{DateTime, Utc};

/// A time entry. Its seconds stand for everything that an invoice shows of it.
#[derive(Clone, Debug)]
pub struct Entry {
    pub version: u32,
    pub seconds: u32,
    pub claimed_by: Option<usize>,
    pub billed_by: Option<usize>,
}

/// An entry on a position, as it was when the positions were made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    pub entry: usize,
    pub version: u32,
    pub seconds: u32,
}

/// An invoice.
#[derive(Clone, Debug)]
pub struct Invoice {
    pub state: State,
    pub fence: u64,
    pub lines: Vec<Line>,
    pub attempt: u32,
    pub marker: Option<String>,
    /// Markers of attempts that were not found when they were looked for.
    pub absent: Vec<String>,
}

/// Everything durable.
#[derive(Clone, Debug)]
pub struct Database {
    pub entries: Vec<Entry>,
    pub invoices: Vec<Invoice>,
    pub rules: Rules,
}

/// Whether a move was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    Yes(Next),
    /// Somebody else moved the invoice, or the state does not allow it.
    No,
}

impl Database {
    /// A new invoice about these entries.
    pub fn begin(&mut self, entries: &[usize]) {
        self.invoices.push(Invoice {
            state: State::new(),
            fence: 0,
            lines: self.lines_now(entries),
            attempt: 0,
            marker: None,
            absent: Vec::new(),
        });
    }

    /// Positions as the entries are now.
    pub fn lines_now(&self, entries: &[usize]) -> Vec<Line> {
        let line = |entry: &usize| Line {
            entry: *entry,
            version: self.entries[*entry].version,
            seconds: self.entries[*entry].seconds,
        };
        entries.iter().map(line).collect()
    }

    /// The claim: all entries as they were, or none. `any_version` is a mistake.
    pub fn claim(
        &mut self,
        invoice: usize,
        lease: Lease,
        now: DateTime<Utc>,
        any_version: bool,
    ) -> bool {
        let lines = self.invoices[invoice].lines.clone();
        let free = lines.iter().all(|line| {
            let entry = &self.entries[line.entry];
            entry.claimed_by.is_none()
                && entry.billed_by.is_none()
                && (any_version || entry.version == line.version)
        });
        let pressed = Input::CreatePressed {
            lease,
            payload_sha256: String::new(),
        };
        let fence = self.invoices[invoice].fence;
        free && self.apply(invoice, fence, pressed, now) != Moved::No
    }

    /// One move, compared and set, with its entries: one transaction.
    pub fn apply(&mut self, invoice: usize, fence: u64, input: Input, now: DateTime<Utc>) -> Moved {
        let run = &self.invoices[invoice];
        if run.fence != fence {
            return Moved::No;
        }
        let Ok(moved) = step(&run.state, input, now, &self.rules) else {
            return Moved::No;
        };
        let before = run.state.clone();
        self.change_entries(invoice, &moved.entries);
        let run = &mut self.invoices[invoice];
        let absent = matches!(before, State::Unknown(_) | State::Sending { .. })
            && matches!(moved.to, State::Preparing { .. });
        if absent {
            run.absent.extend(run.marker.clone());
        }
        run.state = moved.to;
        run.fence += 1;
        Moved::Yes(moved.next)
    }

    fn change_entries(&mut self, invoice: usize, change: &EntryChange) {
        let entries = self.invoices[invoice].lines.iter().map(|line| line.entry);
        for entry in entries {
            let entry = &mut self.entries[entry];
            match change {
                EntryChange::Keep | EntryChange::UnbillPositions(_) => {}
                EntryChange::Claim => entry.claimed_by = Some(invoice),
                EntryChange::Unclaim | EntryChange::Release => {
                    if entry.claimed_by == Some(invoice) {
                        entry.claimed_by = None;
                    }
                }
                EntryChange::Settle => {
                    entry.claimed_by = None;
                    entry.billed_by = Some(invoice);
                }
                EntryChange::Unbill => {
                    if entry.billed_by == Some(invoice) {
                        entry.billed_by = None;
                    }
                }
            }
        }
    }

    /// An edit of an entry: refused while it is claimed or billed. `unguarded` is a mistake.
    pub fn edit(&mut self, entry: usize, seconds: u32, unguarded: bool) {
        let entry = &mut self.entries[entry];
        if unguarded || (entry.claimed_by.is_none() && entry.billed_by.is_none()) {
            entry.seconds = seconds;
            entry.version += 1;
        }
    }
}

impl Database {
    /// What a careless start does with an invoice that was being sent: a mistake.
    pub fn reset(&mut self, invoice: usize) {
        self.change_entries(invoice, &EntryChange::Unclaim);
        let run = &mut self.invoices[invoice];
        run.state = State::new();
        run.fence += 1;
    }
}
