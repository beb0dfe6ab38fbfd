//! From the form to the settings, or to what is wrong with its fields.

use std::ops::RangeInclusive;
use std::str::FromStr;

use domain::tax::Treatment;
use domain::unit::Unit;
use providers::hq::{DialectChoice, HqSettings, MissingTable, PerUnit, TaxScale, TextFormat};
use texts::{Locale, say};
use url::{Host, Url};

use super::table::{SERVICE_OPTIONS, TAX_OPTIONS, tax_field, unit_fields};
use crate::forms::{Posted, Problems, Refusal};

/// The longest text for a unit.
const UNIT_LENGTH: usize = 20;
/// Days that an invoice may take to fall due.
const DAYS: RangeInclusive<u16> = 0..=365;
/// v2's own limit is the most that makes sense (developer guide, "Rate limit").
const REQUESTS: RangeInclusive<u16> = 1..=1_000;
/// Decimals of amounts: money has two, and nobody calculates with more than four.
const DECIMALS: RangeInclusive<u32> = 2..=4;

/// The settings that the form describes. What it does not hold stays as it was.
pub fn read(posted: &Posted, before: &HqSettings) -> Result<HqSettings, Refusal> {
    let mut form = Form {
        posted,
        problems: Problems::default(),
    };
    match form.settings(before) {
        Some(settings) => Ok(settings),
        None => Err(form.problems.refuse()),
    }
}

struct Form<'a> {
    posted: &'a Posted,
    problems: Problems,
}

