//! Comparing what was billed with the tool, and taking a draft back.

use chrono::{DateTime, Utc};
use domain::payload::Target;
use providers::{ProviderError, ReadBack, fates, is_taken_out};

use crate::apply::Known;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::frozen::Frozen;
use crate::machine::{Comparison, Deletion, Input, Remote, Undo};
use crate::phase::Phase;
use crate::tools::Connected;

/// What was seen of a document, with what it takes to act on it.
struct Look {
    /// When it was begun.
    at: DateTime<Utc>,
    comparison: Comparison,
    /// The tool and the document, if it was read.
    found: Option<(Connected, ReadBack)>,
}

impl Engine {
    /// Compares a billed document with what was billed.
    pub(crate) async fn compare(&self, known: &Known, remote: &Remote) -> Result<(), EngineError> {
        let look = self.look_at(known, remote).await?;
        self.note_look(known, look).await
    }

    async fn note_look(&self, known: &Known, look: Look) -> Result<(), EngineError> {
        let comparison = look.comparison;
        let seen = Input::Compared { comparison };
        self.apply_as_of(known, seen, None, look.at).await.map(drop)
    }

    /// Goes on with taking a draft back: looks at it, deletes it if that is ours to do, and looks again.
    pub(crate) async fn take_back(&self, known: &Known, undo: &Undo) -> Result<(), EngineError> {
        let look = self.look_at(known, &undo.remote).await?;
        let draft = match (&look.comparison, &look.found) {
            (Comparison::Seen { status, .. }, Some((tool, document)))
                if *status == providers::RemoteStatus::Draft && !undo.progress.by_hand =>
            {
                Some((tool, document))
            }
            _ => None,
        };
        let Some((tool, document)) = draft else {
            return self.note_look(known, look).await;
        };
        let as_sent =
            matches!(&look.comparison, Comparison::Seen { fated, .. } if fated.is_empty());
        let deletion = self.delete(known, tool, document, as_sent).await?;
        self.reached(Phase::Deleted).await?;
        let executed = deletion == Deletion::Executed;
        self.apply(known, Input::TakenBack { deletion }, None)
            .await?;
        if !executed {
            return Ok(());
        }
        let known = self.know(known.run.id).await?;
        let look = self.look_at(&known, &undo.remote).await?;
        self.note_look(&known, look).await
    }

    /// Deletes a draft that is ours alone: it has no line beside ours, and it carries our reference or our lines as they
    /// were sent. A person may have named another one.
    async fn delete(
        &self,
        known: &Known,
        tool: &Connected,
        document: &ReadBack,
        as_sent: bool,
    ) -> Result<Deletion, EngineError> {
        let payload = Frozen::payload_of(&known.run)?;
        let is_marked = known.run.sent_reference.as_ref() == Some(&document.reference)
            && tool.provider.capabilities().marker;
        let is_own = payload.target == Target::NewInvoice
            && document.lines.len() <= payload.positions.len()
            && (is_marked || as_sent);
        if !is_own || !tool.provider.capabilities().deletes {
            return Ok(Deletion::ByHand);
        }
        Ok(match tool.provider.delete(&document.remote_id).await {
            Ok(()) | Err(ProviderError::NotFound) => Deletion::Executed,
            Err(ProviderError::Refused { message } | ProviderError::Forbidden { message }) => {
                Deletion::Refused { message }
            }
            Err(error) => Deletion::Unclear(self.unavailable(known, error).await),
        })
    }

    async fn look_at(&self, known: &Known, remote: &Remote) -> Result<Look, EngineError> {
        let at = self.now();
        let unseen = |comparison| Look {
            at,
            comparison,
            found: None,
        };
        let tool = match self.tool_of(known).await {
            Ok(tool) => tool,
            Err(why) => return Ok(unseen(Comparison::Unavailable(why))),
        };
        let document = match tool.provider.read(&remote.id).await {
            Ok(Some(document)) => document,
            Ok(None) => return Ok(unseen(Comparison::Gone)),
            Err(error) => {
                let why = self.unavailable(known, error).await;
                return Ok(unseen(Comparison::Unavailable(why)));
            }
        };
        let payload = Frozen::payload_of(&known.run)?;
        let before = match payload.target {
            Target::ExistingDraft { .. } => Some(Frozen::before_of(&known.run)?),
            Target::NewInvoice => None,
        };
        let taken_out = before
            .as_ref()
            .is_some_and(|before| is_taken_out(&payload, before, &document));
        // A copy stands for itself: nothing of the old draft can be missing from it.
        let before = before.filter(|_| !tool.copies());
        let comparison = if taken_out {
            Comparison::TakenOut
        } else {
            Comparison::Seen {
                remote: Remote::of(&document),
                status: document.status,
                fated: fates(&payload, before.as_ref(), &document),
            }
        };
        Ok(Look {
            at,
            comparison,
            found: Some((tool, document)),
        })
    }
}
