//! How much a request may bring, and how long it may take. Files of time entries may be large; the page that takes them
//! has a limit of its own.

use std::time::Duration;

use axum::body::{Body, HttpBody as _};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http_body_util::Limited;

/// The most bytes of a body: a form with 100 positions of long texts has less than half of it.
const MOST_BYTES: usize = 1 << 20;

/// How long a handler may take: longer than a billing tool may take to answer a question.
const MOST_TIME: Duration = Duration::from_mins(1);

/// Where files come in.
const UPLOADS: &str = "/import";

/// Refuses large bodies (413), whoever reads them.
pub async fn limit_size(request: Request, next: Next) -> Response {
    if is_upload(&request) {
        return next.run(request).await;
    }
    let least = request.body().size_hint().lower();
    if usize::try_from(least).map_or(true, |least| least > MOST_BYTES) {
        return too_large();
    }
    next.run(request.map(|body| Body::new(Limited::new(body, MOST_BYTES))))
        .await
}

/// Gives up on a handler that takes too long (503).
pub async fn limit_time(request: Request, next: Next) -> Response {
    if is_upload(&request) {
        return next.run(request).await;
    }
    let answer = tokio::time::timeout(MOST_TIME, next.run(request)).await;
    answer.unwrap_or_else(|_| {
        tracing::error!("a handler took too long");
        let text =
            "This took too long and was given up. Look whether it was saved, then try again.\n";
        (StatusCode::SERVICE_UNAVAILABLE, text).into_response()
    })
}

fn is_upload(request: &Request) -> bool {
    request.uri().path() == UPLOADS
}

fn too_large() -> Response {
    let text = format!(
        "More than {} kB were sent at once. Send less.\n",
        MOST_BYTES / 1024
    );
    (StatusCode::PAYLOAD_TOO_LARGE, text).into_response()
}