impl Form<'_> {
    /// All fields are read before any problem ends it, so that all problems are said at once.
    fn settings(&mut self, before: &HqSettings) -> Option<HqSettings> {
        let document_template = self.take("document_template", Self::id);
        let payment_condition = self.take("payment_condition", Self::id);
        let due_in_days = self.take("due_in_days", |form, field| form.number(field, DAYS));
        let max_requests = self.take("max_requests", |form, field| form.number(field, REQUESTS));
        let decimals = self.take("decimals", |form, field| form.number(field, DECIMALS));
        let language = self.take("language", Self::language);
        let document_page = self.take("document_page", Self::page);
        let unit_texts = Unit::ALL.map(|unit| self.take(unit_fields(unit).0, Self::unit_text));
        let unit_ids = Unit::ALL.map(|unit| self.take(unit_fields(unit).1, Self::id));
        let [hour, day, flat_rate, piece] = unit_texts;
        let [hour_id, day_id, flat_rate_id, piece_id] = unit_ids;
        Some(HqSettings {
            dialect: match self.text("dialect") {
                "v1" => DialectChoice::V1Odata,
                "v2" => DialectChoice::V2Rest,
                _ => DialectChoice::Auto,
            },
            found: before.found,
            own_company: before.own_company.clone(),
            tenant: before.tenant.clone(),
            document_template: document_template?,
            payment_condition: payment_condition?,
            due_in_days: due_in_days?,
            language: language?,
            tax_scale: match self.text("tax_scale") {
                "fraction" => TaxScale::Fraction,
                _ => TaxScale::Percent,
            },
            tax_options: Treatment::ALL
                .map(|treatment| {
                    let before = before.tax_options.get(treatment.as_str());
                    let before = before.map_or("", String::as_str);
                    let option = self.one_of(tax_field(treatment), &TAX_OPTIONS, before);
                    (treatment.as_str().to_owned(), option)
                })
                .into(),
            service_option: self.one_of("service_option", &SERVICE_OPTIONS, &before.service_option),
            unit_texts: PerUnit {
                hour: hour?,
                day: day?,
                flat_rate: flat_rate?,
                piece: piece?,
            },
            unit_ids: PerUnit {
                hour: hour_id?,
                day: day_id?,
                flat_rate: flat_rate_id?,
                piece: piece_id?,
            },
            text_format: match self.text("text_format") {
                "plain" => TextFormat::Plain,
                _ => TextFormat::HtmlEscaped,
            },
            query_prefix: self.one_of("query_prefix", &["", "$"], ""),
            decimals: decimals?,
            max_requests_per_minute: max_requests?,
            missing_table: match self.text("missing_table") {
                "refuse" => MissingTable::Refuse,
                _ => MissingTable::Create,
            },
            sync_id_filter: self.text("sync_id_filter") != "no",
            send_types: self.text("send_types") != "no",
            send_order: self.text("send_order") != "no",
            document_page: document_page?,
        })
    }

    fn words(&self) -> Locale {
        self.posted.cx.words()
    }

    fn text(&self, field: &str) -> &str {
        self.posted.text(field)
    }

    /// One of the known values, else what was there before.
    fn one_of(&self, field: &str, known: &[&str], before: &str) -> String {
        let typed = self.text(field);
        let chosen = if known.contains(&typed) {
            typed
        } else {
            before
        };
        chosen.to_owned()
    }

    /// What a field says; what is wrong with it is noted.
    fn take<T>(
        &mut self,
        field: &'static str,
        read: impl FnOnce(&Self, &str) -> Result<T, String>,
    ) -> Option<T> {
        let value = read(self, field);
        self.problems.take(field, value)
    }

    fn number<T>(&self, field: &str, range: RangeInclusive<T>) -> Result<T, String>
    where
        T: FromStr + PartialOrd + ToString,
    {
        let number = self.text(field).parse().ok();
        let number = number.filter(|number| range.contains(number));
        number.ok_or_else(|| {
            say!(
                self.words(),
                hq.number_out_of_range,
                least = range.start().to_string(),
                most = range.end().to_string()
            )
        })
    }

    /// An id, or none.
    fn id(&self, field: &str) -> Result<Option<u64>, String> {
        match self.text(field) {
            "" => Ok(None),
            typed => typed
                .parse()
                .map(Some)
                .map_err(|_| say!(self.words(), hq.id_wrong)),
        }
    }

    fn unit_text(&self, field: &str) -> Result<String, String> {
        let typed = self.text(field);
        let fits = (1..=UNIT_LENGTH).contains(&typed.chars().count());
        if fits && typed.chars().all(|c| !c.is_control()) {
            Ok(typed.to_owned())
        } else {
            Err(say!(self.words(), hq.unit_text_wrong, most = UNIT_LENGTH))
        }
    }

    fn language(&self, field: &str) -> Result<Option<String>, String> {
        let typed = self.text(field).to_uppercase();
        let is_code = typed.len() == 2 && typed.bytes().all(|byte| byte.is_ascii_uppercase());
        match typed.as_str() {
            "" => Ok(None),
            _ if is_code => Ok(Some(typed)),
            _ => Err(say!(self.words(), hq.language_wrong)),
        }
    }

    fn page(&self, field: &str) -> Result<Option<String>, String> {
        match self.text(field) {
            "" => Ok(None),
            page if is_page(page) => Ok(Some(page.to_owned())),
            _ => Err(say!(
                self.words(),
                hq.document_page_wrong,
                id = "{id}".to_owned()
            )),
        }
    }
}

/// Whether it can be a page of a document: people are led there, so it is a secure address, or one of this machine.
fn is_page(page: &str) -> bool {
    let Ok(url) = Url::parse(&page.replace("{id}", "1")) else {
        return false;
    };
    let is_here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    };
    let safe = url.scheme() == "https" || (url.scheme() == "http" && is_here);
    safe && page.contains("{id}") && url.username().is_empty() && url.password().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_documents_is_secure_and_names_the_document() {
        for good in [
            "https://studio.example.com/documents/{id}",
            "https://studio.example.com/?document={id}#top",
            "http://127.0.0.1:4000/hq/documents/{id}",
        ] {
            assert!(is_page(good), "{good}");
        }
        for bad in [
            "https://studio.example.com/documents",
            "http://studio.example.com/documents/{id}",
            "javascript:alert({id})",
            "//studio.example.com/{id}",
            "https://user:pass@studio.example.com/{id}",
            "{id}",
        ] {
            assert!(!is_page(bad), "{bad}");
        }
    }
}
