//! Step 2: which billing tool, which customer there, and a new invoice or a draft that exists.
//!
//! The form's answers on their way (a search, a customer whose drafts are wanted) are in the page's query, so that they
//! survive a reload; `Continue` saves them.

use billing::Tools as _;
use domain::capabilities::Addition;
use domain::payload::{CustomerRef, Target};
use leptos::prelude::*;
use providers::{CustomerPage, DraftPage, ProviderError};
use store::invoices::Invoice;
use store::{Connection, ConnectionState};
use texts::say;

use super::connections::{connect_another, connections, lost_notice, to_integrations};
use super::customers::customer_field;
use super::load::{id_of_page, invoice_of_step, response, send_to};
use super::step::{Step, bar, enter_continues, head};
use super::targets::{Offer, draft_list, targets};
use super::wording::{tool_problem, tools_problem};
use crate::components::{HiddenField, Notice, page};
use crate::context::{Cx, PageError};
use crate::forms::Echo;
use crate::pages::integrations::ends_soon;

/// The field that says for which connection the page was shown.
pub const SHOWN: &str = "shown";

/// What the page shows: the invoice's answers, or those on their way.
struct Asked {
    connections: Vec<Connection>,
    connection: Option<Connection>,
    /// The connection that the invoice was to go to, while its tool does not let us in.
    lost: Option<Connection>,
    /// How the tool of the connection adds to drafts.
    addition: Option<Addition>,
    customer: Option<CustomerRef>,
    search: String,
    existing: bool,
    draft: Option<String>,
}

/// The page.
#[component]
pub fn ToolPage() -> impl IntoView {
    let (id, response) = (id_of_page(), response());
    let echo = Echo::of_form("");
    page(async move |cx| {
        let invoice = match invoice_of_step(&cx, id, Step::Tool).await? {
            Ok(invoice) => invoice,
            Err(url) => {
                send_to(&response, &url);
                return Ok(().into_any());
            }
        };
        let asked = asked(&cx, &invoice, &echo).await?;
        Ok(show(&cx, &invoice, asked, echo).await.into_any())
    })
}

/// The answers in the order of their age: of the form that was refused just now, on their way in the query, saved.
async fn asked(cx: &Cx, invoice: &Invoice, echo: &Echo) -> Result<Asked, PageError> {
    let connections = cx.state.store.connections().await?;
    let wanted = echo
        .value("connection")
        .or_else(|| cx.query_value("connection"))
        .and_then(|id| id.parse().ok())
        .or(invoice.connection);
    let works = |c: &&Connection| c.state == ConnectionState::Connected;
    let is_wanted = |c: &&Connection| Some(c.id) == wanted;
    let lost = connections.iter().find(|c| is_wanted(c) && !works(c));
    let lost = lost.cloned();
    let mut working = connections.iter().filter(works);
    let connection = working
        .clone()
        .find(is_wanted)
        .or_else(|| working.next())
        .cloned();
    let addition = match &connection {
        Some(connection) => addition(cx, connection).await?,
        None => None,
    };
    let saved = invoice
        .customer
        .clone()
        .filter(|_| connection.as_ref().map(|c| c.id) == invoice.connection);
    let mapped = match (&connection, invoice.client) {
        (Some(connection), Some(client)) => {
            cx.state
                .store
                .customer_of_client(client, connection.id)
                .await?
        }
        _ => None,
    };
    let asked_for = cx
        .query_value("customer_id")
        .zip(cx.query_value("customer_name"))
        .map(|(id, name)| CustomerRef { id, name });
    let customer = typed_customer(echo).or(asked_for).or(saved).or(mapped);
    let search = cx.query_value("search").unwrap_or_else(|| match &customer {
        Some(_) => String::new(),
        None => invoice.client_name.clone().unwrap_or_default(),
    });
    let saved_draft = match &invoice.target {
        Target::ExistingDraft { remote_id } => Some(remote_id.clone()),
        Target::NewInvoice => None,
    };
    let existing = echo
        .value("target")
        .or_else(|| cx.query_value("target"))
        .map_or(saved_draft.is_some(), |target| target == "existing_draft");
    Ok(Asked {
        connections,
        connection,
        lost,
        addition,
        customer,
        search,
        existing,
        draft: echo.value("draft").or(saved_draft),
    })
}

