//! The frozen payload: what was, or will be, sent.

use domain::capabilities::{Addition, Capabilities};
use domain::payload::{Payload, Target};
use providers::{BeforeImage, Expected};
use sha2::{Digest, Sha256};
use store::invoices::Run;

use crate::rows::{RecordError, read, write};

/// A payload and what it takes to send it and to compare it.
#[derive(Clone, Debug)]
pub(crate) struct Frozen {
    pub(crate) payload: Payload,
    pub(crate) place: Place,
}

/// Where the positions go.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// To a new draft with this reference.
    New { reference: String },
    /// To a draft that was like this.
    Existing { before: Box<BeforeImage> },
}

/// A payload as it is stored.
pub(crate) struct Ice {
    pub(crate) json: String,
    pub(crate) sha256: String,
}

/// Freezes a payload.
pub(crate) fn freeze(payload: &Payload) -> Result<Ice, RecordError> {
    let json = write("the payload", payload)?;
    let sha256 = hash(&json);
    Ok(Ice { json, sha256 })
}

impl Frozen {
    /// What was frozen for an invoice that is being sent, or was; proven by its hash.
    pub(crate) fn of(run: &Run) -> Result<Self, RecordError> {
        let missing = |what| RecordError::Missing {
            state: run.standing.state,
            what,
        };
        let payload = Self::payload_of(run)?;
        let place = match payload.target {
            Target::NewInvoice => Place::New {
                reference: run
                    .sent_reference
                    .clone()
                    .ok_or_else(|| missing("a reference"))?,
            },
            Target::ExistingDraft { .. } => Place::Existing {
                before: Box::new(Self::before_of(run)?),
            },
        };
        Ok(Self { payload, place })
    }

    /// The draft that an invoice is added to, as it was when it was chosen.
    pub(crate) fn before_of(run: &Run) -> Result<BeforeImage, RecordError> {
        let missing = RecordError::Missing {
            state: run.standing.state,
            what: "the draft to add to",
        };
        let image = run.before_image.as_deref().ok_or(missing)?;
        read("the draft to add to", image)
    }

    /// The payload alone, which an invoice has from its claim on.
    pub(crate) fn payload_of(run: &Run) -> Result<Payload, RecordError> {
        let missing = RecordError::Missing {
            state: run.standing.state,
            what: "a payload",
        };
        let json = run.payload.as_deref().ok_or(missing)?;
        if run.payload_sha256.as_deref() != Some(hash(json).as_str()) {
            return Err(RecordError::Hash);
        }
        read("the payload", json)
    }

    /// What the draft is compared with, in a tool that can do this.
    pub(crate) fn expected(&self, tool: &Capabilities) -> Expected<'_> {
        match &self.place {
            Place::New { reference } => Expected::New {
                reference: tool.marker.then_some(reference),
            },
            Place::Existing { before } if tool.addition == Some(Addition::Copy) => {
                Expected::Copied { before }
            }
            Place::Existing { before } => Expected::Added { before },
        }
    }

    /// The draft that positions are added to.
    pub(crate) fn before(&self) -> Option<&BeforeImage> {
        match &self.place {
            Place::New { .. } => None,
            Place::Existing { before } => Some(before),
        }
    }
}

fn hash(json: &str) -> String {
    hex::encode(Sha256::digest(json))
}
