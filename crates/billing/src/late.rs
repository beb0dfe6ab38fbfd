//! Drafts that turn up late: what was not found when it was looked for is looked for again, for a month. Nothing is
//! deleted by itself; a person sees the draft on the invoice's page.

use providers::Lookup;
use store::invoices::{LateAttempt, LateLook};

use crate::ask::Sent;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::machine::late_look_after;

impl Engine {
    /// Looks once more for the draft of an attempt that was not found.
    pub(crate) async fn look_for_late(&self, attempt: &LateAttempt) -> Result<(), EngineError> {
        let at = self.now();
        let found = self.late_draft_of(attempt).await?;
        let look = LateLook {
            found: found.unwrap_or_else(|| attempt.turned_up.clone()),
            look_at: late_look_after(attempt.sent_at, at),
            at,
        };
        Ok(self.store.note_late_look(attempt, &look).await?)
    }

    /// The draft that has turned up, if one has; `None` where the tool did not tell.
    async fn late_draft_of(
        &self,
        attempt: &LateAttempt,
    ) -> Result<Option<Option<String>>, EngineError> {
        let known = self.know(attempt.invoice).await?;
        let Ok(tool) = self.tool_of(&known).await else {
            return Ok(None);
        };
        if attempt.reference.is_none() && !tool.copies() {
            // What was added to a draft shows on that draft, which is read again right before sending.
            return Ok(Some(None));
        }
        let sent = Sent::late(attempt, &known.run)?;
        let found = match self.look_up(&tool, &sent, None).await? {
            Ok(Lookup::Found { remote_id }) => vec![remote_id],
            Ok(Lookup::FoundMany { remote_ids }) => remote_ids,
            Ok(Lookup::Absent) => Vec::new(),
            Ok(Lookup::Inconclusive { .. }) | Err(_) => return Ok(None),
        };
        // The draft of a later attempt is the invoice's own, even where a person gave it the earlier one's reference.
        let own = known.run.standing.remote_id.as_deref();
        Ok(Some(
            found
                .into_iter()
                .rfind(|remote_id| own != Some(remote_id.as_str())),
        ))
    }
}
