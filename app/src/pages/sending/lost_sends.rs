//! What a restored backup does not know: each send is looked at and decided, then sending goes on.

use axum::extract::Extension;
use axum::response::Response;
use billing::EngineError;
use domain::role::Role;
use leptos::prelude::*;
use store::lost_sends::{LostDecision, LostSend, Settled};
use texts::say;
use tower_sessions::Session;

use super::LOST_SENDS;
use super::lost_send::lost_send;
use crate::components::{
    ActionButton, Done, FormProblem, HiddenField, Notice, SettingsTabs, Title, page,
};
use crate::context::{Cx, PageError, id_of};
use crate::forms::{Posted, Refusal, reason_problem};
use crate::password::{self, password_field, prove};

/// The page.
#[component]
pub fn LostSendsPage() -> impl IntoView {
    page(async |cx| {
        cx.require(Role::Admin)?;
        let l = cx.words();
        let lost = cx.state.store.lost_sends().await?;
        let ask_password = password::is_asked(&cx).await;
        let mut cards = Vec::new();
        for send in &lost {
            cards.push(lost_send(&cx, send).await?);
        }
        let body = if lost.is_empty() {
            view! { <Notice kind="good">{say!(l, sending.nothing_lost)}</Notice> }.into_any()
        } else {
            let restored = say!(l, sending.restored, count = count(&lost));
            let settling = settle_form(&cx, &lost, ask_password);
            view! {
                <Notice kind="bad">{restored}</Notice>
                <p>{say!(l, sending.lost_intro)}</p>
                <div class="actions"><ActionButton action="look" label=say!(l, sending.look_again) /></div>
                <FormProblem form="look" />
                <FormProblem form="decide" />
                <div class="cards">{cards}</div>
                {settling}
            }
            .into_any()
        };
        Ok(view! {
            <Title text=say!(l, sending.lost_title) />
            <SettingsTabs />
            <h1>{say!(l, sending.lost_title)}</h1>
            <Done />
            {body}
        }
        .into_any())
    })
}

fn count(lost: &[LostSend]) -> i64 {
    i64::try_from(lost.len()).unwrap_or(i64::MAX)
}

/// The end of it, once everything is decided.
fn settle_form(cx: &Cx, lost: &[LostSend], ask_password: bool) -> AnyView {
    let l = cx.words();
    let left = lost.iter().filter(|send| send.decision.is_none()).count();
    if left > 0 {
        let left = i64::try_from(left).unwrap_or(i64::MAX);
        return view! { <p class="muted">{say!(l, sending.undecided, count = left)}</p> }
            .into_any();
    }
    view! {
        <form method="post" class="card">
            <h2>{say!(l, sending.settle_title)}</h2>
            <p>{say!(l, sending.settle_hint)}</p>
            <FormProblem form="settle" />
            <HiddenField name="form" value="settle" />
            <div class="fields">{ask_password.then(|| password_field(l, "settle"))}</div>
            <div class="actions"><button class="primary">{say!(l, sending.settle)}</button></div>
        </form>
    }
    .into_any()
}

/// Does what the posted form says.
pub async fn post(Extension(session): Extension<Session>, posted: Posted) -> Response {
    let done = act(&session, &posted).await;
    posted.finish(done).await
}

async fn act(session: &Session, posted: &Posted) -> Result<String, Refusal> {
    posted.cx.require(Role::Admin)?;
    match posted.text("form") {
        "look" => look(&posted.cx).await,
        "decide" => decide(posted).await,
        "settle" => settle(session, posted).await,
        _ => Err(PageError::NotFound.into()),
    }
}

async fn look(cx: &Cx) -> Result<String, Refusal> {
    match cx.state.engine.look_for_lost_again().await {
        Ok(()) => Ok(LOST_SENDS.to_owned()),
        Err(EngineError::Store(error)) => Err(error.into()),
        Err(error) => {
            tracing::error!(%error, "lost sends could not be looked for");
            Err(Refusal::whole(say!(cx.words(), sending.look_failed)))
        }
    }
}

/// One decision. Nothing follows from it yet, so it may be taken back by another one.
async fn decide(posted: &Posted) -> Result<String, Refusal> {
    let cx = &posted.cx;
    let l = cx.words();
    let id = id_of(posted.text("send"))?;
    let decision = LostDecision::parse(posted.text("decision")).ok_or(PageError::NotFound)?;
    let reason = posted.text("reason");
    if let Some(words) = reason_problem(l, reason) {
        return Err(Refusal::of("reason", words));
    }
    if decision == LostDecision::Free && reason.is_empty() {
        return Err(Refusal::of("reason", say!(l, invoices.reason_missing)));
    }
    let (store, stamp) = (&cx.state.store, cx.stamp());
    let decided = store.decide_lost_send(id, decision, reason, &stamp).await?;
    if decided {
        Ok(format!("{LOST_SENDS}#send-{id}"))
    } else {
        Err(PageError::NotFound.into())
    }
}

async fn settle(session: &Session, posted: &Posted) -> Result<String, Refusal> {
    let cx = &posted.cx;
    prove(session, posted).await?;
    match cx.state.store.settle_lost_sends(&cx.stamp()).await? {
        Settled::Yes { billed } => {
            tracing::info!(billed, "all lost sends are settled");
            Ok(format!("{LOST_SENDS}?done=saved"))
        }
        Settled::Undecided { left } => {
            let words = say!(cx.words(), sending.undecided, count = left);
            Err(Refusal::whole(words))
        }
    }
}
