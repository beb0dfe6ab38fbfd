//! How an invoice is taxed.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::money::{Cents, saturated};
use crate::round::divide;

/// The tax treatment of an invoice; all its positions share it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Treatment {
    /// German VAT at 19, 7 or 0 %.
    #[default]
    Standard,
    /// Small business, § 19 `UStG`: no VAT is charged.
    SmallBusiness,
    /// Reverse charge, § 13b `UStG`: the customer owes the VAT.
    ReverseCharge,
    /// Services to businesses in the EU, § 18b `UStG`: the customer owes the VAT there.
    EuServices,
    /// Not taxable in Germany.
    NotTaxable,
    /// Tax free, § 4 `UStG`.
    Exempt,
}

impl Treatment {
    /// All treatments, in the order in which a select shows them.
    pub const ALL: [Self; 6] = [
        Self::Standard,
        Self::SmallBusiness,
        Self::ReverseCharge,
        Self::EuServices,
        Self::NotTaxable,
        Self::Exempt,
    ];

    /// The name in the database and in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::SmallBusiness => "small_business",
            Self::ReverseCharge => "reverse_charge",
            Self::EuServices => "eu_services",
            Self::NotTaxable => "not_taxable",
            Self::Exempt => "exempt",
        }
    }

    /// Reads [`Self::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|treatment| treatment.as_str() == text)
    }

    /// The tax rates that a position may have, the usual one first.
    pub const fn rates(self) -> &'static [TaxRate] {
        match self {
            Self::Standard => &[TaxRate(1900), TaxRate(700), TaxRate(0)],
            _ => &[TaxRate(0)],
        }
    }

    /// The usual rate.
    pub const fn usual_rate(self) -> TaxRate {
        self.rates()[0]
    }
}

/// A tax rate in hundredths of a percent: 19 % is 1900. Zero to 100 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TaxRate(pub i32);

impl TaxRate {
    /// In percent: 19, not 0.19.
    pub fn percent(self) -> Decimal {
        Decimal::new(i64::from(self.0), 2).normalize()
    }

    /// As a factor: 0.19.
    pub fn factor(self) -> Decimal {
        Decimal::new(i64::from(self.0), 4)
    }

    /// The tax on a net amount, rounded to cents.
    pub fn on(self, net: Cents) -> Cents {
        saturated(divide(i128::from(net.0) * i128::from(self.0), 10_000))
    }
}
