//! Collecting what is wrong with a request: every thing of it is named, not the first alone.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use crate::json::{Fields, Given, Misfit};
use crate::lexware::problem::Detail;

/// What was found so far.
#[derive(Debug, Default)]
pub(super) struct Findings(pub(super) Vec<Detail>);

/// An object of the request, with the path that leads to it.
pub(super) struct Place<'a> {
    pub(super) fields: &'a Fields,
    pub(super) path: &'a str,
}

impl Place<'_> {
    fn path_of(&self, key: &str) -> String {
        format!("{}{key}", self.path)
    }
}

impl Findings {
    /// Notes that something is wrong.
    pub(super) fn add(&mut self, violation: &'static str, field: String, message: &str) {
        self.0.push(Detail {
            violation,
            field,
            message: message.to_owned(),
        });
    }

    fn missing(&mut self, field: String) {
        self.add("NOTNULL", field, "darf nicht leer sein");
    }

    fn given<T>(&mut self, field: String, given: Result<Given<T>, Misfit>) -> Option<T> {
        match given {
            Ok(given) => given.value(),
            Err(misfit) => {
                self.add("TYPE", field, misfit.expected);
                None
            }
        }
    }

    /// A nested object, which must be there.
    pub(super) fn object(&mut self, place: &Place<'_>, key: &str) -> Option<Fields> {
        let found = self.given(place.path_of(key), place.fields.object(key));
        if found.is_none() && !place.fields.has(key) {
            self.missing(place.path_of(key));
        }
        found
    }

    /// A nested object, if it is there.
    pub(super) fn optional_object(&mut self, place: &Place<'_>, key: &str) -> Option<Fields> {
        self.given(place.path_of(key), place.fields.object(key))
    }

    /// A list of objects, which must be there.
    pub(super) fn list(&mut self, place: &Place<'_>, key: &str) -> Vec<Fields> {
        let found = self.given(place.path_of(key), place.fields.list(key));
        if found.is_none() && !place.fields.has(key) {
            self.missing(place.path_of(key));
        }
        found.unwrap_or_default()
    }

    /// A text of so many characters at most, if it is there.
    pub(super) fn text(&mut self, place: &Place<'_>, key: &str, longest: usize) -> Option<String> {
        let text = self.given(place.path_of(key), place.fields.text(key))?;
        if text.chars().count() > longest {
            let message = format!("Größe muss zwischen 0 und {longest} sein");
            self.add("SIZE", place.path_of(key), &message);
        }
        Some(text)
    }

    /// The same, but it must be there.
    pub(super) fn needed_text(&mut self, place: &Place<'_>, key: &str, longest: usize) -> String {
        if !place.fields.has(key) {
            self.missing(place.path_of(key));
        }
        self.text(place, key, longest).unwrap_or_default()
    }

    /// One of these words.
    pub(super) fn word(&mut self, place: &Place<'_>, key: &str, words: &[&str]) -> String {
        let word = self.needed_text(place, key, usize::MAX);
        if !word.is_empty() && !words.contains(&word.as_str()) {
            self.add("INVALID_ENUM", place.path_of(key), "unbekannter Wert");
        }
        word
    }

    /// A number with so many decimals at most, if it is there.
    pub(super) fn decimal(
        &mut self,
        place: &Place<'_>,
        key: &str,
        decimals: u32,
    ) -> Option<Decimal> {
        let number = self.given(place.path_of(key), place.fields.decimal(key))?;
        if number.normalize().scale() > decimals {
            self.add("DIGITS", place.path_of(key), "zu viele Nachkommastellen");
        }
        Some(number)
    }

    /// The same, but it must be there.
    pub(super) fn needed_decimal(
        &mut self,
        place: &Place<'_>,
        key: &str,
        decimals: u32,
    ) -> Decimal {
        if !place.fields.has(key) {
            self.missing(place.path_of(key));
        }
        self.decimal(place, key, decimals).unwrap_or_default()
    }

    /// An instant in the one form that is taken, if it is there.
    pub(super) fn instant(&mut self, place: &Place<'_>, key: &str) -> Option<DateTime<Utc>> {
        let text = self.given(place.path_of(key), place.fields.text(key))?;
        let instant = instant(&text);
        if instant.is_none() {
            let message = "kein gültiges Datum (yyyy-MM-ddTHH:mm:ss.SSSXXX)";
            self.add("INVALID_DATE", place.path_of(key), message);
        }
        instant
    }

    /// The same, but it must be there.
    pub(super) fn needed_instant(&mut self, place: &Place<'_>, key: &str) -> Option<DateTime<Utc>> {
        if !place.fields.has(key) {
            self.missing(place.path_of(key));
        }
        self.instant(place, key)
    }

    /// Euros are the only currency.
    pub(super) fn euro(&mut self, place: &Place<'_>) {
        self.word(place, "currency", &["EUR"]);
    }
}

/// `yyyy-MM-ddTHH:mm:ss.SSSXXX`: a capital T, exactly three digits of milliseconds, `Z` or an offset with a colon
/// (developers.lexware.io, FAQ "What is the expected date/time format").
fn instant(text: &str) -> Option<DateTime<Utc>> {
    let shape: String = text
        .chars()
        .map(|letter| if letter.is_ascii_digit() { '0' } else { letter })
        .collect();
    let forms = [
        "0000-00-00T00:00:00.000Z",
        "0000-00-00T00:00:00.000+00:00",
        "0000-00-00T00:00:00.000-00:00",
    ];
    if !forms.contains(&shape.as_str()) {
        return None;
    }
    let parsed = DateTime::parse_from_rfc3339(text).ok()?;
    Some(parsed.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_has_one_form_only() {
        for good in ["2026-10-01T00:00:00.000+02:00", "2026-09-30T22:00:00.000Z"] {
            let midnight = DateTime::from_timestamp(1_790_805_600, 0);
            assert_eq!(instant(good), midnight, "{good}");
        }
        for bad in [
            "2026-10-01T00:00:00+02:00",
            "2026-10-01T00:00:00.0+02:00",
            "2026-10-01T00:00:00.000000+02:00",
            "2026-10-01 00:00:00.000+02:00",
            "2026-10-01T00:00:00.000+0200",
            "2026-10-01",
            "2026-13-01T00:00:00.000Z",
        ] {
            assert_eq!(instant(bad), None, "{bad}");
        }
    }
}
