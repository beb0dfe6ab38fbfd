//! What a report adds up.

use std::ops::AddAssign;

use domain::money::{Cents, money_of};
use domain::status::BillingStatus;

/// Sums over some entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// How many entries.
    pub entries: i64,
    /// Their time.
    pub seconds: i64,
    /// Their time multiplied by their rates, in cent-seconds per hour: exact, to be rounded once.
    pub cent_seconds: i128,
    /// The part of their time for which no rate is known.
    pub seconds_without_rate: i64,
}

/// Sums for each billing status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Open entries.
    pub billable: Sums,
    /// Entries that an invoice in preparation or being sent holds.
    pub reserved: Sums,
    /// Billed entries.
    pub billed: Sums,
    /// Entries that are not meant for an invoice.
    pub not_billable: Sums,
}

impl Sums {
    /// What the time costs where a rate is known, rounded once.
    pub fn money(&self) -> Cents {
        money_of(self.cent_seconds)
    }
}

impl AddAssign for Sums {
    fn add_assign(&mut self, other: Self) {
        self.entries += other.entries;
        self.seconds += other.seconds;
        self.cent_seconds += other.cent_seconds;
        self.seconds_without_rate += other.seconds_without_rate;
    }
}

impl Totals {
    /// The sums of one status.
    pub const fn of(&self, status: BillingStatus) -> Sums {
        match status {
            BillingStatus::Billable => self.billable,
            BillingStatus::Reserved => self.reserved,
            BillingStatus::Billed => self.billed,
            BillingStatus::NotBillable => self.not_billable,
        }
    }

    /// The sums over all statuses.
    pub fn all(&self) -> Sums {
        let mut all = Sums::default();
        for status in BillingStatus::ALL {
            all += self.of(status);
        }
        all
    }

    pub(super) fn add(&mut self, status: BillingStatus, sums: Sums) {
        match status {
            BillingStatus::Billable => self.billable += sums,
            BillingStatus::Reserved => self.reserved += sums,
            BillingStatus::Billed => self.billed += sums,
            BillingStatus::NotBillable => self.not_billable += sums,
        }
    }
}
