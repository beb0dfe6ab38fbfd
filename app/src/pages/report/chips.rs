//! The line of chips: what the report shows, and how to change that. Links and GET forms, so none needs JavaScript.

use domain::report::{Dimension, Filters, ReportQuery};
use domain::status::BillingStatus;
use leptos::prelude::*;
use texts::say;

use super::choices::Choices;
use super::filter_chip::{Filter, filter_chip};
use super::page::Shown;
use super::{period_chip, words};
use crate::context::Cx;

/// All chips.
pub fn bar(cx: &Cx, shown: &Shown, choices: &Choices) -> AnyView {
    let l = cx.words();
    let query = &shown.query;
    let plain = ReportQuery {
        period: query.period,
        ..ReportQuery::default()
    };
    let reset = (query.on_page(1) != plain).then(|| plain.url());
    view! {
        <nav class="chips" aria-label=say!(l, report.filters)>
            {period_chip::chips(cx, shown)}
            {clients(cx, query, choices)}
            {projects(cx, query, choices)}
            {shown.viewer.is_none().then(|| users(cx, query, choices))}
            {statuses(cx, query)}
            {group_chip(cx, query)}
            {sum_chip(cx, query)}
            {reset.map(|url| view! { <a class="chip" href=url>{say!(l, report.reset)}</a> })}
        </nav>
    }
    .into_any()
}

fn clients(cx: &Cx, query: &ReportQuery, choices: &Choices) -> AnyView {
    let chosen = &query.filters.clients;
    let options = choices.clients.iter();
    let options = options.map(|(id, name)| (id.to_string(), name.clone(), chosen.contains(id)));
    let filter = Filter {
        key: "client",
        label: say!(cx.words(), report.client),
        options: options.collect(),
        chosen: chosen.len(),
    };
    let rest = Filters {
        clients: Vec::new(),
        ..query.filters.clone()
    };
    filter_chip(cx, query, rest, filter)
}

/// Of the chosen clients only, where some are chosen.
fn projects(cx: &Cx, query: &ReportQuery, choices: &Choices) -> AnyView {
    let Filters {
        clients,
        projects: chosen,
        ..
    } = &query.filters;
    let options = choices.projects.iter();
    let options = options.filter(|project| clients.is_empty() || clients.contains(&project.client));
    let options = options.map(|project| {
        let name = words::joined(&[&project.of, &project.name]);
        (project.id.to_string(), name, chosen.contains(&project.id))
    });
    let filter = Filter {
        key: "project",
        label: say!(cx.words(), report.project),
        options: options.collect(),
        chosen: chosen.len(),
    };
    let rest = Filters {
        projects: Vec::new(),
        ..query.filters.clone()
    };
    filter_chip(cx, query, rest, filter)
}

fn users(cx: &Cx, query: &ReportQuery, choices: &Choices) -> AnyView {
    let chosen = &query.filters.users;
    let options = choices.users.iter();
    let options = options.map(|(id, name)| (id.to_string(), name.clone(), chosen.contains(id)));
    let filter = Filter {
        key: "user",
        label: say!(cx.words(), report.user),
        options: options.collect(),
        chosen: chosen.len(),
    };
    let rest = Filters {
        users: Vec::new(),
        ..query.filters.clone()
    };
    filter_chip(cx, query, rest, filter)
}

fn statuses(cx: &Cx, query: &ReportQuery) -> AnyView {
    let l = cx.words();
    let chosen = &query.filters.statuses;
    let options = BillingStatus::ALL.into_iter().map(|status| {
        (
            status.as_str().to_owned(),
            words::status(l, status),
            chosen.contains(&status),
        )
    });
    let filter = Filter {
        key: "status",
        label: say!(l, report.status),
        options: options.collect(),
        chosen: chosen.len(),
    };
    let rest = Filters {
        statuses: Vec::new(),
        ..query.filters.clone()
    };
    filter_chip(cx, query, rest, filter)
}

fn group_chip(cx: &Cx, query: &ReportQuery) -> AnyView {
    let with = |group| {
        ReportQuery {
            group,
            ..query.on_page(1)
        }
        .url()
    };
    dimension_chip(
        cx,
        say!(cx.words(), report.group_by),
        query.group,
        choices(with),
    )
}

fn sum_chip(cx: &Cx, query: &ReportQuery) -> AnyView {
    let with = |sum| {
        ReportQuery {
            sum,
            ..query.on_page(1)
        }
        .url()
    };
    dimension_chip(
        cx,
        say!(cx.words(), report.sum_by),
        query.sum,
        choices(with),
    )
}

/// A dimension, or none, and the URL of the report with it.
type Choice = (Option<Dimension>, String);

fn choices(url: impl Fn(Option<Dimension>) -> String) -> Vec<Choice> {
    let choices = std::iter::once(None).chain(Dimension::ALL.map(Some));
    choices.map(|choice| (choice, url(choice))).collect()
}

fn dimension_chip(cx: &Cx, label: String, now: Option<Dimension>, choices: Vec<Choice>) -> AnyView {
    let l = cx.words();
    let name = |choice: Option<Dimension>| match choice {
        Some(dimension) => words::dimension(l, dimension),
        None => say!(l, report.none),
    };
    let links: Vec<_> = choices
        .into_iter()
        .map(|(choice, url)| {
            let current = (choice == now).then_some("true");
            view! { <a href=url aria-current=current>{name(choice)}</a> }
        })
        .collect();
    view! {
        <details name="chip">
            <summary><strong>{label}</strong>{name(now)}</summary>
            <div class="popover">{links}</div>
        </details>
    }
    .into_any()
}
