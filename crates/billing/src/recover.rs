//! Going on where a process ended. Nothing is ever sent here.

use domain::InvoiceId;
use domain::invoice::InvoiceState;
use store::invoices::HeldInvoice;

use crate::engine::Engine;
use crate::error::EngineError;
use crate::machine::Input;

/// What was found at start-up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recovered {
    /// Claimed and not sent: back in the wizard.
    pub back: Vec<InvoiceId>,
    /// Perhaps sent: looked for from now on.
    pub unknown: Vec<InvoiceId>,
    /// How many more are looked for, or compared, at once.
    pub checks: u64,
}

impl Engine {
    /// Takes up what an earlier run of this installation had in hand. To be called once, before the first request is
    /// served; asks no tool, so that starting takes no longer when a tool is down.
    pub async fn recover(&self) -> Result<Recovered, EngineError> {
        self.guards.begin().await?;
        let mut recovered = Recovered::default();
        for held in self.store.held_invoices().await? {
            if !self.owner.was(&held.owner) && held.until > self.now() {
                continue;
            }
            match self.abandon(&held).await {
                Ok(Some(InvoiceState::Unknown)) => recovered.unknown.push(held.id),
                Ok(Some(_)) => recovered.back.push(held.id),
                Ok(None) => {}
                // One invoice that cannot be read keeps nobody else from working.
                Err(EngineError::Record(error)) => {
                    tracing::error!(invoice = %held.id, %error, "an invoice could not be recovered");
                }
                Err(error) => return Err(error),
            }
        }
        let (instance, name) = (self.owner.instance(), self.owner.name());
        self.store.end_turns_of(instance, name, self.now()).await?;
        recovered.checks = self.store.check_soon(self.now()).await?;
        Ok(recovered)
    }

    /// Takes the turn of a process that has ended; answers the state after it, or `None` if somebody else did.
    pub(crate) async fn abandon(
        &self,
        held: &HeldInvoice,
    ) -> Result<Option<InvoiceState>, EngineError> {
        let known = self.know(held.id).await?;
        let unchanged = known
            .state
            .lease()
            .is_some_and(|lease| lease.owner == held.owner && lease.until == held.until);
        if !unchanged {
            return Ok(None);
        }
        match self.apply(&known, Input::Abandoned {}, None).await {
            Ok(_) => Ok(Some(self.know(held.id).await?.state.name())),
            Err(EngineError::Overtaken) => Ok(None),
            Err(error) => Err(error),
        }
    }
}
