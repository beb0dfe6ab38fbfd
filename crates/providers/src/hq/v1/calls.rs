//! The calls of v1.

use std::collections::BTreeMap;

use domain::money::Cents;

use super::{KEY, read};
use crate::error::ProviderError;
use crate::fields::Fields;
use crate::hq::calls::Api;
use crate::hq::document::{Head, Line};
use crate::hq::lists::{self, Query};
use crate::hq::protocol::{self, Masters, OwnCompany, Template};
use crate::provider::{Lookup, Sought};
use crate::stranger::{self, Stranger};

/// The order in which a list that grows while it is read loses nothing.
const BY_ID: (&str, &str) = ("orderby", KEY);

/// All rows of a list.
pub(super) async fn list(
    api: &Api,
    path: &str,
    parameters: &[(&str, &str)],
) -> Result<Vec<Fields>, ProviderError> {
    let path: Vec<&str> = ["v1"].into_iter().chain(path.split('/')).collect();
    let query = Query {
        path: &path,
        prefix: "$",
        key: KEY,
        parameters,
    };
    lists::all(api, &query).await
}

/// The segment of a path that stands for an invoice.
pub(super) fn invoice_path(id: &str) -> Option<String> {
    Some(format!("Invoices({})", protocol::number(id)?))
}

/// The positions of an invoice.
pub(super) async fn positions(api: &Api, id: &str) -> Result<Vec<Line>, ProviderError> {
    let invoice = invoice_path(id).ok_or(ProviderError::NotFound)?;
    let rows = list(api, &format!("{invoice}/Positions"), &[]).await?;
    rows.into_iter()
        .map(|row| read::line(row, &api.settings))
        .collect()
}

/// The invoices of a company. The filter is as documented for every field; each row is looked at again all the same.
pub(super) async fn invoices_of(api: &Api, company: &str) -> Result<Vec<Head>, ProviderError> {
    let company = protocol::number(company).ok_or(ProviderError::NotFound)?;
    let filter = format!("CompanyId eq {company}");
    let rows = list(api, "Invoices", &[("filter", &filter), BY_ID]).await?;
    let theirs = rows
        .into_iter()
        .filter(|row| row.id("CompanyId") == Some(company.to_string()));
    theirs.map(read::head).collect()
}

/// Own companies, users, and templates for invoices.
pub(super) async fn masters(api: &Api) -> Result<Masters, ProviderError> {
    let companies = list(api, "InternalCompanies", &[]).await?;
    let users = list(api, "Users", &[]).await?;
    let templates = list(api, "DocumentTemplates", &[]).await?;
    let is_invoice =
        |row: &&Fields| row.text("DocumentType").as_deref() == Some(super::wire::INVOICE);
    let template = |row: &Fields| {
        Some(Template {
            id: protocol::number(&row.id(KEY)?)?,
            own_company: row.id("InternalCompanyId"),
        })
    };
    Ok(Masters {
        own_companies: companies.iter().filter_map(own_company).collect(),
        users: users.iter().filter_map(read::user).collect(),
        templates: templates
            .iter()
            .filter(is_invoice)
            .filter_map(template)
            .collect(),
    })
}

fn own_company(row: &Fields) -> Option<OwnCompany> {
    Some(OwnCompany {
        id: row.id(KEY)?,
        name: row.text_or_empty("Name"),
        created_on: row.text("CreatedOn"),
    })
}

/// Looks for the invoice that carries a reference as its `SyncId`.
///
/// Where it is not found by that, the company's invoices are read and compared one by one. An absence counts if an
/// earlier invoice of ours is found in the same way, or if there is none yet; and if none of those that were read may be
/// ours with another `SyncId`, or without one: that HQ keeps it is likely, but not documented.
pub(super) async fn find(api: &Api, sought: &Sought<'_>) -> Result<Lookup, ProviderError> {
    let mut found = carriers(api, sought.reference).await?;
    let heads = invoices_of(api, &sought.payload.customer.id).await?;
    for head in &heads {
        if head.reference == sought.reference {
            found.insert(protocol::number(&head.id), head.id.clone());
        }
    }
    let mut ids: Vec<String> = found.into_values().collect();
    match (ids.pop(), ids.is_empty()) {
        (None, _) if heads.iter().any(|head| may_be(head, sought)) => {
            Ok(stranger::somebody_may_have_renamed_it())
        }
        (None, _) => absence(api, sought.canary).await,
        (Some(remote_id), true) => Ok(Lookup::Found { remote_id }),
        (Some(newest), false) => {
            ids.push(newest);
            Ok(Lookup::FoundMany { remote_ids: ids })
        }
    }
}

/// The head is made first, and worth nothing until its lines follow.
fn may_be(head: &Head, sought: &Sought<'_>) -> bool {
    let stranger = Stranger {
        id: &head.id,
        reference: &head.reference,
        net: Some(head.net).filter(|net| *net != Cents::ZERO),
        created: head.created,
    };
    stranger.may_be(sought)
}

async fn absence(api: &Api, canary: Option<&str>) -> Result<Lookup, ProviderError> {
    let Some(canary) = canary else {
        return Ok(Lookup::Absent);
    };
    if carriers(api, canary).await?.is_empty() {
        let detail = "an earlier invoice is not found in this way either".to_owned();
        return Ok(Lookup::Inconclusive {
            detail,
            alike: false,
        });
    }
    Ok(Lookup::Absent)
}

/// The ids of the invoices with exactly this `SyncId`, oldest first.
async fn carriers(
    api: &Api,
    reference: &str,
) -> Result<BTreeMap<Option<u64>, String>, ProviderError> {
    let filter = format!("SyncId eq '{}'", reference.replace('\'', "''"));
    let parameters = [BY_ID, ("filter", filter.as_str())];
    let parameters = if api.settings.sync_id_filter {
        &parameters[..]
    } else {
        &parameters[..1]
    };
    let rows = list(api, "Invoices", parameters).await?;
    let carries = |row: &&Fields| row.text("SyncId").as_deref() == Some(reference);
    let ids = rows.iter().filter(carries).filter_map(|row| row.id(KEY));
    Ok(ids.map(|id| (protocol::number(&id), id)).collect())
}
