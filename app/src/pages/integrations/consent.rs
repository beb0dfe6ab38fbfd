//! Asking for consent in the billing tool, and what comes back.

use axum::extract::{Extension, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use chrono::TimeDelta;
use domain::ConnectionId;
use domain::capabilities::BillingTool;
use domain::random;
use domain::role::Role;
use http::request::Parts;
use providers::lexware::oauth::OAuthError;
use serde::Deserialize;
use store::{Connection, ConnectionError, OAuthStart};
use texts::say;
use tower_sessions::Session;

use crate::context::{Cx, PageError};
use crate::forms::{Posted, Refusal, local_path};
use crate::password::prove;
use crate::state::AppState;
use crate::tools::SetUpError;

/// The page's own path, and where everything leads that did not go well.
pub const PAGE: &str = "/settings/integrations";
/// What the page's URL says of a consent that did not come about.
pub const OUTCOME: &str = "consent";

/// What the page's URL says about where its reader came from.
pub const NEXT: &str = "next";

/// How long somebody may take to consent.
const PATIENCE: TimeDelta = TimeDelta::minutes(30);

/// Why a consent did not come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The person said no.
    Denied,
    /// It was not asked for in this session, was used already, or took too long.
    Stale,
    /// It is for another company than the connection.
    OtherCompany,
    /// Lexware does not know this Billhour's client.
    Client,
    /// Lexware has too many requests of ours.
    Busy,
    /// The code was not accepted, or Lexware did not answer as it should.
    Failed,
}

impl Problem {
    const ALL: [Self; 6] = [
        Self::Denied,
        Self::Stale,
        Self::OtherCompany,
        Self::Client,
        Self::Busy,
        Self::Failed,
    ];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Denied => "denied",
            Self::Stale => "stale",
            Self::OtherCompany => "other-company",
            Self::Client => "client",
            Self::Busy => "busy",
            Self::Failed => "failed",
        }
    }

    /// The page that says it. Whoever came from elsewhere finds the way back there, and may try again.
    fn url(self, next: &str) -> String {
        let mut query = vec![(OUTCOME, self.as_str())];
        if !matches!(next, "" | "/" | PAGE) {
            query.push((NEXT, next));
        }
        let query = serde_urlencoded::to_string(query).unwrap_or_default();
        format!("{PAGE}?{query}")
    }

    /// What the page says.
    pub fn say(text: &str, l: texts::Locale) -> Option<String> {
        let problem = Self::ALL
            .into_iter()
            .find(|problem| problem.as_str() == text)?;
        Some(match problem {
            Self::Denied => say!(l, integrations.consent_denied),
            Self::Stale => say!(l, integrations.consent_stale),
            Self::OtherCompany => say!(l, integrations.consent_other_company),
            Self::Client => say!(l, integrations.consent_client),
            Self::Busy => say!(l, integrations.consent_busy),
            Self::Failed => say!(l, integrations.consent_failed),
        })
    }
}

/// Where an admin goes to consent: for a new connection, or for one that is there.
pub async fn ask(
    session: &Session,
    posted: &Posted,
    connection: Option<ConnectionId>,
) -> Result<String, Refusal> {
    let cx = &posted.cx;
    cx.require(Role::Admin)?;
    prove(session, posted).await?;
    let state = hex::encode(random::bytes::<32>(&*cx.state.random));
    let tools = &cx.state.tools;
    let consent = tools.consent(&state).ok_or(PageError::NotFound)?;
    let start = OAuthStart {
        connection,
        verifier: consent.verifier,
        return_to: local_path(posted.text("next")).to_owned(),
    };
    let (session, now) = (session_name(session)?, cx.now());
    let kept = cx
        .state
        .store
        .begin_oauth(&state, &session, &start, now, now + PATIENCE);
    kept.await?;
    Ok(consent.url.into())
}

/// What Lexware sends along.
#[derive(Debug, Deserialize)]
pub struct Answer {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: String,
    error: Option<String>,
}

/// Takes what Lexware sent a person back with.
pub async fn callback(
    State(state): State<AppState>,
    Extension(session): Extension<Session>,
    Query(answer): Query<Answer>,
    parts: Parts,
) -> Response {
    let cx = Cx::of(state, &parts);
    let url = match take(&session, &answer, &cx).await {
        Ok(url) => url,
        Err(Stop::Problem(problem, next)) => problem.url(&next),
        Err(Stop::Page(error)) => return error.into_response(),
    };
    Redirect::to(&url).into_response()
}

enum Stop {
    /// What is said, and where the person came from.
    Problem(Problem, String),
    Page(PageError),
}

impl<E: Into<PageError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Page(error.into())
    }
}

async fn take(session: &Session, answer: &Answer, cx: &Cx) -> Result<String, Stop> {
    let admin = cx.require(Role::Admin)?;
    let store = &cx.state.store;
    let session = session_name(session)?;
    // Used up before anything else: whatever comes of it, it is good once.
    let start = store
        .finish_oauth(&answer.state, &session, cx.now())
        .await?;
    let start = start.ok_or_else(|| Stop::Problem(Problem::Stale, String::new()))?;
    if answer.error.is_some() || answer.code.is_empty() {
        return Err(Stop::Problem(Problem::Denied, start.return_to));
    }
    let wanted = match start.connection {
        Some(id) => Some(lexware(cx, id).await?),
        None => None,
    };
    let connected = cx
        .state
        .tools
        .consented(
            wanted.as_ref(),
            &answer.code,
            &start.verifier,
            admin.id,
            &cx.stamp(),
        )
        .await;
    let id = match connected {
        Ok(id) => id,
        Err(error) => return Err(Stop::Problem(problem_of(&error), start.return_to)),
    };
    Ok(match start.return_to.as_str() {
        PAGE | "/" => format!("{PAGE}/{id}?done=added"),
        elsewhere => elsewhere.to_owned(),
    })
}

async fn lexware(cx: &Cx, id: ConnectionId) -> Result<Connection, Stop> {
    let found = cx.state.store.connection(id).await?;
    let found = found.filter(|connection| connection.tool == BillingTool::Lexware);
    found.ok_or(Stop::Page(PageError::NotFound))
}

fn problem_of(error: &SetUpError) -> Problem {
    tracing::warn!(%error, "a consent did not become a connection");
    match error {
        SetUpError::Connection(ConnectionError::OtherCompany) => Problem::OtherCompany,
        SetUpError::OAuth(OAuthError::Client(_)) => Problem::Client,
        SetUpError::OAuth(OAuthError::Busy(_)) => Problem::Busy,
        _ => Problem::Failed,
    }
}

/// Whoever is signed in has a session with an id.
fn session_name(session: &Session) -> Result<String, PageError> {
    let id = session.id().ok_or(PageError::SignIn)?;
    Ok(id.to_string())
}
