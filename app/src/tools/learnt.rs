//! What was learnt about an account when it was connected.

use providers::lexware::oauth::TokenPair;
use providers::{Account, ContactPerson, Settings};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

/// Kept with a connection as JSON: what the adapter needs, and what the page of the connection offers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Learnt {
    /// What the adapter needs.
    #[serde(flatten)]
    pub settings: Settings,
    /// Who may be named on invoices.
    #[serde(default)]
    pub contact_persons: Vec<ContactPerson>,
    /// Whether somebody allowed the access in the tool, instead of bringing a token from there.
    #[serde(default)]
    pub by_consent: bool,
}

impl Learnt {
    /// What an account says, and its secret.
    pub fn of(account: Account, secret: &SecretString) -> Self {
        Self {
            settings: account.settings,
            contact_persons: account.contact_persons,
            by_consent: TokenPair::read(secret).is_some(),
        }
    }

    /// Reads it back. What cannot be read is learnt anew by the next test; until then nothing can be created.
    pub fn read(json: &str) -> Self {
        serde_json::from_str(json)
            .inspect_err(|error| tracing::warn!(%error, "a connection's settings cannot be read"))
            .unwrap_or_default()
    }

    /// As it is kept.
    pub fn write(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_reads_back_what_it_wrote_and_what_an_adapter_alone_wrote() {
        let settings = Settings {
            contact_person: Some("7".to_owned()),
            bookkeeping_version: Some("2.0".to_owned()),
            unit_ids: [("hour".to_owned(), "9".to_owned())].into(),
            ..Settings::default()
        };
        let person = ContactPerson {
            id: "7".to_owned(),
            name: "Ada Beispiel".to_owned(),
        };
        let learnt = Learnt {
            settings: settings.clone(),
            contact_persons: vec![person],
            by_consent: true,
        };
        assert_eq!(Learnt::read(&learnt.write().unwrap()), learnt);
        let alone = serde_json::to_string(&settings).unwrap();
        assert_eq!(
            Learnt::read(&alone),
            Learnt {
                settings,
                ..Learnt::default()
            }
        );
        assert_eq!(Learnt::read("not JSON"), Learnt::default());
    }
}
