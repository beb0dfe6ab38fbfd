//! The switch between English and German.

use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use domain::Locale;
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
    let cookie = format!("{LOCALE_COOKIE}={}; Path=/; Max-Age=31536000; SameSite=Lax", locale.tag());
    (AppendHeaders([(SET_COOKIE, cookie)]), Redirect::to(local_path(posted.text("next")))).into_response()
}
