//! The assumptions in their order, with the fields in which they stand. Made of settings: those of a connection, or the
//! usual ones, so that the defaults on the page are the program's own.

use domain::tax::Treatment;
use domain::unit::Unit;
use providers::hq::{DialectChoice, HqSettings, MissingTable, TaxScale, TextFormat};
use texts::{Locale, say};

use crate::components::Choice;
use crate::pages::wizard::{treatment_name, unit_name};

/// Something that is assumed.
pub struct Assumption {
    /// What it is about.
    pub title: String,
    /// What it rests on.
    pub evidence: String,
    /// The fields.
    pub fields: Vec<Field>,
}

/// A field of the form.
pub struct Field {
    /// Its name in the form.
    pub name: &'static str,
    /// What people read.
    pub label: String,
    /// What stands in it.
    pub value: String,
    /// How it is filled in.
    pub input: Input,
}

/// How a field is filled in.
pub enum Input {
    /// By typing.
    Text,
    /// By typing digits.
    Number,
    /// By choosing.
    Choice(Vec<Choice>),
}

impl Field {
    /// The value as people read it.
    pub fn shown(&self, l: Locale) -> String {
        if let Input::Choice(choices) = &self.input
            && let Some(choice) = choices.iter().find(|choice| choice.value == self.value)
        {
            return choice.label.clone();
        }
        if self.value.is_empty() {
            say!(l, hq.nothing)
        } else {
            self.value.clone()
        }
    }
}

/// v1's documented values of `TaxOption`.
pub const TAX_OPTIONS: [&str; 9] = [
    "VatApplicable",
    "FreeThirdCountryTerritory",
    "FreeEuropeanUnionWithVatId",
    "FreeEuropeanUnionNoVatId",
    "Inverse",
    "IntraCommunityDelivery",
    "ExportDelivery",
    "FreeOther",
    "FreeYouthSupport",
];

/// v1's documented values of `ServiceOption`.
pub const SERVICE_OPTIONS: [&str; 4] = ["None", "Delivery", "Service", "DeliveryAndService"];

/// The field for the tax option of a treatment.
pub const fn tax_field(treatment: Treatment) -> &'static str {
    match treatment {
        Treatment::Standard => "tax_standard",
        Treatment::SmallBusiness => "tax_small_business",
        Treatment::ReverseCharge => "tax_reverse_charge",
        Treatment::EuServices => "tax_eu_services",
        Treatment::NotTaxable => "tax_not_taxable",
        Treatment::Exempt => "tax_exempt",
    }
}

/// The fields for the text and the id of a unit.
pub const fn unit_fields(unit: Unit) -> (&'static str, &'static str) {
    match unit {
        Unit::Hour => ("unit_text_hour", "unit_id_hour"),
        Unit::Day => ("unit_text_day", "unit_id_day"),
        Unit::FlatRate => ("unit_text_flat_rate", "unit_id_flat_rate"),
        Unit::Piece => ("unit_text_piece", "unit_id_piece"),
    }
}

/// All assumptions.
pub fn table(l: Locale, now: &HqSettings) -> Vec<Assumption> {
    [access(l, now), document(l, now), tax(l, now), lines(l, now)]
        .into_iter()
        .flatten()
        .collect()
}

fn access(l: Locale, now: &HqSettings) -> Vec<Assumption> {
    let dialects = [
        ("auto", say!(l, hq.dialect_auto)),
        ("v1", say!(l, hq.dialect_v1)),
        ("v2", say!(l, hq.dialect_v2)),
    ];
    let dialect = match now.dialect {
        DialectChoice::Auto => "auto",
        DialectChoice::V1Odata => "v1",
        DialectChoice::V2Rest => "v2",
    };
    let prefixes = [("", say!(l, hq.prefix_none)), ("$", "$".to_owned())];
    vec![
        one(
            say!(l, hq.dialect),
            say!(l, hq.dialect_evidence),
            choice("dialect", dialect, worded(dialects)),
        ),
        one(
            say!(l, hq.query_prefix),
            say!(l, hq.query_prefix_evidence),
            choice("query_prefix", &now.query_prefix, worded(prefixes)),
        ),
        one(
            say!(l, hq.max_requests),
            say!(l, hq.max_requests_evidence),
            number("max_requests", now.max_requests_per_minute),
        ),
        one(
            say!(l, hq.sync_id_filter),
            say!(l, hq.sync_id_filter_evidence),
            yes_or_no(l, "sync_id_filter", now.sync_id_filter),
        ),
    ]
}

