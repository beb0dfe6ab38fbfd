//! A report without entries: what to do next.

use domain::period::Period;
use domain::report::{Filters, ReportQuery};
use domain::role::Role;
use leptos::prelude::*;
use texts::say;

use super::page::Shown;
use super::period;
use crate::context::Cx;

/// Says so, and leads on: to other days, to fewer filters, or to the first entry.
pub fn section(cx: &Cx, shown: &Shown) -> AnyView {
    let l = cx.words();
    let query = &shown.query;
    let filtered = query.filters != Filters::default();
    let everything = query.period == Period::All && !filtered;
    let (title, hint) = if everything {
        (say!(l, report.empty_all), say!(l, report.empty_all_hint))
    } else if shown.viewer.is_some() {
        (say!(l, report.empty), say!(l, report.empty_own))
    } else {
        (say!(l, report.empty), say!(l, report.empty_hint))
    };
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
    let import = cx
        .require(Role::Admin)
        .is_ok()
        .then(|| ("/import".to_owned(), say!(l, report.import)));
    let links: Vec<_> = [before, all, fewer, import]
        .into_iter()
        .flatten()
        .map(|(url, words)| view! { <a class="button" href=url>{words}</a> })
        .collect();
    view! {
        <section class="empty">
            <h2>{title}</h2>
            <p>{hint}</p>
            <div class="actions">
                <a class="button primary" href="/entries/new">{say!(l, report.add_entry)}</a>
                {links}
            </div>
        </section>
    }
    .into_any()
}
