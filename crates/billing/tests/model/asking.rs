//! The steps of the driver that ask the tool, and what people are told.

use billing::{Comparison, Deletion, Input, Next, Reading, Remote, Sighting, State};
use chrono::{DateTime, TimeDelta, Utc};
use providers::{Difference, RemoteStatus, What};

use crate::database::{Invoice, Moved};
use crate::process::Task;
use crate::tool::{Read, unavailable};
use crate::world::{World, remote_of};

/// How long a list may take, in seconds.
const SLOW_LIST: i64 = 15 * 60;

impl World {
    pub fn ask(&mut self, process: usize, invoice: usize) {
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

    pub fn note(
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

    /// Somebody is told of a draft that turned up late.
    pub fn tell_of(&mut self, invoice: usize, seen: Sighting) {
        let ids = match seen {
            Sighting::Found { remote_id } => vec![remote_id],
            Sighting::FoundMany { remote_ids } => remote_ids,
            _ => return,
        };
        let own = remote_of(&self.db.invoices[invoice].state);
        if let Some(late) = ids.into_iter().rfind(|id| own != Some(id)) {
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
}