fn document(l: Locale, now: &HqSettings) -> Vec<Assumption> {
    let tables = [
        ("create", say!(l, hq.missing_table_create)),
        ("refuse", say!(l, hq.missing_table_refuse)),
    ];
    let missing = match now.missing_table {
        MissingTable::Create => "create",
        MissingTable::Refuse => "refuse",
    };
    vec![
        one(
            say!(l, hq.document_template),
            say!(l, hq.document_template_evidence),
            optional("document_template", now.document_template),
        ),
        one(
            say!(l, hq.payment_condition),
            say!(l, hq.payment_condition_evidence),
            optional("payment_condition", now.payment_condition),
        ),
        one(
            say!(l, hq.due_in_days),
            say!(l, hq.due_in_days_evidence),
            number("due_in_days", now.due_in_days),
        ),
        one(
            say!(l, hq.language),
            say!(l, hq.language_evidence),
            text("language", now.language.as_deref().unwrap_or_default()),
        ),
        one(
            say!(l, hq.document_page),
            say!(l, hq.document_page_evidence),
            text(
                "document_page",
                now.document_page.as_deref().unwrap_or_default(),
            ),
        ),
        one(
            say!(l, hq.missing_table),
            say!(l, hq.missing_table_evidence),
            choice("missing_table", missing, worded(tables)),
        ),
        one(
            say!(l, hq.send_types),
            say!(l, hq.send_types_evidence),
            yes_or_no(l, "send_types", now.send_types),
        ),
        one(
            say!(l, hq.service_option),
            say!(l, hq.service_option_evidence),
            choice("service_option", &now.service_option, same(SERVICE_OPTIONS)),
        ),
    ]
}

fn tax(l: Locale, now: &HqSettings) -> Vec<Assumption> {
    let scales = [TaxScale::Percent, TaxScale::Fraction].map(|scale| {
        let label = match scale {
            TaxScale::Percent => "19",
            TaxScale::Fraction => "0.19",
        };
        (scale.as_str(), label.to_owned())
    });
    let options = Treatment::ALL.map(|treatment| {
        let option = now.tax_options.get(treatment.as_str());
        let option = option.map_or("", String::as_str);
        Field {
            label: treatment_name(l, treatment),
            ..choice(tax_field(treatment), option, same(TAX_OPTIONS))
        }
    });
    vec![
        one(
            say!(l, hq.tax_scale),
            say!(l, hq.tax_scale_evidence),
            choice("tax_scale", now.tax_scale.as_str(), worded(scales)),
        ),
        Assumption {
            title: say!(l, hq.tax_options),
            evidence: say!(l, hq.tax_options_evidence),
            fields: options.into(),
        },
    ]
}

fn lines(l: Locale, now: &HqSettings) -> Vec<Assumption> {
    let formats = [
        ("html", say!(l, hq.text_format_html)),
        ("plain", say!(l, hq.text_format_plain)),
    ];
    let format = match now.text_format {
        TextFormat::HtmlEscaped => "html",
        TextFormat::Plain => "plain",
    };
    let texts = Unit::ALL.map(|unit| Field {
        label: unit_name(l, unit),
        ..text(unit_fields(unit).0, now.unit_texts.of(unit))
    });
    let ids = Unit::ALL.map(|unit| Field {
        label: unit_name(l, unit),
        ..optional(unit_fields(unit).1, *now.unit_ids.of(unit))
    });
    vec![
        Assumption {
            title: say!(l, hq.unit_texts),
            evidence: say!(l, hq.unit_texts_evidence),
            fields: texts.into(),
        },
        Assumption {
            title: say!(l, hq.unit_ids),
            evidence: say!(l, hq.unit_ids_evidence),
            fields: ids.into(),
        },
        one(
            say!(l, hq.text_format),
            say!(l, hq.text_format_evidence),
            choice("text_format", format, worded(formats)),
        ),
        one(
            say!(l, hq.decimals),
            say!(l, hq.decimals_evidence),
            number("decimals", now.decimals),
        ),
        one(
            say!(l, hq.send_order),
            say!(l, hq.send_order_evidence),
            yes_or_no(l, "send_order", now.send_order),
        ),
    ]
}

/// An assumption with one field, which is called what the assumption is about.
fn one(title: String, evidence: String, field: Field) -> Assumption {
    let field = Field {
        label: title.clone(),
        ..field
    };
    Assumption {
        title,
        evidence,
        fields: vec![field],
    }
}

fn text(name: &'static str, value: &str) -> Field {
    Field {
        name,
        label: String::new(),
        value: value.to_owned(),
        input: Input::Text,
    }
}

fn number(name: &'static str, value: impl ToString) -> Field {
    Field {
        input: Input::Number,
        ..text(name, &value.to_string())
    }
}

fn optional(name: &'static str, value: Option<u64>) -> Field {
    let value = value.map(|value| value.to_string()).unwrap_or_default();
    number(name, value)
}

fn choice(name: &'static str, value: &str, choices: Vec<Choice>) -> Field {
    Field {
        input: Input::Choice(choices),
        ..text(name, value)
    }
}

fn yes_or_no(l: Locale, name: &'static str, value: bool) -> Field {
    let choices = [("yes", say!(l, hq.yes)), ("no", say!(l, hq.no))];
    choice(name, if value { "yes" } else { "no" }, worded(choices))
}

/// Choices with words of their own.
fn worded<const N: usize>(choices: [(&str, String); N]) -> Vec<Choice> {
    choices
        .map(|(value, label)| Choice::new(value, label))
        .into()
}

/// Choices that are called what they are.
fn same<const N: usize>(values: [&str; N]) -> Vec<Choice> {
    values.map(|value| Choice::new(value, value)).into()
}
