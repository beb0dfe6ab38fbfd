//! A name for each request, a line in the log for what failed, and an answer even when a handler panics.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse as _, Response};
use domain::random::{self, Random};
use futures::FutureExt as _;
use tracing::Instrument as _;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Goes along with a request. The log names its route and not its path, since one-time links are secret, and neither
/// query nor headers.
pub async fn accompany(
    State(random): State<Arc<dyn Random>>,
    request: Request,
    next: Next,
) -> Response {
    let id = hex::encode(random::bytes::<8>(&*random));
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or("none", MatchedPath::as_str);
    let span = tracing::info_span!("request", %id, method = %request.method(), route);
    async {
        let answer = AssertUnwindSafe(next.run(request)).catch_unwind().await;
        let mut response = answer.unwrap_or_else(|panic| broken(&*panic, &id));
        let status = response.status();
        if status.is_server_error() {
            tracing::warn!(status = status.as_u16(), "answered");
        } else {
            tracing::debug!(status = status.as_u16(), "answered");
        }
        if let Ok(value) = HeaderValue::from_str(&id) {
            response.headers_mut().insert(REQUEST_ID, value);
        }
        response
    }
    .instrument(span)
    .await
}

/// The page for a mistake of ours. It can't know the reader's language any more.
fn broken(panic: &(dyn Any + Send), id: &str) -> Response {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    tracing::error!(panic = text.unwrap_or("unknown"), "a handler panicked");
    let page = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Billhour</title>\
         <link rel=\"stylesheet\" href=\"/pkg/billhour.css\"></head><body><main><section class=\"empty\">\
         <h1>Something broke in Billhour</h1>\
         <p>This is our mistake, not yours. What was saved before is still there. Go back and try again; if it happens \
         again, tell whoever runs this server the number {id}.</p>\
         <p lang=\"de\">Das ist unser Fehler, nicht deiner. Was vorher gespeichert war, ist noch da. Geh zurück und \
         versuch es noch einmal; passiert es wieder, nenne dem Betreiber die Nummer {id}.</p>\
         </section></main></body></html>"
    );
    (StatusCode::INTERNAL_SERVER_ERROR, Html(page)).into_response()
}
