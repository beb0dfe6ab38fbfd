//! Whose account it is (developers.lexware.io, "Profile Endpoint").

use serde::Deserialize;

use super::calls::{Api, parsed, unexpected};
use super::settings::{LexwareSettings, TaxType};
use crate::error::ProviderError;
use crate::provider::{Account, Settings};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Profile {
    organization_id: String,
    company_name: String,
    tax_type: TaxType,
    #[serde(default)]
    small_business: bool,
}

/// Proves the token and learns how the company invoices. Invoices name the contact person of the customer there, and
/// nobody of the company.
pub(super) async fn check(api: &Api, before: &Settings) -> Result<Account, ProviderError> {
    let body = api.one(&["profile"]).await?;
    let body = body.ok_or_else(|| unexpected("no profile"))?;
    let profile: Profile = parsed(&body)?;
    Ok(Account {
        organisation_id: profile.organization_id,
        name: profile.company_name,
        contact_persons: Vec::new(),
        settings: Settings {
            lexware: Some(LexwareSettings {
                tax_type: profile.tax_type,
                small_business: profile.small_business,
            }),
            ..before.clone()
        },
    })
}
