//! Asking a tool whether the draft exists.

use chrono::{DateTime, Utc};
use domain::invoice::InvoiceState;
use domain::payload::{Payload, Target};
use domain::{ConnectionId, InvoiceId};
use providers::{BeforeImage, Lookup, ProviderError, Sought};
use store::invoices::{LateAttempt, Run};

use crate::append;
use crate::apply::Known;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::frozen::{Frozen, Place};
use crate::machine::{Sighting, Unavailable};
use crate::rows::{RecordError, read};
use crate::tools::{Connected, ToolsError};

/// How many earlier documents are tried as the canary: some of them may have been deleted in the tool.
const CANARIES: i32 = 4;

/// What an attempt sent, as far as its draft is looked for by it.
pub(crate) struct Sent {
    pub(crate) invoice: InvoiceId,
    /// Empty where a draft was added to.
    pub(crate) reference: String,
    pub(crate) payload: Payload,
    /// The draft that was added to, or copied.
    pub(crate) before: Option<BeforeImage>,
    pub(crate) at: DateTime<Utc>,
    /// The draft that the invoice has from a later attempt.
    pub(crate) own: Option<String>,
}

impl Sent {
    /// The last attempt of an invoice, which sent what is frozen. One that never came to its mark would begin now.
    fn last(run: &Run, frozen: Frozen, now: DateTime<Utc>) -> Self {
        Self {
            invoice: run.id,
            reference: run.sent_reference.clone().unwrap_or_default(),
            before: frozen.before().cloned(),
            payload: frozen.payload,
            at: run.sent_at.unwrap_or(now),
            own: None,
        }
    }

    /// An earlier attempt, which may have sent something else than what is frozen now, and elsewhere.
    pub(crate) fn late(attempt: &LateAttempt) -> Result<Self, RecordError> {
        let missing = |what| RecordError::Missing {
            state: InvoiceState::Unknown,
            what,
        };
        let payload = attempt.payload.as_deref();
        let payload: Payload = read("the payload", payload.ok_or(missing("a payload"))?)?;
        let before = attempt.before_image.as_deref();
        let before = match payload.target {
            Target::NewInvoice => None,
            Target::ExistingDraft { .. } => Some(read(
                "the draft to add to",
                before.ok_or(missing("the draft to add to"))?,
            )?),
        };
        Ok(Self {
            invoice: attempt.invoice,
            reference: attempt.reference.clone().unwrap_or_default(),
            payload,
            before,
            at: attempt.sent_at,
            own: None,
        })
    }
}

impl Engine {
    /// What is to be seen of an invoice's draft now.
    pub(crate) async fn sight(&self, known: &Known) -> Result<Sighting, EngineError> {
        let tool = match self.tool_of(known).await {
            Ok(tool) => tool,
            Err(why) => return Ok(Sighting::Unavailable(why)),
        };
        let frozen = Frozen::of(&known.run)?;
        let seen = match &frozen.place {
            Place::Existing { before } if !tool.copies() => {
                append::find(&*tool.provider, &frozen, before).await
            }
            _ => match self.canary(known, &tool).await? {
                Ok(canary) => {
                    let sent = Sent::last(&known.run, frozen, self.now());
                    let lookup = self.look_up(&tool, &sent, canary.as_deref());
                    lookup.await?.map(sighting)
                }
                Err(error) => Err(error),
            },
        };
        Ok(match seen {
            Ok(sighting) => sighting,
            Err(error) => Sighting::Unavailable(self.unavailable(known, error).await),
        })
    }

    /// Looks for the draft that an attempt was to write.
    pub(crate) async fn look_up(
        &self,
        tool: &Connected,
        sent: &Sent,
        canary: Option<&str>,
    ) -> Result<Result<Lookup, ProviderError>, EngineError> {
        let mut others = self
            .store
            .documents_of_others(sent.invoice, &tool.organisation_id)
            .await?;
        others.extend(sent.own.clone());
        let sought = Sought {
            reference: &sent.reference,
            payload: &sent.payload,
            before: sent.before.as_ref(),
            since: sent.at,
            others: &others,
            canary,
        };
        Ok(tool.provider.find(&sought).await)
    }

    /// The reference of an earlier document of ours, which a look-up must find for an absence to count. It is one that the
    /// tool still has by its id, since people delete drafts; none where there is no such document.
    async fn canary(
        &self,
        known: &Known,
        tool: &Connected,
    ) -> Result<Result<Option<String>, ProviderError>, EngineError> {
        let Some(organisation) = &known.run.organisation_id else {
            return Ok(Ok(None));
        };
        if !tool.provider.capabilities().marker {
            return Ok(Ok(None));
        }
        for earlier in self.store.latest_documents(organisation, CANARIES).await? {
            match tool.provider.read(&earlier.remote_id).await {
                Ok(Some(found)) if found.reference == earlier.reference => {
                    return Ok(Ok(Some(earlier.reference)));
                }
                Ok(_) => {}
                Err(error) => return Ok(Err(error)),
            }
        }
        Ok(Ok(None))
    }

    /// The tool that an invoice was sent to; not any other company that the connection may belong to by now, where an
    /// absence would prove nothing.
    pub(crate) async fn tool_of(&self, known: &Known) -> Result<Connected, Unavailable> {
        let organisation = known.run.organisation_id.as_deref();
        self.tool_at(known.run.connection, organisation).await
    }

    /// The same for an attempt, since its invoice may be on its way elsewhere by now.
    pub(crate) async fn tool_of_attempt(
        &self,
        attempt: &LateAttempt,
    ) -> Result<Connected, Unavailable> {
        self.tool_at(attempt.connection, Some(&attempt.organisation_id))
            .await
    }

    async fn tool_at(
        &self,
        connection: Option<ConnectionId>,
        organisation: Option<&str>,
    ) -> Result<Connected, Unavailable> {
        let connected = match connection {
            Some(connection) => self.tools.connect(connection).await,
            None => Err(ToolsError::NotConnected),
        };
        let tool = connected.map_err(|error| Unavailable {
            reconnect: !matches!(error, ToolsError::Store(_)),
            detail: error.to_string(),
            not_before: None,
        })?;
        if organisation == Some(tool.organisation_id.as_str()) {
            return Ok(tool);
        }
        Err(Unavailable {
            detail: "the connection belongs to another company than the invoice was sent to"
                .to_owned(),
            reconnect: true,
            not_before: None,
        })
    }

    pub(crate) async fn unavailable(&self, known: &Known, error: ProviderError) -> Unavailable {
        let reconnect = error == ProviderError::Unauthorized;
        if reconnect {
            self.tell_refused(known).await;
        }
        Unavailable {
            reconnect,
            not_before: match &error {
                ProviderError::RateLimited { retry_after } => Some(self.now() + *retry_after),
                _ => None,
            },
            detail: error.to_string(),
        }
    }

    pub(crate) async fn tell_refused(&self, known: &Known) {
        if let Some(connection) = known.run.connection {
            self.tools.refused(connection).await;
        }
    }
}

fn sighting(lookup: Lookup) -> Sighting {
    match lookup {
        Lookup::Found { remote_id } => Sighting::Found { remote_id },
        Lookup::FoundMany { remote_ids } => Sighting::FoundMany { remote_ids },
        Lookup::Absent => Sighting::Absent,
        Lookup::Inconclusive { detail, .. } => Sighting::Inconclusive { detail, ask: false },
    }
}
