//! Tax rules of bookkeeping 2.0, and what an account is told about them.

use axum::extract::State;
use axum::response::Response;
use rust_decimal::Decimal;

use super::envelope::{self, Refusal};
use super::query::Query;
use crate::out::Out;
use crate::sandbox::Sandbox;

/// Taxable sales.
pub(crate) const TAXABLE: u64 = 1;
/// Small businesses (par. 19 of the German VAT act).
pub(crate) const SMALL_BUSINESS: u64 = 11;

/// A rule for revenue. Rules for expenses are not for invoices and not listed.
pub(crate) struct Rule {
    id: u64,
    /// Of rule 1 it is recorded; the others are as client libraries have them, or in their manner.
    code: &'static str,
    name: &'static str,
    rates: Rates,
}

/// The rates that positions may have.
enum Rates {
    /// Nothing but 0.
    Zero,
    /// 0, 7 and 19.
    German,
    /// Those of the country of destination, which the simulation doesn't know.
    Any,
}

const fn entry(id: u64, code: &'static str, name: &'static str, rates: Rates) -> Rule {
    Rule {
        id,
        code,
        name,
        rates,
    }
}

/// sevDesk's API document, "sevdesk-Update 2.0", "Tax Rules".
const RULES: &[Rule] = &[
    entry(
        1,
        "USTPFL_UMS_EINN",
        "Umsatzsteuerpflichtige Umsätze",
        Rates::German,
    ),
    entry(2, "AUSFUHREN", "Ausfuhren", Rates::Zero),
    entry(
        3,
        "INNERGEM_LIEF",
        "Innergemeinschaftliche Lieferungen",
        Rates::German,
    ),
    entry(
        4,
        "STEUERFREI_P4",
        "Steuerfreie Umsätze §4 UStG",
        Rates::Zero,
    ),
    entry(
        5,
        "REV_CHARGE_13B",
        "Reverse Charge gem. §13b UStG",
        Rates::Zero,
    ),
    entry(
        11,
        "KLEINUNTERNEHMER_P19",
        "Steuer nicht erhoben nach §19 UStG",
        Rates::Zero,
    ),
    entry(
        17,
        "NICHT_IM_INLAND_STEUERBAR",
        "Nicht im Inland steuerbare Leistung",
        Rates::Zero,
    ),
    entry(18, "OSS_GOODS", "One Stop Shop (Waren)", Rates::Any),
    entry(
        19,
        "OSS_ELECTRONIC",
        "One Stop Shop (elektronische Leistungen)",
        Rates::Any,
    ),
    entry(
        20,
        "OSS_OTHER",
        "One Stop Shop (sonstige Leistungen)",
        Rates::Any,
    ),
    entry(
        21,
        "REV_CHARGE_18B",
        "Reverse Charge gem. §18b UStG",
        Rates::Zero,
    ),
];

/// The rule with an id, if it is one for invoices.
pub(crate) fn rule(id: u64) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

impl Rule {
    /// Whether a position may have this rate.
    pub(crate) fn allows(&self, rate: Decimal) -> bool {
        match self.rates {
            Rates::Any => true,
            Rates::Zero => rate.is_zero(),
            Rates::German => [0, 7, 19].map(Decimal::from).contains(&rate),
        }
    }

    fn rate_names(&self) -> Vec<Out> {
        let names: &[&str] = match self.rates {
            Rates::German => &["ZERO", "SEVEN", "NINETEEN"],
            Rates::Zero | Rates::Any => &["ZERO"],
        };
        names.iter().map(Out::text).collect()
    }
}

/// `GET /TaxRule`, which is not documented.
pub(crate) async fn list(query: Query) -> Result<Response, Refusal> {
    let page = query.page()?;
    let rows = RULES.iter().map(|rule| {
        Out::object([
            ("id", Out::text(rule.id)),
            ("objectName", Out::text("TaxRule")),
            ("name", Out::text(rule.name)),
            ("code", Out::text(rule.code)),
        ])
    });
    let (rows, total) = page.cut(rows.collect());
    Ok(envelope::list(rows, total))
}

/// `GET /ReceiptGuidance/forRevenue`: accounts with the rules that this business may use
/// (sevDesk's API document, `ReceiptGuideDto`).
pub(crate) async fn revenue_guidance(State(sandbox): State<Sandbox>) -> Response {
    let small = sandbox.options().sevdesk.small_business;
    let rules = RULES
        .iter()
        .filter(|rule| (rule.id == SMALL_BUSINESS) == small)
        .map(|rule| {
            Out::object([
                ("name", Out::text(rule.code)),
                ("description", Out::text(rule.name)),
                ("id", Out::number(rule.id)),
                ("taxRates", Out::List(rule.rate_names())),
            ])
        });
    let account = Out::object([
        ("accountDatevId", Out::number(2648)),
        ("accountNumber", Out::text("4000")),
        ("accountName", Out::text("Umsatzerlöse")),
        (
            "description",
            Out::text("Verkauf von Waren und Dienstleistungen"),
        ),
        ("allowedTaxRules", Out::List(rules.collect())),
        ("allowedReceiptTypes", Out::List(vec![Out::text("REVENUE")])),
    ]);
    envelope::ok(Out::List(vec![account]))
}
