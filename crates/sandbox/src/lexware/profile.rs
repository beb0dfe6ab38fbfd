//! The company and who connected.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::gate::Caller;
use super::problem::json;
use super::render::timestamp;
use super::seed::{COMPANY, ORGANISATION, USER};
use crate::out::Out;
use crate::sandbox::Sandbox;

/// `GET /v1/profile`.
pub(super) async fn profile(
    State(sandbox): State<Sandbox>,
    Extension(caller): Extension<Caller>,
) -> Response {
    let options = &sandbox.options().lexware;
    let since = sandbox.read(|world| {
        let given = world.lexware.authorisation(&caller.connection);
        given.map(|given| given.since)
    });
    let since = since.unwrap_or_else(|| sandbox.options().clock.now());
    let created = Out::object([
        ("userId", Out::text(USER.id)),
        ("userName", Out::text(USER.name)),
        ("userEmail", Out::text(&options.user)),
        ("date", timestamp(since)),
    ]);
    let features = ["INVOICING", "INVOICING_PRO", "BOOKKEEPING"];
    let body = Out::object([
        ("organizationId", Out::text(ORGANISATION)),
        ("companyName", Out::text(COMPANY)),
        ("created", created),
        ("connectionId", Out::text(&caller.connection)),
        ("taxType", Out::text(options.tax_type.as_str())),
        ("smallBusiness", Out::Bool(options.small_business)),
        (
            "businessFeatures",
            Out::List(features.map(Out::text).into()),
        ),
    ]);
    json(StatusCode::OK, &body)
}

/// `GET /v1/payment-conditions`: a bare list.
pub(super) async fn payment_conditions() -> Response {
    let usual = super::create::usual_payment();
    let row = Out::object([
        ("id", Out::text("2ed2a9d7-2b6a-4b1b-8c83-6f3d1c5e0a14")),
        ("organizationDefault", Out::Bool(true)),
        ("paymentTermLabelTemplate", Out::text(usual.label)),
        ("paymentTermDuration", Out::number(usual.days)),
    ]);
    json(StatusCode::OK, &Out::List(vec![row]))
}
