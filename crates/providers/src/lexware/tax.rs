//! Tax treatments in the words of Lexware Office.
//!
//! developers.lexware.io, "Invoices Properties", `taxConditions.taxType`. Our prices are net, so a company whose usual
//! invoices are gross gets net ones from us: the profile's type is a default, not a rule. Only a company that charges no
//! tax at all has no choice ("Invoices: Purpose").

use domain::tax::Treatment;

use super::settings::{LexwareSettings, TaxType};

const NET: &str = "net";
const VAT_FREE: &str = "vatfree";

/// Treatments and types that stand for each other. Two treatments share `vatfree`: which one it is depends on the company.
const TYPES: [(Treatment, &str); 6] = [
    (Treatment::Standard, NET),
    (Treatment::SmallBusiness, VAT_FREE),
    (Treatment::Exempt, VAT_FREE),
    (Treatment::ReverseCharge, "constructionService13b"),
    (Treatment::EuServices, "externalService13b"),
    (Treatment::NotTaxable, "thirdPartyCountryService"),
];

/// The type for a treatment; `None` if the company cannot invoice like that.
pub(super) fn type_of(treatment: Treatment, company: LexwareSettings) -> Option<&'static str> {
    let found = TYPES.iter().find(|(known, _)| *known == treatment);
    let (_, kind) = found?;
    let charges_no_tax = company.small_business || company.tax_type == TaxType::VatFree;
    let possible = match treatment {
        Treatment::SmallBusiness => company.small_business,
        _ => *kind == VAT_FREE || !charges_no_tax,
    };
    possible.then_some(*kind)
}

/// The treatment of an invoice that exists; `None` for gross prices and for types that we do not know.
pub(super) fn treatment_of(kind: &str, company: LexwareSettings) -> Option<Treatment> {
    if kind == VAT_FREE && company.small_business {
        return Some(Treatment::SmallBusiness);
    }
    let mut known = TYPES
        .iter()
        .filter(|(treatment, _)| *treatment != Treatment::SmallBusiness);
    known
        .find(|(_, word)| *word == kind)
        .map(|(treatment, _)| *treatment)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn company(tax_type: TaxType, small_business: bool) -> LexwareSettings {
        LexwareSettings {
            tax_type,
            small_business,
        }
    }

    #[test]
    fn an_ordinary_company_has_every_treatment_but_that_of_small_ones() {
        for tax_type in [TaxType::Net, TaxType::Gross] {
            let company = company(tax_type, false);
            for treatment in Treatment::ALL {
                let kind = type_of(treatment, company);
                let back = kind.and_then(|kind| treatment_of(kind, company));
                let expected = (treatment != Treatment::SmallBusiness).then_some(treatment);
                assert_eq!(back, expected);
            }
        }
    }

    #[test]
    fn a_company_without_tax_has_nothing_else() {
        let small = company(TaxType::VatFree, true);
        assert_eq!(type_of(Treatment::SmallBusiness, small), Some("vatfree"));
        assert_eq!(type_of(Treatment::Standard, small), None);
        assert_eq!(type_of(Treatment::EuServices, small), None);
        assert_eq!(
            treatment_of("vatfree", small),
            Some(Treatment::SmallBusiness)
        );
        let exempt = company(TaxType::VatFree, false);
        assert_eq!(type_of(Treatment::Exempt, exempt), Some("vatfree"));
        assert_eq!(treatment_of("vatfree", exempt), Some(Treatment::Exempt));
    }

    #[test]
    fn gross_and_unknown_types_are_none_of_ours() {
        for kind in ["gross", "photovoltaicEquipment", "NET", ""] {
            assert_eq!(
                treatment_of(kind, company(TaxType::Net, false)),
                None,
                "{kind}"
            );
        }
    }
}
