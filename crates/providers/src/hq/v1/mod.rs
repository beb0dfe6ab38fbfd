//! API v1: `OData`, for the old finance module.

mod calls;
mod read;
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
const KEY: &str = "Id";

/// The old API.
pub(super) struct V1;

#[async_trait]
impl Protocol for V1 {
    fn capabilities(&self, api: &Api) -> Capabilities {
        Capabilities {
            addition: Some(Addition::Lines),
            quantity_decimals: api.settings.decimals,
            price_decimals: api.settings.decimals,
            header: true,
            texts: true,
            service_period: true,
            marker: true,
            in_pieces: true,
            deletes: true,
            units: &Unit::ALL,
            max_positions: None,
        }
    }

    async fn probe(&self, api: &Api) -> Result<(), ProviderError> {
        match api.one(&["v1", "Me"], &[]).await? {
            Some(me) if me.id(KEY).is_some() => Ok(()),
            Some(_) => Err(super::calls::lacks(KEY)),
            None => Err(ProviderError::NotFound),
        }
    }

    async fn masters(&self, api: &Api) -> Result<Masters, ProviderError> {
        calls::masters(api).await
    }

    async fn companies(&self, api: &Api) -> Result<Vec<Customer>, ProviderError> {
        let rows = calls::list(api, "Companies", &[]).await?;
        Ok(rows.iter().filter_map(read::company).collect())
    }

    async fn documents_of(&self, api: &Api, company: &str) -> Result<Vec<Head>, ProviderError> {
        calls::invoices_of(api, company).await
    }

    async fn head(&self, api: &Api, id: &str) -> Result<Option<Head>, ProviderError> {
        let Some(path) = calls::invoice_path(id) else {
            return Ok(None);
        };
        let row = api.one(&["v1", &path], &[]).await?;
        row.map(read::head).transpose()
    }

    async fn lines(&self, api: &Api, id: &str) -> Result<Vec<Line>, ProviderError> {
        calls::positions(api, id).await
    }

    fn new_head(&self, api: &Api, payload: &Payload, reference: &str) -> Result<String, Obstacle> {
        wire::new_invoice(api, payload, reference)
    }

    async fn create(&self, api: &Api, body: String) -> Outcome {
        match api.post(&["v1", "Invoices"], body).await {
            Ok(attempt) => classify::creating(attempt, KEY, api.now()),
            Err(error) => Outcome::NotExecuted(error.into()),
        }
    }

    /// Lines belong to the invoice itself.
    async fn place(&self, _: &Api, id: &str, _: &[Line]) -> Result<Place, ProviderError> {
        let document = super::protocol::number(id).ok_or(ProviderError::NotFound)?;
        Ok(Place {
            document,
            table: None,
        })
    }

    async fn add(
        &self,
        api: &Api,
        place: &Place,
        position: &PayloadPosition,
        order: u64,
    ) -> Result<Line, NotAdded> {
        let body = wire::new_position(&api.settings, position, order);
        let body = body.map_err(NotAdded::unsendable)?;
        let invoice = format!("Invoices({})", place.document);
        let attempt = api.post(&["v1", &invoice, "Positions"], body).await;
        let added = classify::adding(attempt.map_err(NotAdded::Surely)?, KEY, api.now())?;
        read::line(added, &api.settings).map_err(|error| NotAdded::Perhaps(error.to_string()))
    }

    async fn remove(&self, api: &Api, document: &str, line: &str) -> Result<(), ProviderError> {
        let invoice = calls::invoice_path(document).ok_or(ProviderError::NotFound)?;
        let position = format!("Positions({line})");
        api.delete(&["v1", &invoice, &position]).await
    }

    async fn delete(&self, api: &Api, id: &str) -> Result<(), ProviderError> {
        let invoice = calls::invoice_path(id).ok_or(ProviderError::NotFound)?;
        api.delete(&["v1", &invoice]).await
    }

    async fn find(&self, api: &Api, sought: &Sought<'_>) -> Result<Lookup, ProviderError> {
        calls::find(api, sought).await
    }
}
