//! From `Create draft` to the answer: the steps of the driver that send.

use billing::{Answer, Cause, Input, Next, Reading, Remote, Setback, Sighting, State};
use chrono::TimeDelta;

use crate::bug::Bug;
use crate::database::Moved;
use crate::process::Task;
use crate::world::{LEASE, World};

impl World {
    pub fn press(&mut self, process: usize, invoice: usize) {
        let any_version = self.has(Bug::ClaimWithoutVersion);
        let lease = self.lease(process);
        if self.db.claim(invoice, lease, self.now, any_version) {
            let fence = self.db.invoices[invoice].fence;
            self.then(process, Task::Mark { invoice, fence });
        }
    }

    /// Looks once more for what was given up, and writes the mark.
    pub fn mark(&mut self, process: usize, invoice: usize, fence: u64) {
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

    pub fn send(&mut self, process: usize, task: Task) {
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

    pub fn hear(&mut self, process: usize, task: Task) {
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
}
