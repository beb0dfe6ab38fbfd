//! The switch between English and German.

use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use domain::Locale;
use http::HeaderName;
use http::header::SET_COOKIE;

use crate::forms::{Posted, local_path};
use crate::viewer::LOCALE_COOKIE;

/// Keeps the language in a cookie for a year, and in the profile of whoever is signed in.
pub async fn post(posted: Posted) -> Response {
    let locale = Locale::from_tag(posted.text("locale")).unwrap_or_default();
    if let Some(user) = &posted.cx.user
        && let Err(error) = posted.cx.state.store.set_locale(user.id, locale).await
    {
        tracing::warn!(%error, "the language could not be kept in the profile");
    }
    (
        AppendHeaders([cookie(locale)]),
        Redirect::to(local_path(posted.text("next"))),
    )
        .into_response()
}

/// The language of the profile, for a browser in which none was chosen.
pub fn own_language(
    posted: &Posted,
    profile: Option<Locale>,
) -> AppendHeaders<Option<(HeaderName, String)>> {
    let chosen = posted
        .cookies()
        .any(|cookie| cookie.starts_with(LOCALE_COOKIE));
    AppendHeaders(profile.filter(|_| !chosen).map(cookie))
}

fn cookie(locale: Locale) -> (HeaderName, String) {
    (
        SET_COOKIE,
        format!(
            "{LOCALE_COOKIE}={}; Path=/; Max-Age=31536000; SameSite=Lax",
            locale.tag()
        ),
    )
}
