//! Billing tools that an admin set up.

mod add;
mod change;
mod confirm;
pub(crate) mod customers;
mod secret;
mod stop;

use chrono::{DateTime, Utc};
use domain::capabilities::BillingTool;
use domain::tax::Treatment;
use domain::{ConnectionId, UserId};
use thiserror::Error;
use uuid::Uuid;

use crate::Store;
use crate::db::read;
use crate::error::StoreError;

pub use add::{NewConnection, NewSecret};
pub use confirm::Confirmed;
pub use secret::OpenedSecret;
pub use stop::Stopped;

/// A billing tool that was set up; its secret is elsewhere ([`Store::open_secret`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// Which connection.
    pub id: ConnectionId,
    /// To which tool.
    pub tool: BillingTool,
    /// What an admin calls it; empty where nobody named it.
    pub name: String,
    /// The company's id in the tool.
    pub organisation_id: String,
    /// The name that the tool gave when it was connected.
    pub account_name: String,
    /// The last four characters of the secret, by which a person recognises it.
    pub secret_tail: String,
    /// What the adapter learnt when it was connected: JSON that is the adapter's own.
    pub settings: String,
    /// How its invoices are taxed unless somebody says otherwise.
    pub treatment: Treatment,
    /// Whether it works.
    pub state: ConnectionState,
    /// What was the matter when the tool last did not do what was asked, in the caller's words.
    pub last_error: Option<String>,
    /// When that was.
    pub last_error_at: Option<DateTime<Utc>>,
    /// When the tool last answered.
    pub last_used_at: Option<DateTime<Utc>>,
    /// Who connected it.
    pub connected_by: UserId,
    /// When. Whatever is found out about credentials later counts only while this is the same: others were connected at
    /// another time.
    pub connected_at: DateTime<Utc>,
}

/// Whether a connection works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConnectionState {
    /// As far as anybody knows.
    Connected,
    /// The tool refused its credentials: one button connects it anew, and nothing is lost.
    Disconnected,
    /// An admin removed it; its credentials are erased. Old invoices still name it.
    Removed,
}

/// Why a connection was not made or changed.
#[derive(Debug, Error)]
pub enum ConnectionError {
    /// The company is connected already: two connections would hide each other's drafts.
    #[error(
        "this company is connected already: replace the credentials of that connection instead"
    )]
    AlreadyConnected,
    /// The new credentials belong to another company than the connection's invoices.
    #[error("these credentials belong to another company: add it as a connection of its own")]
    OtherCompany,
    /// There is no such connection, or it was removed.
    #[error("this connection does not exist any more")]
    Gone,
    /// The database failed, or the secret could not be sealed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ConnectionState {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Connected => "connected",
            Self::Disconnected => "disconnected",
            Self::Removed => "removed",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        [Self::Connected, Self::Disconnected, Self::Removed]
            .into_iter()
            .find(|state| state.as_str() == text)
    }
}

impl Connection {
    /// The company that it belongs to: as an admin calls it, or as the tool does. `None` where neither has said.
    pub fn company(&self) -> Option<&str> {
        if !self.name.is_empty() {
            Some(&self.name)
        } else if self.tool.names_company() {
            Some(&self.account_name)
        } else {
            None
        }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    tool: String,
    name: String,
    organisation_id: String,
    account_name: String,
    secret_tail: String,
    settings: String,
    treatment: String,
    state: String,
    last_error: Option<String>,
    last_error_at: Option<DateTime<Utc>>,
    last_used_at: Option<DateTime<Utc>>,
    connected_by: Uuid,
    connected_at: DateTime<Utc>,
}

impl Store {
    /// The connection with this id, removed or not.
    pub async fn connection(&self, id: ConnectionId) -> Result<Option<Connection>, StoreError> {
        let row: Option<Row> = read!(self.db, |pool| {
            sqlx::query_as(
                "select id, tool, name, organisation_id, account_name, secret_tail, settings, treatment, state,
                        last_error, last_error_at, last_used_at, connected_by, connected_at
                 from connections where id = $1",
            )
            .bind(id.0)
            .fetch_optional(pool)
            .await
        })?;
        row.map(Connection::try_from).transpose()
    }

    /// The connections that were not removed, in the order in which they were made.
    pub async fn connections(&self) -> Result<Vec<Connection>, StoreError> {
        let rows: Vec<Row> = read!(self.db, |pool| {
            sqlx::query_as(
                "select id, tool, name, organisation_id, account_name, secret_tail, settings, treatment, state,
                        last_error, last_error_at, last_used_at, connected_by, connected_at
                 from connections where state <> 'removed' order by connected_at, id",
            )
            .fetch_all(pool)
            .await
        })?;
        rows.into_iter().map(Connection::try_from).collect()
    }

    /// The connections that work.
    pub async fn connected(&self) -> Result<Vec<Connection>, StoreError> {
        let mut connections = self.connections().await?;
        connections.retain(|connection| connection.state == ConnectionState::Connected);
        Ok(connections)
    }
}

impl TryFrom<Row> for Connection {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: ConnectionId(row.id),
            tool: BillingTool::parse(&row.tool)
                .ok_or_else(|| StoreError::unknown("a billing tool", row.tool))?,
            name: row.name,
            organisation_id: row.organisation_id,
            account_name: row.account_name,
            secret_tail: row.secret_tail,
            settings: row.settings,
            treatment: Treatment::parse(&row.treatment)
                .ok_or_else(|| StoreError::unknown("a tax treatment", row.treatment))?,
            state: ConnectionState::parse(&row.state)
                .ok_or_else(|| StoreError::unknown("the state of a connection", row.state))?,
            last_error: row.last_error,
            last_error_at: row.last_error_at,
            last_used_at: row.last_used_at,
            connected_by: UserId(row.connected_by),
            connected_at: row.connected_at,
        })
    }
}
