//! How to read the file, and whose import it is.

use domain::role::Role;
use domain::{UserId, zone};
use import::{DateOrder, Options};
use store::{Store, User};

use super::super::Failure;
use crate::cli;

/// From the arguments, or from what the database knows.
pub async fn choose(store: &Store, options: &cli::Import) -> Result<(Options, UserId), Failure> {
    let workspace = store.workspace().await?;
    let workspace = workspace
        .ok_or("Billhour is not set up yet: start it, and follow the link that it prints")?;
    let zone = match &options.timezone {
        None => workspace.zone,
        Some(name) => zone::parse(name).ok_or_else(|| {
            format!("there is no time zone {name}; names look like Europe/Berlin")
        })?,
    };
    let dates = options.dates.map(|order| match order {
        cli::Dates::Dmy => DateOrder::DayFirst,
        cli::Dates::Mdy => DateOrder::MonthFirst,
    });
    let users = store.users().await?.into_iter();
    let users = users.filter(|user| user.archived_at.is_none()).collect();
    let by = importing_user(users, options.user.as_deref())?;
    Ok((Options { zone, dates }, by))
}

/// Who gets the rows that name nobody: who is named, else the admin who has been here longest.
fn importing_user(users: Vec<User>, email: Option<&str>) -> Result<UserId, Failure> {
    let mut users = users.into_iter();
    if let Some(email) = email {
        let found = users.find(|user| user.email.as_str().eq_ignore_ascii_case(email.trim()));
        let user = found.ok_or_else(|| format!("there is no user with the address {email}"))?;
        return Ok(user.id);
    }
    let admins = users.filter(|user| user.role == Role::Admin);
    let first = admins.map(|admin| admin.id).min();
    Ok(first.ok_or("there is no admin: name a user with --user")?)
}