/// The customer of the form that was refused, unless another name was typed since it was chosen.
fn typed_customer(echo: &Echo) -> Option<CustomerRef> {
    if let Some((id, name)) = echo
        .value("found")
        .as_deref()
        .and_then(|f| f.split_once('|'))
    {
        return Some(CustomerRef {
            id: id.to_owned(),
            name: name.to_owned(),
        });
    }
    let id = echo.value("chosen_id").filter(|id| !id.is_empty())?;
    let name = echo.value("chosen_name")?;
    (echo.value("customer")?.trim() == name).then_some(CustomerRef { id, name })
}

/// A connection that cannot be opened says so by itself, whatever its tool can do.
async fn addition(cx: &Cx, connection: &Connection) -> Result<Option<Addition>, PageError> {
    let tool = cx.state.tools.capabilities(connection.id).await?;
    Ok(tool.map_or(Some(Addition::Lines), |tool| tool.addition))
}

async fn show(cx: &Cx, invoice: &Invoice, asked: Asked, echo: Echo) -> impl IntoView + use<> {
    let l = cx.words();
    let lost = asked
        .lost
        .as_ref()
        .map(|lost| lost_notice(cx, invoice, lost));
    let Some(connection) = asked.connection.clone() else {
        let nothing = asked.lost.is_none().then(|| {
            let way = to_integrations(cx, invoice, say!(l, wizard.to_integrations));
            view! { <Notice kind="warn"><p>{say!(l, wizard.no_connection)}</p>{way}</Notice> }
        });
        return view! {
            {head(cx, invoice, Step::Tool)}
            {lost}
            {nothing}
        }
        .into_any();
    };
    let (found, drafts) = ask_tool(cx, &connection, &asked).await;
    let refused = echo.problem("");
    let problem_customer = echo.problem("customer");
    let offer = Offer {
        tool: connection.tool,
        addition: asked.addition,
        chosen: asked.draft.clone(),
    };
    let search_text = echo.value("customer").unwrap_or_else(|| {
        asked
            .customer
            .as_ref()
            .filter(|_| asked.search.is_empty())
            .map_or_else(|| asked.search.clone(), |customer| customer.name.clone())
    });
    view! {
        {head(cx, invoice, Step::Tool)}
        {lost}
        {refused.map(|problem| view! { <Notice kind="bad">{problem}</Notice> })}
        {ends_soon(cx, &connection)}
        <form method="post" id="step" class="card">
            {enter_continues()}
            // Which connection the customer below belongs to: another one has other customers.
            <HiddenField name=SHOWN value=connection.id.to_string() />
            {connections(cx, &asked.connections, &connection)}
            {connect_another(cx, invoice)}
            {customer_field(cx, asked.customer.as_ref(), search_text, problem_customer, found)}
            {targets(cx, asked.existing, connection.tool, asked.addition)}
            {drafts.map(|drafts| draft_list(cx, &offer, drafts, echo.problem("draft")))}
        </form>
        {bar(cx, Step::Tool, "step")}
    }
    .into_any()
}

type Asks<T> = Result<T, String>;

/// Asks the tool for what the page lists: customers that match, and the drafts of the chosen one.
async fn ask_tool(
    cx: &Cx,
    connection: &Connection,
    asked: &Asked,
) -> (Option<Asks<CustomerPage>>, Option<Asks<DraftPage>>) {
    let wants_customers = !asked.search.is_empty();
    let wants_drafts = asked.customer.as_ref().filter(|_| asked.existing);
    if !wants_customers && wants_drafts.is_none() {
        return (None, None);
    }
    let provider = match cx.state.tools.connect(connection.id).await {
        Ok(connected) => connected.provider,
        Err(problem) => return (Some(Err(tools_problem(cx.words(), &problem))), None),
    };
    let worded = |problem: ProviderError| tool_problem(cx.words(), connection.tool, &problem);
    let found = if wants_customers {
        Some(provider.customers(&asked.search).await.map_err(worded))
    } else {
        None
    };
    let drafts = match wants_drafts {
        Some(customer) => Some(provider.drafts(customer).await.map_err(worded)),
        None => None,
    };
    (found, drafts)
}
