//! What later calls need to know of the company.

use serde::{Deserialize, Serialize};

/// What the profile says about how a company invoices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LexwareSettings {
    /// How its prices are meant, unless an invoice says otherwise.
    pub tax_type: TaxType,
    /// Whether it is a small business (§ 19 `UStG`).
    pub small_business: bool,
}

/// `taxType` of the profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TaxType {
    /// Prices are net.
    Net,
    /// Prices are gross.
    Gross,
    /// It charges no tax at all.
    VatFree,
}
