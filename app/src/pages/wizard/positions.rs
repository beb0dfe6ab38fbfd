//! Step 5: the positions, a page of a hundred at a time, totals over all.

use domain::capabilities::Capabilities;
use domain::document::Document;
use domain::format;
use domain::position::PositionNo;
use domain::tax::Treatment;
use domain::totals::net_by_rate;
use leptos::prelude::*;
use store::invoices::{Details, Invoice};
use texts::say;

use super::limit::too_many;
use super::load::{capabilities_of, document_of, id_of_page, invoice_of_step, response, send_to};
use super::positions_words::{editor_words, price_problem, treatment_name, unit_name};
use super::step::{Step, bar_with, head_that_saves, to_step};
use crate::components::{AskBeforeLeaving, Choice, Notice, SelectField, TextArea, TextField, page};
use crate::context::{Cx, PageError};
use crate::forms::Echo;
use crate::islands::HandOver;
use crate::islands::editor::{BAR_NET, EditorProps, PositionEditor, SAVE, Word};
use crate::shell::IslandScript;

/// What a button begins with that leads to another page of positions.
pub const TO_PAGE: &str = "page-";

/// How many positions a page shows.
pub const PER_PAGE: usize = 100;

/// The page.
#[component]
pub fn PositionsPage() -> impl IntoView {
    let (id, response) = (id_of_page(), response());
    let echo = Echo::of_form("");
    page(async move |cx| {
        let invoice = match invoice_of_step(&cx, id, Step::Positions).await? {
            Ok(invoice) => invoice,
            Err(url) => {
                send_to(&response, &url);
                return Ok(().into_any());
            }
        };
        let document = document_of(&cx, &invoice).await?;
        let service = service_period(&cx, &invoice).await?;
        let tool = capabilities_of(&cx, &invoice).await?;
        let too_many = too_many(&cx, &invoice, document.positions.len()).await?;
        let above = view! {
            {too_many.map(|too_many| too_many.notice_that_saves(&cx))}
            {without_time(&cx, &document)}
        };
        Ok(show(
            &cx,
            &invoice,
            tool,
            document,
            service,
            above.into_any(),
            &echo,
        )
        .into_any())
    })
}

/// The service period as a sentence: what a person set, or the days of the entries on positions.
async fn service_period(cx: &Cx, invoice: &Invoice) -> Result<String, PageError> {
    let own = invoice.details.service;
    let from_entries = cx
        .state
        .store
        .positioned_summary(invoice.id)
        .await?
        .map(|(_, _, from, to)| (from, to));
    Ok(own
        .or(from_entries)
        .map(|(from, to)| format::period(from, to, cx.locale))
        .unwrap_or_default())
}

fn show(
    cx: &Cx,
    invoice: &Invoice,
    tool: Option<Capabilities>,
    mut document: Document,
    service: String,
    above: AnyView,
    echo: &Echo,
) -> impl IntoView + use<> {
    let l = cx.words();
    let count = document.positions.len();
    let pages = count.div_ceil(PER_PAGE).max(1);
    let number = cx
        .query_value("page")
        .and_then(|page| page.parse::<usize>().ok())
        .unwrap_or(1)
        .clamp(1, pages);
    let first = (number - 1) * PER_PAGE;
    let last = (first + PER_PAGE).min(count);
    let rest = net_by_rate(
        document.positions[..first]
            .iter()
            .chain(&document.positions[last..]),
    );
    document.positions = document.positions[first..last].to_vec();
    // What was typed and refused stands in the table again, judged but not saved.
    for op in super::positions_form::edits(&document, cx.locale, &|name| echo.value(name)) {
        // An edit of a position that is gone has nothing to stand in.
        let _ = document.apply(&op);
    }
    let props = EditorProps {
        invoice: invoice.id.to_string(),
        version: invoice.version,
        rest,
        first: first + 1,
        has_after: number < pages,
        units: units_of(cx, tool),
        locale: cx.locale,
        price_for_all: echo.value("price_for_all").unwrap_or_default(),
        price_for_all_problem: echo.problem("price_for_all"),
        words: editor_words(l, invoice.unit),
        document,
    };
    let net = format::money(props.totals(&props.document).net, cx.locale);
    let total = view! {
        <span class="total">{props.words.get(Word::Net)}" "<strong id=BAR_NET>{net}</strong></span>
    };
    view! {
        // What Enter presses: the first button of the form, wherever it stands.
        <button type="submit" form="positions" class="visually-hidden" id=SAVE name="do" value="save" tabindex="-1" aria-hidden="true"></button>
        {head_that_saves(cx, invoice, Step::Positions, "positions")}
        {echo.problem("").map(|problem| view! { <Notice kind="bad">{problem}</Notice> })}
        {above}
        <p class="muted">{say!(l, wizard.service_period)}" "{service}</p>
        <HandOver value=props />
        <PositionEditor />
        {page_buttons(cx, number, pages)}
        {details_card(cx, invoice, tool)}
        {bar_with(cx, Step::Positions, "positions", Some(total.into_any()))}
        <AskBeforeLeaving form="positions" refused=echo.is_refused() />
        <IslandScript />
    }
}

