//! Where the billing tools are: from the operator alone, never from a user.

use providers::Address;
use secrecy::SecretString;

use super::read::{ConfigError, Values};
use super::settings;

/// Addresses of the billing tools.
#[derive(Clone, Debug)]
pub struct ToolsConfig {
    /// sevDesk.
    pub sevdesk: Address,
    /// Lexware Office.
    pub lexware: LexwareConfig,
    /// HQ.
    pub hq: Address,
}

/// Lexware Office, and who we are there.
#[derive(Clone, Debug)]
pub struct LexwareConfig {
    /// Its API.
    pub api: Address,
    /// Its pages.
    pub app: Address,
    /// Where it asks for consent.
    pub auth: Address,
    /// Our OAuth client.
    pub client_id: Option<String>,
    /// The client's secret.
    pub client_secret: Option<SecretString>,
}

impl ToolsConfig {
    pub(super) fn read(values: &Values<'_>) -> Result<Self, ConfigError> {
        Ok(Self {
            sevdesk: values.required(settings::SEVDESK_URL, Address::parse)?,
            lexware: LexwareConfig {
                api: values.required(settings::LEXWARE_URL, Address::parse)?,
                app: values.required(settings::LEXWARE_APP_URL, Address::parse)?,
                auth: values.required(settings::LEXWARE_AUTH_URL, Address::parse)?,
                client_id: values.text(settings::LEXWARE_CLIENT_ID),
                client_secret: values
                    .text(settings::LEXWARE_CLIENT_SECRET)
                    .map(SecretString::from),
            },
            hq: values.required(settings::HQ_URL, Address::parse)?,
        })
    }
}
