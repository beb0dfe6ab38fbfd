//! Who looks at a page, and in which language.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::role::Role;
use domain::{Locale, UserId};
use http::header::{ACCEPT_LANGUAGE, COOKIE};
use tower_sessions::Session;

use crate::state::AppState;

/// The session's key for the user's id.
pub const USER_KEY: &str = "user";
/// The session's key for the time of the last sign-in, in Unix seconds.
pub const SIGNED_IN_KEY: &str = "signed_in_at";
/// The cookie that keeps the language.
pub const LOCALE_COOKIE: &str = "billhour-locale";

/// Who asks, found once per request and kept in its extensions.
#[derive(Clone, Debug)]
pub struct Viewer {
    /// The person, when signed in.
    pub user: Option<Arc<SignedIn>>,
    /// The language of the answer.
    pub locale: Locale,
}

/// A person who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// Their id.
    pub id: UserId,
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// What they may do.
    pub role: Role,
}

/// Paths that need no sign-in.
fn is_public(path: &str) -> bool {
    ["/sign-in", "/setup", "/password", "/language"].iter().any(|public| path == *public || path.starts_with(&format!("{public}/")))
}

/// Finds the viewer; whoever is not signed in is sent to the sign-in page and comes back afterwards.
pub async fn load(State(state): State<AppState>, session: Session, mut request: Request, next: Next) -> Response {
    let user = match signed_in(&state, &session).await {
        Ok(user) => user.map(Arc::new),
        Err(error) => return crate::context::PageError::from(error).into_response(),
    };
    let path = request.uri().path();
    if user.is_none() && !is_public(path) {
        let wanted = if request.method() == http::Method::GET { request.uri().to_string() } else { "/report".to_owned() };
        return Redirect::to(&format!("/sign-in?{}", serde_urlencoded::to_string([("next", wanted)]).unwrap_or_default())).into_response();
    }
    let locale = locale_of(&request);
    request.extensions_mut().insert(Viewer { user, locale });
    next.run(request).await
}

async fn signed_in(state: &AppState, session: &Session) -> Result<Option<SignedIn>, store::StoreError> {
    let Ok(Some(id)) = session.get::<UserId>(USER_KEY).await else { return Ok(None) };
    let user = state.store.user(id).await?.filter(|user| user.archived_at.is_none());
    Ok(user.map(|user| SignedIn { id: user.id, name: user.name, email: user.email, role: user.role }))
}

/// The language of the cookie, or the first of the browser's that we speak, or English.
fn locale_of(request: &Request) -> Locale {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let chosen = header(COOKIE).split(';').find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        (name == LOCALE_COOKIE).then(|| Locale::from_tag(value)).flatten()
    });
    chosen.or_else(|| Locale::from_accept_language(header(ACCEPT_LANGUAGE))).unwrap_or_default()
}
