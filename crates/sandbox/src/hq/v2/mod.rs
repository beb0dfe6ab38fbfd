//! API v2: REST, for the new finance module.
//!
//! Public sources: v2's API document and guide (`everii-Group/helloHQ-developer-docs@568fc49`, `docs/swagger20.json`,
//! `docs/index.html`), and what clients of it have seen (`BM1-de/hellohq-mcp@d02c680`,
//! `markatusGit/Sales-Markatus-WebApp`).

mod documents;
mod elements;
mod positions;
mod render;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::books::Books;
use super::call::Call;
use super::list::{PAGE, Page, Wanted};
use super::masters;
use super::model::{Dialect, Document};
use super::options::{CountHeader, FinanceModule};
use super::refusal::Refusal;
use crate::out::Out;
use crate::sandbox::Sandbox;

/// Answers a request.
pub(super) async fn answer(State(sandbox): State<Sandbox>, request: Request) -> Response {
    let answered = match Call::read(request).await {
        Ok(call) => route(&sandbox, &call).await,
        Err(refusal) => Err(refusal),
    };
    answered.unwrap_or_else(|refusal| refusal.answer(Dialect::V2))
}

async fn route(sandbox: &Sandbox, call: &Call) -> Result<Response, Refusal> {
    if !call.has_token(&sandbox.options().hq.v2_token) {
        return Err(Refusal::unauthorized());
    }
    let path: Vec<&str> = call.segments().collect();
    match (&call.method, path.as_slice()) {
        (&Method::GET, ["Companies", id]) => company(sandbox, id),
        (&Method::POST, ["Documents"]) => documents::create(sandbox, call).await,
        (&Method::GET, ["Documents", id]) => documents::get(sandbox, call, id),
        (&Method::DELETE, ["Documents", id]) => documents::delete(sandbox, id).await,
        (&Method::POST, ["Documents", id, "ChangeStatus"]) => {
            documents::change_status(sandbox, call, id).await
        }
        (&Method::GET, ["Documents", id, "DocumentElements"]) => elements::list(sandbox, id),
        (&Method::POST, ["Documents", id, kind @ ("Table" | "Text")]) => {
            elements::create(sandbox, call, id, kind).await
        }
        (&Method::GET, ["Documents", id, "DocumentPositions"]) => {
            positions::list(sandbox, call, id)
        }
        (&Method::POST, ["DocumentPositions", "FreeTextPosition"]) => {
            positions::create(sandbox, call).await
        }
        (&Method::GET, ["DocumentPositions", id]) => positions::get(sandbox, id),
        (&Method::DELETE, ["DocumentPositions", id]) => positions::delete(sandbox, id).await,
        (&Method::GET, [name]) => list(sandbox, call, name),
        _ => Err(Refusal::not_found()),
    }
}

/// The lists that are simulated, by the resource's name.
fn list(sandbox: &Sandbox, call: &Call, name: &str) -> Result<Response, Refusal> {
    let wanted = wanted(sandbox, call);
    let rows = sandbox.read(|world| rows(&world.hq, sandbox, &wanted, name))?;
    array(sandbox, name, &wanted, rows)
}

fn rows(
    books: &Books,
    sandbox: &Sandbox,
    wanted: &Wanted<'_>,
    name: &str,
) -> Result<Vec<Out>, Refusal> {
    let with_status = wanted.expands("documentStatusEntity");
    Ok(match name {
        "Companies" => books.companies().map(render::company).collect(),
        "Projects" => books.projects().map(render::project).collect(),
        "Documents" => documents(books, sandbox)
            .map(|document| render::document(document, with_status))
            .collect(),
        "DocumentStatus" => masters::STATUSES.iter().map(render::status).collect(),
        "DocumentTemplates" => masters::TEMPLATES
            .iter()
            .filter(|template| template.dialect == Dialect::V2)
            .map(render::template)
            .collect(),
        "Users" => masters::USERS.iter().map(render::user).collect(),
        "OwnCompanies" => masters::OWN_COMPANIES
            .iter()
            .map(|company| render::own_company(company, &sandbox.options().hq.companies_made))
            .collect(),
        "Subsystems" => vec![render::subsystem()],
        _ => return Err(Refusal::not_found()),
    })
}

/// The documents that v2 shows: none where the tenant has the old finance module alone.
fn documents<'a>(books: &'a Books, sandbox: &Sandbox) -> impl Iterator<Item = &'a Document> {
    let covered = covers_documents(sandbox);
    books.documents_of(Dialect::V2).filter(move |_| covered)
}

fn covers_documents(sandbox: &Sandbox) -> bool {
    sandbox.options().hq.finance != FinanceModule::Old
}

/// The document with an id as it stands in a path.
fn find<'a>(books: &'a Books, id: &str) -> Result<&'a Document, Refusal> {
    let id = super::call::id(id)?;
    books
        .document(id)
        .filter(|document| document.dialect == Dialect::V2)
        .ok_or_else(Refusal::not_found)
}

fn company(sandbox: &Sandbox, id: &str) -> Result<Response, Refusal> {
    let id = super::call::id(id)?;
    sandbox.read(|world| {
        let company = world.hq.company(id).ok_or_else(Refusal::not_found)?;
        Ok(json(&render::company(company)))
    })
}

fn wanted<'a>(sandbox: &Sandbox, call: &'a Call) -> Wanted<'a> {
    Wanted::new(&call.parameters, Dialect::V2, sandbox.options().hq.filters)
}

/// A bare array, with the count and the address of the next page in headers.
fn array(
    sandbox: &Sandbox,
    name: &str,
    wanted: &Wanted<'_>,
    rows: Vec<Out>,
) -> Result<Response, Refusal> {
    let page = wanted.page(rows)?;
    let next = next_link(name, wanted, &page);
    let count = match sandbox.options().hq.count_header {
        CountHeader::Filtered => page.filtered,
        CountHeader::Unfiltered => page.unfiltered,
    };
    let mut response = json(&Out::List(page.rows));
    let headers = response.headers_mut();
    headers.insert(HeaderName::from_static("hellohq-count"), count.into());
    if let Some(Ok(next)) = next.map(|next| HeaderValue::from_str(&next)) {
        headers.insert(HeaderName::from_static("hellohq-nextlink"), next);
    }
    Ok(response)
}

fn next_link(name: &str, wanted: &Wanted<'_>, page: &Page) -> Option<String> {
    let skip = page.next?;
    let top = wanted.get("top").map_or(PAGE.to_string(), str::to_owned);
    Some(format!(
        "https://api.hellohq.io/v2/{name}?top={top}&skip={skip}"
    ))
}

/// 200 and JSON: this API has no other status of success.
fn json(body: &Out) -> Response {
    let text = serde_json::to_string(body).unwrap_or_default();
    let media = [(header::CONTENT_TYPE, "application/json; charset=utf-8")];
    (StatusCode::OK, media, text).into_response()
}
