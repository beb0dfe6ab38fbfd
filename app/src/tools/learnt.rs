//! What was learnt about an account when it was connected.

use chrono::{DateTime, Months, Utc};
use providers::{Account, ContactPerson, Settings};
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
    /// When somebody allowed the access in the tool; `None` where they brought a token from there.
    #[serde(default)]
    pub consented_at: Option<DateTime<Utc>>,
}

/// How long Lexware's authorisation lasts (support.lexoffice.de, "Erneuerung der Autorisierung"): two years, and it can be
/// renewed while it lasts. That renewing tokens does not prolong it is assumed, because nobody has published that it does.
const CONSENT_LASTS: Months = Months::new(24);
/// So long before its end it is time to say so.
const WARNED_BEFORE: Months = Months::new(1);

impl Learnt {
    /// What an account says, and when it was consented to.
    pub fn of(account: Account, consented_at: Option<DateTime<Utc>>) -> Self {
        Self {
            settings: account.settings,
            contact_persons: account.contact_persons,
            consented_at,
        }
    }

    /// Whether somebody allowed the access in the tool.
    pub const fn is_by_consent(&self) -> bool {
        self.consented_at.is_some()
    }

    /// When the authorisation ends, once it is time to renew it.
    pub fn ends_soon(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let end = self.consented_at?.checked_add_months(CONSENT_LASTS)?;
        (now >= end.checked_sub_months(WARNED_BEFORE)?).then_some(end)
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
            consented_at: Some(DateTime::UNIX_EPOCH),
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

    #[test]
    fn an_authorisation_is_warned_about_in_its_last_month() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let learnt = Learnt {
            consented_at: Some(at("2026-03-31T12:00:00Z")),
            ..Learnt::default()
        };
        let end = at("2028-03-31T12:00:00Z");
        assert_eq!(learnt.ends_soon(at("2028-02-29T11:59:59Z")), None);
        assert_eq!(learnt.ends_soon(at("2028-02-29T12:00:00Z")), Some(end));
        assert_eq!(learnt.ends_soon(at("2029-01-01T00:00:00Z")), Some(end));
        let token = Learnt::default();
        assert_eq!(token.ends_soon(end), None, "a token is not known to end");
    }
}
