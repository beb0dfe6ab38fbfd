//! Who works at the sample studio.

use app::state::{AppState, DemoSignIn};
use domain::UserId;
use domain::random;
use domain::role::Role;
use domain::zone::Zone;
use secrecy::SecretString;
use store::{Email, Name, NewPassword, NewUser, Rate, Stamp};

use super::DemoError;
use super::plan::Who;

/// The sample studio.
pub const COMPANY: &str = "Studio Nordlicht";

/// The password of all three.
const PASSWORD: &str = "drei-boote-im-nebel";

/// How to sign in as the admin.
pub const SIGN_IN: DemoSignIn = DemoSignIn {
    email: ANNA.email,
    password: PASSWORD,
};

const ANNA: Person = Person {
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

struct Person {
    name: &'static str,
    email: &'static str,
    role: Role,
    euro_per_hour: i64,
}

/// The ids of the three.
#[derive(Clone, Copy, Debug)]
pub struct People {
    /// The admin.
    pub anna: UserId,
    jonas: UserId,
    zoe: UserId,
}

impl People {
    /// Whose id it is.
    pub const fn id(&self, who: Who) -> UserId {
        match who {
            Who::Anna => self.anna,
            Who::Jonas => self.jonas,
            Who::Zoe => self.zoe,
        }
    }
}

/// Sets the workspace up with all three.
pub async fn add(app: &AppState, berlin: Zone) -> Result<People, DemoError> {
    let (anna, jonas, zoe) =
        tokio::try_join!(user(app, &ANNA), user(app, &JONAS), user(app, &ZOE))?;
    let studio = Name::parse(COMPANY)?;
    let stamp = stamp(app, None);
    let set_up = app.store.set_up_by_operator(&studio, berlin, &anna, &stamp);
    set_up.await?;
    for other in [&jonas, &zoe] {
        let stamp = self::stamp(app, Some(anna.id));
        app.store.add_user(other, &stamp).await?;
    }
    Ok(People {
        anna: anna.id,
        jonas: jonas.id,
        zoe: zoe.id,
    })
}

/// Who does something now.
pub fn stamp(state: &AppState, by: Option<UserId>) -> Stamp {
    Stamp {
        by,
        at: state.clock.now(),
        random: random::id_bytes(&*state.random),
    }
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
