//! Who may ask for what: the key or token, the contract, the scope, the pace.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, Utc};

use super::books::Books;
use super::limiter::Limiter;
use super::operation::{ALL_SCOPES, operation, scope_of};
use super::options::LexwareOptions;
use super::problem::Problem;
use crate::sandbox::Sandbox;

/// The connection of whoever uses the API key.
const KEY_CONNECTION: &str = "5b8d2d5e-7b0d-4a63-8a5e-0c9e4c1f0001";

/// Who sent a request.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) connection: String,
    scopes: String,
}

/// Lets a request pass, and tells the handler who sent it.
pub(super) async fn guard(
    State((sandbox, limiter)): State<(Sandbox, Limiter)>,
    mut request: Request,
    next: Next,
) -> Response {
    match admit(&sandbox, &limiter, &request) {
        Ok(caller) => {
            request.extensions_mut().insert(caller);
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    }
}

fn admit(sandbox: &Sandbox, limiter: &Limiter, request: &Request) -> Result<Caller, Problem> {
    let options = &sandbox.options().lexware;
    let now = sandbox.options().clock.now();
    let token = bearer(request.headers()).ok_or_else(Problem::unauthorized)?;
    let caller = sandbox
        .read(|world| caller(&world.lexware, options, token, now))
        .ok_or_else(Problem::unauthorized)?;
    limiter.take(
        &caller.connection,
        options.requests_per_second,
        now,
        options.rate_limit_as_500,
    )?;
    if !options.contract {
        return Err(Problem::contract());
    }
    let name = operation(request.method(), request.uri().path());
    match scope_of(name) {
        Some(scope) if !caller.scopes.split(' ').any(|given| given == scope) => {
            Err(Problem::scope(scope))
        }
        _ => Ok(caller),
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    value.strip_prefix("Bearer ")
}

fn caller(
    books: &Books,
    options: &LexwareOptions,
    token: &str,
    now: DateTime<Utc>,
) -> Option<Caller> {
    if token == options.api_key {
        return Some(Caller {
            connection: KEY_CONNECTION.to_owned(),
            scopes: ALL_SCOPES.to_owned(),
        });
    }
    let given = books
        .authorisations()
        .find(|given| given.is_open_to(token, now))?;
    Some(Caller {
        connection: given.connection.clone(),
        scopes: given.scopes.clone(),
    })
}
