//! A report without entries: what to do next.
//!
//! Where nobody has entered anything yet, that is how to begin; else it is how to see other days.

use domain::period::Period;
use domain::report::{Filters, ReportQuery};
use domain::role::Role;
use leptos::prelude::*;
use store::StoreError;
use texts::say;

use super::page::Shown;
use super::period;
use crate::context::Cx;

/// Says so, and leads on: to other days, to fewer filters, or to the first entry.
pub async fn section(cx: &Cx, shown: &Shown) -> Result<AnyView, StoreError> {
    let l = cx.words();
    let (title, hint) = if shown.is_new {
        (say!(l, report.empty_all), say!(l, report.empty_all_hint))
    } else if shown.viewer.is_some() {
        (say!(l, report.empty), say!(l, report.empty_own))
    } else {
        (say!(l, report.empty), say!(l, report.empty_hint))
    };
    let links = if shown.is_new {
        beginnings(cx).await?
    } else {
        ways_on(cx, shown)
    };
    let links: Vec<_> = links
        .into_iter()
        .map(|(url, words)| view! { <a class="button" href=url>{words}</a> })
        .collect();
    Ok(view! {
        <section class="empty">
            <h2>{title}</h2>
            <p>{hint}</p>
            <div class="actions">
                <a class="button primary" href="/entries/new">{say!(l, report.add_entry)}</a>
                {links}
            </div>
        </section>
    }
    .into_any())
}

type Links = Vec<(String, String)>;

/// What an admin does first.
async fn beginnings(cx: &Cx) -> Result<Links, StoreError> {
    let connections = cx.state.store.connections().await?;
    let connect = connections.is_empty().then(|| {
        let words = say!(cx.words(), report.connect_tool);
        ("/settings/integrations".to_owned(), words)
    });
    Ok([Some(import(cx)), connect].into_iter().flatten().collect())
}

fn import(cx: &Cx) -> (String, String) {
    ("/import".to_owned(), say!(cx.words(), report.import))
}

/// Other days, fewer filters, or a file.
fn ways_on(cx: &Cx, shown: &Shown) -> Links {
    let l = cx.words();
    let query = &shown.query;
    let filtered = query.filters != Filters::default();
    let first = ReportQuery::default;
    let before = period::before(query.period, shown.today).map(|before| {
        let words = say!(
            l,
            report.show_before,
            period = period::dates(before, shown.today, cx.locale)
        );
        (
            ReportQuery {
                period: before,
                ..query.on_page(1)
            }
            .url(),
            words,
        )
    });
    let all = (query.period != Period::All).then(|| {
        (
            ReportQuery {
                period: Period::All,
                ..query.on_page(1)
            }
            .url(),
            say!(l, report.show_everything),
        )
    });
    let fewer = filtered.then(|| {
        (
            ReportQuery {
                filters: first().filters,
                ..query.on_page(1)
            }
            .url(),
            say!(l, report.drop_filters),
        )
    });
    let import = cx.require(Role::Admin).is_ok().then(|| import(cx));
    [before, all, fewer, import].into_iter().flatten().collect()
}
