//! Step 6: what becomes of the draft that was chosen.

use billing::Tools as _;
use domain::capabilities::Addition;
use domain::format;
use domain::payload::Target;
use leptos::prelude::*;
use providers::{BeforeImage, CarriedOver, Kept, Lost};
use store::invoices::Invoice;
use texts::say;

use super::load::capabilities_of;
use super::targets;
use crate::context::{Cx, PageError};

/// The existing draft that an invoice goes to, as step 6 shows it.
pub struct DraftPart {
    before: BeforeImage,
    /// For tools that can only copy it.
    copied: bool,
    carried: Option<CarriedOver>,
    tool: &'static str,
}

impl DraftPart {
    /// The draft, as it was in step 2; `None` for a new invoice.
    pub async fn of(cx: &Cx, invoice: &Invoice) -> Result<Option<Self>, PageError> {
        let (Target::ExistingDraft { .. }, Some(image), Some(connection)) =
            (&invoice.target, &invoice.before_image, invoice.connection)
        else {
            return Ok(None);
        };
        // One that cannot be read is refused when it is sent, and has to be chosen again.
        let Ok(before) = serde_json::from_str::<BeforeImage>(image) else {
            return Ok(None);
        };
        let tool = capabilities_of(cx, invoice).await?;
        let connected = cx.state.tools.connect(connection).await.ok();
        Ok(Some(Self {
            copied: tool.is_some_and(|tool| tool.addition == Some(Addition::Copy)),
            carried: connected.and_then(|connected| connected.provider.carried_over(&before)),
            tool: invoice.tool.map_or("", |tool| tool.name()),
            before,
        }))
    }

    /// Whether it is copied, and stays.
    pub const fn is_copied(&self) -> bool {
        self.copied
    }

    /// Which draft it is, what is done with it, and, where it is copied, what the copy will have.
    pub fn view(self, cx: &Cx) -> AnyView {
        let l = cx.words();
        let (name, how) = if self.copied {
            let how = say!(l, wizard.draft_copied_how, tool = self.tool);
            (say!(l, wizard.draft_part_copied), how)
        } else {
            let name = say!(l, wizard.draft_part);
            (name, say!(l, wizard.draft_added_how))
        };
        let lists = self.carried.map(|carried| lists(l, self.tool, &carried));
        view! {
            <section class="card" aria-label=name.clone()>
                <h2>{name.clone()}</h2>
                <p>
                    <strong>{targets::title(l, &self.before.summary.header)}</strong>" "
                    <span class="muted">{facts(cx, &self.before)}</span>
                </p>
                <p>{how}</p>
                {lists}
            </section>
        }
        .into_any()
    }
}

fn facts(cx: &Cx, before: &BeforeImage) -> String {
    let l = cx.words();
    let summary = &before.summary;
    let date = summary.date.map(|day| format::date(day, cx.locale));
    let count = i64::try_from(before.document.lines.len()).unwrap_or(i64::MAX);
    let lines = Some(say!(l, wizard.draft_lines, count = count));
    let net = format::money(summary.net, cx.locale);
    let net = Some(say!(l, wizard.draft_net, net = net));
    let facts: Vec<String> = [date, lines, net].into_iter().flatten().collect();
    facts.join(" · ")
}

fn lists(l: texts::Locale, tool: &str, carried: &CarriedOver) -> impl IntoView + use<> {
    let count = i64::try_from(carried.lines).unwrap_or(i64::MAX);
    let lines = say!(l, wizard.kept_lines, count = count);
    let kept = carried.kept.iter().map(|part| say_kept(l, *part));
    let kept: Vec<String> = std::iter::once(lines).chain(kept).collect();
    let lost = carried.lost.iter().map(|part| say_lost(l, tool, part));
    view! {
        <div class="two">
            {list(say!(l, wizard.carried_over), kept)}
            {list(say!(l, wizard.not_carried_over), lost.collect())}
        </div>
    }
}

fn list(name: String, parts: Vec<String>) -> impl IntoView {
    let parts: Vec<_> = parts
        .into_iter()
        .map(|part| view! { <li>{part}</li> })
        .collect();
    view! { <div><h3>{name.clone()}</h3><ul aria-label=name.clone()>{parts}</ul></div> }
}

fn say_kept(l: texts::Locale, part: Kept) -> String {
    match part {
        Kept::Address => say!(l, wizard.kept_address),
        Kept::Date => say!(l, wizard.kept_date),
        Kept::ServicePeriod => say!(l, wizard.kept_service),
        Kept::Title => say!(l, wizard.kept_title),
        Kept::Intro => say!(l, wizard.kept_intro),
        Kept::Closing => say!(l, wizard.kept_closing),
        Kept::Payment => say!(l, wizard.kept_payment),
        Kept::Tax => say!(l, wizard.kept_tax),
        Kept::Discount => say!(l, wizard.kept_discount),
        Kept::Language => say!(l, wizard.kept_language),
        Kept::Layout => say!(l, wizard.kept_layout),
        Kept::BuyerReference => say!(l, wizard.kept_buyer_reference),
    }
}

fn say_lost(l: texts::Locale, tool: &str, part: &Lost) -> String {
    match part {
        Lost::Number => say!(l, wizard.lost_number),
        Lost::ContactPerson => say!(l, wizard.lost_contact_person),
        Lost::Unseen => say!(l, wizard.lost_unseen, tool = tool),
        Lost::Field(field) => say!(l, wizard.lost_field, tool = tool, field = field),
    }
}
