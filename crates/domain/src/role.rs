//! Who may do what.

use serde::{Deserialize, Serialize};

/// Roles nest: an admin may all that a biller may, a biller all that a member may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Sees and edits their own time entries, and reports of them.
    Member,
    /// Sees all time entries, keeps clients and projects, and makes invoices.
    Biller,
    /// Also integrations, users and taking "billed" back.
    Admin,
}

impl Role {
    /// All roles, from the least to the most.
    pub const ALL: [Self; 3] = [Self::Member, Self::Biller, Self::Admin];

    /// The name in the database and in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Biller => "biller",
            Self::Admin => "admin",
        }
    }

    /// Reads [`Self::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}
