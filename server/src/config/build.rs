//! From the settings' texts to their types.

use std::convert::Infallible;
use std::env;
use std::net::SocketAddr;
use std::path::{self, PathBuf};
use std::str::FromStr as _;

use billing::PauseAt;
use chrono::TimeDelta;
use store::SessionLimits;

use super::read::{ConfigError, Values};
use super::{Config, Origin, Proxies, Setting, SignInLimits, ToolsConfig, settings};

impl Config {
    /// Reads the environment.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_env_and(&[])
    }

    /// Reads the environment, except for what is given here.
    pub fn from_env_and(given: &[(Setting, String)]) -> Result<Self, ConfigError> {
        Self::read(&Values(&|name| {
            let given = given.iter().find(|(setting, _)| setting.name == name);
            given.map_or_else(|| env::var(name).ok(), |(_, value)| Some(value.clone()))
        }))
    }

    /// Reads settings from anywhere.
    pub fn read(values: &Values<'_>) -> Result<Self, ConfigError> {
        let allow_http = values.switch(settings::ALLOW_HTTP)?;
        let data = values.required(settings::DATA, to_path)?;
        let database_url = values.text(settings::DATABASE_URL);
        Ok(Self {
            database_url: database_url
                .unwrap_or_else(|| format!("sqlite:{}", data.join("billhour.db").display()))
                .into(),
            listen: values.required(settings::LISTEN, SocketAddr::from_str)?,
            origin: values.optional(settings::ORIGIN, |text| Origin::parse(text, allow_http))?,
            allow_http,
            key_file: values.required(settings::KEY_FILE, to_path)?,
            data,
            proxies: values
                .optional(settings::TRUSTED_PROXIES, Proxies::parse)?
                .unwrap_or_default(),
            site: values.optional(settings::SITE, to_path)?,
            tools: ToolsConfig::read(values)?,
            sessions: sessions(values)?,
            sign_in: SignInLimits {
                per_minute: values.count(settings::SIGN_INS_PER_MINUTE, 100_000)?,
                failures: values.count(settings::FAILED_SIGN_INS, 100_000)?,
            },
            engine: engine(values)?,
        })
    }

    /// Refuses a key in the data folder: who gets a copy of that folder would have both the sealed and the key.
    pub fn keep_key_apart(&self) -> Result<(), ConfigError> {
        let absolute = |path| path::absolute(path).unwrap_or_default();
        if absolute(&self.key_file).starts_with(absolute(&self.data)) {
            let problem = "the key must not be in the data folder, or a copy of that folder would open everything";
            return Err(ConfigError::new(settings::KEY_FILE, problem));
        }
        Ok(())
    }

    /// Where people reach what listens at this address.
    pub fn origin_for(&self, address: SocketAddr) -> Result<Origin, ConfigError> {
        match &self.origin {
            Some(origin) => Ok(origin.clone()),
            None => Origin::parse(&format!("http://{address}"), self.allow_http)
                .map_err(|problem| ConfigError::new(settings::ORIGIN, problem)),
        }
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "values are read by functions that may refuse"
)]
fn to_path(text: &str) -> Result<PathBuf, Infallible> {
    Ok(PathBuf::from(text))
}

fn sessions(values: &Values<'_>) -> Result<SessionLimits, ConfigError> {
    Ok(SessionLimits {
        idle: TimeDelta::hours(values.count(settings::SESSION_IDLE_HOURS, 24 * 365)?.into()),
        absolute: TimeDelta::days(values.count(settings::SESSION_DAYS, 365)?.into()),
    })
}

fn engine(values: &Values<'_>) -> Result<billing::Config, ConfigError> {
    let seconds = |setting| {
        values
            .count(setting, 24 * 60 * 60)
            .map(|n| TimeDelta::seconds(n.into()))
    };
    let mut config = billing::Config {
        lease: seconds(settings::LEASE_SECONDS)?,
        pause_at: values.optional(settings::PAUSE_AT, PauseAt::from_str)?,
        ..billing::Config::default()
    };
    config.rules.quiet_period = seconds(settings::QUIET_PERIOD_SECONDS)?;
    config.rules.absence_gap = seconds(settings::ABSENCE_GAP_SECONDS)?;
    config.rules.refusal_gap = seconds(settings::REFUSAL_GAP_SECONDS)?;
    Ok(config)
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;

    fn read(given: &[(&str, &str)]) -> Result<Config, ConfigError> {
        Config::read(&Values(&|name| {
            let found = given.iter().find(|(setting, _)| *setting == name);
            found.map(|(_, value)| (*value).to_owned())
        }))
    }

    #[test]
    fn nothing_has_to_be_set() {
        let config = read(&[]).unwrap();
        assert_eq!(
            config.database_url.expose_secret(),
            "sqlite:billhour-data/billhour.db"
        );
        assert_eq!(config.tools.sevdesk.to_string(), "https://my.sevdesk.de");
        assert_eq!(config.sessions, SessionLimits::default());
        assert_eq!(config.engine, billing::Config::default());
        let origin = config.origin_for(config.listen).unwrap();
        assert_eq!(origin.as_str(), "http://127.0.0.1:3000");
    }

    #[test]
    fn a_public_address_needs_https_or_a_word() {
        let listen = ("BILLHOUR_LISTEN", "0.0.0.0:3000");
        let refused = read(&[listen]).unwrap();
        let error = refused.origin_for(refused.listen).unwrap_err().to_string();
        assert!(error.starts_with("BILLHOUR_ORIGIN"), "{error}");
        let allowed = read(&[listen, ("BILLHOUR_ALLOW_HTTP", "1")]).unwrap();
        assert!(allowed.origin_for(allowed.listen).is_ok());
        let origin = ("BILLHOUR_ORIGIN", "https://billhour.example.com");
        let public = read(&[listen, origin]).unwrap();
        assert!(public.origin_for(public.listen).unwrap().is_https());
        assert!(read(&[("BILLHOUR_ORIGIN", "http://billhour.example.com")]).is_err());
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        for (name, value) in [
            ("BILLHOUR_LISTEN", "3000"),
            ("BILLHOUR_ALLOW_HTTP", "yes"),
            ("BILLHOUR_SESSION_DAYS", "0"),
            ("BILLHOUR_SIGN_INS_PER_MINUTE", "-1"),
            ("BILLHOUR_SEVDESK_URL", "http://my.sevdesk.de"),
            ("BILLHOUR_TRUSTED_PROXIES", "everybody"),
            ("BILLHOUR_PAUSE_AT", "sometimes"),
        ] {
            let error = read(&[(name, value)]).unwrap_err().to_string();
            assert!(error.starts_with(name), "{error}");
        }
    }

    #[test]
    fn the_key_is_kept_apart_from_what_it_opens() {
        let key = |file| read(&[("BILLHOUR_KEY_FILE", file)]).unwrap();
        assert!(key("billhour.key").keep_key_apart().is_ok());
        assert!(key("billhour-data.key").keep_key_apart().is_ok());
        assert!(key("billhour-data/key").keep_key_apart().is_err());
        assert!(key("./billhour-data/keys/1").keep_key_apart().is_err());
    }

    #[test]
    fn secrets_are_not_shown() {
        let secrets = [
            (
                "DATABASE_URL",
                "postgres://anna:canary-1@localhost/billhour",
            ),
            ("BILLHOUR_LEXWARE_CLIENT_SECRET", "canary-2"),
        ];
        let shown = format!("{:?}", read(&secrets).unwrap());
        assert!(!shown.contains("canary"), "{shown}");
    }
}
