//! Bringing the lines onto a draft, one by one.
//!
//! Each call starts from what the draft has now, so it may be repeated after a crash at any point. A line is sent only
//! when it is certain which ones are there; when an answer leaves that open, the draft is read again, and if the line is
//! not there yet it may still be on its way: the rest is left to a later call.

use domain::payload::PayloadPosition;
use rust_decimal::prelude::ToPrimitive;

use super::calls::Api;
use super::classify::NotAdded;
use super::document::{Line, Received};
use super::progress::progress;
use super::protocol::Protocol;
use super::read;
use super::taxed::{self, Wrong};
use crate::error::ProviderError;
use crate::provider::{Pieces, RemoteStatus};

/// Adds what is missing.
pub(super) async fn complete(
    protocol: &dyn Protocol,
    api: &Api,
    pieces: &Pieces<'_>,
) -> Result<(), ProviderError> {
    let Some(received) = read::read(protocol, api, pieces.remote_id).await? else {
        // That it is gone is for whoever reads it next to find out.
        return Ok(());
    };
    let work = Work {
        protocol,
        api,
        pieces,
    };
    work.check_head(&received)?;
    let done = work.progress(&received)?;
    // A line that came without our hearing of it has not been looked at.
    work.check_present(&received, done).await?;
    let missing = &pieces.payload.positions[done..];
    if missing.is_empty() {
        return Ok(());
    }
    let id = pieces.remote_id;
    let place = protocol.place(api, id, &received.lines).await?;
    let orders = last_order(&received.lines) + 1..;
    for (index, (position, order)) in missing.iter().zip(orders).enumerate() {
        work.check_time()?;
        let added = protocol.add(api, &place, position, order).await;
        work.settle(added, position, done + index).await?;
    }
    Ok(())
}

fn last_order(lines: &[Line]) -> u64 {
    let orders = lines.iter().filter_map(|line| line.order.to_u64());
    orders.max().unwrap_or(0)
}

/// A draft that is being filled.
struct Work<'a> {
    protocol: &'a dyn Protocol,
    api: &'a Api,
    pieces: &'a Pieces<'a>,
}

impl Work<'_> {
    /// Only a draft of an ordinary invoice for the right company is filled.
    fn check_head(&self, received: &Received) -> Result<(), ProviderError> {
        let head = &received.head;
        if head.status != RemoteStatus::Draft || !head.is_invoice {
            return refused("the document is no draft of an invoice, so nothing was added to it");
        }
        if head.customer != self.pieces.payload.customer.id {
            return refused("the draft belongs to another company, so nothing was added to it");
        }
        Ok(())
    }

    /// How many of our lines are there.
    fn progress(&self, received: &Received) -> Result<usize, ProviderError> {
        let before = self.pieces.before;
        let former = before.map_or(&[][..], |before| &before.document.lines);
        match progress(former, &self.pieces.payload.positions, &received.lines) {
            Some(done) => Ok(done),
            None => refused(
                "the draft has lines that are neither the former ones nor ours: somebody else was at it, or a line came \
                 twice",
            ),
        }
    }

    /// No line is begun when somebody else may be at the draft.
    fn check_time(&self) -> Result<(), ProviderError> {
        if self.api.now() <= self.pieces.until {
            return Ok(());
        }
        Err(ProviderError::Unavailable {
            detail: "the time to write lines was over; the rest follows".to_owned(),
        })
    }

    /// What became of a line that was sent when there were `before` of ours. If that is open, the line is looked for;
    /// only where it is the one more that is there may the next one follow.
    async fn settle(
        &self,
        added: Result<Line, NotAdded>,
        position: &PayloadPosition,
        before: usize,
    ) -> Result<(), ProviderError> {
        let (id, detail) = match added {
            Ok(line) if line.net.is_some() && line.vat.is_some() => {
                return self.check(&line, position).await;
            }
            Ok(line) => (
                Some(line.id),
                "a line that was added is not there yet".to_owned(),
            ),
            Err(NotAdded::Surely(error)) => return Err(error),
            Err(NotAdded::Perhaps(detail)) => (None, detail),
        };
        let read = read::read(self.protocol, self.api, self.pieces.remote_id).await?;
        let received = read.ok_or(ProviderError::NotFound)?;
        let done = self.progress(&received)?;
        match received.lines.last() {
            Some(line) if done == before + 1 && id.is_none_or(|id| id == line.id) => {
                self.check(line, position).await
            }
            _ => Err(ProviderError::Unavailable { detail }),
        }
    }

    /// Looks at our lines that are there already.
    async fn check_present(&self, received: &Received, done: usize) -> Result<(), ProviderError> {
        let ours = &received.lines[received.lines.len() - done..];
        for (line, position) in ours.iter().zip(&self.pieces.payload.positions) {
            self.check(line, position).await?;
        }
        Ok(())
    }

    /// Takes a line back whose tax is wrong, and says why.
    async fn check(&self, line: &Line, position: &PayloadPosition) -> Result<(), ProviderError> {
        let wrong = match taxed::check(line, position, self.api.settings.tax_scale) {
            Ok(()) => return Ok(()),
            Err(wrong) => wrong,
        };
        if let Wrong::Tax { .. } = &wrong {
            let (api, document) = (self.api, self.pieces.remote_id);
            self.protocol.remove(api, document, &line.id).await?;
        }
        Err(ProviderError::Refused {
            message: wrong.to_string(),
        })
    }
}

fn refused<T>(message: &str) -> Result<T, ProviderError> {
    Err(ProviderError::Refused {
        message: message.to_owned(),
    })
}
