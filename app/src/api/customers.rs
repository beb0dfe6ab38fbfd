//! Suggestions for the customer in step 2.

use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;
use serde::{Deserialize, Serialize};

use super::ApiError;

/// A customer of the billing tool, as it is suggested.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Its id in the tool.
    pub id: String,
    /// Its name there.
    pub name: String,
    /// Its number there; may be empty.
    pub number: String,
}

/// The first customers of a connection whose name or number contains the text.
#[server(input = Postcard, output = Postcard, endpoint = "suggest_customers")]
pub async fn suggest_customers(
    connection: String,
    text: String,
) -> Result<Vec<Suggestion>, ApiError> {
    use billing::Tools as _;
    use domain::role::Role;

    let cx = crate::context::Cx::current();
    cx.require(Role::Biller)?;
    let connection = connection.parse().map_err(|_| ApiError::Unreadable)?;
    let connected = cx
        .state
        .tools
        .connect(connection)
        .await
        .map_err(|_| ApiError::Tool)?;
    let found = connected
        .provider
        .customers(&text)
        .await
        .map_err(|problem| {
            tracing::warn!(%problem, "customers could not be suggested");
            ApiError::Tool
        })?;
    Ok(found
        .customers
        .into_iter()
        .take(8)
        .map(|customer| Suggestion {
            id: customer.id,
            name: customer.name,
            number: customer.number,
        })
        .collect())
}
