//! The list of users.

use domain::role::Role;
use leptos::prelude::*;
use store::User;
use texts::say;

use super::one_time_link::new_link;
use super::roles::{role_choices, role_name};
use crate::components::{
    ArchivedMark, Done, FormProblem, HiddenField, SelectField, SettingsTabs, TextField, Title, page,
};
use crate::context::Cx;
use crate::pages::work::rate_text;

/// All users, and a form that adds one.
#[component]
pub fn UsersPage() -> impl IntoView {
    page(async |cx| {
        cx.require(Role::Admin)?;
        let l = cx.words();
        let users = cx.state.store.users().await?;
        Ok(view! {
            <Title text=say!(l, pieces.users) />
            <SettingsTabs />
            <h1>{say!(l, pieces.users)}</h1>
            <Done />
            {new_link(&cx)}
            {table(&cx, users)}
            {add_form(l)}
        }
        .into_any())
    })
}

fn table(cx: &Cx, users: Vec<User>) -> impl IntoView + use<> {
    let l = cx.words();
    let rows = users.into_iter().map(|user| {
        let archived = user.archived_at.is_some();
        let no_password = (!user.has_password && !archived).then(|| view! { <span class="status wait">{say!(l, people.no_password)}</span> });
        view! {
            <tr>
                <th scope="row" class="name"><a href=format!("/settings/users/{}", user.id)>{user.name}</a>" "<ArchivedMark l archived />{no_password}</th>
                <td class="text">{user.email.to_string()}</td>
                <td>{role_name(l, user.role)}</td>
                <td class="n">{rate_text(cx.locale, user.rate)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <div class="scroll">
            <table class="rows">
                <caption class="visually-hidden">{say!(l, pieces.users)}</caption>
                <thead><tr>
                    <th scope="col">{say!(l, pieces.name)}</th>
                    <th scope="col">{say!(l, people.email)}</th>
                    <th scope="col">{say!(l, people.role)}</th>
                    <th scope="col" class="n">{say!(l, work.rate)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn add_form(l: texts::Locale) -> impl IntoView {
    view! {
        <form method="post" class="card add">
            <h2>{say!(l, people.add)}</h2>
            <FormProblem form="add" />
            <HiddenField name="form" value="add" />
            <div class="fields wide">
                <TextField form="add" name="name" label=say!(l, pieces.name) autocomplete="off" required=true />
                <TextField form="add" name="email" label=say!(l, people.email) kind="email" autocomplete="off" required=true />
                <SelectField form="add" name="role" label=say!(l, people.role) choices=role_choices(l) value=Role::Member.as_str() hint=say!(l, people.role_hint) />
                <TextField form="add" name="rate" label=say!(l, pieces.rate) hint=say!(l, people.rate_hint) inputmode="decimal" autocomplete="off" />
            </div>
            <p class="muted">{say!(l, people.add_hint)}</p>
            <div class="actions"><button class="primary">{say!(l, people.add)}</button></div>
        </form>
    }
}
