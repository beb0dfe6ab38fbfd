//! How much a request may bring, and how long it may take. Files of time entries may be large; the page that takes them
//! has a limit of its own.

use std::time::Duration;

use app::forms::MOST_BYTES;
use app::turned_away::TurnedAway;
use axum::body::{Body, HttpBody as _};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::Limited;

/// What is said of larger ones.
const TOO_LARGE: TurnedAway = TurnedAway::TooLarge {
    most: MOST_BYTES / 1024,
};

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
        return TOO_LARGE.page(request.headers());
    }
    next.run(request.map(|body| Body::new(Limited::new(body, MOST_BYTES))))
        .await
}

/// Gives up on a handler that takes too long (503).
pub async fn limit_time(request: Request, next: Next) -> Response {
    if is_upload(&request) {
        return next.run(request).await;
    }
    let headers = request.headers().clone();
    let answer = tokio::time::timeout(MOST_TIME, next.run(request)).await;
    answer.unwrap_or_else(|_| {
        tracing::error!("a handler took too long");
        TurnedAway::TooSlow.page(&headers)
    })
}

fn is_upload(request: &Request) -> bool {
    request.uri().path() == UPLOADS
}
