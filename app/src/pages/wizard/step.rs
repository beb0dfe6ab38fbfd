//! The six steps: their order, their URLs, and the line that shows them.

use domain::InvoiceId;
use leptos::prelude::*;
use store::invoices::Invoice;
use texts::say;

use crate::components::HiddenField;
use crate::context::Cx;

/// A step of the wizard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// What will be invoiced.
    Overview,
    /// Where it goes.
    Tool,
    /// What becomes a position.
    Level,
    /// What positions say, in which unit.
    Text,
    /// The positions.
    Positions,
    /// Create the draft.
    Create,
}

impl Step {
    const ALL: [Self; 6] = [
        Self::Overview,
        Self::Tool,
        Self::Level,
        Self::Text,
        Self::Positions,
        Self::Create,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Tool => "tool",
            Self::Level => "level",
            Self::Text => "text",
            Self::Positions => "positions",
            Self::Create => "create",
        }
    }

    /// The step with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    /// The URL of this step of an invoice.
    pub fn url(self, invoice: InvoiceId) -> String {
        format!("/invoices/{invoice}/{}", self.name())
    }

    /// The furthest step that the answers so far allow. It follows from the invoice, and is never stored.
    pub fn reached(invoice: &Invoice) -> Self {
        if invoice.client.is_none() {
            Self::Overview
        } else if invoice.customer.is_none() {
            Self::Tool
        } else if invoice.level.is_none() {
            Self::Level
        } else if !has_positions(invoice) {
            Self::Text
        } else {
            Self::Create
        }
    }

    fn title(self, cx: &Cx) -> String {
        let l = cx.words();
        match self {
            Self::Overview => say!(l, wizard.step_overview),
            Self::Tool => say!(l, wizard.step_tool),
            Self::Level => say!(l, wizard.step_level),
            Self::Text => say!(l, wizard.step_text),
            Self::Positions => say!(l, wizard.step_positions),
            Self::Create => say!(l, wizard.step_create),
        }
    }
}

/// The answers that positions are made of, but for the entries themselves.
pub fn answers(invoice: &Invoice) -> String {
    let tool = invoice
        .tool
        .map_or("", domain::capabilities::BillingTool::as_str);
    let level = invoice.level.map_or("", domain::level::Level::as_str);
    format!(
        "{tool} {level} {} {} {} {}",
        invoice.mixed.as_str(),
        invoice.text_source.as_str(),
        invoice.unit.as_str(),
        invoice.template
    )
}

/// Whether positions were made of the answers as they are now.
fn has_positions(invoice: &Invoice) -> bool {
    let made_from = invoice
        .made_from
        .as_deref()
        .and_then(|made| made.rsplit_once(' '));
    made_from.is_some_and(|(made, _)| made == answers(invoice))
}

/// The heading of a step: for whom the invoice is, and where in the wizard this is. The other steps are links.
pub fn head(cx: &Cx, invoice: &Invoice, now: Step) -> AnyView {
    head_of(cx, invoice, now, &|step, label| {
        view! { <a href=step.url(invoice.id)>{label}</a> }.into_any()
    })
}

/// What a button begins with that posts its form and then leads to a step.
pub const GO_TO: &str = "to-";

/// The value of such a button.
pub fn to_step(step: Step) -> String {
    format!("{GO_TO}{}", step.name())
}

/// The same with buttons instead of links: they post the form with this id first.
pub fn head_that_saves(cx: &Cx, invoice: &Invoice, now: Step, form: &'static str) -> AnyView {
    head_of(cx, invoice, now, &|step, label| {
        let to = to_step(step);
        view! { <button type="submit" form=form name="do" value=to formnovalidate=true>{label}</button> }.into_any()
    })
}

fn head_of(
    cx: &Cx,
    invoice: &Invoice,
    now: Step,
    way_to: &dyn Fn(Step, AnyView) -> AnyView,
) -> AnyView {
    let l = cx.words();
    let title = invoice.client_name.clone().map_or_else(
        || say!(l, wizard.title),
        |client| say!(l, wizard.title_for, client = client),
    );
    let reached = Step::reached(invoice);
    let steps = Step::ALL
        .into_iter()
        .zip(1..)
        .map(|(step, number)| {
            let label = step.title(cx);
            if step == now {
                view! { <li class="now" aria-current="step"><span>{format!("{number} {label}")}</span></li> }.into_any()
            } else if step <= reached {
                let done = step < now;
                let label = view! { {done.then(|| view! { <span aria-hidden="true">"✓ "</span> })}{(!done).then(|| format!("{number} "))}{label} };
                view! { <li class:done=done>{way_to(step, label.into_any())}</li> }.into_any()
            } else {
                view! { <li><span>{format!("{number} {label}")}</span></li> }.into_any()
            }
        })
        .collect_view();
    view! {
        <crate::components::Title text=format!("{} – {title}", now.title(cx)) />
        <div class="titlebar">
            <h1>{title}</h1>
            <span class="status wait">{say!(l, wizard.preparing)}</span>
        </div>
        <nav aria-label=say!(l, wizard.steps)><ol class="steps">{steps}</ol></nav>
    }
    .into_any()
}

/// The bar under a step. Its buttons belong to the step's form, `form`.
pub fn bar(cx: &Cx, now: Step, form: &'static str) -> impl IntoView + use<> {
    bar_with(cx, now, form, None)
}

/// The same with something between the words and the buttons.
pub fn bar_with(
    cx: &Cx,
    now: Step,
    form: &'static str,
    more: Option<AnyView>,
) -> impl IntoView + use<> {
    let l = cx.words();
    let back = (now != Step::Overview).then(|| view! { <button type="submit" form=form name="do" value="back" formnovalidate=true>{say!(l, wizard.back)}</button> });
    view! {
        <div class="bar">
            <small class="muted grow">{say!(l, wizard.nothing_sent)}</small>
            {more}
            {back}
            <button type="submit" form=form name="do" value="continue" class="primary">{say!(l, wizard.continue_)}</button>
        </div>
    }
}

/// What Enter presses in a step without a `Save`: the form's first button. Not for the eye and not for the keyboard's way.
pub fn enter_continues() -> impl IntoView {
    view! {
        <button type="submit" class="visually-hidden" name="do" value="continue" tabindex="-1" aria-hidden="true"></button>
        <HiddenField name="form" value="" />
    }
}
