//! Who works at the sample studio.

use app::state::AppState;
use domain::random;
use domain::role::Role;
use domain::{UserId, zone};
use secrecy::SecretString;
use store::{Email, Name, NewPassword, NewUser, Rate, Stamp};

use super::DemoError;

/// The password of all three.
pub const PASSWORD: &str = "drei-boote-im-nebel";

/// Whom the demo tells how to sign in.
pub const ADMIN: Person = Person {
    name: "Anna Berg",
    email: "anna@studio-nordlicht.example",
    role: Role::Admin,
    euro_per_hour: 95,
};

const JONAS: Person = Person {
    name: "Jonas Weiß",
    email: "jonas@studio-nordlicht.example",
    role: Role::Biller,
    euro_per_hour: 110,
};

const ZOE: Person = Person {
    name: "Zoë Öztürk",
    email: "zoe@studio-nordlicht.example",
    role: Role::Member,
    euro_per_hour: 80,
};

/// Somebody who signs in.
pub struct Person {
    /// Their name.
    pub name: &'static str,
    /// With what they sign in.
    pub email: &'static str,
    role: Role,
    euro_per_hour: i64,
}

/// The ids of the three.
#[derive(Clone, Copy, Debug)]
pub struct People {
    /// The admin.
    pub anna: UserId,
    /// The biller.
    pub jonas: UserId,
    /// The member.
    pub zoe: UserId,
}

/// Sets the workspace up with all three.
pub async fn add(state: &AppState, workspace: &Name, stamp: &Stamp) -> Result<People, DemoError> {
    let (anna, jonas, zoe) =
        tokio::try_join!(user(state, &ADMIN), user(state, &JONAS), user(state, &ZOE))?;
    let zone = zone::parse("Europe/Berlin").unwrap_or_default();
    state
        .store
        .set_up_by_operator(workspace, zone, &anna, stamp)
        .await?;
    for other in [&jonas, &zoe] {
        let stamp = Stamp {
            random: random::id_bytes(&*state.random),
            ..*stamp
        };
        state.store.add_user(other, &stamp).await?;
    }
    Ok(People {
        anna: anna.id,
        jonas: jonas.id,
        zoe: zoe.id,
    })
}

async fn user(state: &AppState, person: &Person) -> Result<NewUser, DemoError> {
    let email = Email::parse(person.email)?;
    let password = NewPassword::parse(SecretString::from(PASSWORD), &email)?;
    Ok(NewUser {
        id: UserId::new(state.clock.now(), &random::id_bytes(&*state.random)),
        email,
        name: Name::parse(person.name)?,
        role: person.role,
        password: Some(password.hash(random::bytes(&*state.random)).await?),
        rate: Rate::of_cents(person.euro_per_hour * 100),
    })
}
