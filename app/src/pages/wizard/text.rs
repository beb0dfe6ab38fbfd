//! Step 4: what positions say, and in which unit.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::format;
use domain::text::{Template, TextSource};
use domain::unit::TimeUnit;
use leptos::prelude::*;
use rust_decimal::Decimal;
use store::invoices::Invoice;
use texts::say;

use super::load::{id_of_page, invoice_of_post, invoice_of_step, response, send_to};
use super::make::{make_positions, usual_price};
use super::step::{Step, bar, enter_continues, head};
use super::template::{preview, template_field, template_problem};
use crate::components::{Notice, page};
use crate::context::{Cx, PageError};
use crate::forms::{Echo, Posted};
use crate::shell::IslandScript;

/// What a new template starts with.
const USUAL_TEMPLATE: &str = "{project} – {task} ({period})";

/// The page.
#[component]
pub fn TextPage() -> impl IntoView {
    let (id, response) = (id_of_page(), response());
    let echo = Echo::of_form("");
    page(async move |cx| {
        let invoice = match invoice_of_step(&cx, id, Step::Text).await? {
            Ok(invoice) => invoice,
            Err(url) => {
                send_to(&response, &url);
                return Ok(().into_any());
            }
        };
        let source = echo
            .value("source")
            .and_then(|text| TextSource::parse(&text))
            .unwrap_or(invoice.text_source);
        let unit = echo
            .value("unit")
            .and_then(|text| TimeUnit::parse(&text))
            .unwrap_or(invoice.unit);
        let stored = if invoice.template.is_empty() {
            USUAL_TEMPLATE.to_owned()
        } else {
            invoice.template.clone()
        };
        let template = echo.value("template").unwrap_or(stored);
        let mut shown = preview(&cx, &invoice, &template).await?;
        shown.problem = echo.problem("template").or(shown.problem);
        let hourly = usual_price(&cx, &invoice, TimeUnit::Hours).await?;
        let daily = usual_price(&cx, &invoice, TimeUnit::Days).await?;
        let l = cx.words();
        Ok(view! {
            {head(&cx, &invoice, Step::Text)}
            {echo.problem("").map(|problem| view! { <Notice kind="bad">{problem}</Notice> })}
            <form method="post" id="step" class="card">
                {enter_continues()}
                {at_risk(&cx, echo.problem("at_risk"))}
                <fieldset><legend>{say!(l, wizard.text_question)}</legend>{TextSource::ALL.map(|of| source_option(&cx, of, of == source)).collect_view()}</fieldset>
                {template_field(&cx, &invoice, template, shown)}
                <fieldset><legend>{say!(l, wizard.unit_question)}</legend>
                    {unit_option(&cx, TimeUnit::Hours, unit, hourly)}
                    {unit_option(&cx, TimeUnit::Days, unit, daily)}
                </fieldset>
            </form>
            {bar(&cx, Step::Text, "step")}
            <IslandScript />
        }
        .into_any())
    })
}

/// Asks about changes by hand that making the positions anew would lose.
fn at_risk(cx: &Cx, listed: Option<String>) -> impl IntoView + use<> {
    let l = cx.words();
    listed.map(|listed| {
        view! {
            <Notice kind="warn">
                <p>{say!(l, wizard.at_risk)}</p>
                <ul>{listed.lines().map(|line| view! { <li>{line.to_owned()}</li> }).collect_view()}</ul>
                <label class="check"><input type="checkbox" name="lose" value="yes" />{say!(l, wizard.at_risk_agree)}</label>
            </Notice>
        }
    })
}

