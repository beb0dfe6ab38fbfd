//! API v2: REST, for the new finance module.

mod calls;
mod find;
mod read;
mod tables;
mod wire;

use async_trait::async_trait;
use domain::capabilities::{Addition, Capabilities};
use domain::payload::{Payload, PayloadPosition};
use domain::unit::Unit;

use super::calls::Api;
use super::classify::{self, NotAdded};
use super::document::{Head, Line};
use super::protocol::{Masters, Place, Protocol};
use crate::error::ProviderError;
use crate::outcome::{Obstacle, Outcome};
use crate::provider::{Customer, Lookup, Sought};

/// The name of an id.
const KEY: &str = "id";

/// The new API.
pub(super) struct V2;

#[async_trait]
impl Protocol for V2 {
    /// A new document takes neither a title nor texts nor a reference (v2's API document, `DocumentPost`).
    fn capabilities(&self, api: &Api) -> Capabilities {
        Capabilities {
            addition: Some(Addition::Lines),
            quantity_decimals: api.settings.decimals,
            price_decimals: api.settings.decimals,
            header: false,
            texts: false,
            service_period: true,
            marker: false,
            in_pieces: true,
            deletes: true,
            units: &Unit::ALL,
            max_positions: None,
        }
    }

    async fn probe(&self, api: &Api) -> Result<(), ProviderError> {
        calls::probe(api).await
    }

    async fn masters(&self, api: &Api) -> Result<Masters, ProviderError> {
        calls::masters(api).await
    }

    async fn companies(&self, api: &Api) -> Result<Vec<Customer>, ProviderError> {
        let rows = calls::list(api, "Companies", &[]).await?;
        Ok(rows.iter().filter_map(read::company).collect())
    }

    async fn documents_of(&self, api: &Api, company: &str) -> Result<Vec<Head>, ProviderError> {
        calls::documents_of(api, company).await
    }

    async fn head(&self, api: &Api, id: &str) -> Result<Option<Head>, ProviderError> {
        calls::head(api, id).await
    }

    async fn lines(&self, api: &Api, id: &str) -> Result<Vec<Line>, ProviderError> {
        calls::positions(api, id).await
    }

    fn new_head(&self, api: &Api, payload: &Payload, _: &str) -> Result<String, Obstacle> {
        wire::new_document(api, payload)
    }

    async fn create(&self, api: &Api, body: String) -> Outcome {
        match api.post(&["v2", "Documents"], body).await {
            Ok(attempt) => classify::creating(attempt, KEY, api.now()),
            Err(error) => Outcome::NotExecuted(error.into()),
        }
    }

    async fn place(&self, api: &Api, id: &str, lines: &[Line]) -> Result<Place, ProviderError> {
        tables::place(api, id, lines).await
    }

    async fn add(
        &self,
        api: &Api,
        place: &Place,
        position: &PayloadPosition,
        _: u64,
    ) -> Result<Line, NotAdded> {
        let body = wire::new_position(&api.settings, place, position);
        let body = body.map_err(NotAdded::unsendable)?;
        let path = ["v2", "DocumentPositions", "FreeTextPosition"];
        let attempt = api.post(&path, body).await;
        let added = classify::adding(attempt.map_err(NotAdded::Surely)?, KEY, api.now())?;
        read::line(added, &api.settings).map_err(|error| NotAdded::Perhaps(error.to_string()))
    }

    async fn remove(&self, api: &Api, _: &str, line: &str) -> Result<(), ProviderError> {
        api.delete(&["v2", "DocumentPositions", line]).await
    }

    async fn delete(&self, api: &Api, id: &str) -> Result<(), ProviderError> {
        super::protocol::number(id).ok_or(ProviderError::NotFound)?;
        api.delete(&["v2", "Documents", id]).await
    }

    async fn find(&self, api: &Api, sought: &Sought<'_>) -> Result<Lookup, ProviderError> {
        find::find(api, sought).await
    }
}
