//! Step 2: a new invoice or a draft that exists, and which one.

use domain::capabilities::{Addition, BillingTool};
use domain::format;
use leptos::prelude::*;
use providers::{DraftPage, DraftSummary, WhyUnusable};
use texts::say;

use crate::components::Notice;
use crate::context::Cx;

/// What a list of drafts is shown for.
pub struct Offer {
    /// The tool that has them.
    pub tool: BillingTool,
    /// How it adds to drafts.
    pub addition: Option<Addition>,
    /// The draft that was chosen before.
    pub chosen: Option<String>,
}

/// The question where the positions go.
pub fn targets(
    cx: &Cx,
    existing: bool,
    tool: BillingTool,
    addition: Option<Addition>,
) -> impl IntoView + use<> {
    let l = cx.words();
    let meaning = match addition {
        Some(Addition::Resend | Addition::Lines) => say!(l, wizard.existing_draft_meaning),
        Some(Addition::Copy) => say!(l, wizard.existing_draft_copied, tool = tool.name()),
        None => say!(l, wizard.existing_draft_not_offered, tool = tool.name()),
    };
    let existing = existing && addition.is_some();
    view! {
        <fieldset>
            <legend>{say!(l, wizard.target_question)}</legend>
            <div class="option">
                <input type="radio" name="target" id="target-new" value="new_invoice" checked=!existing aria-describedby="target-new-note" />
                <span><label for="target-new"><strong>{say!(l, wizard.new_invoice)}</strong></label><span class="muted" id="target-new-note">{say!(l, wizard.new_invoice_meaning)}</span></span>
            </div>
            <div class="option">
                <input type="radio" name="target" id="target-existing" value="existing_draft" checked=existing disabled=addition.is_none() aria-describedby="target-existing-note" />
                <span><label for="target-existing"><strong>{say!(l, wizard.existing_draft)}</strong></label><span class="muted" id="target-existing-note">{meaning}</span></span>
            </div>
        </fieldset>
    }
}

/// The drafts of the customer, as the tool listed them.
pub fn draft_list(
    cx: &Cx,
    offer: &Offer,
    drafts: Result<DraftPage, String>,
    problem: Option<String>,
) -> AnyView {
    let l = cx.words();
    let DraftPage { drafts, more } = match drafts {
        Err(problem) => return view! { <Notice kind="bad">{problem}</Notice> }.into_any(),
        Ok(page) if page.drafts.is_empty() && !page.more => {
            return view! { <Notice kind="warn">{say!(l, wizard.no_drafts)}</Notice> }.into_any();
        }
        Ok(page) => page,
    };
    let chosen = chosen(&drafts, offer.chosen.as_deref());
    let options: Vec<_> = drafts
        .into_iter()
        .map(|draft| option(cx, draft, chosen.as_deref()))
        .collect();
    let more = more.then(|| view! { <p class="muted">{say!(l, wizard.more_drafts)}</p> });
    let copied = (offer.addition == Some(Addition::Copy))
        .then(|| say!(l, wizard.copy_in_general, tool = offer.tool.name()));
    view! {
        <fieldset>
            <legend>{say!(l, wizard.which_draft)}</legend>
            {options}
            {more}
            {problem.map(|problem| view! { <small class="problem">{problem}</small> })}
        </fieldset>
        {copied.map(|words| view! { <p class="muted">{words}</p> })}
    }
    .into_any()
}

/// The draft that was chosen before, if it is still listed; otherwise the first that can be used.
fn chosen(drafts: &[DraftSummary], before: Option<&str>) -> Option<String> {
    let usable = || drafts.iter().filter(|draft| draft.unusable.is_none());
    let same = usable().find(|draft| Some(draft.remote_id.as_str()) == before);
    same.or_else(|| usable().next())
        .map(|draft| draft.remote_id.clone())
}

fn option(cx: &Cx, draft: DraftSummary, chosen: Option<&str>) -> impl IntoView + use<> {
    let l = cx.words();
    let id = format!("draft-{}", draft.remote_id);
    let facts = facts(cx, &draft);
    let checked = chosen == Some(draft.remote_id.as_str());
    let unusable = draft.unusable;
    view! {
        <div class="option">
            <input type="radio" name="draft" id=id.clone() value=draft.remote_id checked=checked disabled=unusable.is_some() />
            <span>
                <label for=id><strong>{title(l, &draft.header)}</strong></label>
                <span class="muted">{facts}</span>
                {unusable.map(|why| view! { <span class="problem">{say_unusable(l, why)}</span> })}
            </span>
        </div>
    }
}

/// What a draft is called.
pub fn title(l: texts::Locale, header: &str) -> String {
    if header.is_empty() {
        say!(l, wizard.untitled_draft)
    } else {
        header.to_owned()
    }
}

/// Its date, its net total and its reference.
fn facts(cx: &Cx, draft: &DraftSummary) -> String {
    let date = draft.date.map(|day| format::date(day, cx.locale));
    let net = Some(format::money(draft.net, cx.locale));
    let reference = Some(draft.reference.clone()).filter(|reference| !reference.is_empty());
    let facts: Vec<String> = [date, net, reference].into_iter().flatten().collect();
    facts.join(" · ")
}

fn say_unusable(l: texts::Locale, why: WhyUnusable) -> String {
    match why {
        WhyUnusable::GrossPrices => say!(l, wizard.unusable_gross),
        WhyUnusable::Currency => say!(l, wizard.unusable_currency),
        WhyUnusable::TaxRule => say!(l, wizard.unusable_tax),
        WhyUnusable::Locked => say!(l, wizard.unusable_locked),
        WhyUnusable::ElectronicInvoice => say!(l, wizard.unusable_e_invoice),
        WhyUnusable::Linked => say!(l, wizard.unusable_linked),
    }
}
