//! Invented people and work for tests.

use chrono::{DateTime, TimeDelta, Utc};
use domain::role::Role;
use domain::{ClientId, EntryId, ProjectId, TaskId, UserId};
use secrecy::SecretString;
use tokio::sync::OnceCell;

use super::random;
use crate::Store;
use crate::audit::Stamp;
use crate::email::Email;
use crate::entries::EntryFields;
use crate::name::Name;
use crate::note::Note;
use crate::password::{NewPassword, PasswordHash};
use crate::rate::Rate;
use crate::users::NewUser;
use crate::work::NewProject;

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

/// Adds a client and answers the id.
///
/// # Panics
/// Where the store refuses.
pub async fn add_client(store: &Store, text: &str) -> ClientId {
    let id = ClientId::new(now(), &random());
    store
        .add_client(id, &name(text))
        .await
        .expect("a new client");
    id
}

/// Adds a project with a rate in cents, and answers the id.
///
/// # Panics
/// Where the store refuses.
pub async fn add_project(
    store: &Store,
    client: ClientId,
    text: &str,
    rate: Option<i64>,
) -> ProjectId {
    let id = ProjectId::new(now(), &random());
    let rate = rate.and_then(Rate::of_cents);
    let project = NewProject {
        id,
        client,
        name: name(text),
        rate,
    };
    store.add_project(&project).await.expect("a new project");
    id
}

/// Adds a task and answers the id.
///
/// # Panics
/// Where the store refuses.
pub async fn add_task(store: &Store, project: ProjectId, text: &str) -> TaskId {
    let id = TaskId::new(now(), &random());
    store
        .add_task(id, project, &name(text))
        .await
        .expect("a new task");
    id
}

/// An hour of billable work from 10:00 UTC on, `days` after [`now`], with an empty note.
pub fn entry(user: UserId, project: Option<ProjectId>, days: i64) -> EntryFields {
    EntryFields {
        user,
        project,
        task: None,
        work_type: None,
        started_at: now() + TimeDelta::days(days),
        seconds: 3600,
        zone: berlin(),
        note: Note::default(),
        billable: true,
        rate: None,
    }
}

/// Adds an entry and answers the id.
///
/// # Panics
/// Where the store refuses.
pub async fn add_entry(store: &Store, fields: &EntryFields) -> EntryId {
    let id = EntryId::new(now(), &random());
    store
        .add_entry(id, fields, now())
        .await
        .expect("a new entry");
    id
}

/// Sets the workspace up in Berlin, with the admin Anna Berg and [`PASSWORD`]; answers her id.
///
/// # Panics
/// Where the store refuses.
pub async fn set_up(store: &Store) -> UserId {
    let mut admin = new_user("Anna Berg", Role::Admin);
    admin.password = Some(HASH.get_or_init(|| hash_of(&admin.email)).await.clone());
    store
        .set_up_by_operator(&name("Studio Nordlicht"), berlin(), &admin, &stamp(None))
        .await
        .expect("a new workspace");
    admin.id
}

/// Hashing takes a quarter of a second without optimisation, and many tests begin with [`set_up`].
static HASH: OnceCell<PasswordHash> = OnceCell::const_new();

async fn hash_of(email: &Email) -> PasswordHash {
    let password = NewPassword::parse(SecretString::from(PASSWORD), email).expect("a password");
    password.hash(random()).await.expect("a hash")
}

/// Berlin's zone.
///
/// # Panics
/// Never: there is one.
pub fn berlin() -> domain::zone::Zone {
    domain::zone::parse("Europe/Berlin").expect("Berlin's zone")
}
