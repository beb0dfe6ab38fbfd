//! All billing tools, each with a card.

use std::collections::HashMap;

use domain::UserId;
use domain::capabilities::BillingTool;
use domain::role::Role;
use leptos::prelude::*;
use store::Connection;
use texts::say;

use super::card::card;
use super::connect_form::{connect_form, form_name};
use super::consent;
use super::naming::company_name;
use super::trouble::client_refused;
use crate::components::{Notice, SettingsTabs, Title, page};
use crate::context::{Cx, PageError};
use crate::forms::{Echo, local_path};
use crate::pages::sending::{INSTALLATION, guard_notice};
use crate::password;

/// What the page's URL says after a test that went well: the connection.
pub const TESTED: &str = "tested";

/// The page.
#[component]
pub fn IntegrationsPage() -> impl IntoView {
    let refused = BillingTool::ALL
        .into_iter()
        .find(|tool| Echo::of_form(form_name(*tool)).is_refused());
    let asked_again = Echo::of_form("consent").is_refused();
    page(async move |cx| {
        cx.require(Role::Admin)?;
        let l = cx.words();
        let shown = Shown::load(&cx).await?;
        let guard = guard_notice(&cx).await?;
        let client_refused = client_refused(&cx).await?;
        let intro = if shown.connections.is_empty() {
            say!(l, integrations.intro_empty)
        } else {
            say!(l, integrations.intro)
        };
        let consent = cx.query_value(consent::OUTCOME);
        let consent = consent.and_then(|outcome| consent::Problem::say(&outcome, l));
        let tested = cx.query_value(TESTED).filter(|_| refused.is_none());
        let tested = tested.and_then(|id| shown.with_id(&id));
        let tested = tested.map(|connection| {
            let company = company_name(l, connection);
            say!(
                l,
                integrations.test_passed_of,
                tool = connection.tool.name(),
                company = company
            )
        });
        let cards: Vec<_> = BillingTool::ALL
            .into_iter()
            .map(|tool| tool_cards(&cx, tool, &shown))
            .collect();
        let others: Vec<_> = BillingTool::ALL
            .into_iter()
            .filter(|tool| shown.of(*tool).next().is_some())
            .map(|tool| {
                let open = refused == Some(tool) || (asked_again && tool == BillingTool::Lexware);
                another(&cx, tool, open, shown.ask_password)
            })
            .collect();
        Ok(view! {
            <Title text=say!(l, integrations.title) />
            <SettingsTabs />
            <h1>{say!(l, integrations.title)}</h1>
            <p class="muted">{intro}</p>
            {guard}
            {client_refused}
            {consent.map(|words| view! { <Notice kind="bad"><p>{words}</p></Notice> })}
            {back_to_invoice(&cx)}
            {tested.map(|words| view! { <Notice kind="good">{words}</Notice> })}
            <div class="cards">{cards}</div>
            {others}
            <p class="muted"><a href=INSTALLATION>{say!(l, sending.to_installation)}</a></p>
        }
        .into_any())
    })
}

/// The way back for whoever came from the wizard.
fn back_to_invoice(cx: &Cx) -> Option<impl IntoView + use<>> {
    let next = cx.query_value(consent::NEXT)?;
    let url = local_path(&next);
    url.starts_with("/invoices/").then(|| {
        let label = say!(cx.words(), integrations.back_to_invoice);
        view! { <p><a href=url.to_owned()>{label}</a></p> }
    })
}

/// What the page is made of.
struct Shown {
    connections: Vec<Connection>,
    /// Who could have connected one.
    names: HashMap<UserId, String>,
    workspace: String,
    ask_password: bool,
}

impl Shown {
    async fn load(cx: &Cx) -> Result<Self, PageError> {
        let store = &cx.state.store;
        let users = store.users().await?;
        let workspace = store.workspace().await?;
        Ok(Self {
            connections: store.connections().await?,
            names: users.into_iter().map(|u| (u.id, u.name)).collect(),
            workspace: workspace.map(|found| found.name).unwrap_or_default(),
            ask_password: password::is_asked(cx).await,
        })
    }

    fn of(&self, tool: BillingTool) -> impl Iterator<Item = &Connection> {
        self.connections.iter().filter(move |c| c.tool == tool)
    }

    fn with_id(&self, id: &str) -> Option<&Connection> {
        self.connections.iter().find(|c| c.id.to_string() == id)
    }
}

/// The cards of one tool: its connections, or the form that connects it.
fn tool_cards(cx: &Cx, tool: BillingTool, shown: &Shown) -> AnyView {
    let cards: Vec<_> = shown
        .of(tool)
        .map(|connection| card(cx, connection, shown.names.get(&connection.connected_by)))
        .collect();
    if cards.is_empty() {
        return first(cx, tool, shown).into_any();
    }
    cards.into_any()
}

fn first(cx: &Cx, tool: BillingTool, shown: &Shown) -> impl IntoView + use<> {
    let l = cx.words();
    // The first company is most likely the one that the workspace is called after.
    let form = connect_form(cx, tool, shown.workspace.clone(), shown.ask_password);
    view! {
        <section class="card" aria-label=tool.name()>
            <div class="titlebar">
                <h2>{tool.name()}</h2>
                <span class="grow"></span>
                <span class="status idle">{say!(l, integrations.not_connected)}</span>
            </div>
            {form}
        </section>
    }
}

fn another(cx: &Cx, tool: BillingTool, open: bool, ask_password: bool) -> impl IntoView + use<> {
    let l = cx.words();
    view! {
        <details class="card" open=open>
            <summary>{tool.name()}": "{say!(l, integrations.connect_another)}</summary>
            <p class="muted">{say!(l, integrations.connect_another_hint)}</p>
            {connect_form(cx, tool, String::new(), ask_password)}
        </details>
    }
}
