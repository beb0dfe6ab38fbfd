//! Invented people and work for tests.

use chrono::{DateTime, TimeDelta, Utc};
use domain::UserId;
use domain::role::Role;
use secrecy::SecretString;

use super::random;
use crate::Store;
use crate::audit::Stamp;
use crate::email::Email;
use crate::name::Name;
use crate::password::NewPassword;
use crate::users::NewUser;

/// The password of [`set_up`]'s admin.
pub const PASSWORD: &str = "drei Boote im Nebel";

/// A fixed present: 22 November 2026, 10:00 UTC.
///
/// # Panics
/// Never: it is in range.
pub fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(1_795_341_600)
}

/// What `by` does at [`now`].
pub fn stamp(by: Option<UserId>) -> Stamp {
    Stamp {
        by,
        at: now(),
        random: random(),
    }
}

/// A name.
///
/// # Panics
/// Where it is none.
pub fn name(text: &str) -> Name {
    Name::parse(text).expect("a name")
}

/// A user without a password, with the address `NAME@example.com`.
///
/// # Panics
/// Where the name does not make an address.
pub fn new_user(text: &str, role: Role) -> NewUser {
    NewUser {
        id: UserId::new(now(), &random()),
        email: Email::parse(&format!("{}@example.com", text.replace(' ', ".")))
            .expect("an address"),
        name: name(text),
        role,
        password: None,
        rate: None,
    }
}

/// Adds a user and answers the id.
///
/// # Panics
/// Where the store refuses.
pub async fn add_user(store: &Store, text: &str, role: Role) -> UserId {
    let user = new_user(text, role);
    store
        .add_user(&user, &stamp(None))
        .await
        .expect("a new user");
    user.id
}

/// Sets the workspace up in Berlin, with the admin Anna Berg and [`PASSWORD`]; answers her id.
///
/// # Panics
/// Where the store refuses.
pub async fn set_up(store: &Store) -> UserId {
    let mut admin = new_user("Anna Berg", Role::Admin);
    let password =
        NewPassword::parse(SecretString::from(PASSWORD), &admin.email).expect("a password");
    admin.password = Some(password.hash(random()).await.expect("a hash"));
    store
        .set_up_by_operator(&name("Studio Nordlicht"), berlin(), &admin, &stamp(None))
        .await
        .expect("a new workspace");
    admin.id
}

fn berlin() -> domain::zone::Zone {
    domain::zone::parse("Europe/Berlin").expect("Berlin's zone")
}
