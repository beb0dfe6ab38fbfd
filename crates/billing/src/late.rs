//! Drafts that turn up late: what was not found when it was looked for is looked for again, for a month. Nothing is
//! deleted by itself; a person sees the draft on the invoice's page.

use domain::InvoiceId;
use providers::{Lookup, ProviderError};
use store::invoices::{LateAttempt, LateLook};

use crate::ask::Sent;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::machine::{Setback, late_look_after};
use crate::tools::Connected;

impl Engine {
    /// Looks once more for the draft of an attempt that was not found.
    pub(crate) async fn look_for_late(&self, attempt: &LateAttempt) -> Result<(), EngineError> {
        let at = self.now();
        let found = match self.late_draft_of(attempt).await {
            // Otherwise it would be due again at once, and others never.
            Err(EngineError::Record(error)) => {
                let invoice = attempt.invoice;
                tracing::error!(%invoice, %error, "an attempt cannot be looked for");
                None
            }
            found => found?,
        };
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
        let Ok(tool) = self.tool_of_attempt(attempt).await else {
            return Ok(None);
        };
        let Some(found) = self.look_for_attempt(&tool, attempt).await? else {
            return Ok(Some(None));
        };
        let found = match found {
            Ok(Lookup::Found { remote_id }) => vec![remote_id],
            Ok(Lookup::FoundMany { remote_ids }) => remote_ids,
            Ok(Lookup::Absent) => Vec::new(),
            Ok(Lookup::Inconclusive { .. }) | Err(_) => return Ok(None),
        };
        let own = self.own_draft(attempt).await?;
        Ok(Some(
            found
                .into_iter()
                .rfind(|remote_id| own.as_ref() != Some(remote_id)),
        ))
    }

    /// What is to be seen of an attempt's draft; `None` where there is nothing to look for: what was added to a draft
    /// shows on that draft, which is read again right before sending.
    async fn look_for_attempt(
        &self,
        tool: &Connected,
        attempt: &LateAttempt,
    ) -> Result<Option<Result<Lookup, ProviderError>>, EngineError> {
        if attempt.reference.is_none() && !tool.copies() {
            return Ok(None);
        }
        let sent = Sent {
            own: self.own_draft(attempt).await?,
            ..Sent::late(attempt)?
        };
        self.look_up(tool, &sent, None).await.map(Some)
    }

    /// The draft of a later attempt: it is the invoice's own, even where a person gave it the earlier one's reference.
    async fn own_draft(&self, attempt: &LateAttempt) -> Result<Option<String>, EngineError> {
        let run = self.know(attempt.invoice).await?.run;
        let same = run.organisation_id.as_deref() == Some(attempt.organisation_id.as_str());
        Ok(run.standing.remote_id.filter(|_| same))
    }

    /// What keeps a claimed invoice from being sent: an absence that was proven by waiting is looked at once more before
    /// the next attempt. What cannot be looked at is not sent, as long as it is sent to the same company; and neither is
    /// what leaves doubts, unless a person has looked and said that it is not there.
    pub(crate) async fn late_draft(
        &self,
        invoice: InvoiceId,
        tool: &Connected,
    ) -> Result<Option<Setback>, EngineError> {
        for attempt in self.store.absent_attempts(invoice).await? {
            let found = if attempt.organisation_id == tool.organisation_id {
                self.look_for_attempt(tool, &attempt).await?
            } else {
                self.look_elsewhere(&attempt).await?
            };
            let setback = match found {
                None | Some(Ok(Lookup::Absent)) => continue,
                Some(Ok(Lookup::Found { remote_id })) => Setback::LateDraft { remote_id },
                Some(Ok(Lookup::FoundMany { remote_ids })) => Setback::LateDraft {
                    remote_id: remote_ids.join(", "),
                },
                Some(Ok(Lookup::Inconclusive { alike: true, .. })) if is_settled(&attempt) => {
                    continue;
                }
                Some(Ok(Lookup::Inconclusive {
                    alike: true,
                    detail,
                })) => Setback::MayBeThere { detail },
                Some(Ok(Lookup::Inconclusive { detail, .. })) => Setback::NotSent { detail },
                Some(Err(error)) => Setback::NotSent {
                    detail: error.to_string(),
                },
            };
            return Ok(Some(setback));
        }
        Ok(None)
    }

    /// Where the first company is no longer connected, or does not answer, it keeps no invoice from the second one for
    /// ever: the looks of the month go on.
    async fn look_elsewhere(
        &self,
        attempt: &LateAttempt,
    ) -> Result<Option<Result<Lookup, ProviderError>>, EngineError> {
        let Ok(tool) = self.tool_of_attempt(attempt).await else {
            return Ok(None);
        };
        let found = self.look_for_attempt(&tool, attempt).await?;
        Ok(found
            .filter(|found| matches!(found, Ok(Lookup::Found { .. } | Lookup::FoundMany { .. }))))
    }
}

/// Whether a person has said of what resembles an attempt's draft that it is something else. Their word ends where the
/// draft itself was seen since.
fn is_settled(attempt: &LateAttempt) -> bool {
    attempt.said_absent && attempt.turned_up.is_none()
}
