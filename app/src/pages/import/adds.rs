//! Clients, projects, tasks and people that an import brings along.

use leptos::prelude::*;
use texts::say;

use crate::context::Cx;
use crate::flows::import::{FirstNames, Report};

/// The new names.
pub fn section(cx: &Cx, report: &Report) -> impl IntoView + use<> {
    let l = cx.words();
    let adds = &report.adds;
    let kinds = [
        (say!(l, import.clients), &adds.clients),
        (say!(l, import.projects), &adds.projects),
        (say!(l, import.tasks), &adds.tasks),
        (say!(l, import.users), &adds.users),
        (
            say!(l, import.users_without_address),
            &adds.users_without_address,
        ),
    ];
    let facts = kinds.into_iter().filter(|(_, names)| names.total > 0);
    let facts: Vec<_> = facts.map(|(kind, names)| fact(cx, kind, names)).collect();
    let nothing = facts.is_empty().then(|| say!(l, import.adds_nothing));
    let brings_users = adds.users.total + adds.users_without_address.total > 0;
    let brings_clients = adds.clients.total > 0;
    view! {
        <section class="card">
            <h2>{say!(l, import.adds)}</h2>
            {nothing.map(|said| view! { <p>{said}</p> })}
            <dl class="facts">{facts}</dl>
            {brings_clients.then(|| view! { <p class="muted">{say!(l, import.client_note)}</p> })}
            {brings_users.then(|| view! { <p class="muted">{say!(l, import.users_note)}</p> })}
        </section>
    }
}

fn fact(cx: &Cx, kind: String, names: &FirstNames) -> impl IntoView + use<> {
    let listed = names.first.join(", ");
    let more = names.total - names.first.len();
    let listed = match more {
        0 => listed,
        more => say!(cx.words(), import.and_more, names = listed, more = more),
    };
    view! { <dt>{format!("{kind} ({})", names.total)}</dt><dd>{listed}</dd> }
}
