//! API v1: `OData`, for the old finance module.
//!
//! Public sources: v1's API document and guide (`everii-Group/helloHQ-developer-docs@568fc49`, `docs/swagger19.json`,
//! `docs/index.html`), the vendor's C# SDK (`hellohq-io/hq-api-sdk@a3d1d46`).

mod invoices;
mod positions;
mod render;

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::books::Books;
use super::call::Call;
use super::list::Wanted;
use super::masters;
use super::model::{Dialect, Document};
use super::options::FinanceModule;
use super::refusal::Refusal;
use crate::out::Out;
use crate::sandbox::Sandbox;

/// Answers a request.
pub(super) async fn answer(State(sandbox): State<Sandbox>, request: Request) -> Response {
    let answered = match Call::read(request).await {
        Ok(call) => route(&sandbox, &call).await,
        Err(refusal) => Err(refusal),
    };
    answered.unwrap_or_else(|refusal| refusal.answer(Dialect::V1))
}

async fn route(sandbox: &Sandbox, call: &Call) -> Result<Response, Refusal> {
    if !call.has_token(&sandbox.options().hq.v1_token) {
        return Err(Refusal::unauthorized());
    }
    match (&call.method, call.steps().as_slice()) {
        (&Method::GET, [("Me", None)]) => {
            Ok(json(StatusCode::OK, &render::user(&masters::USERS[0])))
        }
        (&Method::GET, [(name, None)]) => list(sandbox, call, name),
        (&Method::GET, [("Companies", Some(id))]) => company(sandbox, id),
        (&Method::POST, [("Invoices", None)]) => invoices::create(sandbox, call).await,
        (&Method::GET, [("Invoices", Some(id))]) => invoices::get(sandbox, call, id),
        (&Method::DELETE, [("Invoices", Some(id))]) => invoices::delete(sandbox, id).await,
        (&Method::POST, [("Invoices", Some(id)), ("do.SetStatus", None)]) => {
            invoices::set_status(sandbox, call, id).await
        }
        (&Method::GET, [("Invoices", Some(id)), ("Positions", None)]) => {
            positions::list(sandbox, call, id)
        }
        (&Method::POST, [("Invoices", Some(id)), ("Positions", None)]) => {
            positions::create(sandbox, call, id).await
        }
        (&Method::GET, [("Invoices", Some(id)), ("Positions", Some(position))]) => {
            positions::get(sandbox, id, position)
        }
        (&Method::DELETE, [("Invoices", Some(id)), ("Positions", Some(position))]) => {
            positions::delete(sandbox, id, position).await
        }
        _ => Err(Refusal::not_found()),
    }
}

/// The lists that are simulated, by the resource's name.
fn list(sandbox: &Sandbox, call: &Call, name: &str) -> Result<Response, Refusal> {
    let wanted = wanted(sandbox, call);
    let rows = sandbox.read(|world| rows(&world.hq, sandbox, &wanted, name))?;
    odata(name, &wanted, rows)
}

fn rows(
    books: &Books,
    sandbox: &Sandbox,
    wanted: &Wanted<'_>,
    name: &str,
) -> Result<Vec<Out>, Refusal> {
    let positions = wanted.expands("Positions");
    Ok(match name {
        "Companies" => books.companies().map(render::company).collect(),
        "Projects" => books.projects().map(render::project).collect(),
        "Invoices" => invoices(books, sandbox)
            .map(|document| render::invoice(document, positions))
            .collect(),
        "Users" => masters::USERS.iter().map(render::user).collect(),
        "DocumentTemplates" => masters::TEMPLATES
            .iter()
            .filter(|template| template.dialect == Dialect::V1)
            .map(render::template)
            .collect(),
        "DocumentConditions" => masters::CONDITIONS.iter().map(render::condition).collect(),
        "InternalCompanies" => masters::OWN_COMPANIES
            .iter()
            .map(|company| render::own_company(company, &sandbox.options().hq.companies_made))
            .collect(),
        "Subsystem" => vec![render::subsystem()],
        _ => return Err(Refusal::not_found()),
    })
}

/// The documents that v1 shows: none where the tenant has the new finance module alone.
fn invoices<'a>(books: &'a Books, sandbox: &Sandbox) -> impl Iterator<Item = &'a Document> {
    let covered = covers_documents(sandbox);
    books.documents_of(Dialect::V1).filter(move |_| covered)
}

fn covers_documents(sandbox: &Sandbox) -> bool {
    sandbox.options().hq.finance != FinanceModule::New
}

/// The document with an id as it stands in a key.
fn find<'a>(books: &'a Books, id: &str) -> Result<&'a Document, Refusal> {
    let id = super::call::id(id)?;
    books
        .document(id)
        .filter(|document| document.dialect == Dialect::V1)
        .ok_or_else(Refusal::not_found)
}

fn company(sandbox: &Sandbox, id: &str) -> Result<Response, Refusal> {
    let id = super::call::id(id)?;
    sandbox.read(|world| {
        let company = world.hq.company(id).ok_or_else(Refusal::not_found)?;
        Ok(json(StatusCode::OK, &render::company(company)))
    })
}

fn wanted<'a>(sandbox: &Sandbox, call: &'a Call) -> Wanted<'a> {
    Wanted::new(&call.parameters, Dialect::V1, sandbox.options().hq.filters)
}

/// A list, with the number of all its rows if it was asked for (`OData` 4.0).
fn odata(name: &str, wanted: &Wanted<'_>, rows: Vec<Out>) -> Result<Response, Refusal> {
    let page = wanted.page(rows)?;
    let context = format!("https://api.hellohq.io/v1/$metadata#{name}");
    let mut fields = vec![("@odata.context", Out::Text(context))];
    if wanted.get("count") == Some("true") {
        fields.push(("@odata.count", Out::number(page.filtered)));
    }
    fields.push(("value", Out::List(page.rows)));
    Ok(json(StatusCode::OK, &Out::Object(fields)))
}

fn json(status: StatusCode, body: &Out) -> Response {
    let text = serde_json::to_string(body).unwrap_or_default();
    let media = "application/json; odata.metadata=minimal";
    (status, [(header::CONTENT_TYPE, media)], text).into_response()
}
