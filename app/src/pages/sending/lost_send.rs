//! One send that the database does not know: what it was, what the tool says, and what is to become of its entries.

use billing::Tools as _;
use domain::format;
use domain::payload::Payload;
use leptos::prelude::*;
use store::lost_sends::{EntryCounts, LostDecision, LostLook, LostSend};
use texts::say;

use crate::components::{HiddenField, Icon, Notice, moment_text};
use crate::context::{Cx, PageError};
use crate::forms::Echo;

/// The card of a lost send.
pub async fn lost_send(cx: &Cx, send: &LostSend) -> Result<AnyView, PageError> {
    let l = cx.words();
    let record = &send.record;
    let connection = cx.state.store.connection(record.connection).await?;
    let tool = connection.map_or_else(
        || say!(l, sending.unknown_tool),
        |connection| connection.tool.name().to_owned(),
    );
    let payload: Option<Payload> = serde_json::from_str(&record.payload)
        .inspect_err(|error| tracing::warn!(%error, "what was sent cannot be read"))
        .ok();
    let customer = payload
        .as_ref()
        .map(|payload| payload.customer.name.clone());
    let net = payload.map(|payload| format::money(payload.net, cx.locale));
    let title = [
        Some(moment_text(cx, record.sent_at)),
        Some(tool.clone()),
        customer,
    ];
    let title = title.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let seen = seen(cx, send, &tool).await;
    Ok(view! {
        <section class="card" id=format!("send-{}", record.id) aria-label=title.clone()>
            <h2>{title.clone()}</h2>
            <dl class="facts">
                {record.reference.clone().map(|text| view! { <dt>{say!(l, sending.reference)}</dt><dd>{text}</dd> })}
                <dt>{say!(l, sending.entries)}</dt><dd>{entries(cx, send.counts)}</dd>
                {net.map(|net| view! { <dt>{say!(l, sending.net)}</dt><dd>{net}</dd> })}
                <dt>{tool}</dt><dd>{seen}</dd>
                {send.decision.as_ref().map(|_| view! { <dt>{say!(l, sending.decision)}</dt><dd>{decided(cx, send)}</dd> })}
            </dl>
            {missing(cx, send.counts)}
            {forms(cx, send)}
        </section>
    }
    .into_any())
}

fn entries(cx: &Cx, counts: EntryCounts) -> String {
    let l = cx.words();
    let sent = say!(
        l,
        wizard.client_share,
        entries = say!(l, common.entries, count = counts.sent),
        hours = format::hours_minutes(counts.seconds)
    );
    if counts.billed == 0 {
        return sent;
    }
    let billed = say!(l, sending.billed_already, count = counts.billed);
    format!("{sent}; {billed}")
}

/// Entries that were written after the backup can only come back by hand or by an import.
fn missing(cx: &Cx, counts: EntryCounts) -> Option<AnyView> {
    let words = say!(cx.words(), sending.missing, count = counts.missing);
    (counts.missing > 0).then(|| view! { <Notice kind="warn">{words}</Notice> }.into_any())
}

/// What the tool says, with the way to the document.
async fn seen(cx: &Cx, send: &LostSend, tool: &str) -> AnyView {
    let l = cx.words();
    let Some((look, at)) = &send.look else {
        return say!(l, sending.not_looked).into_any();
    };
    let at = moment_text(cx, *at);
    let words = match look {
        LostLook::Found { .. } => say!(l, sending.found, at = at),
        LostLook::Absent => say!(l, sending.absent, at = at),
        LostLook::Unclear => say!(l, sending.unclear, at = at),
    };
    let LostLook::Found { remote_id } = look else {
        return words.into_any();
    };
    let connected = cx.state.tools.connect(send.record.connection).await.ok();
    let url = connected.map(|connected| connected.provider.link(remote_id));
    let label = say!(l, invoices.open_in, tool = tool);
    let link = url.filter(|url| !url.is_empty()).map(|url| {
        view! { " "<a href=url rel="noreferrer">{label}<Icon name="out" /></a> }
    });
    view! { {words}{link} }.into_any()
}

fn decided(cx: &Cx, send: &LostSend) -> Option<String> {
    let l = cx.words();
    let decided = send.decision.as_ref()?;
    let what = match decided.decision {
        LostDecision::Billed => say!(l, sending.decided_billed),
        LostDecision::Free => say!(l, sending.decided_free, reason = &decided.reason),
    };
    Some(format!(
        "{what} ({}, {})",
        decided.by,
        moment_text(cx, decided.at)
    ))
}

/// The two decisions. Each button is a form of its own, so that neither needs the other's answer.
fn forms(cx: &Cx, send: &LostSend) -> impl IntoView + use<> {
    let l = cx.words();
    let id = send.record.id.to_string();
    let echo = Echo::of_form("decide");
    let here = echo.value("send").as_ref() == Some(&id);
    let problem = echo.problem("reason").filter(|_| here);
    let typed = echo.value("reason").filter(|_| here).unwrap_or_default();
    let (field, note) = (format!("reason-{id}"), format!("reason-{id}-problem"));
    let found = matches!(send.look, Some((LostLook::Found { .. }, _)));
    let open = problem.is_some() || (send.decision.is_none() && !found);
    let described = problem.is_some().then(|| note.clone());
    let invalid = problem.is_some().then_some("true");
    view! {
        <form method="post" class="actions">
            <HiddenField name="form" value="decide" />
            <HiddenField name="send" value=id.clone() />
            <button name="decision" value="billed" class=if found { "primary" } else { "" }>{say!(l, sending.mark_billed)}</button>
        </form>
        <details open=open>
            <summary>{say!(l, sending.leave_free_title)}</summary>
            <form method="post">
                <HiddenField name="form" value="decide" />
                <HiddenField name="send" value=id />
                <div class="field">
                    <label for=field.clone()>{say!(l, sending.reason)}</label>
                    <input id=field name="reason" value=typed aria-describedby=described aria-invalid=invalid autocomplete="off" />
                    {problem.map(|words| view! { <small class="problem" id=note>{words}</small> })}
                </div>
                <div class="actions"><button name="decision" value="free">{say!(l, sending.leave_free)}</button></div>
            </form>
        </details>
    }
}
