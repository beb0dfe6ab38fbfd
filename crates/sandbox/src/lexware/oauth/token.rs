//! `POST /oauth2/token`: codes and refresh tokens become new pairs of tokens.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};

use super::error::OAuthError;
use super::grant::{ACCESS_LIFE, Authorisation};
use super::pkce;
use crate::lexware::books::{Books, Change};
use crate::lexware::options::LexwareOptions;
use crate::lexware::problem::json;
use crate::out::Out;
use crate::sandbox::Sandbox;
use crate::state;

/// What is done to the account, and what is answered; a refusal may do something too.
type Step = (Vec<Change>, Result<Authorisation, OAuthError>);

/// Redeems a code or replaces a pair of tokens.
pub(super) async fn token(
    State(sandbox): State<Sandbox>,
    headers: HeaderMap,
    body: String,
) -> Result<Response, OAuthError> {
    let form = authenticated(&headers, &body, &sandbox.options().lexware)?;
    let given = sandbox
        .write(move |world, now| {
            let (changes, answer) = step(&world.lexware, &form, now);
            let changes = changes.into_iter().map(state::Change::Lexware).collect();
            Ok::<_, OAuthError>((changes, answer))
        })
        .await??;
    Ok(pair(&given))
}

/// The fields of a form, from a client that proved who it is by its header.
pub(super) fn authenticated(
    headers: &HeaderMap,
    body: &str,
    options: &LexwareOptions,
) -> Result<Form, OAuthError> {
    let expected = STANDARD.encode(format!("{}:{}", options.client_id, options.client_secret));
    let given = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    if given.and_then(|given| given.strip_prefix("Basic ")) != Some(&expected) {
        return Err(OAuthError::client());
    }
    if !options.client_enabled {
        return Err(OAuthError::switched_off());
    }
    let media = headers
        .get(header::CONTENT_TYPE)
        .and_then(|media| media.to_str().ok());
    if !media.is_some_and(|media| media.starts_with("application/x-www-form-urlencoded")) {
        return Err(OAuthError::request("The body must be a form"));
    }
    let fields = serde_urlencoded::from_str(body);
    let form = Form(fields.map_err(|_| OAuthError::request("The body is no form"))?);
    // A client may prove itself in one way only (RFC 6749, 2.3).
    if form.get("client_secret").is_some() {
        return Err(OAuthError::request("The secret belongs into the header"));
    }
    Ok(form)
}

/// The fields of a form.
pub(super) struct Form(Vec<(String, String)>);

impl Form {
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        let found = self.0.iter().find(|(name, _)| name == key);
        found.map(|(_, value)| value.as_str())
    }
}

fn step(books: &Books, form: &Form, now: DateTime<Utc>) -> Step {
    match form.get("grant_type") {
        Some("authorization_code") => redeem(books, form, now),
        Some("refresh_token") => refresh(books, form, now),
        Some(_) => refused(OAuthError::unsupported()),
        None => refused(OAuthError::request("grant_type is missing")),
    }
}

/// Any attempt spends the code; the second ends the authorisation, tokens and all.
fn redeem(books: &Books, form: &Form, now: DateTime<Utc>) -> Step {
    let code = form.get("code").unwrap_or_default();
    let found = books
        .authorisations()
        .find(|given| given.code.value == code);
    let Some(mut given) = found.cloned() else {
        return refused(OAuthError::grant("The code is not known"));
    };
    if given.code.spent {
        let withdrawn = Change::Withdrawn(given.connection);
        let error = OAuthError::grant("The code was used before");
        return (vec![withdrawn], Err(error));
    }
    given.code.spent = true;
    match check(&given, form, now) {
        Ok(()) => renewed(books, given, now),
        Err(error) => (vec![Change::Authorisation(Box::new(given))], Err(error)),
    }
}

fn check(given: &Authorisation, form: &Form, now: DateTime<Utc>) -> Result<(), OAuthError> {
    if now >= given.code.until {
        return Err(OAuthError::grant("The code has expired"));
    }
    if form.get("redirect_uri") != Some(&given.code.redirect_uri) {
        return Err(OAuthError::grant("The redirect address is another one"));
    }
    let verifier = form.get("code_verifier");
    let proven = match &given.code.challenge {
        Some(challenge) => verifier.is_some_and(|verifier| pkce::proves(verifier, challenge)),
        None => true,
    };
    if proven {
        Ok(())
    } else {
        Err(OAuthError::grant("The code verifier does not fit"))
    }
}

fn refresh(books: &Books, form: &Form, now: DateTime<Utc>) -> Step {
    let Some(token) = form.get("refresh_token") else {
        return refused(OAuthError::request("refresh_token is missing"));
    };
    let found = books
        .authorisations()
        .find(|given| given.refresh.as_deref() == Some(token));
    match found {
        Some(given) => renewed(books, given.clone(), now),
        None => refused(OAuthError::grant("The refresh token is not valid")),
    }
}

fn renewed(books: &Books, mut given: Authorisation, now: DateTime<Utc>) -> Step {
    let mut counters = books.counters();
    given.renew(&mut counters, now);
    let changes = vec![
        Change::Counters(counters),
        Change::Authorisation(Box::new(given.clone())),
    ];
    (changes, Ok(given))
}

fn refused(error: OAuthError) -> Step {
    (Vec::new(), Err(error))
}

/// The pair. `scope` is not the list that was asked for, in the official samples neither.
fn pair(given: &Authorisation) -> Response {
    let access = given.access.as_ref().map(|access| &access.token);
    let body = Out::object([
        ("access_token", Out::maybe(access)),
        ("token_type", Out::text("Bearer")),
        ("expires_in", Out::number(ACCESS_LIFE)),
        ("refresh_token", Out::maybe(given.refresh.as_ref())),
        ("scope", Out::text("read write")),
    ]);
    json(StatusCode::OK, &body)
}
