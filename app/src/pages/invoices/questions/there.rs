//! `It is there`: which draft is it?

use billing::Tools as _;
use domain::format;
use leptos::prelude::*;
use providers::DraftSummary;
use texts::say;

use crate::components::{HiddenField, Notice, TextField};
use crate::context::Cx;
use crate::pages::invoices::load::Shown;

/// The customer's drafts, and a field for one that is not among them.
pub async fn form(cx: &Cx, shown: &Shown) -> AnyView {
    let l = cx.words();
    let tool = &shown.tool;
    let customer = shown
        .invoice
        .customer
        .as_ref()
        .map(|it| it.name.clone())
        .unwrap_or_default();
    let drafts = drafts(cx, shown).await;
    let listed = drafts.as_ref().is_some_and(|drafts| !drafts.is_empty());
    let list = match drafts {
        None => {
            view! { <Notice kind="warn">{say!(l, invoices.is_there_failed)}</Notice> }.into_any()
        }
        Some(drafts) if drafts.is_empty() => {
            view! { <p>{say!(l, invoices.is_there_none, tool = tool, customer = customer)}</p> }
                .into_any()
        }
        Some(drafts) => {
            let legend = say!(l, invoices.is_there_list, tool = tool, customer = customer);
            let options: Vec<_> = drafts.into_iter().map(|draft| option(cx, draft)).collect();
            view! { <fieldset><legend>{legend}</legend>{options}</fieldset> }.into_any()
        }
    };
    let label = if listed {
        say!(l, invoices.is_there_field)
    } else {
        say!(l, invoices.is_there_only_field)
    };
    view! {
        <form method="post" class="card">
            <h2>{say!(l, invoices.is_there_title)}</h2>
            <p>{say!(l, invoices.is_there_text)}</p>
            <HiddenField name="do" value="there" />
            {list}
            <div class="fields">
                <TextField name="number" label=label hint=say!(l, invoices.is_there_hint, tool = tool) autocomplete="off" />
            </div>
            <div class="actions">
                <button class="primary">{say!(l, invoices.is_there_yes)}</button>
                <a class="button" href=cx.uri.path().to_owned()>{say!(l, invoices.cancel)}</a>
            </div>
        </form>
    }
    .into_any()
}

/// The customer's newest drafts as the tool lists them; `None` where it does not answer.
async fn drafts(cx: &Cx, shown: &Shown) -> Option<Vec<DraftSummary>> {
    let connection = shown.invoice.connection?;
    let customer = shown.invoice.customer.as_ref()?;
    let connected = cx.state.tools.connect(connection).await;
    let connected = connected
        .inspect_err(|error| tracing::warn!(%error, "a list of drafts was not asked for"))
        .ok()?;
    let drafts = connected.provider.drafts(customer).await;
    let mut drafts = drafts
        .inspect_err(|error| tracing::warn!(%error, "a list of drafts was not read"))
        .ok()?
        .drafts;
    // The one that was to be copied is not the copy.
    let copied = shown.run.target_remote_id.as_ref().filter(|_| shown.copies);
    drafts.retain(|draft| Some(&draft.remote_id) != copied);
    Some(drafts)
}

fn option(cx: &Cx, draft: DraftSummary) -> impl IntoView + use<> {
    let title = if draft.header.is_empty() {
        say!(cx.words(), invoices.untitled)
    } else {
        draft.header
    };
    let day = draft.date.map(|day| format::date(day, cx.locale));
    let net = Some(format::money(draft.net, cx.locale));
    let reference = Some(draft.reference).filter(|reference| !reference.is_empty());
    let facts: Vec<String> = [day, net, reference].into_iter().flatten().collect();
    view! {
        <label class="option">
            <input type="radio" name="draft" value=draft.remote_id />
            <span><strong>{title}</strong><span class="muted">{facts.join(" · ")}</span></span>
        </label>
    }
}
