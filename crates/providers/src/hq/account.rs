//! Which API a token opens, whom it belongs to, and what later calls need.

use super::calls::{Api, unexpected};
use super::protocol::{self, Masters, OwnCompany};
use super::settings::{Dialect, DialectChoice, HqSettings};
use crate::error::ProviderError;
use crate::provider::{Account, Settings};

/// Proves the token. `before` is what was learnt earlier: what was chosen stays, as long as it exists.
pub(super) async fn check(api: &Api, before: &Settings) -> Result<Account, ProviderError> {
    let dialect = dialect(api).await?;
    let masters = protocol::of(dialect).masters(api).await?;
    let company = own_company(&masters, &api.settings)?;
    let organisation_id = company.tenant();
    let person = before.contact_person.clone();
    let known = |id: &String| masters.users.iter().any(|user| user.id == *id);
    let hq = HqSettings {
        found: Some(dialect),
        own_company: Some(company.id.clone()),
        tenant: Some(organisation_id.clone()),
        document_template: template(&masters, &company.id, &api.settings),
        ..api.settings.clone()
    };
    Ok(Account {
        organisation_id,
        name: company.name,
        settings: Settings {
            // HQ needs nobody's name, and a token may be nobody's own.
            contact_person: person.filter(known),
            hq: Some(hq),
            ..before.clone()
        },
        contact_persons: masters.users,
    })
}

/// The API that takes the token. Where both are tried, a refusal by the first is no more than a reason to try the other.
async fn dialect(api: &Api) -> Result<Dialect, ProviderError> {
    let candidates: &[Dialect] = match api.settings.dialect {
        DialectChoice::V1Odata => &[Dialect::V1Odata],
        DialectChoice::V2Rest => &[Dialect::V2Rest],
        DialectChoice::Auto => &[Dialect::V2Rest, Dialect::V1Odata],
    };
    let mut refusal = ProviderError::Unauthorized;
    for dialect in candidates {
        match protocol::of(*dialect).probe(api).await {
            Ok(()) => return Ok(*dialect),
            Err(
                error @ (ProviderError::Unauthorized
                | ProviderError::Forbidden { .. }
                | ProviderError::NotFound),
            ) => refusal = worse(refusal, error, candidates),
            Err(error) => return Err(error),
        }
    }
    Err(refusal)
}

/// What to tell: the only answer, or that neither API takes the token.
fn worse(before: ProviderError, error: ProviderError, candidates: &[Dialect]) -> ProviderError {
    if candidates.len() == 1 { error } else { before }
}

/// The company of one's own that was chosen, else the first.
fn own_company(masters: &Masters, settings: &HqSettings) -> Result<OwnCompany, ProviderError> {
    let chosen = settings.own_company.as_ref();
    let mut companies = masters.own_companies.iter();
    let chosen = companies.find(|company| Some(&company.id) == chosen);
    let first = masters
        .own_companies
        .iter()
        .min_by_key(|company| protocol::number(&company.id));
    chosen
        .or(first)
        .cloned()
        .ok_or_else(|| unexpected("a tenant without a company of its own"))
}

/// The template that was chosen, else the first one for invoices of the company.
fn template(masters: &Masters, own_company: &str, settings: &HqSettings) -> Option<u64> {
    let templates = &masters.templates;
    let chosen = settings.document_template;
    let exists = chosen.filter(|id| templates.iter().any(|template| template.id == *id));
    let fits = |company: &Option<String>| company.as_deref().is_none_or(|id| id == own_company);
    let first = templates
        .iter()
        .find(|template| fits(&template.own_company));
    exists.or_else(|| first.map(|template| template.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hq::protocol::Template;

    fn masters() -> Masters {
        let template = |id: u64, company: Option<&str>| Template {
            id,
            own_company: company.map(str::to_owned),
        };
        Masters {
            own_companies: [("20", "B"), ("7", "A")]
                .map(|(id, name)| OwnCompany {
                    id: id.to_owned(),
                    name: name.to_owned(),
                    created_on: None,
                })
                .into(),
            users: Vec::new(),
            templates: vec![
                template(3, Some("20")),
                template(2, Some("7")),
                template(1, None),
            ],
        }
    }

    fn chosen(company: Option<&str>, template: Option<u64>) -> (String, Option<u64>) {
        let settings = HqSettings {
            own_company: company.map(str::to_owned),
            document_template: template,
            ..HqSettings::default()
        };
        let company = own_company(&masters(), &settings).unwrap();
        let template = super::template(&masters(), &company.id, &settings);
        (company.id, template)
    }

    #[test]
    fn what_was_chosen_stays_while_it_exists() {
        assert_eq!(chosen(None, None), ("7".to_owned(), Some(2)));
        assert_eq!(chosen(Some("20"), None), ("20".to_owned(), Some(3)));
        assert_eq!(chosen(Some("20"), Some(1)), ("20".to_owned(), Some(1)));
        assert_eq!(chosen(Some("9"), Some(9)), ("7".to_owned(), Some(2)));
        assert!(own_company(&Masters::default(), &HqSettings::default()).is_err());
    }
}
