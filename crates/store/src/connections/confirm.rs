//! What a test of a connection leads to.

use domain::ConnectionId;

use super::change::one;
use super::{ConnectionError, ConnectionState};
use crate::Store;
use crate::audit::{AuditKind, Stamp, record};
use crate::db::{Tx, exec, run};
use crate::error::StoreError;

/// What the tool said of an account when it was asked anew.
#[derive(Clone, Copy, Debug)]
pub struct Confirmed<'a> {
    /// The company's id in the tool.
    pub organisation_id: &'a str,
    /// The name that the tool gives.
    pub account_name: &'a str,
    /// What the adapter learnt, as JSON.
    pub settings: &'a str,
}

impl Store {
    /// Keeps that the tool accepts the credentials that are there. A connection that it had refused is connected again,
    /// by whoever connected it before; what it learnt is kept, and the last error has had its day.
    pub async fn confirm_connection(
        &self,
        id: ConnectionId,
        confirmed: &Confirmed<'_>,
        stamp: &Stamp,
    ) -> Result<(), ConnectionError> {
        let mut tx = self.begin().await?;
        let before = standing(&mut tx, id).await?;
        let (company, state, settings) = before.ok_or(ConnectionError::Gone)?;
        if company != confirmed.organisation_id {
            return Err(ConnectionError::OtherCompany);
        }
        let changes =
            state != ConnectionState::Connected.as_str() || settings != confirmed.settings;
        one(run!(
            &mut tx,
            "update connections set account_name = $1, settings = $2, state = 'connected', last_error = null,
               last_error_at = null, last_used_at = $3, version = version + 1
             where id = $4 and state <> 'removed'",
            confirmed.account_name,
            confirmed.settings,
            stamp.at,
            id.0,
        )?)?;
        if changes {
            record(
                &mut tx,
                AuditKind::ConnectionChanged,
                &id.to_string(),
                stamp,
            )
            .await?;
        }
        Ok(tx.commit().await?)
    }
}

/// Company, state and settings of a connection that was not removed.
async fn standing(
    tx: &mut Tx,
    id: ConnectionId,
) -> Result<Option<(String, String, String)>, StoreError> {
    Ok(exec!(tx, |conn| {
        sqlx::query_as(
            "select organisation_id, state, settings from connections where id = $1 and state <> 'removed'",
        )
        .bind(id.0)
        .fetch_optional(conn)
        .await
    })?)
}
