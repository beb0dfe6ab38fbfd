//! Documents that are not found by our reference and may be ours all the same, since anybody can write over it.

use chrono::{DateTime, TimeDelta, Utc};
use domain::marker::Marker;
use domain::money::Cents;

use crate::provider::{Lookup, Sought};

/// How far a tool's clock may be behind ours.
pub(crate) const CLOCKS_APART: TimeDelta = TimeDelta::minutes(10);

/// A document of the same customer.
pub(crate) struct Stranger<'a> {
    /// Its id in the tool.
    pub(crate) id: &'a str,
    /// What stands where our reference would.
    pub(crate) reference: &'a str,
    /// What it is worth; `None` if there is nothing on it yet, or that cannot be read.
    pub(crate) net: Option<Cents>,
    /// When it was made; `None` if that cannot be read.
    pub(crate) created: Option<DateTime<Utc>>,
}

impl Stranger<'_> {
    /// Whether it may be what was sent: made since, worth as much, and no other invoice of ours.
    pub(crate) fn may_be(&self, sought: &Sought<'_>) -> bool {
        let since = sought.since - CLOCKS_APART;
        let in_time = self.created.is_none_or(|created| created >= since);
        let known = sought.others.iter().any(|other| other == self.id);
        let as_much = self.net.is_none_or(|net| net == sought.payload.net);
        // The customer's own part of a reference stands before the marker, and is corrected more often than that.
        let marker = sought.reference.rsplit(' ').next().unwrap_or_default();
        let has_it = !marker.is_empty() && self.reference.contains(marker);
        in_time && !known && (has_it || (as_much && !Marker::is_in(self.reference)))
    }
}

/// The answer where there is one that may be ours.
pub(crate) fn somebody_may_have_renamed_it() -> Lookup {
    Lookup::Inconclusive {
        alike: true,
        detail: "there is an invoice of that time and amount without our reference".to_owned(),
    }
}
