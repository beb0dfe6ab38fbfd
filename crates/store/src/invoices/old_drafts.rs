//! The draft that an invoice copied, in a tool that cannot add to one: it stays until a person deletes it there.

use chrono::{DateTime, Utc};
use domain::InvoiceId;
use uuid::Uuid;

use super::events;
use super::invoice::known_or_none;
use crate::Store;
use crate::db::{Tx, read, run, run_alone};
use crate::error::StoreError;

/// What a look at an old draft saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OldDraftSeen {
    /// It is still there, as it was copied.
    There,
    /// It is still there, but somebody has edited it since: what they changed is not on the copy.
    Edited,
    /// The tool has it no more.
    Gone,
    /// It is no draft any more: somebody finished it, and so its lines are on two documents.
    Finished,
}

/// An old draft, and the looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldDraft {
    /// Its id in the tool.
    pub remote_id: String,
    /// What the last look saw; `None` before the first.
    pub seen: Option<OldDraftSeen>,
    /// Since when it is old.
    pub since: DateTime<Utc>,
    /// How often the tool was asked.
    pub checks: i32,
    /// When it last answered.
    pub checked_at: Option<DateTime<Utc>>,
    /// When it is asked next; `None` when only a person asks again.
    pub next_check_at: Option<DateTime<Utc>>,
}

impl OldDraftSeen {
    const ALL: [Self; 4] = [Self::There, Self::Edited, Self::Gone, Self::Finished];

    const fn as_str(self) -> &'static str {
        match self {
            Self::There => "there",
            Self::Edited => "edited",
            Self::Gone => "gone",
            Self::Finished => "finished",
        }
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|seen| seen.as_str() == text)
    }

    /// Whether nothing more can come of it.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Gone | Self::Finished)
    }

    /// The row in the invoice's log; none while it is there.
    const fn event(self) -> Option<&'static str> {
        match self {
            Self::There | Self::Edited => None,
            Self::Gone => Some("old_draft_gone"),
            Self::Finished => Some("old_draft_finished"),
        }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    target_remote_id: String,
    seen: Option<String>,
    since: DateTime<Utc>,
    checks: i32,
    checked_at: Option<DateTime<Utc>>,
    next_check_at: Option<DateTime<Utc>>,
}

impl Store {
    /// The draft that an invoice copied; `None` for one that copied none, or is not done.
    pub async fn old_draft(&self, invoice: InvoiceId) -> Result<Option<OldDraft>, StoreError> {
        let row: Option<Row> = read!(self.db, |pool| {
            sqlx::query_as(
                "select i.target_remote_id, o.seen, o.since, o.checks, o.checked_at, o.next_check_at
                 from old_drafts o join invoices i on i.id = o.invoice_id
                 where o.invoice_id = $1 and i.state = 'done'",
            )
            .bind(invoice.0)
            .fetch_optional(pool)
            .await
        })?;
        row.map(OldDraft::try_from).transpose()
    }

    /// The invoices whose old draft is to be looked at now, the longest due first.
    pub async fn due_old_drafts(
        &self,
        now: DateTime<Utc>,
        limit: i32,
    ) -> Result<Vec<InvoiceId>, StoreError> {
        let ids: Vec<Uuid> = read!(self.db, |pool| {
            sqlx::query_scalar(
                "select o.invoice_id from old_drafts o join invoices i on i.id = o.invoice_id
                 where o.next_check_at <= $1 and i.state = 'done' order by o.next_check_at limit $2",
            )
            .bind(now)
            .bind(limit)
            .fetch_all(pool)
            .await
        })?;
        Ok(ids.into_iter().map(InvoiceId).collect())
    }

    /// Notes what a look at `at` saw, and when the next one is due. That the draft is no more, or no draft any more, is
    /// noted once and for good.
    pub async fn saw_old_draft(
        &self,
        invoice: InvoiceId,
        seen: OldDraftSeen,
        at: DateTime<Utc>,
        next: Option<DateTime<Utc>>,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        events::lock(&mut tx, invoice).await?;
        let noted = run!(
            &mut tx,
            "update old_drafts set seen = $2, checks = checks + 1, checked_at = $3, next_check_at = $4
             where invoice_id = $1 and (seen is null or seen in ('there', 'edited'))",
            invoice.0,
            seen.as_str(),
            at,
            next,
        )?;
        if let Some(kind) = seen.event().filter(|_| noted > 0) {
            events::note(&mut tx, invoice, kind, "{}".to_owned(), at).await?;
        }
        tx.commit().await
    }

    /// Puts the next look off: the tool could not be asked.
    pub async fn put_off_old_draft(
        &self,
        invoice: InvoiceId,
        next: Option<DateTime<Utc>>,
    ) -> Result<(), StoreError> {
        run_alone!(
            self,
            "update old_drafts set checks = checks + 1, next_check_at = $2
             where invoice_id = $1 and (seen is null or seen in ('there', 'edited'))",
            invoice.0,
            next,
        )
        .map(drop)
    }
}

/// Begins to watch the draft that an invoice has just copied, in the transaction of the move that settles it. Nothing
/// where the positions are on the draft that was chosen, or on a new one.
pub(super) async fn begin(
    tx: &mut Tx,
    invoice: InvoiceId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into old_drafts (invoice_id, since, next_check_at)
         select id, $2, $2 from invoices where id = $1 and target_remote_id <> remote_id
         on conflict (invoice_id) do nothing",
        invoice.0,
        at,
    )
    .map(drop)
}

impl TryFrom<Row> for OldDraft {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            remote_id: row.target_remote_id,
            seen: known_or_none(
                "what was seen of an old draft",
                row.seen,
                OldDraftSeen::parse,
            )?,
            since: row.since,
            checks: row.checks,
            checked_at: row.checked_at,
            next_check_at: row.next_check_at,
        })
    }
}
