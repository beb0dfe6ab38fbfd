//! A link by which somebody chooses a password: shown once, since only its hash is kept.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{UserId, random};
use leptos::prelude::*;
use store::LinkToken;
use texts::say;

use super::refused::refused;
use crate::components::{Notice, moment_text};
use crate::context::Cx;
use crate::forms::Refusal;

/// How long a link works: over a long weekend.
const LIFETIME: TimeDelta = TimeDelta::days(4);

/// A new link, in the context of the page that shows it.
#[derive(Clone)]
pub struct OneTimeLink {
    name: String,
    url: String,
    expires_at: DateTime<Utc>,
}

impl OneTimeLink {
    /// Makes the link for a user; those made before end.
    pub async fn make(cx: &Cx, user: UserId, name: &str) -> Result<Self, Refusal> {
        let token = LinkToken::new(random::bytes(&*cx.state.random));
        let expires_at = cx.now() + LIFETIME;
        let made = cx
            .state
            .store
            .make_password_link(user, &token, expires_at, &cx.stamp())
            .await;
        made.map_err(|error| refused(cx.words(), error))?;
        let url = format!("{}/password/{}", cx.state.site.origin, token.expose());
        Ok(Self {
            name: name.to_owned(),
            url,
            expires_at,
        })
    }
}

/// The link that was just made; nothing on every other page.
pub fn new_link(cx: &Cx) -> impl IntoView + use<> {
    let l = cx.words();
    let until = |at| moment_text(cx, at);
    use_context::<OneTimeLink>().map(|link| {
        let text = say!(
            l,
            people.link_text,
            name = link.name,
            until = until(link.expires_at)
        );
        let label = say!(l, people.link);
        view! {
            <Notice kind="good">
                <p>{text}</p>
                <input class="copy" type="text" readonly=true aria-label=label value=link.url />
                <p>{say!(l, people.link_once)}</p>
            </Notice>
        }
    })
}
