//! What happened outside invoices: append-only, so nothing here changes or deletes.

use chrono::{DateTime, Utc};
use domain::UserId;
use domain::ids::IdBytes;
use uuid::Uuid;

use crate::Store;
use crate::db::{Tx, read, run};
use crate::error::StoreError;

/// Who does something and when, with randomness for the id of its record.
#[derive(Clone, Copy, Debug)]
pub struct Stamp {
    /// Who; nobody yet at the first set-up and at sign-in, and nobody in the background.
    pub by: Option<UserId>,
    /// When.
    pub at: DateTime<Utc>,
    /// Random bytes.
    pub random: IdBytes,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AuditKind {
    /// Billhour was set up.
    SetUp,
    /// Somebody signed in.
    SignedIn,
    /// A sign-in failed.
    SignInFailed,
    /// Somebody signed out.
    SignedOut,
    /// A user was added.
    UserAdded,
    /// A user has another role.
    RoleSet,
    /// A user can no longer sign in.
    UserArchived,
    /// A user can sign in again.
    UserRestored,
    /// A link for a new password was made.
    LinkMade,
    /// A password was set; all sessions of its user ended.
    PasswordSet,
    /// A billing tool was connected.
    ConnectionAdded,
    /// The credentials of a connection were replaced.
    ConnectionReplaced,
    /// What a connection's invoices say was changed.
    ConnectionChanged,
    /// A connection was removed, and its credentials erased.
    ConnectionRemoved,
    /// An admin stopped everything that a connection sends.
    SendingStopped,
    /// A stopped connection may send again.
    SendingAllowed,
    /// An installation may write to billing tools.
    InstallationAdmitted,
    /// What a restored backup does not know was gone through.
    LostSendsSettled,
    /// A file of time entries was imported.
    Imported,
}

impl AuditKind {
    const ALL: [Self; 19] = [
        Self::SetUp,
        Self::SignedIn,
        Self::SignInFailed,
        Self::SignedOut,
        Self::UserAdded,
        Self::RoleSet,
        Self::UserArchived,
        Self::UserRestored,
        Self::LinkMade,
        Self::PasswordSet,
        Self::ConnectionAdded,
        Self::ConnectionReplaced,
        Self::ConnectionChanged,
        Self::ConnectionRemoved,
        Self::SendingStopped,
        Self::SendingAllowed,
        Self::InstallationAdmitted,
        Self::LostSendsSettled,
        Self::Imported,
    ];

    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SetUp => "set_up",
            Self::SignedIn => "signed_in",
            Self::SignInFailed => "sign_in_failed",
            Self::SignedOut => "signed_out",
            Self::UserAdded => "user_added",
            Self::RoleSet => "role_set",
            Self::UserArchived => "user_archived",
            Self::UserRestored => "user_restored",
            Self::LinkMade => "link_made",
            Self::PasswordSet => "password_set",
            Self::ConnectionAdded => "connection_added",
            Self::ConnectionReplaced => "connection_replaced",
            Self::ConnectionChanged => "connection_changed",
            Self::ConnectionRemoved => "connection_removed",
            Self::SendingStopped => "sending_stopped",
            Self::SendingAllowed => "sending_allowed",
            Self::InstallationAdmitted => "installation_admitted",
            Self::LostSendsSettled => "lost_sends_settled",
            Self::Imported => "imported",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// One line of the audit log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEvent {
    /// When.
    pub at: DateTime<Utc>,
    /// Who, where somebody was signed in.
    pub by: Option<UserId>,
    /// What.
    pub kind: AuditKind,
    /// To whom or what; never a secret.
    pub detail: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    at: DateTime<Utc>,
    user_id: Option<Uuid>,
    kind: String,
    detail: String,
}

impl Store {
    /// Records what the store's methods do not record by themselves: sign-ins and sign-outs.
    pub async fn audit(
        &self,
        kind: AuditKind,
        detail: &str,
        stamp: &Stamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        record(&mut tx, kind, detail, stamp).await?;
        tx.commit().await
    }

    /// The newest events, newest first.
    pub async fn audit_log(&self, most: i32) -> Result<Vec<AuditEvent>, StoreError> {
        // Ids are ordered by time.
        let rows: Vec<Row> = read!(self.db, |pool| {
            sqlx::query_as(
                "select at, user_id, kind, detail from audit_events order by id desc limit $1",
            )
            .bind(most)
            .fetch_all(pool)
            .await
        })?;
        rows.into_iter().map(AuditEvent::try_from).collect()
    }
}

/// Records an event together with what it is about.
pub(crate) async fn record(
    tx: &mut Tx,
    kind: AuditKind,
    detail: &str,
    stamp: &Stamp,
) -> Result<(), StoreError> {
    let millis = u64::try_from(stamp.at.timestamp_millis()).unwrap_or_default();
    let id = uuid::Builder::from_unix_timestamp_millis(millis, &stamp.random).into_uuid();
    run!(
        tx,
        "insert into audit_events (id, at, user_id, kind, detail) values ($1, $2, $3, $4, $5)",
        id,
        stamp.at,
        stamp.by.map(|user| user.0),
        kind.as_str(),
        detail,
    )?;
    Ok(())
}

impl TryFrom<Row> for AuditEvent {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            at: row.at,
            by: row.user_id.map(UserId),
            kind: AuditKind::parse(&row.kind)
                .ok_or_else(|| StoreError::unknown("a kind of event", row.kind))?,
            detail: row.detail,
        })
    }
}
