//! The layer in front of a tool that carries faults out.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use tokio::time::{Sleep, sleep};

use super::{Fault, Mishap, Refusal, answer};
use crate::connection::{Connection, Cut};
use crate::sandbox::Sandbox;
use crate::tool::Tool;

/// How long a body may be that a fault holds on to.
const LONGEST_BODY: usize = 64 * 1024 * 1024;

/// Counts a request to a tool, and does to it what was ordered.
pub(crate) async fn misbehave(
    State((sandbox, tool)): State<(Sandbox, Tool)>,
    request: Request,
    next: Next,
) -> Response {
    let operation = tool.operation(request.method(), request.uri().path());
    sandbox.count(tool, operation);
    let mishap = sandbox.faults().take(tool, operation);
    let Some(Mishap { fault, delay }) = mishap else {
        return next.run(request).await;
    };
    tracing::info!(operation, ?fault, "misbehaving as ordered");
    let connection = request
        .extensions()
        .get::<ConnectInfo<Connection>>()
        .cloned();
    let Some(request) = held(request).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let scene = Scene {
        sandbox,
        tool,
        connection,
        delay,
        request,
        next,
    };
    let mut response = scene.play(fault).await;
    // What was cut or bent must not serve another request.
    response
        .headers_mut()
        .insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

/// The request with its whole body in memory, so that it can be carried out after the client has gone.
async fn held(request: Request) -> Option<Request> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, LONGEST_BODY).await.ok()?;
    Some(Request::from_parts(parts, Body::from(body)))
}

/// A request to which something happens.
struct Scene {
    sandbox: Sandbox,
    tool: Tool,
    connection: Option<ConnectInfo<Connection>>,
    delay: Duration,
    request: Request,
    next: Next,
}

impl Scene {
    async fn play(mut self, fault: Fault) -> Response {
        let tool = self.tool;
        match fault {
            Fault::LateBeforeCommit => self.wait_and_commit().await,
            Fault::LostBeforeCommit => {
                self.wait().await;
                self.cut(Cut::Answer(0))
            }
            Fault::StatusBeforeCommit(refusal) => {
                self.wait().await;
                answer::refusal(tool, &refusal)
            }
            Fault::ErrorIn200 => {
                self.wait().await;
                answer::error_in_200(tool)
            }
            Fault::Redirect(location) => {
                self.wait().await;
                answer::redirect(&location)
            }
            Fault::CommitLateLost => {
                let lost = self.cut(Cut::Answer(0));
                self.commit_later();
                lost
            }
            Fault::CommitLate504 => {
                self.commit_later();
                answer::refusal(
                    tool,
                    &Refusal {
                        status: 504,
                        retry_after: None,
                    },
                )
            }
            Fault::LateAfterCommit => self.commit_and_wait().await,
            Fault::LostAfterCommit => self.commit_and_cut(Cut::Answer(0)).await,
            Fault::CutAnswer(bytes) => self.commit_and_cut(Cut::Answer(bytes)).await,
            Fault::CutBody(bytes) => self.commit_and_cut(Cut::Body(bytes)).await,
            Fault::StatusAfterCommit(refusal) => {
                self.commit_and_wait().await;
                answer::refusal(tool, &refusal)
            }
            Fault::MalformedBody => answer::malformed(self.commit_and_wait().await),
            Fault::HtmlBody => answer::html(self.commit_and_wait().await),
            Fault::EmptyBody => answer::empty(self.commit_and_wait().await),
            Fault::WrongMediaType => answer::as_page(self.commit_and_wait().await),
            Fault::WrongTypeBody => answer::wrong_type(tool, self.commit_and_wait().await),
            Fault::Corrupt(corruption) => {
                self.request.extensions_mut().insert(corruption);
                self.commit_and_wait().await
            }
        }
    }

    fn wait(&self) -> Sleep {
        sleep(self.delay)
    }

    // Once begun, a request is carried out to its end: a real tool doesn't notice that its client hung up.

    async fn wait_and_commit(self) -> Response {
        finish(async move {
            self.wait().await;
            self.next.run(self.request).await
        })
        .await
    }

    async fn commit_and_wait(self) -> Response {
        let delay = self.delay;
        let response = finish(async move { self.next.run(self.request).await }).await;
        sleep(delay).await;
        response
    }

    async fn commit_and_cut(self, cut: Cut) -> Response {
        let connection = self.connection.clone();
        let response = self.commit_and_wait().await;
        cut_off(connection.as_ref(), cut).unwrap_or(response)
    }

    /// Carries the request out after the delay, unless the sandbox was reset meanwhile.
    fn commit_later(self) {
        let epoch = self.sandbox.epoch();
        tokio::spawn(async move {
            self.wait().await;
            if self.sandbox.epoch() == epoch {
                self.next.run(self.request).await;
            }
        });
    }

    fn cut(&self, cut: Cut) -> Response {
        // Never seen: not a byte of it gets out.
        cut_off(self.connection.as_ref(), cut)
            .unwrap_or_else(|| StatusCode::NO_CONTENT.into_response())
    }
}

/// Runs work in a task of its own, so that it outlives whoever waits for it.
async fn finish(work: impl Future<Output = Response> + Send + 'static) -> Response {
    let answer = tokio::spawn(work).await;
    answer.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// Tells the connection how much of the answer may get out. An answer means that it can't be done here.
fn cut_off(connection: Option<&ConnectInfo<Connection>>, cut: Cut) -> Option<Response> {
    if let Some(ConnectInfo(connection)) = connection {
        connection.cut(cut);
        return None;
    }
    let message = "This fault closes the connection, which works only under sandbox::serve.";
    Some((StatusCode::INTERNAL_SERVER_ERROR, message).into_response())
}
