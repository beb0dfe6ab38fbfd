//! Whether our positions are on a draft that they were to be added to. There is no marker: the draft is read by its id.

use providers::{BeforeImage, Provider, ProviderError, compare};

use crate::frozen::Frozen;
use crate::machine::Sighting;

/// What is to be seen of the positions now.
pub(crate) async fn find(
    provider: &dyn Provider,
    frozen: &Frozen,
    before: &BeforeImage,
) -> Result<Sighting, ProviderError> {
    let Some(found) = provider.read(&before.remote_id).await? else {
        // Whoever deleted the draft deleted what we may have added to it.
        return Ok(Sighting::Absent);
    };
    let differences = compare(
        &frozen.payload,
        frozen.expected(&provider.capabilities()),
        &found,
    );
    if differences.is_empty() {
        return Ok(Sighting::Found {
            remote_id: found.remote_id,
        });
    }
    if found == before.document {
        return Ok(Sighting::Absent);
    }
    Ok(Sighting::Inconclusive {
        detail: "the draft is neither as it was nor as it was to become: somebody else changed it"
            .to_owned(),
        ask: true,
    })
}
