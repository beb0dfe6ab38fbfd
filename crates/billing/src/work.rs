//! The background worker: turns that ran out, drafts to ask about and to look for once more, old drafts to be deleted,
//! reservations that lapse.

use domain::InvoiceId;
use tokio_util::sync::CancellationToken;

use crate::engine::Engine;
use crate::error::EngineError;

/// How many due invoices are looked at in one go.
const BATCH: i32 = 20;
/// The same of sends that a restored backup does not know.
const LOST: usize = 20;

impl Engine {
    /// Does what is due, again and again, until it is told to stop.
    pub async fn run_worker(&self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            self.work_once().await;
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.wake.notified() => {}
                () = tokio::time::sleep(self.config.interval) => {}
            }
        }
    }

    /// Does what is due, in a task of its own: what panics there ends this round, and not the worker.
    async fn work_once(&self) {
        let engine = self.clone();
        match tokio::spawn(async move { engine.work().await }).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(%error, "the worker could not do what is due"),
            Err(error) => tracing::error!(%error, "the worker stopped unexpectedly and goes on"),
        }
    }

    /// Does what is due now.
    pub async fn work(&self) -> Result<(), EngineError> {
        let now = self.now();
        for held in self.store.held_invoices().await? {
            if held.until <= now {
                report(held.id, self.abandon(&held).await.map(drop));
            }
        }
        for invoice in self.store.due_invoices(now, BATCH).await? {
            report(invoice, self.check_in_turn(invoice).await);
        }
        for attempt in self.store.due_attempts(now, BATCH).await? {
            report(attempt.invoice, self.look_for_late(&attempt).await);
        }
        self.look_at_old_drafts(now, BATCH).await?;
        self.look_for_lost(LOST).await?;
        let idle_since = now - self.config.reservation;
        for invoice in self.store.lapse_reservations(idle_since, now).await? {
            tracing::info!(%invoice, "the reservation lapsed");
        }
        Ok(())
    }

    /// Checks an invoice, unless somebody else is at it.
    pub(crate) async fn check_in_turn(&self, invoice: InvoiceId) -> Result<(), EngineError> {
        let name = format!("check/{invoice}");
        let until = self.now() + self.config.lease;
        let Some(turn) = self
            .store
            .take_turn(&name, self.owner.name(), self.now(), until)
            .await?
        else {
            return Ok(());
        };
        let checked = self.check(invoice, until).await;
        self.store.end_turn(turn, self.now()).await?;
        checked
    }
}

/// One invoice that cannot be worked on keeps no other from it.
pub(crate) fn report(invoice: InvoiceId, done: Result<(), EngineError>) {
    match done {
        // Overtaken: somebody else found out what became of it.
        Ok(()) | Err(EngineError::Overtaken) => {}
        Err(error) => tracing::error!(%invoice, %error, "an invoice could not be worked on"),
    }
}
