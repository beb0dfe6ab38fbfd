//! From the users in a file to users, those that exist and those that will be added.

use std::collections::HashMap;

use domain::UserId;

use super::NameKind;
use super::names::Fresh;
use crate::email::Email;
use crate::name::{Name, NameProblem};
use crate::rate::Rate;
use crate::users::User;

/// Whose entry a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person {
    /// Which user.
    pub user: UserId,
    /// What their hour costs.
    pub rate: Option<Rate>,
}

/// The users, by what a file knows of them.
pub(super) struct People {
    importer: Person,
    by_email: HashMap<Email, Person>,
    /// Users who were there before the import, by the key of their name.
    by_name: HashMap<String, Vec<Person>>,
    /// Everybody who was asked for, by name and address as the file spells them.
    asked: HashMap<String, HashMap<String, Person>>,
}

impl People {
    pub(super) fn new(users: Vec<User>, importer: UserId) -> Self {
        let mut people = Self {
            importer: Person {
                user: importer,
                rate: None,
            },
            by_email: HashMap::new(),
            by_name: HashMap::new(),
            asked: HashMap::new(),
        };
        for user in users {
            let person = Person {
                user: user.id,
                rate: user.rate,
            };
            if user.id == importer {
                people.importer = person;
            }
            let same_name = people.by_name.entry(user.name.to_lowercase());
            same_name.or_default().push(person);
            people.by_email.insert(user.email, person);
        }
        people
    }

    /// By the address where there is one, else by the name, else whoever imports.
    pub(super) fn find(
        &mut self,
        name: &str,
        email: &str,
        fresh: &mut Fresh,
    ) -> Result<Person, NameProblem> {
        let known = self.asked.get(email);
        if let Some(person) = known.and_then(|names| names.get(name)) {
            return Ok(*person);
        }
        let person = match (Email::parse(email), name, email) {
            (Ok(address), "", _) => {
                let user = address.as_str().split('@').next().unwrap_or_default();
                let name = Name::parse(user)?;
                self.of_email(address, &name, fresh)
            }
            (Ok(address), name, _) => {
                let name = Name::parse(name)?;
                self.of_email(address, &name, fresh)
            }
            (Err(_), "", "") => self.importer,
            (Err(_), "", not_an_address) => self.of_name(&Name::parse(not_an_address)?, fresh),
            (Err(_), name, _) => self.of_name(&Name::parse(name)?, fresh),
        };
        let names = self.asked.entry(email.to_owned()).or_default();
        names.insert(name.to_owned(), person);
        Ok(person)
    }

    fn of_email(&mut self, email: Email, name: &Name, fresh: &mut Fresh) -> Person {
        let key = email.as_str().to_owned();
        *self.by_email.entry(email).or_insert_with(|| Person {
            user: UserId(fresh.add(NameKind::User, None, name.as_str().to_owned(), key)),
            rate: None,
        })
    }

    /// A name that several users have says as little as one that nobody has: it becomes a user of its own.
    fn of_name(&mut self, name: &Name, fresh: &mut Fresh) -> Person {
        let same_name = self.by_name.get(&name.key()).map(Vec::as_slice);
        match same_name {
            Some([person]) => *person,
            _ => self.of_email(Email::placeholder(name), name, fresh),
        }
    }
}
