//! A form that was posted after its session had ended.
//!
//! Sent to the sign-in page, whoever typed it would have to type it again. So the answer holds what was typed, and posts
//! it again once they have signed in beside it. Nothing of it is kept on the server.

use axum::body::to_bytes;
use axum::extract::Request;
use axum::response::{Html, IntoResponse, Response};
use http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use http::{Method, StatusCode};
use leptos::prelude::*;
use texts::say;

use crate::forms::{MOST_BYTES, local_path};
use crate::turned_away::TurnedAway;
use crate::viewer::locale_of;
use crate::words::words;

/// Whether a request is a form that may be written into a page. Those under the settings may hold a password or a token,
/// and a file cannot be held.
pub fn can_hold(request: &Request) -> bool {
    let path = request.uri().path();
    let kind = request.headers().get(CONTENT_TYPE);
    let fields = kind.is_some_and(|kind| kind.as_bytes().starts_with(FIELDS));
    request.method() == Method::POST
        && fields
        && path != "/sign-out"
        && !path.starts_with("/settings")
}

/// What the page may do: look like ours, and post its form here.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A form without files.
const FIELDS: &[u8] = b"application/x-www-form-urlencoded";

/// The page that holds it.
pub async fn page(request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, MOST_BYTES).await else {
        let most = MOST_BYTES / 1024;
        return TurnedAway::TooLarge { most }.page(&parts.headers);
    };
    let Ok(fields) = serde_urlencoded::from_bytes::<Vec<(String, String)>>(&bytes) else {
        return TurnedAway::Unreadable.page(&parts.headers);
    };
    let locale = locale_of(&parts.headers);
    let action = parts.uri.to_string();
    let shown = show(words(locale), local_path(&action).to_owned(), fields);
    let page = format!(
        "<!DOCTYPE html><html lang=\"{}\">{shown}</html>",
        locale.tag()
    );
    let policy = [(CONTENT_SECURITY_POLICY, POLICY)];
    (StatusCode::UNAUTHORIZED, policy, Html(page)).into_response()
}

fn show(l: texts::Locale, action: String, fields: Vec<(String, String)>) -> String {
    let title = say!(l, errors.form_held);
    let fields: Vec<_> = fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect();
    view! {
        <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>{title.clone()}" · Billhour"</title>
            <link rel="stylesheet" href="/pkg/billhour.css" />
        </head>
        <body>
            <main>
                <section class="empty">
                    <h1>{title}</h1>
                    <p>{say!(l, errors.form_held_hint)}</p>
                    <form method="post" action=action>
                        {fields}
                        <div class="actions">
                            <a class="button" href="/sign-in" target="_blank">{say!(l, errors.form_held_sign_in)}</a>
                            <button class="primary">{say!(l, errors.form_held_send)}</button>
                        </div>
                    </form>
                </section>
            </main>
        </body>
    }
    .to_html()
}
