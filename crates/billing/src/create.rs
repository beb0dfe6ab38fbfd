//! `Create draft`: everything is looked at again, then the entries are claimed and the payload is frozen.

use std::time::Duration;

use domain::invoice::InvoiceState;
use domain::payload::Payload;
use domain::{InvoiceId, UserId, zone};
use store::invoices::{Claim, Claimed, Invoice};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::apply::Known;
use crate::engine::Engine;
use crate::error::{CreateError, EngineError, NotReady};
use crate::frozen::{Ice, freeze};
use crate::machine::Input;
use crate::payload;
use crate::phase::Phase;
use crate::tools::Connected;

/// What `Create draft` led to.
#[derive(Debug)]
pub enum Started {
    /// The entries are claimed, and the attempt is under way.
    Now(Attempt),
    /// It was pressed before; the invoice is in this state.
    Before(InvoiceState),
}

/// An attempt that is under way, whether or not anybody waits for it.
#[derive(Debug)]
pub struct Attempt {
    task: JoinHandle<()>,
}

impl Attempt {
    /// Waits until the attempt has come as far as it can by itself, at most this long; answers whether it has.
    pub async fn ended(self, at_most: Duration) -> bool {
        tokio::time::timeout(at_most, self.task).await.is_ok()
    }
}

/// What a press led to.
enum Pressed {
    /// The entries are claimed, and the draft is to be made with this tool.
    Claimed(Turn),
    /// It was pressed before; the invoice is in this state.
    Before(InvoiceState),
}

/// The turn to send that comes with a claim.
pub(crate) struct Turn {
    pub(crate) invoice: InvoiceId,
    /// The invoice's fence while nobody else has moved it.
    pub(crate) fence: i64,
    pub(crate) tool: Connected,
}

/// What a look at the wizard led to.
enum Prepared {
    /// It is complete.
    Ready(Box<Ready>),
    /// It was pressed before; the invoice is in this state.
    Before(InvoiceState),
}

/// A wizard that is complete, and what it was made of.
struct Ready {
    known: Known,
    invoice: Invoice,
    payload: Payload,
    tool: Connected,
}

impl Engine {
    /// Creates the draft of an invoice in preparation, as it is in version `version`. Answers when the entries are
    /// claimed; the rest happens even if nobody waits.
    pub async fn create(
        &self,
        invoice: InvoiceId,
        user: UserId,
        version: i64,
    ) -> Result<Started, CreateError> {
        let (tell, told) = oneshot::channel();
        let engine = self.clone();
        let task = self.senders.spawn(async move {
            let (news, turn) = match engine.press(invoice, user, version).await {
                Ok(Pressed::Claimed(turn)) => (Ok(None), Some(turn)),
                Ok(Pressed::Before(state)) => (Ok(Some(state)), None),
                Err(error) => (Err(error), None),
            };
            // Nobody may be listening any more; that is no reason to stop.
            let _ = tell.send(news);
            if let Some(turn) = turn {
                engine.send_claimed(turn).await;
            }
        });
        match told.await {
            Ok(Ok(None)) => Ok(Started::Now(Attempt { task })),
            Ok(Ok(Some(state))) => Ok(Started::Before(state)),
            Ok(Err(error)) => Err(error),
            Err(_) => Err(EngineError::Stopped.into()),
        }
    }

    async fn press(
        &self,
        invoice: InvoiceId,
        user: UserId,
        version: i64,
    ) -> Result<Pressed, CreateError> {
        let ready = match self.prepare(invoice, version).await? {
            Prepared::Ready(ready) => ready,
            Prepared::Before(state) => return Ok(Pressed::Before(state)),
        };
        self.reached(Phase::BeforeClaim).await?;
        let turn = Turn {
            invoice,
            fence: ready.known.run.fence + 1,
            tool: ready.tool.clone(),
        };
        match self.store.claim(self.claim(*ready, user)?).await? {
            Claimed::Yes => Ok(Pressed::Claimed(turn)),
            Claimed::Entries(obstacles) => Err(CreateError::Entries(obstacles)),
            Claimed::Overtaken => match self.know(invoice).await?.state.name() {
                InvoiceState::Preparing => Err(CreateError::Edited),
                state => Ok(Pressed::Before(state)),
            },
        }
    }

    /// Looks at everything that can be looked at without locking.
    async fn prepare(&self, invoice: InvoiceId, version: i64) -> Result<Prepared, CreateError> {
        let known = self.know(invoice).await?;
        match known.state.name() {
            InvoiceState::Preparing => {}
            ended @ (InvoiceState::Released | InvoiceState::Failed) => {
                return Err(CreateError::Ended(ended));
            }
            state => return Ok(Prepared::Before(state)),
        }
        let found = self.store.invoice(invoice).await?;
        let invoice = found.ok_or(EngineError::NoSuchInvoice)?;
        if invoice.version != version {
            return Err(CreateError::Edited);
        }
        let connection = invoice.connection.ok_or(NotReady::Connection)?;
        if let Some(brake) = self.brake(connection).await? {
            return Err(brake.into());
        }
        let tool = self.tools.connect(connection).await?;
        let payload = self.payload(&invoice, &tool).await?;
        Ok(Prepared::Ready(Box::new(Ready {
            known,
            invoice,
            payload,
            tool,
        })))
    }

    async fn payload(&self, invoice: &Invoice, tool: &Connected) -> Result<Payload, CreateError> {
        let abilities = tool.provider.capabilities();
        let decimals = (abilities.quantity_decimals, abilities.price_decimals);
        let document = self.store.document(invoice, decimals).await?;
        let worked = self.store.positioned_summary(invoice.id).await?;
        let worked = worked.map(|(_, _, first, last)| (first, last));
        let zone = self
            .store
            .workspace()
            .await?
            .map(|workspace| workspace.zone);
        let today = zone::local_date(self.now(), zone.unwrap_or(zone::Zone::UTC));
        Ok(payload::build(invoice, &document, worked, today)?)
    }

    fn claim(&self, ready: Ready, user: UserId) -> Result<Claim, CreateError> {
        let Ice { json, sha256 } = freeze(&ready.payload).map_err(EngineError::from)?;
        let input = Input::CreatePressed {
            lease: self.new_lease(),
            payload_sha256: sha256.clone(),
        };
        let (step, _) = self.plan(&ready.known, input, Some(user), self.now())?;
        Ok(Claim {
            step,
            version: ready.invoice.version,
            worked_at: ready.invoice.worked_at,
            user,
            payload: json,
            payload_sha256: sha256,
            organisation_id: ready.tool.organisation_id,
        })
    }
}
