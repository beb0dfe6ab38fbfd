//! Processes, people, the database and the tool, and the steps of the driver between them.

use std::collections::BTreeSet;

use billing::{
    Answer, Cause, Comparison, Deletion, Input, Lease, Next, Reading, Remote, Rules, Setback,
    Sighting, State,
};
use chrono::{DateTime, TimeDelta, Utc};
use providers::{Difference, RemoteStatus, What};

use crate::bug::Bug;
use crate::database::{Database, Entry, Invoice, Moved};
use crate::dice::Dice;
use crate::process::{Process, Task};
use crate::tool::{Read, Tool, unavailable};

/// How long a turn to send lasts, in seconds.
const LEASE: i64 = 90;
/// How long a list may take, in seconds.
const SLOW_LIST: i64 = 15 * 60;
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

    fn lease(&self, process: usize) -> Lease {
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
            } => self.note(process, invoice, fence, input, at),
            Task::Save { entry, seconds } => {
                let unguarded = self.has(Bug::EditLooksElsewhere);
                self.db.edit(entry, seconds, unguarded);
            }
        }
    }

    fn then(&mut self, process: usize, task: Task) {
        self.processes[process].tasks.push(task);
    }

    fn press(&mut self, process: usize, invoice: usize) {
        let any_version = self.has(Bug::ClaimWithoutVersion);
        let lease = self.lease(process);
        if self.db.claim(invoice, lease, self.now, any_version) {
            let fence = self.db.invoices[invoice].fence;
            self.then(process, Task::Mark { invoice, fence });
        }
    }

    /// Looks once more for what was given up, and writes the mark.
    fn mark(&mut self, process: usize, invoice: usize, fence: u64) {
        for marker in self.db.invoices[invoice].absent.clone() {
            let seen = self.tool.find(&marker, self.now, &mut self.dice, self.bug);
            if seen != Sighting::Absent {
                self.tell_of(invoice, seen);
                let setback = Setback::NotSent {
                    detail: String::new(),
                };
                self.db
                    .apply(invoice, fence, Input::NotSent { setback }, self.now);
                return;
            }
        }
        let attempt = self.db.invoices[invoice].attempt + 1;
        let marker = if self.has(Bug::SameMarker) {
            format!("{invoice}")
        } else {
            format!("{invoice}-{attempt}")
        };
        let lease = self.lease(process);
        let send = Task::Send {
            invoice,
            fence: fence + 1,
            marker: marker.clone(),
            until: lease.until,
            again: false,
        };
        if self.has(Bug::SendBeforeMark) {
            self.go_on(process, send.clone());
        }
        // A commit can fail, and it can succeed without anybody hearing of it.
        let (is_written, is_heard) = match self.dice.roll(40) {
            0 => (false, false),
            1 => (true, false),
            _ => (true, true),
        };
        if is_written {
            let begun = Input::SendingBegun {
                attempt: i32::try_from(attempt).unwrap(),
                marker: None,
                reference: None,
                lease,
            };
            if self.db.apply(invoice, fence, begun, self.now) != Moved::Yes(Next::Send) {
                return;
            }
            let run = &mut self.db.invoices[invoice];
            run.attempt = attempt;
            run.marker = Some(marker);
        }
        if self.has(Bug::SendBeforeMark) || !(is_heard || self.has(Bug::SendAfterFailedMark)) {
            return;
        }
        self.then(process, send);
    }

    /// Somebody is told of a draft that turned up late.
    fn tell_of(&mut self, invoice: usize, seen: Sighting) {
        let mut ids = match seen {
            Sighting::Found { remote_id } => vec![remote_id],
            Sighting::FoundMany { remote_ids } => remote_ids,
            _ => return,
        };
        let own = remote_of(&self.db.invoices[invoice].state);
        if let Some(late) = ids.pop().filter(|id| own != Some(id)) {
            self.told_of.insert(late.parse().unwrap());
        }
    }

    /// What was given up is looked for once more, long after.
    pub fn look_for_late(&mut self) {
        for invoice in 0..self.db.invoices.len() {
            for marker in self.db.invoices[invoice].absent.clone() {
                let seen = self.tool.find(&marker, self.now, &mut self.dice, self.bug);
                self.tell_of(invoice, seen);
            }
        }
    }

    fn send(&mut self, process: usize, task: Task) {
        let Task::Send {
            invoice,
            fence,
            ref marker,
            until,
            again,
        } = task
        else {
            return;
        };
        let left = (until - self.now).num_seconds();
        let answer = if left * 2 < LEASE && !again {
            Answer::NotExecuted(Setback::Interrupted)
        } else {
            let lines = self.db.invoices[invoice].lines.clone();
            self.tool
                .create(invoice, marker, &lines, self.now, &mut self.dice)
        };
        if self.has(Bug::BlindResend) && !again && matches!(answer, Answer::Unclear(_)) {
            let Task::Send { marker, .. } = task else {
                return;
            };
            self.then(
                process,
                Task::Send {
                    invoice,
                    fence,
                    marker,
                    until,
                    again: true,
                },
            );
            return;
        }
        let at = self.now + TimeDelta::seconds(self.dice.seconds(45));
        let attempt = self.db.invoices[invoice].attempt;
        self.then(
            process,
            Task::Hear {
                invoice,
                fence,
                attempt,
                answer,
                at,
            },
        );
    }

    fn hear(&mut self, process: usize, task: Task) {
        let Task::Hear {
            invoice,
            fence,
            attempt,
            answer,
            ..
        } = task
        else {
            return;
        };
        let answer = match answer {
            Answer::Unclear(Cause::Status { .. }) if self.has(Bug::ServerErrorIsFailure) => {
                Answer::NotExecuted(Setback::Interrupted)
            }
            answer => answer,
        };
        let heard = Input::Answered {
            answer: answer.clone(),
        };
        let moved = self.db.apply(invoice, fence, heard, self.now);
        let Answer::Executed { remote_id } = answer else {
            return;
        };
        match moved {
            Moved::Yes(Next::ReadBack) if self.has(Bug::BilledUnread) => {
                let reading = Reading::Agrees(Remote::with_id(remote_id));
                self.db
                    .apply(invoice, fence + 1, Input::ReadBack { reading }, self.now);
            }
            Moved::Yes(Next::ReadBack) => self.then(process, Task::Ask { invoice }),
            Moved::Yes(_) => {}
            // Our turn was over, and then the answer came: it names the draft that others look for.
            Moved::No => {
                let run = &self.db.invoices[invoice];
                if run.attempt == attempt && matches!(run.state, State::Unknown(_)) {
                    let fence = run.fence;
                    let sighting = Sighting::Found { remote_id };
                    self.note(
                        process,
                        invoice,
                        fence,
                        Input::LookedUp { sighting },
                        self.now,
                    );
                }
            }
        }
    }

    fn ask(&mut self, process: usize, invoice: usize) {
        let run = self.db.invoices[invoice].clone();
        let input = match &run.state {
            State::Unknown(_) => {
                let marker = run.marker.clone().unwrap_or_default();
                let sighting = self.tool.find(&marker, self.now, &mut self.dice, self.bug);
                Input::LookedUp { sighting }
            }
            State::Created(draft) => Input::ReadBack {
                reading: self.reading(&run, &draft.remote.id),
            },
            State::Done(billed) => Input::Compared {
                comparison: self.comparison(&billed.remote.id),
            },
            State::Undoing(undo) => self.take_back(&undo.remote.id),
            _ => return,
        };
        // Some lists take long.
        let takes = if self.tool.is_faulty && self.dice.chance(15) {
            SLOW_LIST
        } else {
            2
        };
        let takes = TimeDelta::seconds(self.dice.seconds(takes));
        self.then(
            process,
            Task::Note {
                at: self.now,
                known_at: self.now + takes,
                invoice,
                fence: run.fence,
                input,
            },
        );
    }

    fn reading(&mut self, run: &Invoice, id: &str) -> Reading {
        match self.tool.read(id, self.now, &mut self.dice) {
            Read::Unavailable => Reading::Unavailable(unavailable()),
            Read::Gone => Reading::Gone,
            Read::Draft(draft) if draft.lines == run.lines && !draft.finalised => {
                Reading::Agrees(Remote::with_id(id))
            }
            Read::Draft(_) => Reading::Differs {
                remote: Remote::with_id(id),
                differences: vec![Difference {
                    what: What::Quantity,
                    line: Some(1),
                    expected: String::new(),
                    found: String::new(),
                }],
            },
        }
    }

    fn comparison(&mut self, id: &str) -> Comparison {
        match self.tool.read(id, self.now, &mut self.dice) {
            Read::Unavailable => Comparison::Unavailable(unavailable()),
            Read::Gone => Comparison::Gone,
            Read::Draft(draft) => Comparison::Seen {
                remote: Remote::with_id(id),
                status: if draft.finalised {
                    RemoteStatus::Finalised
                } else {
                    RemoteStatus::Draft
                },
                fated: Vec::new(),
            },
        }
    }

    fn take_back(&mut self, id: &str) -> Input {
        let comparison = self.comparison(id);
        let is_draft = matches!(
            comparison,
            Comparison::Seen {
                status: RemoteStatus::Draft,
                ..
            }
        );
        if !is_draft {
            return Input::Compared { comparison };
        }
        let deletion = if self.tool.delete(id, &mut self.dice) {
            Deletion::Executed
        } else {
            Deletion::Unclear(unavailable())
        };
        Input::TakenBack { deletion }
    }

    fn note(
        &mut self,
        process: usize,
        invoice: usize,
        fence: u64,
        input: Input,
        at: DateTime<Utc>,
    ) {
        match self.db.apply(invoice, fence, input, at) {
            Moved::Yes(Next::ReadBack | Next::TakeBack) => {
                self.then(process, Task::Ask { invoice });
            }
            Moved::Yes(_) | Moved::No => {}
        }
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
