//! One newtype per kind of id, so that an entry's id cannot be passed where a project's is wanted.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Ten random bytes, enough for the random part of one id. Randomness is a parameter so that tests repeat.
pub type IdBytes = [u8; 10];

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new `UUIDv7` (RFC 9562, section 5.7): ordered by time, made by the server only.
            pub fn new(now: DateTime<Utc>, random: &IdBytes) -> Self {
                let millis = u64::try_from(now.timestamp_millis()).unwrap_or_default();
                Self(uuid::Builder::from_unix_timestamp_millis(millis, random).into_uuid())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text.trim()).map(Self)
            }
        }
    )+};
}

id! {
    /// A person who signs in.
    UserId;
    /// A company or person that work is done for.
    ClientId;
    /// Work for one client.
    ProjectId;
    /// A part of a project.
    TaskId;
    /// A type of work, for example consulting.
    WorkTypeId;
    /// A time entry.
    EntryId;
    /// One run of the wizard, from its first step to billed.
    InvoiceId;
    /// A billing tool that an admin set up.
    ConnectionId;
    /// One import of a file of time entries.
    ImportId;
    /// One send to a billing tool, as the journal names it.
    SendId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_the_time_they_were_made() {
        let at = |secs| DateTime::from_timestamp(secs, 0).unwrap();
        let (early, late) = (
            EntryId::new(at(1_000), &[0xff; 10]),
            EntryId::new(at(1_001), &[0; 10]),
        );
        assert!(early < late);
        assert_eq!(early.0.get_version_num(), 7);
        assert_eq!(early.to_string().parse::<EntryId>().unwrap(), early);
    }
}
