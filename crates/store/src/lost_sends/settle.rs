//! What becomes of lost sends: a look, a decision for each, and then all of them are settled at once.

use chrono::{DateTime, Utc};
use domain::SendId;
use domain::status::BilledSource;

use super::{LostDecision, LostLook};
use crate::Store;
use crate::audit::{AuditKind, Stamp, record};
use crate::db::{Tx, exec, run, run_alone};
use crate::dialect::lock_lost_sends;
use crate::error::StoreError;

/// Whether lost sends were settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// They were, and so many entries are billed now that were not before.
    Yes {
        /// How many.
        billed: u64,
    },
    /// So many are not decided, and nothing was written.
    Undecided {
        /// How many.
        left: i64,
    },
}

impl Store {
    /// Writes what a look for a lost send saw.
    pub async fn note_lost_look(
        &self,
        id: SendId,
        look: &LostLook,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let remote_id = match look {
            LostLook::Found { remote_id } => Some(remote_id.as_str()),
            LostLook::Absent | LostLook::Unclear => None,
        };
        run_alone!(
            self,
            "update lost_sends set look = $2, remote_id = $3, looked_at = $4 where id = $1 and settled_at is null",
            id.0,
            look.as_str(),
            remote_id,
            at,
        )
        .map(drop)
    }

    /// Writes what an admin decided. Nothing follows from it before all are settled, so it may be decided anew until then.
    /// Answers whether there is such a send.
    pub async fn decide_lost_send(
        &self,
        id: SendId,
        decision: LostDecision,
        reason: &str,
        stamp: &Stamp,
    ) -> Result<bool, StoreError> {
        let rows = run_alone!(
            self,
            "update lost_sends set decision = $2, reason = $3, decided_by = $4, decided_at = $5
             where id = $1 and settled_at is null",
            id.0,
            decision.as_str(),
            reason,
            stamp.by.map(|user| user.0),
            stamp.at,
        )?;
        Ok(rows == 1)
    }

    /// Carries out all decisions at once, if there is one for each lost send: from then on is sent again.
    pub async fn settle_lost_sends(&self, stamp: &Stamp) -> Result<Settled, StoreError> {
        let mut tx = self.begin().await?;
        lock_lost_sends(&mut tx).await?;
        let left = undecided(&mut tx).await?;
        if left > 0 {
            return Ok(Settled::Undecided { left });
        }
        let billed = bill(&mut tx, stamp.at).await?;
        let settled = run!(
            &mut tx,
            "update lost_sends set settled_at = $1 where settled_at is null and decision is not null",
            stamp.at,
        )?;
        let detail = format!("{settled} sends, {billed} entries billed");
        record(&mut tx, AuditKind::LostSendsSettled, &detail, stamp).await?;
        tx.commit().await?;
        Ok(Settled::Yes { billed })
    }
}

async fn undecided(tx: &mut Tx) -> Result<i64, StoreError> {
    Ok(exec!(tx, |conn| {
        sqlx::query_scalar(
            "select cast(count(*) as bigint) from lost_sends where settled_at is null and decision is null",
        )
        .fetch_one(conn)
        .await
    })?)
}

/// A wizard that had the entries keeps what it shows of them, and cannot claim them.
async fn bill(tx: &mut Tx, at: DateTime<Utc>) -> Result<u64, StoreError> {
    run!(
        tx,
        "update time_entries set billed_source = $1, billed_at = $2, reserved_by = null
         where billed_source is null and id in
           (select x.entry_id from lost_send_entries x join lost_sends s on s.id = x.send_id
            where s.settled_at is null and s.decision = 'billed')",
        BilledSource::Hand.as_str(),
        at,
    )
}