fn source_option(cx: &Cx, source: TextSource, chosen: bool) -> impl IntoView + use<> {
    let l = cx.words();
    let (name, meaning) = match source {
        TextSource::Title => (
            say!(l, wizard.text_title),
            say!(l, wizard.text_title_meaning),
        ),
        TextSource::ProjectName => (
            say!(l, wizard.text_project),
            say!(l, wizard.text_names_meaning),
        ),
        TextSource::TaskName => (
            say!(l, wizard.text_task),
            say!(l, wizard.text_names_meaning),
        ),
        TextSource::UserName => (
            say!(l, wizard.text_user),
            say!(l, wizard.text_names_meaning),
        ),
        TextSource::Template => (
            say!(l, wizard.text_template),
            say!(l, wizard.text_template_meaning),
        ),
    };
    let id = format!("source-{}", source.as_str());
    view! {
        <div class="option">
            <input type="radio" name="source" id=id.clone() value=source.as_str() checked=chosen aria-describedby=format!("{id}-note") />
            <span><label for=id.clone()><strong>{name}</strong></label><span class="muted" id=format!("{id}-note")>{meaning}</span></span>
        </div>
    }
}

fn unit_option(
    cx: &Cx,
    unit: TimeUnit,
    chosen: TimeUnit,
    usual: Option<Decimal>,
) -> impl IntoView + use<> {
    let l = cx.words();
    let (name, meaning) = match unit {
        TimeUnit::Hours => (say!(l, wizard.hours), String::new()),
        TimeUnit::Days => (say!(l, wizard.days), say!(l, wizard.days_meaning)),
    };
    let id = format!("unit-{}", unit.as_str());
    let usual = usual.map(|price| {
        let price = format!("{}\u{a0}€", format::decimal(price, cx.locale));
        say!(l, wizard.usual_price, price = price)
    });
    view! {
        <div class="option">
            <input type="radio" name="unit" id=id.clone() value=unit.as_str() checked=unit == chosen aria-describedby=format!("{id}-note") />
            <span><label for=id.clone()><strong>{name}</strong></label><span class="muted" id=format!("{id}-note")>{meaning}" "{usual}</span></span>
        </div>
    }
}

/// Saves the answers and makes the positions.
pub async fn post(Path(id): Path<String>, posted: Posted) -> Response {
    let invoice = match invoice_of_post(&posted.cx, &id, Step::Text).await {
        Ok(invoice) => invoice,
        Err(answer) => return answer,
    };
    match save(&posted, invoice).await {
        Ok(Ok(url)) => Redirect::to(&url).into_response(),
        Ok(Err((field, problem))) => posted.again(vec![(field, problem)]).await,
        Err(error) => error.into_response(),
    }
}

async fn save(
    posted: &Posted,
    invoice: Invoice,
) -> Result<Result<String, (&'static str, String)>, PageError> {
    let cx = &posted.cx;
    let l = cx.words();
    let source = match posted.text("do") {
        // Who looks at what a template makes of the positions wants one.
        "preview" => TextSource::Template,
        _ => TextSource::parse(posted.text("source")).unwrap_or(invoice.text_source),
    };
    let unit = TimeUnit::parse(posted.text("unit")).unwrap_or(invoice.unit);
    let template = posted.text("template");
    // Kept before it is judged: what was typed is not lost, whatever is wrong with it.
    cx.state
        .store
        .choose_text(invoice.id, source, template, unit, cx.now())
        .await?;
    let judged = Template::parse(template);
    match posted.text("do") {
        "back" => return Ok(Ok(Step::Level.url(invoice.id))),
        "preview" => {
            return Ok(judged.map_or_else(
                |problem| Err(("template", template_problem(l, &problem))),
                |_| Ok(Step::Text.url(invoice.id)),
            ));
        }
        _ => {}
    }
    if let (TextSource::Template, Err(problem)) = (source, &judged) {
        return Ok(Err(("template", template_problem(l, problem))));
    }
    let invoice = cx
        .state
        .store
        .invoice(invoice.id)
        .await?
        .ok_or(PageError::NotFound)?;
    let Some(level) = invoice.level else {
        return Ok(Ok(Step::Level.url(invoice.id)));
    };
    make_positions(cx, &invoice, level, posted.ticked("lose")).await
}
