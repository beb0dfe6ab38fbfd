//! What is assumed about HQ where its makers say nothing: each assumption is a field, with its evidence beside it.
//!
//! A field that is missing in stored settings has its default, so a later version may add some.

use std::collections::BTreeMap;

use domain::tax::Treatment;
use domain::unit::Unit;
use serde::{Deserialize, Serialize};

/// The settings of an HQ connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HqSettings {
    /// Which API to speak. By default both are asked, since a token opens only one of them.
    ///
    /// Evidence: the developer guide describes v1 for the old finance module and v2 for the new one
    /// (`everii-Group/helloHQ-developer-docs@568fc49`). That a token of one is refused by the other is assumed.
    pub dialect: DialectChoice,
    /// What the last test of the connection found.
    pub found: Option<Dialect>,
    /// The company of one's own that invoices; the first one by default.
    ///
    /// Evidence: `InternalCompanies` (v1) and `OwnCompanies` (v2) are documented.
    pub own_company: Option<String>,
    /// What the last test of the connection found to tell this tenant from others: see [`OwnCompany::tenant`].
    ///
    /// [`OwnCompany::tenant`]: super::protocol::OwnCompany::tenant
    pub tenant: Option<String>,
    /// The template of new invoices; by default the standard one for invoices, which the test of the connection finds.
    ///
    /// Evidence: v2 requires `documentTemplateEntityId` (`docs/swagger20.json`, `DocumentPost`); v1 has
    /// `DocumentTemplateId`.
    pub document_template: Option<u64>,
    /// The terms of payment; none by default, which leaves them to HQ.
    ///
    /// Evidence: v1 lists them as `DocumentConditions`; v2 has the field `paymentConditionId` and no such list.
    pub payment_condition: Option<u64>,
    /// Days from the invoice's date to v2's `validUntilDate`, which is required.
    ///
    /// Evidence: none for its meaning; for an invoice it is taken for the day on which it is due.
    pub due_in_days: u16,
    /// Two letters such as `DE`; none by default, which leaves it to the template. v1 only.
    ///
    /// Evidence: `Invoice.Language` (`docs/swagger19.json`).
    pub language: Option<String>,
    /// How a tax rate is written.
    ///
    /// Evidence: both API documents have 19 as their example, but v2's percentages of planned revenues were seen to be
    /// fractions (`BM1-de/hellohq-mcp@d02c680`). So the first line of an invoice is checked.
    pub tax_scale: TaxScale,
    /// v1's `TaxOption` for each of our tax treatments, by [`Treatment::as_str`].
    ///
    /// Evidence: the values are documented (`docs/swagger19.json`, `Invoice.TaxOption`); which of them fits which
    /// treatment is ours to say. v2 takes no such thing with a new document, so it gets standard invoices only.
    pub tax_options: BTreeMap<String, String>,
    /// v1's `ServiceOption`.
    ///
    /// Evidence: a documented value; time is a service.
    pub service_option: String,
    /// What v1 calls our units, and what stands in a line's text where v2 has no id for one.
    ///
    /// Evidence: `DocumentPosition.Unit` is free text; the words are those that German invoices use.
    pub unit_texts: PerUnit<String>,
    /// v2's ids of our units; none by default: then the unit is named in the line's text.
    ///
    /// Evidence: `unitId1` is documented, but no API lists units. An id can be read from a line of an invoice that has it.
    pub unit_ids: PerUnit<Option<u64>>,
    /// How the texts of lines are written.
    ///
    /// Evidence: v1's `DocumentPosition.Text` is HTML; v2 answers a `plainText` beside its `text`.
    pub text_format: TextFormat,
    /// What stands before `filter`, `orderby`, `top`, `skip` and `expand` in v2: nothing, or `$`.
    ///
    /// Evidence: the guide has them without; its API document shows `$filter`; of one resource a `$expand` was seen to
    /// be ignored (`BM1-de/hellohq-mcp@d02c680`). What filters leave is looked at again here in any case.
    pub query_prefix: String,
    /// Decimals of amounts and prices that are known to be kept.
    ///
    /// Evidence: none; two are what money has.
    pub decimals: u32,
    /// The most requests in a minute.
    ///
    /// Evidence: v2 allows 1,000 (guide, "Rate limit"); v1 names no number. Others use the same token.
    pub max_requests_per_minute: u16,
    /// What to do with a v2 document without a table that lines can be put into.
    ///
    /// Evidence: a line names its table by `documentTableId`, and `POST …/Table` makes one; that an invoice needs it in
    /// the way that planned revenues were seen to do (`BM1-de/hellohq-mcp@d02c680`) is assumed.
    pub missing_table: MissingTable,
    /// Whether invoices of v1 can be filtered by `SyncId`. If not, all of them are read to find one.
    ///
    /// Evidence: the field is documented and `OData` filters by any; nobody has published having done it.
    pub sync_id_filter: bool,
    /// Whether new invoices and lines of v1 name their `Type` and lines their `Interval`.
    ///
    /// Evidence: the values are documented; that they are needed is assumed.
    pub send_types: bool,
    /// Whether lines of v1 name their `Order`.
    ///
    /// Evidence: the field is documented; that it is taken over from a request is assumed.
    pub send_order: bool,
    /// The page of a document in HQ, with `{id}` in the place of its id; none by default, since nobody has published it.
    pub document_page: Option<String>,
}

