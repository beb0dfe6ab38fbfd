//! Whom a token belongs to, and what later calls need.

use std::collections::BTreeMap;

use domain::unit::Unit;

use super::calls::{self, Api};
use super::tax::Bookkeeping;
use crate::error::ProviderError;
use crate::fields::Fields;
use crate::provider::{Account, ContactPerson, Settings};

/// sevDesk's units by their code. Ids differ between accounts' own units, and libraries disagree about those of the
/// standard ones, so they are looked up.
const UNITS: [(Unit, &str); 4] = [
    (Unit::Hour, "UNITY_HOUR"),
    (Unit::Day, "UNITY_DAYS"),
    (Unit::FlatRate, "UNITY_BLANKET"),
    (Unit::Piece, "UNITY_PIECE"),
];

/// Proves the token, and learns users, units and bookkeeping version. `before` is what was learnt earlier: a contact
/// person who was chosen stays.
pub(super) async fn check(api: &Api, before: &Settings) -> Result<Account, ProviderError> {
    let version = api.one(&["Tools", "bookkeepingSystemVersion"]).await?;
    let version = version.and_then(|row| row.text("version"));
    let version = version.filter(|version| Bookkeeping::parse(version).is_some());
    let version = version
        .ok_or_else(|| calls::unexpected("a bookkeeping version that is neither 1.0 nor 2.0"))?;
    let users = api.all(&["SevUser"], &[]).await?.rows;
    let contact_persons: Vec<ContactPerson> = users.iter().filter_map(person).collect();
    let chosen = before
        .contact_person
        .clone()
        .filter(|id| contact_persons.iter().any(|person| person.id == *id));
    let contact_person = chosen.or_else(|| contact_persons.first().map(|person| person.id.clone()));
    let contact_person =
        contact_person.ok_or_else(|| calls::unexpected("an account without users"))?;
    Ok(Account {
        organisation_id: organisation(api, &users).await?,
        name: owner(&users, &contact_persons),
        contact_persons,
        settings: Settings {
            contact_person: Some(contact_person),
            bookkeeping_version: Some(version),
            unit_ids: units(api).await?,
            ..before.clone()
        },
    })
}

/// The client number, `sevClient`: users have it (`j-mastr/sevdesk-php-sdk@12520f5`, `ModelSevUserResponse`), but that
/// list is not documented by sevDesk; contacts have it as well (sevDesk OpenAPI, `Model_ContactResponse`).
async fn organisation(api: &Api, users: &[Fields]) -> Result<String, ProviderError> {
    let client = |rows: &[Fields]| rows.iter().find_map(|row| row.reference("sevClient"));
    if let Some(client) = client(users) {
        return Ok(client);
    }
    let contacts = api.all(&["Contact"], &[("depth", "1")]).await?.rows;
    client(&contacts).ok_or_else(|| {
        calls::unexpected(
            "neither users nor contacts that name their client number; add a contact and try again",
        )
    })
}

fn person(user: &Fields) -> Option<ContactPerson> {
    let full = format!(
        "{} {}",
        user.text_or_empty("firstName"),
        user.text_or_empty("lastName")
    );
    let id = user.id("id")?;
    let names = [
        user.text_or_empty("fullname"),
        full,
        user.text_or_empty("username"),
        id.clone(),
    ];
    let name = names
        .iter()
        .map(|name| name.trim())
        .find(|name| !name.is_empty())?
        .to_owned();
    Some(ContactPerson { id, name })
}

/// There is no "who am I": the owner of the account is named, else its first user.
fn owner(users: &[Fields], persons: &[ContactPerson]) -> String {
    let owner = users
        .iter()
        .find(|user| user.flag("clientOwner"))
        .and_then(person);
    owner
        .or_else(|| persons.first().cloned())
        .map(|person| person.name)
        .unwrap_or_default()
}

/// The ids of our units. One that the account lacks is left out: an invoice that needs it is refused, rather than sent
/// with a guess (libraries have 2 for the hour, which is the square metre).
async fn units(api: &Api) -> Result<BTreeMap<String, String>, ProviderError> {
    let rows = api.all(&["Unity"], &[]).await?.rows;
    let id_of = |code: &str| {
        rows.iter()
            .find(|row| row.text("translationCode").as_deref() == Some(code))?
            .id("id")
    };
    let known = UNITS
        .iter()
        .filter_map(|(unit, code)| Some((unit.as_str().to_owned(), id_of(code)?)));
    Ok(known.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_has_a_name() {
        let name = |json: &str| person(&Fields::parse(json).unwrap()).unwrap().name;
        assert_eq!(
            name(r#"{"id":"1","fullname":"Ada Beispiel","username":"ada"}"#),
            "Ada Beispiel"
        );
        assert_eq!(
            name(r#"{"id":"1","fullname":null,"firstName":"Ada","lastName":"Beispiel"}"#),
            "Ada Beispiel"
        );
        assert_eq!(
            name(r#"{"id":"1","fullname":"","username":"ada@example.org"}"#),
            "ada@example.org"
        );
        assert_eq!(name(r#"{"id":"1551095"}"#), "1551095");
    }

    #[test]
    fn the_owner_is_named_first() {
        let users: Vec<Fields> = serde_json::from_str(
            r#"[{"id":"1","fullname":"Ada Beispiel"},{"id":"2","fullname":"Bo Muster","clientOwner":"1"}]"#,
        )
        .unwrap();
        let persons: Vec<ContactPerson> = users.iter().filter_map(person).collect();
        assert_eq!(owner(&users, &persons), "Bo Muster");
        assert_eq!(owner(&users[..1], &persons[..1]), "Ada Beispiel");
    }
}
