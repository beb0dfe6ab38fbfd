//! The page of one connection: its token, what its invoices say, and its end.

use domain::ConnectionId;
use domain::role::Role;
use domain::tax::Treatment;
use leptos::prelude::*;
use store::{Connection, ConnectionState};
use texts::say;

use super::card;
use super::card::is_by_consent;
use super::connect_form::{by_consent, token_field};
use super::page::TESTED;
use super::password::{self, password_field};
use crate::components::{
    Choice, Confirm, Crumbs, Done, FormProblem, HiddenField, Notice, SelectField, SettingsTabs,
    TextField, Title, page,
};
use crate::context::{Cx, PageError, id_in_path};
use crate::forms::Echo;
use crate::pages::wizard::treatment_name;
use crate::tools::Learnt;

/// The page.
#[component]
pub fn ConnectionPage() -> impl IntoView {
    let id = id_in_path::<ConnectionId>();
    let refused = use_context::<Echo>().is_some();
    page(async move |cx| {
        cx.require(Role::Admin)?;
        let store = &cx.state.store;
        let connection = store.connection(id?).await?;
        let connection = connection.filter(|found| found.state != ConnectionState::Removed);
        let connection = connection.ok_or(PageError::NotFound)?;
        let by = store
            .user(connection.connected_by)
            .await?
            .map(|user| user.name);
        let waiting = store.invoices_waiting_for(connection.id).await?;
        let ask_password = password::is_asked(&cx).await;
        let tested = cx.query_value(TESTED).is_some() && !refused;
        Ok(view! {
            {head(&cx, &connection)}
            {tested.then(|| passed(&cx, &connection))}
            <Done />
            <FormProblem form="test" />
            {now(&cx, &connection, by.as_ref())}
            {replace(&cx, &connection, ask_password)}
            {details(&cx, &connection)}
            {remove(&cx, &connection, waiting, ask_password)}
        }
        .into_any())
    })
}

fn head(cx: &Cx, connection: &Connection) -> AnyView {
    let l = cx.words();
    let title = format!("{} · {}", connection.tool.name(), connection.label());
    let trail = vec![(
        "/settings/integrations".to_owned(),
        say!(l, integrations.title),
    )];
    view! {
        <Title text=title.clone() />
        <SettingsTabs />
        <Crumbs l trail />
        <div class="titlebar"><h1>{title}</h1>{card::status(l, connection.state)}</div>
    }
    .into_any()
}

fn passed(cx: &Cx, connection: &Connection) -> impl IntoView + use<> {
    let words = say!(
        cx.words(),
        integrations.test_passed,
        tool = connection.tool.name()
    );
    view! { <Notice kind="good">{words}</Notice> }
}

fn now(cx: &Cx, connection: &Connection, by: Option<&String>) -> AnyView {
    let l = cx.words();
    let lost = connection.state == ConnectionState::Disconnected;
    let url = format!("/settings/integrations/{}", connection.id);
    view! {
        {lost.then(|| card::refused(l, connection))}
        <section class="card">
            {card::facts(cx, connection, by)}
            <div class="actions">{card::test_button(l, &url, "")}</div>
        </section>
    }
    .into_any()
}

fn replace(cx: &Cx, connection: &Connection, ask_password: bool) -> AnyView {
    let l = cx.words();
    if is_by_consent(connection) {
        let again = by_consent(cx, say!(l, integrations.reconnect), ask_password);
        return view! { <section class="card" id="token"><h2>{say!(l, integrations.reconnect)}</h2>{again}</section> }
            .into_any();
    }
    view! {
        <form method="post" class="card" id="token">
            <h2>{say!(l, integrations.replace_title)}</h2>
            <p class="muted">{say!(l, integrations.replace_hint, tool = connection.tool.name())}</p>
            <FormProblem form="token" />
            <HiddenField name="form" value="token" />
            <div class="fields">
                {token_field(cx, "token", connection.tool)}
                {ask_password.then(|| password_field(l, "token"))}
            </div>
            <div class="actions"><button class="primary">{say!(l, integrations.replace)}</button></div>
        </form>
    }
    .into_any()
}

fn details(cx: &Cx, connection: &Connection) -> AnyView {
    let l = cx.words();
    let tool = connection.tool.name();
    let Learnt {
        settings,
        contact_persons,
        ..
    } = Learnt::read(&connection.settings);
    let person = settings.contact_person.unwrap_or_default();
    let persons: Vec<_> = contact_persons
        .into_iter()
        .map(|person| Choice::new(person.id, person.name))
        .collect();
    let persons = if persons.is_empty() {
        view! { <p class="muted">{say!(l, integrations.contact_person_unknown, tool = tool)}</p> }
            .into_any()
    } else {
        view! {
            <SelectField form="details" name="contact_person" label=say!(l, integrations.contact_person) choices=persons value=person />
        }
        .into_any()
    };
    let treatments = Treatment::ALL
        .map(|t| Choice::new(t.as_str(), treatment_name(l, t)))
        .to_vec();
    view! {
        <form method="post" class="card">
            <h2>{say!(l, integrations.details_title)}</h2>
            <FormProblem form="details" />
            <HiddenField name="form" value="details" />
            <div class="fields">
                <TextField form="details" name="name" label=say!(l, integrations.name) hint=say!(l, integrations.name_hint)
                    value=connection.name.clone() autocomplete="organization" />
                {persons}
                <SelectField form="details" name="treatment" label=say!(l, integrations.treatment)
                    hint=say!(l, integrations.treatment_hint) choices=treatments value=connection.treatment.as_str() />
            </div>
            <div class="actions"><button>{say!(l, integrations.save)}</button></div>
        </form>
    }
    .into_any()
}

fn remove(cx: &Cx, connection: &Connection, waiting: i64, ask: bool) -> AnyView {
    let l = cx.words();
    let question = say!(
        l,
        integrations.remove_question,
        tool = connection.tool.name()
    );
    let waiting = (waiting > 0).then(|| say!(l, integrations.remove_unsettled, count = waiting));
    view! {
        <FormProblem form="remove" />
        <Confirm label=say!(l, integrations.remove) question=question>
            {waiting.map(|words| view! { <Notice kind="warn">{words}</Notice> })}
            <form method="post" class="fields">
                <HiddenField name="form" value="remove" />
                {ask.then(|| password_field(l, "remove"))}
                <div class="actions"><button class="danger">{say!(l, integrations.remove_yes)}</button></div>
            </form>
        </Confirm>
    }
    .into_any()
}
