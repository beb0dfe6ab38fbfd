//! The control end points under `/sandbox`.

use std::collections::{BTreeMap, BTreeSet};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Json, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Serialize;
use serde_json::json;

use crate::faults::{self, FaultRequest, FaultRequestError, Plan};
use crate::html;
use crate::journal::JournalError;
use crate::overview::Overview;
use crate::sandbox::Sandbox;
use crate::tool::Tool;
use crate::{hq, lexware, sevdesk};

/// What is under `/sandbox`.
pub(crate) fn router(sandbox: Sandbox) -> Router {
    Router::new()
        .route("/state", get(state))
        .route("/secrets", get(secrets))
        .route(
            "/faults",
            get(faults).post(order_fault).delete(clear_faults),
        )
        .route("/reset", post(reset))
        .route("/seed", post(seed))
        .route("/seed/hq", post(seed_hq))
        .route("/style.css", get(html::style))
        .with_state(sandbox)
}

/// A request to the control end points that can't be followed.
#[derive(Debug, thiserror::Error)]
enum ControlError {
    #[error(
        "the body can't be read: {0}. See the documentation of the sandbox for what belongs into it"
    )]
    Unreadable(#[from] serde_json::Error),
    #[error(transparent)]
    Fault(#[from] FaultRequestError),
    #[error(transparent)]
    Seed(#[from] sevdesk::SeedError),
    #[error(transparent)]
    HqSeed(#[from] hq::SeedError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl IntoResponse for ControlError {
    fn into_response(self) -> Response {
        let status = match &self {
            Self::Unreadable(_) | Self::Fault(_) | Self::Seed(_) | Self::HqSeed(_) => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::Journal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        (status, Json(json!({ "error": self.to_string() }))).into_response()
    }
}

/// The answer of `GET /sandbox/state`.
#[derive(Serialize)]
struct Everything {
    sevdesk: Overview,
    lexware: Overview,
    hq: Overview,
    /// How often each operation of each tool was asked for since the start or the last reset.
    requests: BTreeMap<Tool, BTreeMap<&'static str, u64>>,
}

async fn state(State(sandbox): State<Sandbox>) -> Json<Everything> {
    let shift = sandbox.options().sevdesk.unit_shift;
    let (sevdesk, lexware, hq) = sandbox.read(|world| {
        (
            sevdesk::overview(&world.sevdesk, shift),
            lexware::overview(&world.lexware),
            hq::overview(&world.hq),
        )
    });
    Json(Everything {
        sevdesk,
        lexware,
        hq,
        requests: sandbox.requests(),
    })
}

/// For tests that look for them where they must not be.
async fn secrets(State(sandbox): State<Sandbox>) -> Json<BTreeSet<String>> {
    Json(sandbox.secrets())
}

/// The answer of `GET /sandbox/faults`.
#[derive(Serialize)]
struct FaultOrders {
    /// What was ordered and has not all happened yet.
    waiting: Vec<Plan>,
    /// What can be ordered.
    faults: Vec<&'static str>,
    /// What it can be ordered for, by tool.
    operations: BTreeMap<Tool, &'static [&'static str]>,
}

async fn faults(State(sandbox): State<Sandbox>) -> Json<FaultOrders> {
    Json(FaultOrders {
        waiting: sandbox.faults().plans().to_vec(),
        faults: faults::names(),
        operations: Tool::ALL
            .into_iter()
            .map(|tool| (tool, tool.operations()))
            .collect(),
    })
}

async fn order_fault(
    State(sandbox): State<Sandbox>,
    body: Bytes,
) -> Result<(StatusCode, Json<Plan>), ControlError> {
    // Read whatever its media type says: these end points are for hands and scripts.
    let request: FaultRequest = serde_json::from_slice(&body)?;
    let plan = request.plan()?;
    sandbox.faults().order(plan.clone());
    Ok((StatusCode::CREATED, Json(plan)))
}

async fn clear_faults(State(sandbox): State<Sandbox>) -> StatusCode {
    sandbox.faults().clear();
    StatusCode::NO_CONTENT
}

async fn reset(State(sandbox): State<Sandbox>) -> Result<StatusCode, ControlError> {
    sandbox.reset().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn seed(
    State(sandbox): State<Sandbox>,
    body: Bytes,
) -> Result<(StatusCode, Json<sevdesk::SeedReport>), ControlError> {
    let request: sevdesk::SeedRequest = serde_json::from_slice(&body)?;
    let shift = sandbox.options().sevdesk.unit_shift;
    let report = sandbox
        .write(move |world, now| sevdesk::add(&world.sevdesk, request, shift, now))
        .await?;
    Ok((StatusCode::CREATED, Json(report)))
}

async fn seed_hq(
    State(sandbox): State<Sandbox>,
    body: Bytes,
) -> Result<(StatusCode, Json<hq::SeedReport>), ControlError> {
    let request: hq::SeedRequest = serde_json::from_slice(&body)?;
    let report = sandbox
        .write(move |world, now| hq::add(&world.hq, request, now))
        .await?;
    Ok((StatusCode::CREATED, Json(report)))
}
