//! What step 2 does with its form: search, show drafts, or save.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use billing::Tools as _;
use domain::ConnectionId;
use domain::document::Op;
use domain::payload::{CustomerRef, Target};
use domain::tax::Treatment;
use providers::{BeforeImage, Provider};
use std::sync::Arc;
use store::Connection;
use store::invoices::{ChosenTarget, Invoice, SaveDocument};
use texts::say;

use super::customers::SEARCHED;
use super::load::{document_of, invoice_of_post};
use super::step::Step;
use super::tool::SHOWN;
use super::wording::{tool_problem, tools_problem};
use crate::context::{Cx, PageError};
use crate::forms::Posted;

/// A field's name and what is wrong with it.
type Problem = (&'static str, String);

/// How step 2 ends when it does not go on.
enum Stop {
    /// The page again, with other answers in its query.
    Ask(Vec<(&'static str, String)>),
    /// The page again, with a problem.
    Problem(Problem),
    /// The database failed.
    Page(PageError),
}

impl From<store::StoreError> for Stop {
    fn from(error: store::StoreError) -> Self {
        Self::Page(error.into())
    }
}

/// Saves step 2, or asks on.
pub async fn post(Path(id): Path<String>, posted: Posted) -> Response {
    let invoice = match invoice_of_post(&posted.cx, &id, Step::Tool).await {
        Ok(invoice) => invoice,
        Err(answer) => return answer,
    };
    if posted.text("do") == "back" {
        return Redirect::to(&Step::Overview.url(invoice.id)).into_response();
    }
    match save(&posted, &invoice).await {
        Ok(()) => Redirect::to(&Step::Level.url(invoice.id)).into_response(),
        Err(Stop::Ask(query)) => {
            let query = serde_urlencoded::to_string(query).unwrap_or_default();
            Redirect::to(&format!("{}?{query}", Step::Tool.url(invoice.id))).into_response()
        }
        Err(Stop::Problem((field, problem))) => posted.again(vec![(field, problem)]).await,
        Err(Stop::Page(error)) => error.into_response(),
    }
}

async fn save(posted: &Posted, invoice: &Invoice) -> Result<(), Stop> {
    let cx = &posted.cx;
    let l = cx.words();
    let connection = connection_of(cx, posted.text("connection")).await?;
    if posted.text("do") == "search" {
        return Err(Stop::Ask(answers(posted, &connection, None)));
    }
    if posted.text(SHOWN) != connection.id.to_string() {
        return Err(Stop::Ask(answers_elsewhere(posted, &connection)));
    }
    let connected = cx
        .state
        .tools
        .connect(connection.id)
        .await
        .map_err(|problem| Stop::Problem(("", tools_problem(l, &problem))))?;
    let customer = customer_of(posted, &connection, &connected.provider).await?;
    let wants_draft = posted.text("target") == "existing_draft";
    if wants_draft && posted.text("draft").is_empty() {
        return Err(Stop::Ask(answers(posted, &connection, Some(&customer))));
    }
    let before = if wants_draft {
        Some(
            draft_of(
                cx,
                &connection,
                &connected.provider,
                &customer,
                posted.text("draft"),
            )
            .await?,
        )
    } else {
        None
    };
    let chosen = chosen(invoice, &connection, customer, before, cx)?;
    treat(cx, invoice, chosen.treatment).await?;
    cx.state
        .store
        .choose_target(invoice.id, &chosen, cx.now())
        .await?;
    Ok(())
}

/// Gives positions that are there already the rates of another tax treatment, as choosing it in step 5 would.
async fn treat(cx: &Cx, invoice: &Invoice, treatment: Treatment) -> Result<(), Stop> {
    let before = document_of(cx, invoice).await.map_err(Stop::Page)?;
    if before.positions.is_empty() || before.treatment == treatment {
        return Ok(());
    }
    let mut after = before.clone();
    // A treatment can be chosen in any document.
    let _ = after.apply(&Op::Treatment { treatment });
    let store = &cx.state.store;
    let saved = store.save_document(invoice.id, invoice.version, &before, &after, cx.now());
    match saved.await? {
        SaveDocument::Saved(_) => Ok(()),
        SaveDocument::Conflict => {
            let problem = say!(cx.words(), wizard.edited_meanwhile);
            Err(Stop::Problem(("", problem)))
        }
    }
}

fn chosen(
    invoice: &Invoice,
    connection: &Connection,
    customer: CustomerRef,
    before: Option<BeforeImage>,
    cx: &Cx,
) -> Result<ChosenTarget, Stop> {
    let before_image = before.as_ref().map(serde_json::to_string).transpose();
    let before_image =
        before_image.map_err(|_| Stop::Problem(("draft", say!(cx.words(), wizard.draft_gone))))?;
    let unchanged = invoice.connection == Some(connection.id) && invoice.made_from.is_some();
    let usual = if unchanged {
        invoice.treatment
    } else {
        connection.treatment
    };
    Ok(ChosenTarget {
        connection: connection.id,
        customer,
        treatment: before.as_ref().map_or(usual, |before| before.treatment),
        target: before.map_or(Target::NewInvoice, |before| Target::ExistingDraft {
            remote_id: before.remote_id,
        }),
        before_image,
        remember_for: invoice.client,
    })
}

/// The answers on their way, for the page's query.
fn answers(
    posted: &Posted,
    connection: &Connection,
    customer: Option<&CustomerRef>,
) -> Vec<(&'static str, String)> {
    let mut query = vec![
        ("connection", connection.id.to_string()),
        ("target", posted.text("target").to_owned()),
    ];
    match customer {
        Some(customer) => query.extend([
            ("customer_id", customer.id.clone()),
            ("customer_name", customer.name.clone()),
        ]),
        None => query.push(("search", posted.text("customer").to_owned())),
    }
    query
}

/// The same where another connection was chosen than the page was shown for. The chosen customer is none of its customers;
/// what was typed is looked for there, and otherwise the one that the client is there is suggested.
fn answers_elsewhere(posted: &Posted, connection: &Connection) -> Vec<(&'static str, String)> {
    let typed = posted.text("customer");
    let mut query = answers(posted, connection, None);
    if typed.is_empty() || typed == posted.text("chosen_name") {
        query.retain(|(name, _)| *name != "search");
    }
    query
}

async fn connection_of(cx: &Cx, id: &str) -> Result<Connection, Stop> {
    let l = cx.words();
    let id: ConnectionId = id
        .parse()
        .map_err(|_| Stop::Problem(("", say!(l, wizard.choose_tool))))?;
    let connections = cx.state.store.connected().await?;
    connections
        .into_iter()
        .find(|connection| connection.id == id)
        .ok_or_else(|| Stop::Problem(("", say!(l, wizard.choose_tool))))
}

/// The customer that is meant: one of those found, the one chosen before, or the only one whose name was typed.
async fn customer_of(
    posted: &Posted,
    connection: &Connection,
    provider: &Arc<dyn Provider>,
) -> Result<CustomerRef, Stop> {
    let l = posted.cx.words();
    let typed = posted.text("customer");
    if let Some((id, name)) = posted.text("found").split_once('|') {
        // Whoever typed another name since the list was made may mean either: the list is made anew, for that name.
        if ![posted.text(SEARCHED), name].contains(&typed) {
            return Err(Stop::Ask(answers(posted, connection, None)));
        }
        return Ok(CustomerRef {
            id: id.to_owned(),
            name: name.to_owned(),
        });
    }
    if !posted.text("chosen_id").is_empty() && typed == posted.text("chosen_name") {
        return Ok(CustomerRef {
            id: posted.text("chosen_id").to_owned(),
            name: typed.to_owned(),
        });
    }
    if typed.is_empty() {
        return Err(Stop::Problem(("customer", say!(l, wizard.choose_customer))));
    }
    let found = provider.customers(typed).await.map_err(|problem| {
        Stop::Problem(("customer", tool_problem(l, connection.tool, &problem)))
    })?;
    let same: Vec<_> = found
        .customers
        .iter()
        .filter(|customer| customer.name.to_lowercase() == typed.to_lowercase())
        .collect();
    let meant = match (same.as_slice(), found.customers.as_slice()) {
        ([one], _) => Some(*one),
        ([], [only]) if !found.more => Some(only),
        _ => None,
    };
    match meant {
        Some(customer) => Ok(CustomerRef {
            id: customer.id.clone(),
            name: customer.name.clone(),
        }),
        None if found.customers.is_empty() => Err(Stop::Problem((
            "customer",
            say!(l, wizard.no_customer_found),
        ))),
        None => Err(Stop::Ask(answers(posted, connection, None))),
    }
}

/// The draft as it is now: what it will be compared with before anything is sent. It must be one of this customer's.
async fn draft_of(
    cx: &Cx,
    connection: &Connection,
    provider: &Arc<dyn Provider>,
    customer: &CustomerRef,
    id: &str,
) -> Result<BeforeImage, Stop> {
    let l = cx.words();
    let worded = |problem| Stop::Problem(("draft", tool_problem(l, connection.tool, &problem)));
    let drafts = provider.drafts(customer).await.map_err(worded)?;
    match drafts.drafts.iter().find(|draft| draft.remote_id == id) {
        None => return Err(Stop::Problem(("draft", say!(l, wizard.draft_gone)))),
        Some(draft) if draft.unusable.is_some() => {
            return Err(Stop::Problem(("draft", say!(l, wizard.draft_unusable))));
        }
        Some(_) => {}
    }
    let image = provider.before_image(id).await.map_err(worded)?;
    image.ok_or_else(|| Stop::Problem(("draft", say!(l, wizard.draft_gone))))
}
