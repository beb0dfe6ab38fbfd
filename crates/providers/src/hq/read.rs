//! Reading a document with its lines.

use super::calls::Api;
use super::document::Received;
use super::protocol::Protocol;
use crate::error::ProviderError;

/// The document with this id; `None` if HQ says that there is none, or that its lines are gone with it.
pub(super) async fn read(
    protocol: &dyn Protocol,
    api: &Api,
    id: &str,
) -> Result<Option<Received>, ProviderError> {
    let Some(head) = protocol.head(api, id).await? else {
        return Ok(None);
    };
    match protocol.lines(api, id).await {
        Ok(lines) => Ok(Some(Received::new(head, lines))),
        Err(ProviderError::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}
