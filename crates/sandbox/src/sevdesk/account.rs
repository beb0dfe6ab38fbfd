//! The account itself: its users and its bookkeeping system.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::envelope::{self, Refusal};
use super::options::Bookkeeping;
use super::query::Query;
use super::{refuse_version, render, seed};
use crate::out::Out;
use crate::sandbox::Sandbox;

/// `GET /Tools/bookkeepingSystemVersion`.
pub(crate) async fn bookkeeping_version(
    State(sandbox): State<Sandbox>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    refuse_version(&headers)?;
    let version = match sandbox.options().sevdesk.bookkeeping {
        Bookkeeping::V1 => "1.0",
        Bookkeeping::V2 => "2.0",
    };
    Ok(envelope::ok(Out::object([("version", Out::text(version))])))
}

/// `GET /SevUser`, which is not documented but used by many clients.
pub(crate) async fn users(query: Query) -> Result<Response, Refusal> {
    let page = query.page()?;
    let rows = seed::USERS.iter().map(|user| {
        Out::object([
            ("id", Out::text(user.id)),
            ("objectName", Out::text("SevUser")),
            ("fullname", Out::text(user.name)),
            ("username", Out::text(user.email)),
            ("email", Out::text(user.email)),
            ("status", Out::text(100)),
            ("role", Out::text("admin")),
            ("sevClient", render::reference(seed::CLIENT, "SevClient")),
        ])
    });
    let (rows, total) = page.cut(rows.collect());
    Ok(envelope::list(rows, total))
}
