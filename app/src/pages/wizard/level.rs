//! Step 3: what becomes a position.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::level::{Level, MixedRates, NotOffered, has_mixed_rates, offers};
use leptos::prelude::*;
use store::invoices::Invoice;
use texts::say;

use super::load::{
    capabilities_of, id_of_page, invoice_of_post, invoice_of_step, response, send_to,
};
use super::step::{Step, bar, enter_continues, head};
use crate::components::{Notice, page};
use crate::context::{Cx, PageError};
use crate::forms::{Echo, Posted};

/// The page.
#[component]
pub fn LevelPage() -> impl IntoView {
    let (id, response) = (id_of_page(), response());
    let refused = Echo::of_form("").problem("");
    page(async move |cx| {
        let invoice = match invoice_of_step(&cx, id, Step::Level).await? {
            Ok(invoice) => invoice,
            Err(url) => {
                send_to(&response, &url);
                return Ok(().into_any());
            }
        };
        let entries = cx.state.store.chosen_entries(&invoice, cx.locale).await?;
        let offers = offers(&entries, invoice.group, invoice.sum, invoice.mixed);
        let usual = offers
            .iter()
            .find(|offer| offer.positions.is_ok())
            .map(|offer| offer.level);
        let chosen = invoice
            .level
            .filter(|level| {
                offers
                    .iter()
                    .any(|offer| offer.level == *level && offer.positions.is_ok())
            })
            .or(usual);
        let tool = capabilities_of(&cx, &invoice).await?;
        let most = tool.and_then(|tool| tool.max_positions);
        let options: Vec<_> = offers
            .iter()
            .map(|offer| {
                let too_many = offer.positions.ok().zip(most);
                let too_many = too_many.filter(|(count, most)| count > most);
                let too_many = too_many.map(|(_, most)| too_many_words(&cx, &invoice, most));
                option(
                    &cx,
                    offer.level,
                    offer.positions,
                    chosen == Some(offer.level),
                    too_many,
                )
            })
            .collect();
        let mixed = Level::ALL
            .into_iter()
            .any(|level| level != Level::Times && has_mixed_rates(&entries, level));
        let l = cx.words();
        Ok(view! {
            {head(&cx, &invoice, Step::Level)}
            {refused.map(|problem| view! { <Notice kind="bad">{problem}</Notice> })}
            <form method="post" id="step" class="card">
                {enter_continues()}
                <fieldset><legend>{say!(l, wizard.level_question)}</legend>{options}</fieldset>
                {mixed.then(|| mixed_rates(&cx, &invoice))}
            </form>
            {bar(&cx, Step::Level, "step")}
        }
        .into_any())
    })
}

fn option(
    cx: &Cx,
    level: Level,
    positions: Result<usize, NotOffered>,
    chosen: bool,
    too_many: Option<String>,
) -> impl IntoView + use<> {
    let l = cx.words();
    let (name, meaning) = match level {
        Level::Groups => (say!(l, wizard.groups), say!(l, wizard.groups_meaning)),
        Level::Sums => (say!(l, wizard.sums), say!(l, wizard.sums_meaning)),
        Level::Times => (say!(l, wizard.times), say!(l, wizard.times_meaning)),
    };
    let note = match positions {
        Ok(count) => say!(
            l,
            wizard.gives_positions,
            count = i64::try_from(count).unwrap_or(i64::MAX)
        ),
        Err(NotOffered::NotGrouped) => say!(l, wizard.not_grouped),
        Err(NotOffered::NotSummed) => say!(l, wizard.not_summed),
    };
    let id = format!("level-{}", level.as_str());
    view! {
        <div class="option">
            <input type="radio" name="level" id=id.clone() value=level.as_str() checked=chosen disabled=positions.is_err() aria-describedby=format!("{id}-note") />
            <span>
                <label for=id.clone()><strong>{name}</strong></label>
                <span class="muted" id=format!("{id}-note")>{meaning}" "{note}</span>
                {too_many.map(|words| view! { <small class="problem">{words}</small> })}
            </span>
        </div>
    }
}

/// That a level gives more positions than the tool takes; some can still be left out in step 5.
fn too_many_words(cx: &Cx, invoice: &Invoice, most: usize) -> String {
    let tool = invoice
        .tool
        .map_or("", domain::capabilities::BillingTool::name);
    say!(
        cx.words(),
        wizard.too_many_of_level,
        tool = tool,
        most = most
    )
}

fn mixed_rates(cx: &Cx, invoice: &Invoice) -> impl IntoView + use<> {
    let l = cx.words();
    let options = MixedRates::ALL
        .into_iter()
        .map(|way| {
            let (name, meaning) = match way {
                MixedRates::Split => (say!(l, wizard.split), say!(l, wizard.split_meaning)),
                MixedRates::Average => (say!(l, wizard.average), say!(l, wizard.average_meaning)),
                MixedRates::FlatRate => (say!(l, wizard.flat), say!(l, wizard.flat_meaning)),
            };
            view! {
                <label class="option">
                    <input type="radio" name="mixed" value=way.as_str() checked=way == invoice.mixed />
                    <span><strong>{name}</strong><span class="muted">{meaning}</span></span>
                </label>
            }
        })
        .collect_view();
    view! { <fieldset><legend>{say!(l, wizard.mixed_question)}</legend>{options}</fieldset> }
}

/// Saves the level.
pub async fn post(Path(id): Path<String>, posted: Posted) -> Response {
    let cx = &posted.cx;
    let invoice = match invoice_of_post(cx, &id, Step::Level).await {
        Ok(invoice) => invoice,
        Err(answer) => return answer,
    };
    let l = cx.words();
    let back = posted.text("do") == "back";
    let level = Level::parse(posted.text("level"));
    let mixed = MixedRates::parse(posted.text("mixed")).unwrap_or(invoice.mixed);
    let offered = match cx.state.store.chosen_entries(&invoice, cx.locale).await {
        Ok(entries) => offers(&entries, invoice.group, invoice.sum, mixed),
        Err(error) => return PageError::from(error).into_response(),
    };
    let Some(level) = level.filter(|level| {
        offered
            .iter()
            .any(|offer| offer.level == *level && offer.positions.is_ok())
    }) else {
        return if back {
            Redirect::to(&Step::Tool.url(invoice.id)).into_response()
        } else {
            posted.again(vec![("", say!(l, wizard.choose_level))]).await
        };
    };
    match cx
        .state
        .store
        .choose_level(invoice.id, level, mixed, cx.now())
        .await
    {
        Ok(_) => Redirect::to(&if back { Step::Tool } else { Step::Text }.url(invoice.id))
            .into_response(),
        Err(error) => PageError::from(error).into_response(),
    }
}
