//! Searching customers.
//!
//! What the `name` filter of `GET /Contact` does (exact or part, which fields) is not documented, and without `depth=1`
//! persons are missing. So the whole list is read and searched here.

use super::calls::Api;
use crate::error::ProviderError;
use crate::fields::Fields;
use crate::provider::Customer;

/// All customers of the account.
pub(super) async fn all(api: &Api) -> Result<Vec<Customer>, ProviderError> {
    let listing = api.all(&["Contact"], &[("depth", "1")]).await?;
    Ok(listing.rows.iter().filter_map(customer).collect())
}

/// An organisation has a name; a person has a first name (spelt `surename`) and a last name.
fn customer(row: &Fields) -> Option<Customer> {
    let id = row.id("id")?;
    let number = row.text_or_empty("customerNumber");
    let person = format!(
        "{} {}",
        row.text_or_empty("surename"),
        row.text_or_empty("familyname")
    );
    let names = [
        row.text_or_empty("name"),
        person,
        number.clone(),
        id.clone(),
    ];
    let name = names
        .iter()
        .map(|name| name.trim())
        .find(|name| !name.is_empty())?
        .to_owned();
    Some(Customer { id, name, number })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(json: &str) -> String {
        customer(&Fields::parse(json).unwrap()).unwrap().name
    }

    #[test]
    fn organisations_and_persons_have_names() {
        assert_eq!(
            named(r#"{"id":"1","name":"ACME GmbH","surename":null}"#),
            "ACME GmbH"
        );
        assert_eq!(
            named(r#"{"id":"1","name":null,"surename":"Ada","familyname":"Müller"}"#),
            "Ada Müller"
        );
        assert_eq!(
            named(r#"{"id":"1","name":"","surename":"","familyname":"Müller"}"#),
            "Müller"
        );
        assert_eq!(
            named(r#"{"id":"1","name":null,"customerNumber":"1007"}"#),
            "1007"
        );
    }
}
