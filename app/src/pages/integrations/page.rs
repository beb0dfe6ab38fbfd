//! All billing tools, each with a card.

use std::collections::HashMap;

use domain::UserId;
use domain::capabilities::BillingTool;
use domain::role::Role;
use leptos::prelude::*;
use store::Connection;
use texts::say;

use super::card::card;
use super::connect_form::connect_form;
use super::consent;
use super::password;
use crate::components::{Notice, SettingsTabs, Title, page};
use crate::context::Cx;
use crate::forms::Echo;

/// What the page's URL says after a test that went well: the connection.
pub const TESTED: &str = "tested";

/// The page.
#[component]
pub fn IntegrationsPage() -> impl IntoView {
    let refused = Echo::of_form("connect").is_refused();
    page(async move |cx| {
        cx.require(Role::Admin)?;
        let l = cx.words();
        let connections = cx.state.store.connections().await?;
        let users = cx.state.store.users().await?;
        let names: HashMap<UserId, String> = users.into_iter().map(|u| (u.id, u.name)).collect();
        let ask_password = password::is_asked(&cx).await;
        let intro = if connections.is_empty() {
            say!(l, integrations.intro_empty)
        } else {
            say!(l, integrations.intro)
        };
        let consent = cx.query_value(consent::OUTCOME);
        let consent = consent.and_then(|outcome| consent::Problem::say(&outcome, l));
        let tested = cx.query_value(TESTED).filter(|_| !refused);
        let tested = tested.and_then(|id| connections.iter().find(|c| c.id.to_string() == id));
        let tested = tested.map(|c| say!(l, integrations.test_passed, tool = c.tool.name()));
        let of = |tool| {
            connections
                .iter()
                .filter(move |connection| connection.tool == tool)
        };
        let cards: Vec<_> = BillingTool::ALL
            .into_iter()
            .map(|tool| {
                let of_tool: Vec<&Connection> = of(tool).collect();
                tool_cards(&cx, tool, &of_tool, &names, ask_password)
            })
            .collect();
        let others: Vec<_> = BillingTool::ALL
            .into_iter()
            .filter(|tool| of(*tool).next().is_some())
            .map(|tool| another(&cx, tool, refused, ask_password))
            .collect();
        Ok(view! {
            <Title text=say!(l, integrations.title) />
            <SettingsTabs />
            <h1>{say!(l, integrations.title)}</h1>
            <p class="muted">{intro}</p>
            {consent.map(|words| view! { <Notice kind="bad">{words}</Notice> })}
            {tested.map(|words| view! { <Notice kind="good">{words}</Notice> })}
            <div class="cards">{cards}</div>
            {others}
        }
        .into_any())
    })
}

/// The cards of one tool: its connections, or the form that connects it.
fn tool_cards(
    cx: &Cx,
    tool: BillingTool,
    connections: &[&Connection],
    names: &HashMap<UserId, String>,
    ask_password: bool,
) -> AnyView {
    if connections.is_empty() {
        return first(cx, tool, ask_password).into_any();
    }
    let cards = connections.iter();
    let cards = cards.map(|connection| card(cx, connection, names.get(&connection.connected_by)));
    cards.collect_view().into_any()
}

fn first(cx: &Cx, tool: BillingTool, ask_password: bool) -> impl IntoView + use<> {
    let l = cx.words();
    view! {
        <section class="card">
            <div class="titlebar">
                <h2>{tool.name()}</h2>
                <span class="grow"></span>
                <span class="status idle">{say!(l, integrations.not_connected)}</span>
            </div>
            {connect_form(cx, tool, ask_password)}
        </section>
    }
}

fn another(cx: &Cx, tool: BillingTool, open: bool, ask_password: bool) -> impl IntoView + use<> {
    let l = cx.words();
    view! {
        <details class="card" open=open>
            <summary>{tool.name()}": "{say!(l, integrations.connect_another)}</summary>
            <p class="muted">{say!(l, integrations.connect_another_hint)}</p>
            {connect_form(cx, tool, ask_password)}
        </details>
    }
}
