//! Processes, people, the database and the tool.

use std::collections::BTreeSet;

use billing::{Input, Lease, Rules, State};
use chrono::{DateTime, TimeDelta, Utc};

use crate::bug::Bug;
use crate::database::{Database, Entry};
use crate::dice::Dice;
use crate::process::{Process, Task};
use crate::tool::Tool;

/// How long a turn to send lasts, in seconds.
pub const LEASE: i64 = 90;
/// Which entries each invoice is about: they overlap.
const REPORTS: [&[usize]; 4] = [&[0, 1, 2], &[2, 3, 4], &[5, 6], &[6, 7]];

/// Everything there is.
pub struct World {
    pub now: DateTime<Utc>,
    pub db: Database,
    pub tool: Tool,
    pub processes: Vec<Process>,
    pub dice: Dice,
    pub bug: Option<Bug>,
    pub crashes: u32,
    /// Drafts that turned up late, of which somebody was told.
    pub told_of: BTreeSet<usize>,
}

impl World {
    pub fn new(seed: u64, bug: Option<Bug>) -> Self {
        let mut rules = Rules::default();
        match bug {
            Some(Bug::NoQuietPeriod) => rules.quiet_period = TimeDelta::zero(),
            Some(Bug::OneAbsence) => rules.absence_gap = TimeDelta::zero(),
            _ => {}
        }
        let entry = Entry {
            version: 1,
            seconds: 100,
            claimed_by: None,
            billed_by: None,
        };
        let mut db = Database {
            entries: vec![entry; 8],
            invoices: Vec::new(),
            rules,
        };
        for entries in REPORTS {
            db.begin(entries);
        }
        Self {
            now: DateTime::from_timestamp(1_800_000_000, 0).unwrap(),
            db,
            // Every other world has a tool that can be hours late.
            tool: Tool::new(seed % 2 == 1),
            processes: vec![Process::new(), Process::new()],
            dice: Dice::new(seed),
            bug,
            crashes: 0,
            told_of: BTreeSet::new(),
        }
    }

    pub fn has(&self, bug: Bug) -> bool {
        self.bug == Some(bug)
    }

    pub fn lease(&self, process: usize) -> Lease {
        Lease {
            owner: format!("p{process}/{}", self.processes[process].boot),
            until: self.now + TimeDelta::seconds(LEASE),
        }
    }

    /// Takes one step of a task.
    pub fn go_on(&mut self, process: usize, task: Task) {
        match task {
            Task::Press { invoice } => self.press(process, invoice),
            Task::Mark { invoice, fence } => self.mark(process, invoice, fence),
            Task::Send { .. } => self.send(process, task),
            Task::Hear { .. } => self.hear(process, task),
            Task::Ask { invoice } => self.ask(process, invoice),
            Task::Note {
                at,
                invoice,
                fence,
                input,
                ..
            } => {
                let is_late = self.has(Bug::LookCountsFromItsEnd);
                let at = if is_late { self.now } else { at };
                self.note(process, invoice, fence, input, at);
            }
            Task::Save { entry, seconds } => {
                let unguarded = self.has(Bug::EditLooksElsewhere);
                self.db.edit(entry, seconds, unguarded);
            }
        }
    }

    pub fn then(&mut self, process: usize, task: Task) {
        self.processes[process].tasks.push(task);
    }

    /// A start takes up what an earlier run of the same installation had in hand, and nobody else.
    pub fn boot(&mut self, process: usize) {
        let own = format!("p{process}/");
        let (process, now) = (&mut self.processes[process], self.now);
        process.is_alive = true;
        process.suspended_until = None;
        process.boot += 1;
        for invoice in 0..self.db.invoices.len() {
            let run = &self.db.invoices[invoice];
            let Some(lease) = run.state.lease() else {
                continue;
            };
            if !lease.owner.starts_with(&own) && lease.until > now {
                continue;
            }
            if self.bug == Some(Bug::RestartResets) {
                self.db.reset(invoice);
            } else {
                self.db.apply(invoice, run.fence, Input::Abandoned {}, now);
            }
        }
    }

    /// Whether somebody has the turn to ask about an invoice.
    pub fn is_being_asked(&self, invoice: usize) -> bool {
        let mut tasks = self.processes.iter().flat_map(|process| &process.tasks);
        tasks.any(|task| match task {
            Task::Ask { invoice: about } | Task::Note { invoice: about, .. } => *about == invoice,
            _ => false,
        })
    }

    /// What the worker does when it wakes up.
    pub fn work(&mut self, process: usize) {
        for invoice in 0..self.db.invoices.len() {
            let run = &self.db.invoices[invoice];
            let ended = run
                .state
                .lease()
                .is_some_and(|lease| lease.until <= self.now);
            if ended {
                let fence = run.fence;
                self.db.apply(invoice, fence, Input::Abandoned {}, self.now);
            } else if next_check(&run.state).is_some_and(|next| next <= self.now)
                && !self.is_being_asked(invoice)
            {
                self.then(process, Task::Ask { invoice });
            }
        }
    }
}

/// When the tool is asked about an invoice.
pub fn next_check(state: &State) -> Option<DateTime<Utc>> {
    match state {
        State::Unknown(doubt) => doubt.watch.next,
        State::Created(draft) => draft.watch.next,
        State::Done(billed) => billed.watch.next,
        State::Undoing(undo) => undo.watch.next,
        _ => None,
    }
}

/// The draft that an invoice names.
pub fn remote_of(state: &State) -> Option<&String> {
    match state {
        State::Created(draft) => Some(&draft.remote.id),
        State::Done(billed) => Some(&billed.remote.id),
        State::Undoing(undo) => Some(&undo.remote.id),
        _ => None,
    }
}
