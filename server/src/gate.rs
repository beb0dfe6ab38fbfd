//! What answers before the application is ready.

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};
use tower::ServiceExt as _;

/// Lets requests through once it is open; until then each is told to come back (503). So the port can be bound, and
/// `/healthz` asked, while migrations and recovery still run.
#[derive(Clone, Debug, Default)]
pub struct Gate(Arc<OnceLock<Router>>);

impl Gate {
    /// Lets requests through to this router from now on. Opening it again changes nothing.
    pub fn open(&self, router: Router) {
        let _ = self.0.set(router);
    }

    /// What to serve.
    pub fn router(&self) -> Router {
        Router::new().fallback(pass).with_state(self.clone())
    }
}

async fn pass(State(gate): State<Gate>, request: Request) -> Response {
    let Some(router) = gate.0.get() else {
        let text = "Billhour is starting. Try again in a moment.\n";
        return (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, "1")], text).into_response();
    };
    match router.clone().oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}
