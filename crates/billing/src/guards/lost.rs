//! Writing down what is sent, and looking for what the database does not know.

use domain::SendId;
use domain::payload::Target;
use domain::random;
use providers::Lookup;
use store::lost_sends::{LostLook, LostSend, SendRecord};

use crate::append;
use crate::apply::Known;
use crate::ask::Sent;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::frozen::{Frozen, Place};
use crate::machine::{Setback, Sighting};
use crate::rows::{RecordError, read};

impl Engine {
    /// Writes an attempt into the journal, after its mark and before its first byte; says why where it cannot.
    pub(crate) async fn write_down(&self, sending: &Known) -> Result<(), Setback> {
        let written = async {
            let record = self.record_of(sending).await?;
            Ok::<(), EngineError>(self.guards.journal.append(record).await?)
        };
        written.await.map_err(|error| {
            tracing::error!(%error, "nothing is sent, since it could not be written down before");
            Setback::NotWrittenDown {
                detail: error.to_string(),
            }
        })
    }

    async fn record_of(&self, sending: &Known) -> Result<SendRecord, EngineError> {
        let run = &sending.run;
        let missing = |what| RecordError::Missing {
            state: run.standing.state,
            what,
        };
        let sent_at = run.sent_at.ok_or_else(|| missing("when it was sent"))?;
        Ok(SendRecord {
            id: SendId::new(sent_at, &random::id_bytes(&*self.random)),
            sent_at,
            invoice: run.id,
            attempt: run.attempt,
            connection: run.connection.ok_or_else(|| missing("a connection"))?,
            organisation_id: run
                .organisation_id
                .clone()
                .ok_or_else(|| missing("an organisation"))?,
            reference: run.sent_reference.clone(),
            entries: self.store.positioned_entries(run.id).await?,
            payload: run.payload.clone().ok_or_else(|| missing("a payload"))?,
            before_image: run.before_image.clone(),
        })
    }

    /// Looks for the lost sends of which nothing was seen yet, for at most so many.
    pub(crate) async fn look_for_lost(&self, at_most: usize) -> Result<(), EngineError> {
        let lost = self.store.lost_sends().await?;
        let unseen = lost.into_iter().filter(|send| send.look.is_none());
        for send in unseen.take(at_most) {
            self.look_for_one(&send).await?;
        }
        Ok(())
    }

    /// Looks for all lost sends anew.
    pub async fn look_for_lost_again(&self) -> Result<(), EngineError> {
        for send in self.store.lost_sends().await? {
            self.look_for_one(&send).await?;
        }
        Ok(())
    }

    async fn look_for_one(&self, lost: &LostSend) -> Result<(), EngineError> {
        let send = &lost.record;
        let look = match self.seen_of(send).await {
            Ok(look) => look,
            Err(EngineError::Store(error)) => return Err(error.into()),
            Err(error) => {
                tracing::warn!(send = %send.id, %error, "a lost send could not be looked for");
                LostLook::Unclear
            }
        };
        Ok(self
            .store
            .note_lost_look(send.id, &look, self.now())
            .await?)
    }

    async fn seen_of(&self, record: &SendRecord) -> Result<LostLook, EngineError> {
        let tool = self.tools.connect(record.connection).await;
        let tool = tool.map_err(|error| EngineError::Unavailable(error.to_string()))?;
        if tool.organisation_id != record.organisation_id {
            let why = "the connection belongs to another company than it was sent to";
            return Err(EngineError::Unavailable(why.to_owned()));
        }
        let frozen = frozen(record)?;
        let seen = match &frozen.place {
            Place::Existing { before } if !tool.copies() => {
                let seen = append::find(&*tool.provider, &frozen, before).await;
                seen.map(look_of_sighting)
            }
            _ => {
                let sent = Sent {
                    invoice: record.invoice,
                    reference: record.reference.clone().unwrap_or_default(),
                    before: frozen.before().cloned(),
                    payload: frozen.payload,
                    at: record.sent_at,
                    own: None,
                };
                self.look_up(&tool, &sent, None).await?.map(look_of_lookup)
            }
        };
        seen.map_err(|error| EngineError::Unavailable(error.to_string()))
    }
}

fn frozen(send: &SendRecord) -> Result<Frozen, RecordError> {
    let payload: domain::payload::Payload = read("the payload", &send.payload)?;
    let place = match payload.target {
        Target::NewInvoice => Place::New {
            reference: send.reference.clone().unwrap_or_default(),
        },
        Target::ExistingDraft { .. } => Place::Existing {
            before: Box::new(read(
                "the draft to add to",
                send.before_image.as_deref().unwrap_or_default(),
            )?),
        },
    };
    Ok(Frozen { payload, place })
}

fn look_of_sighting(sighting: Sighting) -> LostLook {
    match sighting {
        Sighting::Found { remote_id } => LostLook::Found { remote_id },
        Sighting::Absent => LostLook::Absent,
        _ => LostLook::Unclear,
    }
}

fn look_of_lookup(lookup: Lookup) -> LostLook {
    match lookup {
        Lookup::Found { remote_id } => LostLook::Found { remote_id },
        Lookup::FoundMany { remote_ids } => remote_ids
            .into_iter()
            .next()
            .map_or(LostLook::Unclear, |remote_id| LostLook::Found { remote_id }),
        Lookup::Absent => LostLook::Absent,
        Lookup::Inconclusive { .. } => LostLook::Unclear,
    }
}
