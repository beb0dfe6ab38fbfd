//! A posted form, before anybody trusts it.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Redirect, Response};
use http::request::Parts;
use http::{Method, StatusCode};
use leptos::prelude::provide_context;

use crate::context::{Cx, PageError};
use crate::forms::Echo;
use crate::state::AppState;
use crate::turned_away::TurnedAway;

/// The most bytes of a body: a form with 100 positions of long texts has less than half of it.
pub const MOST_BYTES: usize = 1 << 20;

/// The fields of a form as strings, and the request that they came with.
pub struct Posted {
    /// The request.
    pub cx: Cx,
    fields: Vec<(String, String)>,
    parts: Parts,
}

impl Posted {
    /// A form whose body was read in another way than this one's: one with a file.
    pub const fn read(cx: Cx, parts: Parts, fields: Vec<(String, String)>) -> Self {
        Self { cx, fields, parts }
    }

    /// A field's text, trimmed; empty when it is missing.
    pub fn text(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// A field's text as typed; empty when it is missing.
    pub fn raw(&self, name: &str) -> &str {
        self.fields
            .iter()
            .find(|(field, _)| field == name)
            .map_or("", |(_, value)| value.as_str())
    }

    /// All values of a field that may occur several times.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields
            .iter()
            .filter(move |(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether a box is ticked.
    pub fn ticked(&self, name: &str) -> bool {
        self.fields.iter().any(|(field, _)| field == name)
    }

    /// All fields in their order.
    pub fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    /// The request's cookies, each as `name=value`.
    pub fn cookies(&self) -> impl Iterator<Item = &str> {
        let headers = self.parts.headers.get_all(http::header::COOKIE).into_iter();
        headers
            .filter_map(|header| header.to_str().ok())
            .flat_map(|header| header.split(';'))
            .map(str::trim)
    }

    /// The same page again with what was typed and these problems: `(field, sentence)`, the empty field for the whole form.
    pub async fn again(mut self, problems: Vec<(&str, String)>) -> Response {
        let problems = problems
            .into_iter()
            .map(|(field, problem)| (field.to_owned(), problem))
            .collect();
        let echo = Echo::new(std::mem::take(&mut self.fields), problems);
        let mut response = self.page_with(echo).await;
        if response.status() == StatusCode::OK {
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        }
        response
    }

    /// The page itself with something in its context that must not stand in a URL.
    pub async fn page_with<T: Clone + Send + Sync + 'static>(self, shown: T) -> Response {
        let mut parts = self.parts;
        parts.method = Method::GET;
        let state = self.cx.state;
        let options = state.options.clone();
        let handler = leptos_axum::render_app_async_with_context(
            move || {
                provide_context(state.clone());
                provide_context(shown.clone());
            },
            move || crate::shell(options.clone()),
        );
        handler(Request::from_parts(parts, axum::body::Body::empty())).await
    }
}

impl FromRequest<AppState> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Response> {
        let (parts, body) = request.into_parts();
        let again = Request::from_parts(parts.clone(), body);
        // A body that ends early came to its limit, or nobody is there any more to read the answer.
        let most = MOST_BYTES / 1024;
        let bytes = Bytes::from_request(again, state)
            .await
            .map_err(|_| TurnedAway::TooLarge { most }.page(&parts.headers))?;
        let fields = serde_urlencoded::from_bytes(&bytes)
            .map_err(|_| TurnedAway::Unreadable.page(&parts.headers))?;
        Ok(Self {
            cx: Cx::of(state.clone(), &parts),
            fields,
            parts,
        })
    }
}

/// Done: to another page (303), so that reloading it posts nothing again.
pub fn to(url: &str) -> Result<Response, PageError> {
    Ok(Redirect::to(url).into_response())
}

/// A path on this site, or the report: what comes from a URL must not lead elsewhere.
pub fn local_path(next: &str) -> &str {
    // Browsers leave out tabs and line breaks wherever they stand in an address.
    let plain = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(|c: char| c == '\\' || c.is_control());
    if plain { next } else { "/report" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leads_to_another_site() {
        assert_eq!(local_path("/invoices?x=1"), "/invoices?x=1");
        for bad in [
            "",
            "https://example.com",
            "//example.com",
            "/\\example.com",
            "report",
            "/a\r\nx",
            "/\t/example.com",
            "/\u{7f}",
        ] {
            assert_eq!(local_path(bad), "/report", "{bad:?}");
        }
    }
}
