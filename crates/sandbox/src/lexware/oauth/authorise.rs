//! Asking a person for consent, and sending them back.

use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};

use super::consent_page;
use super::error::OAuthError;
use super::grant::{Authorisation, Wanted};
use crate::lexware::books::Change;
use crate::lexware::operation::ALL_SCOPES;
use crate::lexware::options::LexwareOptions;
use crate::sandbox::Sandbox;
use crate::state;

/// What an app asks a person for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Question {
    pub(super) client_id: String,
    pub(super) redirect_uri: String,
    pub(super) response_type: String,
    pub(super) state: Option<String>,
    pub(super) scope: Option<String>,
    pub(super) code_challenge: Option<String>,
    pub(super) code_challenge_method: Option<String>,
    pub(super) connection_name: Option<String>,
}

/// What the person answers. The question comes along, so that nothing needs to be remembered meanwhile.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Answer {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    decision: String,
    #[serde(flatten)]
    question: Question,
}

/// A question that can't be asked.
enum Unaskable {
    /// Nobody may be sent back to where it came from: shown on a page.
    Stays(&'static str),
    /// The app is told by its redirect address.
    GoesBack(&'static str),
}

/// `GET /oauth2/authorize`.
pub(super) async fn ask(
    State(sandbox): State<Sandbox>,
    Query(question): Query<Question>,
) -> Response {
    let options = &sandbox.options().lexware;
    match question.check(options) {
        Ok(()) => consent_page::page(&question, options, None).into_response(),
        Err(problem) => turned_away(&question, problem),
    }
}

/// `POST /oauth2/authorize`.
pub(super) async fn answer_given(
    State(sandbox): State<Sandbox>,
    Form(answer): Form<Answer>,
) -> Response {
    let options = sandbox.options().lexware.clone();
    let question = answer.question;
    // The form could have been changed on its way through the browser.
    if let Err(problem) = question.check(&options) {
        return turned_away(&question, problem);
    }
    if answer.decision != "allow" {
        return back(&question, &[("error", "access_denied")]);
    }
    if answer.email != options.user || answer.password != options.password {
        let page = consent_page::page(&question, &options, Some("This sign-in is not known."));
        return (StatusCode::UNPROCESSABLE_ENTITY, page).into_response();
    }
    match allow(&sandbox, &question).await {
        Ok(code) => back(&question, &[("code", &code)]),
        Err(error) => error.into_response(),
    }
}

/// Remembers what was allowed, and answers the code.
async fn allow(sandbox: &Sandbox, question: &Question) -> Result<String, OAuthError> {
    let wanted = Wanted {
        redirect_uri: question.redirect_uri.clone(),
        challenge: question.code_challenge.clone(),
        scopes: question.scopes().to_owned(),
        name: question.name().to_owned(),
    };
    sandbox
        .write(move |world, now| {
            let mut counters = world.lexware.counters();
            let given = Authorisation::new(wanted, &mut counters, now);
            let code = given.code.value.clone();
            let changes = [
                Change::Counters(counters),
                Change::Authorisation(Box::new(given)),
            ];
            let changes = changes.into_iter().map(state::Change::Lexware).collect();
            Ok((changes, code))
        })
        .await
}

impl Question {
    /// The scopes that are asked for: all of the client's when none are named.
    pub(super) fn scopes(&self) -> &str {
        let named = self.scope.as_deref().map(str::trim);
        named
            .filter(|scopes| !scopes.is_empty())
            .unwrap_or(ALL_SCOPES)
    }

    /// What the connection will be called.
    pub(super) fn name(&self) -> &str {
        self.connection_name
            .as_deref()
            .filter(|name| !name.is_empty())
            .unwrap_or("An app")
    }

    fn check(&self, options: &LexwareOptions) -> Result<(), Unaskable> {
        if self.client_id != options.client_id {
            return Err(Unaskable::Stays("There is no such client."));
        }
        if !options.redirects.allow(&self.redirect_uri) {
            let message = "The redirect address is not one that is registered for this client.";
            return Err(Unaskable::Stays(message));
        }
        if !options.client_enabled {
            return Err(Unaskable::GoesBack("unauthorized_client"));
        }
        if self.response_type != "code" {
            return Err(Unaskable::GoesBack("unsupported_response_type"));
        }
        let known = |scope| ALL_SCOPES.split(' ').any(|known| known == scope);
        if !self.scopes().split(' ').all(known) {
            return Err(Unaskable::GoesBack("invalid_scope"));
        }
        self.check_challenge(options)
    }

    /// S256 is the only method; without a challenge only relaxed clients get through.
    fn check_challenge(&self, options: &LexwareOptions) -> Result<(), Unaskable> {
        let is_fine = match &self.code_challenge {
            Some(challenge) => {
                challenge.len() == 43 && self.code_challenge_method.as_deref() == Some("S256")
            }
            None => !options.pkce,
        };
        if is_fine {
            Ok(())
        } else {
            Err(Unaskable::GoesBack("invalid_request"))
        }
    }
}

fn turned_away(question: &Question, problem: Unaskable) -> Response {
    match problem {
        Unaskable::Stays(message) => {
            let page: Html<String> = consent_page::refusal(message);
            (StatusCode::BAD_REQUEST, page).into_response()
        }
        Unaskable::GoesBack(error) => back(question, &[("error", error)]),
    }
}

/// Sends the person back, with the state that came along.
fn back(question: &Question, answer: &[(&str, &str)]) -> Response {
    let mut pairs = answer.to_vec();
    if let Some(state) = &question.state {
        pairs.push(("state", state));
    }
    let query = serde_urlencoded::to_string(pairs).unwrap_or_default();
    let separator = if question.redirect_uri.contains('?') {
        '&'
    } else {
        '?'
    };
    Redirect::to(&format!("{}{separator}{query}", question.redirect_uri)).into_response()
}