impl Default for HqSettings {
    fn default() -> Self {
        Self {
            dialect: DialectChoice::Auto,
            found: None,
            own_company: None,
            tenant: None,
            document_template: None,
            payment_condition: None,
            due_in_days: 14,
            language: None,
            tax_scale: TaxScale::Percent,
            tax_options: usual_tax_options(),
            service_option: "Service".to_owned(),
            unit_texts: PerUnit {
                hour: "Std.".to_owned(),
                day: "Tage".to_owned(),
                flat_rate: "pauschal".to_owned(),
                piece: "Stk.".to_owned(),
            },
            unit_ids: PerUnit::default(),
            text_format: TextFormat::HtmlEscaped,
            query_prefix: String::new(),
            decimals: 2,
            max_requests_per_minute: 300,
            missing_table: MissingTable::Create,
            sync_id_filter: true,
            send_types: true,
            send_order: true,
            document_page: None,
        }
    }
}

fn usual_tax_options() -> BTreeMap<String, String> {
    let options = [
        (Treatment::Standard, "VatApplicable"),
        (Treatment::SmallBusiness, "FreeOther"),
        (Treatment::ReverseCharge, "Inverse"),
        (Treatment::EuServices, "FreeEuropeanUnionWithVatId"),
        (Treatment::NotTaxable, "FreeThirdCountryTerritory"),
        (Treatment::Exempt, "FreeOther"),
    ];
    let owned = options.map(|(treatment, option)| (treatment.as_str(), option));
    owned
        .map(|(treatment, option)| (treatment.to_owned(), option.to_owned()))
        .into()
}

impl HqSettings {
    /// The tax option of a treatment, if there is one.
    pub(super) fn tax_option(&self, treatment: Treatment) -> Option<&str> {
        let option = self.tax_options.get(treatment.as_str());
        option.map(String::as_str)
    }

    /// The treatment that a tax option stands for. Where two share one, the more general is meant.
    pub(super) fn treatment_of(&self, option: &str) -> Option<Treatment> {
        let mut treatments = Treatment::ALL.into_iter().rev();
        treatments.find(|treatment| self.tax_option(*treatment) == Some(option))
    }
}

/// Which API to speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DialectChoice {
    /// The one that takes the token, v2 first.
    #[default]
    Auto,
    /// v1.
    V1Odata,
    /// v2.
    V2Rest,
}

/// The two APIs of HQ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dialect {
    /// `OData`, for the old finance module.
    V1Odata,
    /// REST, for the new one.
    V2Rest,
}

/// How 19 % is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaxScale {
    /// `19`.
    #[default]
    Percent,
    /// `0.19`.
    Fraction,
}

impl TaxScale {
    /// The name that people find among the settings.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::Fraction => "fraction",
        }
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Percent => Self::Fraction,
            Self::Fraction => Self::Percent,
        }
    }
}

/// How the text of a line is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextFormat {
    /// As HTML in which nothing is markup but line breaks.
    #[default]
    HtmlEscaped,
    /// As it is.
    Plain,
}

/// What to do with a document that has no table for lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingTable {
    /// Make one.
    #[default]
    Create,
    /// Leave it to a person.
    Refuse,
}

/// Something for each of our units.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PerUnit<T: Default> {
    /// For hours.
    pub hour: T,
    /// For days.
    pub day: T,
    /// For flat rates.
    pub flat_rate: T,
    /// For pieces.
    pub piece: T,
}

impl<T: Default + PartialEq> PerUnit<T> {
    /// What a unit has.
    pub fn of(&self, unit: Unit) -> &T {
        match unit {
            Unit::Hour => &self.hour,
            Unit::Day => &self.day,
            Unit::FlatRate => &self.flat_rate,
            Unit::Piece => &self.piece,
        }
    }

    /// The unit that has this.
    pub fn unit_with(&self, value: &T) -> Option<Unit> {
        Unit::ALL.into_iter().find(|unit| self.of(*unit) == value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_has_its_default() {
        let read: HqSettings = serde_json::from_str(r#"{"tax_scale":"fraction"}"#).unwrap();
        let expected = HqSettings {
            tax_scale: TaxScale::Fraction,
            ..HqSettings::default()
        };
        assert_eq!(read, expected);
        let written = serde_json::to_string(&expected).unwrap();
        assert_eq!(
            serde_json::from_str::<HqSettings>(&written).unwrap(),
            expected
        );
    }

    #[test]
    fn every_treatment_has_an_option_and_every_option_a_treatment() {
        let settings = HqSettings::default();
        for treatment in Treatment::ALL {
            let option = settings.tax_option(treatment).unwrap();
            let back = settings.treatment_of(option).unwrap();
            assert_eq!(back.rates(), treatment.rates());
        }
        assert_eq!(settings.treatment_of("FreeOther"), Some(Treatment::Exempt));
        assert_eq!(settings.treatment_of("ExportDelivery"), None);
    }
}