/// Positions that no invoice can have, and one button that leaves them all out.
fn without_time(cx: &Cx, document: &Document) -> Option<AnyView> {
    let l = cx.words();
    let positions = document.positions.iter();
    let count = positions.filter(|p| p.is_without_time()).count();
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    (count > 0).then(|| {
        view! {
            <Notice kind="warn">
                <p>{say!(l, wizard.without_time, count = count)}" "{say!(l, wizard.without_time_what)}</p>
                <div class="actions">
                    <button type="submit" form="positions" name="do" value="leave_out">{say!(l, wizard.leave_out)}</button>
                    <button type="submit" form="positions" name="do" value=to_step(Step::Level) formnovalidate=true>{say!(l, wizard.to_level)}</button>
                </div>
            </Notice>
        }
        .into_any()
    })
}

/// The units that the tool knows, with their names.
fn units_of(cx: &Cx, tool: Option<Capabilities>) -> Vec<(String, String)> {
    let units = tool.map_or(&domain::unit::Unit::ALL[..2], |tool| tool.units);
    units
        .iter()
        .map(|unit| (unit.as_str().to_owned(), unit_name(cx.words(), *unit)))
        .collect()
}

/// To the other pages. They save first, like every button here.
fn page_buttons(cx: &Cx, number: usize, pages: usize) -> impl IntoView + use<> {
    let l = cx.words();
    let button = |page: usize, words: String| view! { <button type="submit" form="positions" name="do" value=format!("{TO_PAGE}{page}") formnovalidate=true>{words}</button> };
    (pages > 1).then(|| {
        view! {
            <nav class="pages" aria-label=say!(l, wizard.pages)>
                {(number > 1).then(|| button(number - 1, say!(l, wizard.page_before)))}
                <span class="muted">{say!(l, wizard.page_of, page = number, pages = pages)}</span>
                {(number < pages).then(|| button(number + 1, say!(l, wizard.page_after)))}
            </nav>
        }
    })
}

/// Tax, title, texts and period: posted together with the positions, because they belong to the same form.
fn details_card(cx: &Cx, invoice: &Invoice, tool: Option<Capabilities>) -> impl IntoView + use<> {
    let l = cx.words();
    let Details {
        header,
        intro,
        closing,
        reference,
        service,
    } = invoice.details.clone();
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let new = invoice.target == domain::payload::Target::NewInvoice;
    let treatments = Treatment::ALL
        .map(|treatment| Choice::new(treatment.as_str(), treatment_name(l, treatment)))
        .to_vec();
    view! {
        <section class="card">
            <h2>{say!(l, wizard.details)}</h2>
            {(!new).then(|| view! { <p class="muted">{say!(l, wizard.details_of_draft)}</p> })}
            {new.then(|| view! {
                <div class="fields wide">
                    <SelectField name="treatment" owner="positions" label=say!(l, wizard.treatment) choices=treatments value=invoice.treatment.as_str() />
                    {tool.is_some_and(|tool| tool.header).then(|| view! { <TextField name="header" owner="positions" label=say!(l, wizard.header) value=header hint=say!(l, wizard.header_hint) /> })}
                    {tool.is_some_and(|tool| tool.marker).then(|| view! { <TextField name="reference" owner="positions" label=say!(l, wizard.reference) value=reference hint=say!(l, wizard.reference_hint) /> })}
                    {tool.is_some_and(|tool| tool.service_period).then(|| view! {
                        <TextField name="service_from" owner="positions" kind="date" label=say!(l, wizard.service_from) value=day(service.map(|(from, _)| from)) hint=say!(l, wizard.service_hint) />
                        <TextField name="service_to" owner="positions" kind="date" label=say!(l, wizard.service_to) value=day(service.map(|(_, to)| to)) />
                    })}
                </div>
                {tool.is_some_and(|tool| tool.texts).then(|| view! {
                    <div class="fields wide">
                        <TextArea name="intro" owner="positions" label=say!(l, wizard.intro) value=intro />
                        <TextArea name="closing" owner="positions" label=say!(l, wizard.closing) value=closing />
                    </div>
                })}
            })}
        </section>
    }
}

/// The sentence for why a price for all was refused.
pub fn price_for_all_problem(l: texts::Locale, problem: domain::document::OpProblem) -> String {
    match problem {
        domain::document::OpProblem::Price(problem) => price_problem(l, problem),
        domain::document::OpProblem::NoSuchPosition(PositionNo(_))
        | domain::document::OpProblem::Full => say!(l, wizard.edited_meanwhile),
    }
}
