//! The page of one connection: its token, what its invoices say, and its end.

use domain::ConnectionId;
use domain::capabilities::BillingTool;
use domain::role::Role;
use domain::tax::Treatment;
use leptos::prelude::*;
use store::{Connection, ConnectionState};
use texts::say;

use super::card::{self, renews_by_consent};
use super::connect_form::{by_consent, next_page, not_a_client, token_field};
use super::hq;
use super::naming::company_name;
use super::page::TESTED;
use super::stop;
use super::trouble;
use crate::components::{
    Choice, Confirm, Crumbs, Done, FormProblem, HiddenField, Notice, SelectField, SettingsTabs,
    TextField, Title, page,
};
use crate::context::{Cx, PageError, id_in_path};
use crate::forms::Echo;
use crate::pages::wizard::treatment_name;
use crate::password::{self, password_field};
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
        let braked = stop::notice(&cx, &connection).await?;
        let stopping = stop::form(&cx, &connection).await?;
        let tested = cx.query_value(TESTED).is_some() && !refused;
        Ok(view! {
            {head(&cx, &connection)}
            {tested.then(|| passed(&cx, &connection))}
            <Done />
            <FormProblem form="test" />
            {braked}
            {now(&cx, &connection, by.as_ref())}
            {replace(&cx, &connection, ask_password)}
            {details(&cx, &connection)}
            {hq::settings_form(&cx, &connection)}
            {stopping}
            {remove(&cx, &connection, waiting, ask_password)}
        }
        .into_any())
    })
}

fn head(cx: &Cx, connection: &Connection) -> AnyView {
    let l = cx.words();
    let title = format!(
        "{} · {}",
        connection.tool.name(),
        company_name(l, connection)
    );
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
    let url = card::page_of(connection);
    view! {
        {lost.then(|| trouble::refused(l, connection))}
        {card::ends_soon(cx, connection)}
        <section class="card">
            {card::facts(cx, connection, by)}
            <div class="actions">{card::test_button(l, &url, "")}</div>
        </section>
    }
    .into_any()
}

fn replace(cx: &Cx, connection: &Connection, ask_password: bool) -> AnyView {
    let l = cx.words();
    if renews_by_consent(cx, connection) {
        let again = by_consent(cx, say!(l, integrations.reconnect), ask_password);
        return view! { <section class="card" id="token"><h2>{say!(l, integrations.reconnect)}</h2>{again}</section> }
            .into_any();
    }
    let was_by_consent = Learnt::read(&connection.settings).is_by_consent();
    view! {
        <form method="post" class="card" id="token">
            <h2>{say!(l, integrations.replace_title)}</h2>
            {was_by_consent.then(|| not_a_client(l))}
            <p class="muted">{say!(l, integrations.replace_hint, tool = connection.tool.name())}</p>
            <FormProblem form="token" />
            <HiddenField name="form" value="token" />
            <HiddenField name="next" value=next_page(cx, "token").unwrap_or_default() />
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
    let name_hint = if connection.tool.names_company() {
        say!(
            l,
            integrations.name_hint,
            tool = tool,
            name = connection.account_name.clone()
        )
    } else {
        say!(l, integrations.company_hint, tool = tool)
    };
    let persons = contact_person(l, connection);
    let treatments = Treatment::ALL
        .map(|t| Choice::new(t.as_str(), treatment_name(l, t)))
        .to_vec();
    view! {
        <form method="post" class="card">
            <h2>{say!(l, integrations.details_title)}</h2>
            <FormProblem form="details" />
            <HiddenField name="form" value="details" />
            <div class="fields">
                <TextField form="details" name="name" label=say!(l, integrations.company) hint=name_hint
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

/// Who is named on invoices. Those of Lexware Office name nobody of one's own company.
fn contact_person(l: texts::Locale, connection: &Connection) -> Option<AnyView> {
    if connection.tool == BillingTool::Lexware {
        return None;
    }
    let tool = connection.tool.name();
    let Learnt {
        settings,
        contact_persons,
        ..
    } = Learnt::read(&connection.settings);
    if contact_persons.is_empty() {
        let words = say!(l, integrations.contact_person_unknown, tool = tool);
        return Some(view! { <p class="muted">{words}</p> }.into_any());
    }
    let nobody = (connection.tool == BillingTool::Hq)
        .then(|| Choice::new("", say!(l, integrations.contact_person_nobody)));
    let persons = contact_persons
        .into_iter()
        .map(|person| Choice::new(person.id, person.name));
    let persons: Vec<_> = nobody.into_iter().chain(persons).collect();
    let chosen = settings.contact_person.unwrap_or_default();
    Some(
        view! {
            <SelectField form="details" name="contact_person" label=say!(l, integrations.contact_person) choices=persons value=chosen />
        }
        .into_any(),
    )
}

fn remove(cx: &Cx, connection: &Connection, waiting: i64, ask: bool) -> AnyView {
    let l = cx.words();
    let by_consent = Learnt::read(&connection.settings).is_by_consent();
    let open = cx.query_value("remove").is_some() || Echo::of_form("remove").is_refused();
    let tool = connection.tool.name();
    let question = if by_consent {
        say!(l, integrations.remove_question_consent, tool = tool)
    } else {
        say!(l, integrations.remove_question, tool = tool)
    };
    let waiting = (waiting > 0).then(|| say!(l, integrations.remove_unsettled, count = waiting));
    view! {
        <FormProblem form="remove" />
        <div id="remove">
        <Confirm label=say!(l, integrations.remove) question=question open=open>
            {waiting.map(|words| view! { <Notice kind="warn">{words}</Notice> })}
            <form method="post" class="fields">
                <HiddenField name="form" value="remove" />
                {ask.then(|| password_field(l, "remove"))}
                <div class="actions"><button class="danger">{say!(l, integrations.remove_yes)}</button></div>
            </form>
        </Confirm>
        </div>
    }
    .into_any()
}
