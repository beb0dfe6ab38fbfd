//! A user.

use domain::UserId;
use domain::role::Role;
use leptos::prelude::*;
use store::User;
use texts::say;

use super::one_time_link::new_link;
use super::roles::role_choices;
use crate::components::{
    ActionButton, ArchivedMark, Crumbs, Done, FormProblem, HiddenField, SelectField, TextField,
    Title, page,
};
use crate::context::{Cx, PageError, id_in_path};
use crate::pages::work::rate_input;

/// A user's name, role and rate; links for a new password; archiving.
#[component]
pub fn UserPage() -> impl IntoView {
    let id = id_in_path::<UserId>();
    page(async |cx| {
        cx.require(Role::Admin)?;
        let l = cx.words();
        let user = cx.state.store.user(id?).await?.ok_or(PageError::NotFound)?;
        let archived = user.archived_at.is_some();
        let (action, label) = if archived {
            ("restore", say!(l, pieces.restore))
        } else {
            ("archive", say!(l, pieces.archive))
        };
        Ok(view! {
            <Title text=user.name.clone() />
            <Crumbs l trail=vec![("/settings/users".to_owned(), say!(l, pieces.users))] />
            <div class="titlebar"><h1>{user.name.clone()}</h1><ArchivedMark l archived /></div>
            <p class="muted">{user.email.to_string()}</p>
            <Done />
            <FormProblem form="archive" /><FormProblem form="restore" /><FormProblem form="link" />
            {new_link(&cx)}
            {edit_form(&cx, &user)}
            <section class="keeping">
                {(!archived).then(|| view! { <ActionButton action="link" label=say!(l, people.make_link) /> })}
                <ActionButton action=action label=label />
                <small class="hint">{if archived { say!(l, people.restore_hint) } else { say!(l, people.archive_hint) }}</small>
            </section>
        }
        .into_any())
    })
}

fn edit_form(cx: &Cx, user: &User) -> impl IntoView + use<> {
    let l = cx.words();
    let rate = rate_input(cx.locale, user.rate);
    view! {
        <form method="post" class="card add">
            <h2>{say!(l, people.edit)}</h2>
            <FormProblem form="edit" />
            <HiddenField name="form" value="edit" />
            <div class="fields wide">
                <TextField form="edit" name="name" label=say!(l, pieces.name) value=user.name.clone() autocomplete="off" required=true />
                <SelectField form="edit" name="role" label=say!(l, people.role) choices=role_choices(l) value=user.role.as_str() hint=say!(l, people.role_hint) />
                <TextField form="edit" name="rate" label=say!(l, pieces.rate) value=rate hint=say!(l, people.rate_hint) inputmode="decimal" autocomplete="off" />
            </div>
            <div class="actions"><button class="primary">{say!(l, common.save)}</button></div>
        </form>
    }
}
