//! Drafts that turn up late: what was not found when it was looked for is looked for again, for a month. Nothing is
//! deleted by itself; a person sees the draft on the invoice's page.

use providers::Lookup;
use store::invoices::{LateAttempt, LateLook};

use crate::engine::Engine;
use crate::error::EngineError;
use crate::machine::late_look_after;

impl Engine {
    /// Looks once more for the draft of an attempt that was not found.
    pub(crate) async fn look_for_late(&self, attempt: &LateAttempt) -> Result<(), EngineError> {
        let at = self.now();
        let look_at = late_look_after(attempt.sent_at, at);
        let known = self.know(attempt.invoice).await?;
        let Ok(tool) = self.tool_of(&known).await else {
            // Another look, at its time: nothing is known without the tool.
            let found = attempt.turned_up.clone();
            let look = LateLook { found, look_at, at };
            return Ok(self.store.note_late_look(attempt, &look).await?);
        };
        let found = if attempt.reference.is_none() && !tool.copies() {
            // What was added to a draft shows on that draft, which is read again right before sending.
            None
        } else {
            match self.look_up(&known, &tool, attempt, None).await? {
                Ok(Lookup::Found { remote_id }) => Some(remote_id),
                Ok(Lookup::FoundMany { mut remote_ids }) => remote_ids.pop(),
                Ok(Lookup::Absent) => None,
                Ok(Lookup::Inconclusive { .. }) | Err(_) => attempt.turned_up.clone(),
            }
        };
        let own = known.run.standing.remote_id.as_ref();
        let found = found.filter(|remote_id| own != Some(remote_id));
        let look = LateLook { found, look_at, at };
        Ok(self.store.note_late_look(attempt, &look).await?)
    }
}
