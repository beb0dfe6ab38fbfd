//! What a person allowed: a code, then tokens that replace each other.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::lexware::books::{Books, Change, Counters};
use crate::lexware::ids;
use crate::lexware::problem::Problem;
use crate::state;

/// Characters of a code and of a refresh token.
const SECRET: usize = 128;
/// Characters of an access token; up to 4096 are documented.
const ACCESS: usize = 720;
/// How long a code lives.
const CODE_LIFE: TimeDelta = TimeDelta::minutes(5);
/// How many seconds an access token lives.
pub(super) const ACCESS_LIFE: i64 = 14_399;

/// The access of one app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Authorisation {
    /// The `connectionId` of the profile.
    pub(crate) connection: String,
    /// Separated by spaces.
    pub(crate) scopes: String,
    /// What the app calls this connection.
    pub(crate) name: String,
    pub(crate) since: DateTime<Utc>,
    pub(super) code: Code,
    /// The one refresh token that is worth anything; none before the code was redeemed.
    pub(super) refresh: Option<String>,
    pub(super) access: Option<Access>,
}

/// An authorisation code with all that it is bound to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Code {
    pub(super) value: String,
    pub(super) redirect_uri: String,
    pub(super) challenge: Option<String>,
    pub(super) until: DateTime<Utc>,
    pub(super) spent: bool,
}

/// An access token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Access {
    pub(super) token: String,
    pub(super) until: DateTime<Utc>,
}

/// What a person is asked to allow.
pub(super) struct Wanted {
    pub(super) redirect_uri: String,
    pub(super) challenge: Option<String>,
    pub(super) scopes: String,
    pub(super) name: String,
}

impl Authorisation {
    /// A new one, with a code that waits to be redeemed.
    pub(super) fn new(wanted: Wanted, counters: &mut Counters, now: DateTime<Utc>) -> Self {
        let count = counters.next_secret();
        Self {
            connection: ids::uuid("connection", count),
            scopes: wanted.scopes,
            name: wanted.name,
            since: now,
            code: Code {
                value: ids::secret("code", count, now, SECRET),
                redirect_uri: wanted.redirect_uri,
                challenge: wanted.challenge,
                until: now + CODE_LIFE,
                spent: false,
            },
            refresh: None,
            access: None,
        }
    }

    /// Puts a new pair of tokens in the place of the old one, which is worth nothing from now on.
    pub(super) fn renew(&mut self, counters: &mut Counters, now: DateTime<Utc>) {
        let count = counters.next_secret();
        self.refresh = Some(ids::secret("refresh", count, now, SECRET));
        self.access = Some(Access {
            token: format!("eyJ{}", ids::secret("access", count, now, ACCESS)),
            until: now + TimeDelta::seconds(ACCESS_LIFE),
        });
    }

    /// Whether this access token opens it now.
    pub(crate) fn is_open_to(&self, token: &str, now: DateTime<Utc>) -> bool {
        let access = self.access.as_ref();
        access.is_some_and(|access| access.token == token && now < access.until)
    }

    /// Its code and its tokens.
    pub(crate) fn secrets(&self) -> Vec<String> {
        let access = self.access.as_ref().map(|access| access.token.clone());
        let tokens = self.refresh.iter().cloned().chain(access);
        tokens.chain([self.code.value.clone()]).collect()
    }

    /// Whether the app ever got tokens.
    pub(crate) fn is_connected(&self) -> bool {
        self.refresh.is_some()
    }

    /// The same without its access token, as after "log out all sessions".
    pub(crate) fn logged_out(mut self) -> Self {
        self.access = None;
        self
    }
}

/// Takes an app's access away, as a person does in the list of connected apps.
pub(crate) fn withdraw(
    books: &Books,
    connection: &str,
) -> Result<(Vec<state::Change>, ()), Problem> {
    let given = books.authorisation(connection);
    let given = given.ok_or_else(Problem::not_found)?;
    let change = Change::Withdrawn(given.connection.clone());
    Ok((vec![state::Change::Lexware(change)], ()))
}
