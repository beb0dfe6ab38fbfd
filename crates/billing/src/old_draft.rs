//! The draft that was copied, in a tool that cannot add to one: a person deletes it there, and until then it is watched.

use chrono::{DateTime, TimeDelta, Utc};
use domain::InvoiceId;
use providers::{ReadBack, RemoteStatus};
use store::invoices::{OldDraft, OldDraftSeen};

use crate::engine::Engine;
use crate::error::EngineError;
use crate::frozen::Frozen;
use crate::machine::Watch;
use crate::work::report;

/// Who has left it for so long leaves it on purpose: then only a person asks again.
const WATCHED_FOR: TimeDelta = TimeDelta::days(60);

/// What came of a look at an old draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OldDraftLook {
    /// The invoice copied no draft.
    None,
    /// The tool answered.
    Seen(OldDraftSeen),
    /// The tool could not be asked, for this reason.
    Unavailable(String),
}

impl Engine {
    /// Looks whether the draft that an invoice copied is still there.
    pub async fn look_at_old_draft(&self, invoice: InvoiceId) -> Result<OldDraftLook, EngineError> {
        let Some(old) = self.store.old_draft(invoice).await? else {
            return Ok(OldDraftLook::None);
        };
        let known = self.know(invoice).await?;
        let read = match self.tool_of(&known).await {
            Ok(tool) => match tool.provider.read(&old.remote_id).await {
                Ok(found) => Ok(found),
                Err(error) => Err(self.unavailable(&known, error).await),
            },
            Err(why) => Err(why),
        };
        let copied = Frozen::before_of(&known.run)?.document;
        let now = self.now();
        match read {
            Ok(found) => {
                let seen = seen(&copied, found.as_ref());
                let next = next_look(&old, None, now).filter(|_| !seen.is_final());
                self.store.saw_old_draft(invoice, seen, now, next).await?;
                Ok(OldDraftLook::Seen(seen))
            }
            Err(why) => {
                let next = next_look(&old, why.not_before, now);
                self.store.put_off_old_draft(invoice, next).await?;
                Ok(OldDraftLook::Unavailable(why.detail))
            }
        }
    }

    /// Looks at those that are due.
    pub(crate) async fn look_at_old_drafts(
        &self,
        now: DateTime<Utc>,
        at_most: i32,
    ) -> Result<(), EngineError> {
        for invoice in self.store.due_old_drafts(now, at_most).await? {
            report(invoice, self.look_at_old_draft(invoice).await.map(drop));
        }
        Ok(())
    }
}

/// What became of the draft that was like `copied` when its lines were taken over.
fn seen(copied: &ReadBack, found: Option<&ReadBack>) -> OldDraftSeen {
    match found {
        None => OldDraftSeen::Gone,
        Some(found) if found.status != RemoteStatus::Draft => OldDraftSeen::Finished,
        Some(found) if found != copied => OldDraftSeen::Edited,
        Some(_) => OldDraftSeen::There,
    }
}

/// By the plan by which uncertain drafts are looked for, but not for ever.
fn next_look(
    old: &OldDraft,
    not_before: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let watch = Watch::by_plan(old.since)
        .checked(now)
        .not_before(not_before);
    watch.next.filter(|_| now - old.since < WATCHED_FOR)
}
