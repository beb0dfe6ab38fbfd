//! The calls of v2.

use std::collections::BTreeMap;

use super::wire::INVOICE;
use super::{KEY, read};
use crate::error::ProviderError;
use crate::fields::Fields;
use crate::hq::calls::Api;
use crate::hq::document::{Head, Line};
use crate::hq::lists::{self, Query};
use crate::hq::protocol::{self, Masters, OwnCompany, Template};

/// What tells the status of a document, and comes only when it is asked for.
const STATUS: &str = "documentStatusEntity";

/// The types of statuses by their id: their names are the tenant's own.
pub(super) type Statuses = BTreeMap<String, String>;

fn query<'a>(api: &'a Api, path: &'a [&'a str], parameters: &'a [(&'a str, &'a str)]) -> Query<'a> {
    Query {
        path,
        prefix: &api.settings.query_prefix,
        key: KEY,
        parameters,
    }
}

/// All rows of a list.
pub(super) async fn list(
    api: &Api,
    path: &str,
    parameters: &[(&str, &str)],
) -> Result<Vec<Fields>, ProviderError> {
    let path: Vec<&str> = ["v2"].into_iter().chain(path.split('/')).collect();
    lists::all(api, &query(api, &path, parameters)).await
}

/// A list of one row, which every token of this API may read.
pub(super) async fn probe(api: &Api) -> Result<(), ProviderError> {
    let path = ["v2", "Subsystems"];
    let query = query(api, &path, &[]);
    lists::page(api, &query, 1, 0).await.map(drop)
}

/// The documents of a company. What the filter leaves is looked at again.
pub(super) async fn documents_of(api: &Api, company: &str) -> Result<Vec<Head>, ProviderError> {
    let company = protocol::number(company).ok_or(ProviderError::NotFound)?;
    let filter = format!("companyId eq {company} and documentType eq '{INVOICE}'");
    // In this order, a list that grows while it is read loses nothing.
    let parameters = [
        ("filter", filter.as_str()),
        ("expand", STATUS),
        ("orderby", KEY),
    ];
    let mut rows = list(api, "Documents", &parameters).await?;
    rows.retain(|row| row.id("companyId") == Some(company.to_string()));
    rows.retain(|row| row.text("documentType").as_deref() == Some(INVOICE));
    let statuses = statuses(api, &rows).await?;
    rows.into_iter()
        .map(|row| read::head(row, &statuses))
        .collect()
}

/// A document without its lines.
pub(super) async fn head(api: &Api, id: &str) -> Result<Option<Head>, ProviderError> {
    let Some(number) = protocol::number(id) else {
        return Ok(None);
    };
    let expand = format!("{}expand", api.settings.query_prefix);
    let path = ["v2", "Documents", &number.to_string()];
    let Some(row) = api.one(&path, &[(&expand, STATUS)]).await? else {
        return Ok(None);
    };
    let statuses = statuses(api, std::slice::from_ref(&row)).await?;
    read::head(row, &statuses).map(Some)
}

/// The statuses, if rows came without theirs.
async fn statuses(api: &Api, rows: &[Fields]) -> Result<Statuses, ProviderError> {
    if rows.iter().all(|row| row.object(STATUS).is_some()) {
        return Ok(Statuses::new());
    }
    let rows = list(api, "DocumentStatus", &[]).await?;
    let known = rows
        .iter()
        .filter_map(|row| Some((row.id(KEY)?, row.text("documentStatusType")?)));
    Ok(known.collect())
}

/// The positions of a document.
pub(super) async fn positions(api: &Api, id: &str) -> Result<Vec<Line>, ProviderError> {
    let number = protocol::number(id).ok_or(ProviderError::NotFound)?;
    let path = format!("Documents/{number}/DocumentPositions");
    let rows = list(api, &path, &[]).await?;
    rows.into_iter()
        .map(|row| read::line(row, &api.settings))
        .collect()
}

/// Own companies, users, and templates for invoices, the standard one first.
pub(super) async fn masters(api: &Api) -> Result<Masters, ProviderError> {
    let companies = list(api, "OwnCompanies", &[]).await?;
    let users = list(api, "Users", &[]).await?;
    let mut templates = list(api, "DocumentTemplates", &[]).await?;
    templates.retain(|row| row.text("documentType").as_deref() == Some(INVOICE));
    templates.sort_by_key(|row| !row.is_true("isStandard"));
    let template = |row: &Fields| {
        Some(Template {
            id: protocol::number(&row.id(KEY)?)?,
            own_company: row.id("financeOwnCompanyId"),
        })
    };
    Ok(Masters {
        own_companies: companies.iter().filter_map(own_company).collect(),
        users: users.iter().filter_map(read::user).collect(),
        templates: templates.iter().filter_map(template).collect(),
    })
}

fn own_company(row: &Fields) -> Option<OwnCompany> {
    Some(OwnCompany {
        id: row.id(KEY)?,
        name: row.text_or_empty("name"),
        created_on: row.text("createdOn"),
    })
}
