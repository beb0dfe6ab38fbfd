//! Bodies of requests, and the references in them.

use std::ops::RangeInclusive;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header;
use chrono::{DateTime, Datelike as _, NaiveDate, Utc};

use super::envelope::Refusal;
use crate::berlin;
use crate::json::{Fields, Given, Misfit};

/// Years that an invoice can be from. Beyond them dates can't be told in local time.
const YEARS: RangeInclusive<i32> = 1900..=2199;

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Refusal;

    /// Only JSON; the form encoding that sevDesk takes as well is not simulated.
    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let media = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|media| media.to_str().ok());
        if !media.is_some_and(|media| media.starts_with("application/json")) {
            return Err(Refusal::bad_request(
                "The body is expected as application/json",
            ));
        }
        let body = Bytes::from_request(request, state).await;
        let body = body.map_err(|rejection| Refusal::bad_request(rejection.body_text()))?;
        Self::parse(&body)
            .map_err(|error| Refusal::bad_request(format!("The body is no JSON object: {error}")))
    }
}

impl Fields {
    /// A reference such as `{"id": 7, "objectName": "Contact"}`. Other fields of it are not looked at, so that
    /// what was embedded by an answer may be sent back.
    pub(crate) fn reference(&self, key: &str, model: &str) -> Result<Given<u64>, Refusal> {
        let reference = match self.object(key)? {
            Given::Absent => return Ok(Given::Absent),
            Given::Null => return Ok(Given::Null),
            Given::Value(reference) => reference,
        };
        match (reference.id()?, reference.text("objectName")?.value()) {
            (Some(id), Some(name)) if name == model => Ok(Given::Value(id)),
            _ => Err(expects_reference(key)),
        }
    }

    /// The object's own id.
    pub(crate) fn id(&self) -> Result<Option<u64>, Refusal> {
        let id = self.integer("id")?.value();
        Ok(id.and_then(|id| u64::try_from(id).ok()))
    }

    /// A date: `dd.mm.yyyy`, Unix seconds, ISO 8601, or RFC 3339 as in answers.
    pub(crate) fn date(&self, key: &str) -> Result<Given<DateTime<Utc>>, Misfit> {
        match self.text(key)? {
            Given::Absent => Ok(Given::Absent),
            Given::Null => Ok(Given::Null),
            Given::Value(text) if text.is_empty() => Ok(Given::Null),
            Given::Value(text) => parse_date(&text).map(Given::Value).ok_or(Misfit {
                field: key.to_owned(),
                expected: "a date (dd.mm.yyyy or Unix seconds)",
            }),
        }
    }
}

/// The refusal of anything that isn't a proper reference. It blames the wrong thing, as sevDesk does
/// (`codecell-germany/sevdesk-agent-skill@9a361d2`, of orders).
pub(crate) fn expects_reference(key: &str) -> Refusal {
    Refusal::bad_request(format!(
        "{key} expected array with 'id' and 'objectName'. array given"
    ))
}

fn parse_date(text: &str) -> Option<DateTime<Utc>> {
    let date = if let Ok(seconds) = text.parse::<i64>() {
        DateTime::from_timestamp(seconds, 0)?
    } else if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
        instant.to_utc()
    } else {
        let day = NaiveDate::parse_from_str(text, "%d.%m.%Y");
        berlin::midnight(
            day.or_else(|_| NaiveDate::parse_from_str(text, "%Y-%m-%d"))
                .ok()?,
        )
    };
    Some(date).filter(|date| YEARS.contains(&date.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_date_means_the_same() {
        let written = [
            "31.07.2026",
            "2026-07-31",
            "1785448800",
            "2026-07-31T00:00:00+02:00",
        ];
        for text in written {
            assert_eq!(
                parse_date(text).unwrap().timestamp(),
                1_785_448_800,
                "{text}"
            );
        }
        for text in [
            "31/07/2026",
            "31.07.0026",
            "9223372036854775807",
            "8210266876799",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
