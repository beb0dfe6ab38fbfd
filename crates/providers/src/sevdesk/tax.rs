//! Tax treatments in sevDesk's words: rules since bookkeeping 2.0, types before.
//!
//! Public source: sevDesk OpenAPI, "sevdesk-Update 2.0", "Tax Rules", and `Model_Invoice.taxType`.

use domain::tax::{TaxRate, Treatment};

use crate::fields::Fields;

/// Which bookkeeping system an account is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bookkeeping {
    /// The old one: tax types.
    V1,
    /// The present one: tax rules.
    V2,
}

impl Bookkeeping {
    /// Reads what `GET /Tools/bookkeepingSystemVersion` answers.
    pub(super) fn parse(text: &str) -> Option<Self> {
        match text {
            "1.0" => Some(Self::V1),
            "2.0" => Some(Self::V2),
            _ => None,
        }
    }
}

/// Treatment, id of the tax rule, and the type that stood for it in bookkeeping 1.0, if there was one.
///
/// Reverse charge, services in the EU and § 4 had no type of their own there; they needed a tax set made by hand. `eu`
/// was for goods, `noteu` for customers outside the EU.
const TABLE: [(Treatment, u8, Option<&str>); 6] = [
    (Treatment::Standard, 1, Some("default")),
    (Treatment::SmallBusiness, 11, Some("ss")),
    (Treatment::ReverseCharge, 5, None),
    (Treatment::EuServices, 21, None),
    (Treatment::NotTaxable, 17, Some("noteu")),
    (Treatment::Exempt, 4, None),
];

/// The id of the tax rule.
pub(super) fn rule_of(treatment: Treatment) -> Option<u8> {
    TABLE
        .into_iter()
        .find(|row| row.0 == treatment)
        .map(|row| row.1)
}

/// The tax type of bookkeeping 1.0, where there is one.
pub(super) fn type_of(treatment: Treatment) -> Option<&'static str> {
    TABLE
        .into_iter()
        .find(|row| row.0 == treatment)
        .and_then(|row| row.2)
}

/// The treatment of an invoice as read; `None` if it is none of ours. The rule counts where there is one: documents
/// of bookkeeping 2.0 have it beside an empty type.
pub(super) fn treatment_of(invoice: &Fields) -> Option<Treatment> {
    let rule = invoice.reference("taxRule");
    let kind = invoice.text("taxType");
    let row = match rule {
        Some(rule) => TABLE.into_iter().find(|row| row.1.to_string() == rule),
        None => TABLE
            .into_iter()
            .find(|row| row.2.is_some() && row.2 == kind.as_deref()),
    };
    row.map(|row| row.0)
}

/// The sentence on tax that an invoice must have (`taxText`). For 19 and 7 % on one invoice no rate is named: the lines
/// name theirs.
pub(super) fn sentence(treatment: Treatment, rates: impl IntoIterator<Item = TaxRate>) -> String {
    match treatment {
        Treatment::Standard => {
            let mut rates = rates.into_iter();
            let first = rates.next().unwrap_or(treatment.usual_rate());
            if rates.all(|rate| rate == first) {
                format!("Umsatzsteuer {}%", first.percent())
            } else {
                "Umsatzsteuer".to_owned()
            }
        }
        Treatment::SmallBusiness => {
            "Keine Umsatzsteuer: Kleinunternehmer nach § 19 UStG".to_owned()
        }
        Treatment::ReverseCharge => {
            "Steuerschuldnerschaft des Leistungsempfängers nach § 13b UStG".to_owned()
        }
        Treatment::EuServices => {
            "Steuerschuldnerschaft des Leistungsempfängers (Reverse Charge)".to_owned()
        }
        Treatment::NotTaxable => "Nicht im Inland steuerbare Leistung".to_owned(),
        Treatment::Exempt => "Umsatzsteuerfrei nach § 4 UStG".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_treatment_has_a_rule_and_is_read_back_from_it() {
        for treatment in Treatment::ALL {
            let rule = rule_of(treatment).unwrap();
            let invoice =
                format!(r#"{{"taxRule":{{"id":"{rule}","objectName":"TaxRule"}},"taxType":null}}"#);
            assert_eq!(
                treatment_of(&Fields::parse(&invoice).unwrap()),
                Some(treatment)
            );
        }
    }

    #[test]
    fn old_types_are_read_where_there_is_no_rule() {
        let read = |text: &str| treatment_of(&Fields::parse(text).unwrap());
        assert_eq!(
            read(r#"{"taxRule":null,"taxType":"default"}"#),
            Some(Treatment::Standard)
        );
        assert_eq!(read(r#"{"taxType":"ss"}"#), Some(Treatment::SmallBusiness));
        for foreign in [
            r#"{"taxType":"custom"}"#,
            r#"{"taxType":"eu"}"#,
            r#"{"taxRule":{"id":"2"},"taxType":"default"}"#,
            r#"{"taxRule":{"id":"19"}}"#,
            "{}",
        ] {
            assert_eq!(read(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn the_sentence_names_a_rate_only_where_there_is_one() {
        let sentence =
            |rates: &[i32]| sentence(Treatment::Standard, rates.iter().copied().map(TaxRate));
        assert_eq!(sentence(&[1900, 1900]), "Umsatzsteuer 19%");
        assert_eq!(sentence(&[700]), "Umsatzsteuer 7%");
        assert_eq!(sentence(&[1900, 700]), "Umsatzsteuer");
    }
}
