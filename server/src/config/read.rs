//! Reading settings from the environment.

use std::fmt::Display;
use std::str::FromStr;

use thiserror::Error;

use super::settings::Setting;

/// A setting that cannot be used. The value is named by the problem alone, since some values are secret.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{name} cannot be used: {problem}")]
pub struct ConfigError {
    name: &'static str,
    problem: String,
}

impl ConfigError {
    /// This setting cannot be used because of that.
    pub fn new(setting: Setting, problem: impl Display) -> Self {
        Self {
            name: setting.name,
            problem: problem.to_string(),
        }
    }
}

/// Where values come from: the environment, or a test.
pub struct Values<'a>(pub &'a dyn Fn(&str) -> Option<String>);

impl Values<'_> {
    /// The value, else the default; `None` where both are empty.
    pub fn text(&self, setting: Setting) -> Option<String> {
        let value = (self.0)(setting.name).map(|value| value.trim().to_owned());
        let value = value.filter(|value| !value.is_empty());
        value
            .or_else(|| Some(setting.default.to_owned()))
            .filter(|value| !value.is_empty())
    }

    /// The value read as something, where there is one.
    pub fn optional<T, E: Display>(
        &self,
        setting: Setting,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<Option<T>, ConfigError> {
        self.text(setting)
            .map(|text| parse(&text).map_err(|problem| ConfigError::new(setting, problem)))
            .transpose()
    }

    /// The value read as something; there must be one.
    pub fn required<T, E: Display>(
        &self,
        setting: Setting,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<T, ConfigError> {
        self.optional(setting, parse)?
            .ok_or_else(|| ConfigError::new(setting, "it is not set"))
    }

    /// A whole number from 1 to `most`.
    pub fn count(&self, setting: Setting, most: u32) -> Result<u32, ConfigError> {
        self.required(setting, |text| match u32::from_str(text) {
            Ok(number) if (1..=most).contains(&number) => Ok(number),
            _ => Err(format!("it must be a whole number from 1 to {most}")),
        })
    }

    /// Whether it is `1`.
    pub fn switch(&self, setting: Setting) -> Result<bool, ConfigError> {
        self.required(setting, |text| match text {
            "0" => Ok(false),
            "1" => Ok(true),
            _ => Err("it must be 0 or 1"),
        })
    }
}
