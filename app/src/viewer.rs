//! Who looks at a page, and in which language.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::role::Role;
use domain::zone::Zone;
use domain::{Locale, UserId};
use http::header::{ACCEPT_LANGUAGE, COOKIE, REFERER};
use http::{HeaderMap, Method, Uri};
use store::{SESSION_USER, Workspace};
use tower_sessions::session::Error;
use tower_sessions::{Session, session_store};

use crate::api::ApiError;
use crate::context::PageError;
use crate::held_form;
use crate::state::AppState;

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
    /// The workspace's zone, in which "today" is reckoned.
    pub zone: Zone,
    /// The workspace's name; empty before the first set-up.
    pub workspace: String,
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
    ["/sign-in", "/setup", "/password", "/language"]
        .iter()
        .any(|public| path == *public || path.starts_with(&format!("{public}/")))
}

/// Finds the viewer; whoever is not signed in is sent to the sign-in page and comes back afterwards. A function of an
/// island cannot follow there, and says so on its page.
pub async fn load(
    State(state): State<AppState>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Response {
    let (user, workspace) = match find(&state, &session).await {
        Ok(found) => found,
        Err(error) => return error.into_response(),
    };
    let user = user.map(Arc::new);
    let path = request.uri().path();
    if user.is_none() && path.starts_with("/api/") {
        return ApiError::SignIn.into_response();
    }
    if user.is_none() && !is_public(path) {
        if held_form::can_hold(&request) {
            return held_form::page(request).await;
        }
        let wanted = page_of(&request);
        return Redirect::to(&format!(
            "/sign-in?{}",
            serde_urlencoded::to_string([("next", wanted)]).unwrap_or_default()
        ))
        .into_response();
    }
    let locale = locale_of(request.headers());
    let (zone, workspace) = workspace.map_or((state.site.zone, String::new()), |found| {
        (found.zone, found.name)
    });
    request.extensions_mut().insert(Viewer {
        user,
        locale,
        zone,
        workspace,
    });
    next.run(request).await
}

/// The page to come back to: what was asked for, or the page whose form was posted.
fn page_of(request: &Request) -> String {
    if request.method() == Method::GET {
        return request.uri().to_string();
    }
    let from = request.headers().get(REFERER);
    let from: Option<Uri> = from.and_then(|from| from.to_str().ok()?.parse().ok());
    let page = from.as_ref().and_then(Uri::path_and_query);
    page.map_or("/report", |page| page.as_str()).to_owned()
}

async fn find(
    state: &AppState,
    session: &Session,
) -> Result<(Option<SignedIn>, Option<Workspace>), PageError> {
    Ok((
        signed_in(state, session).await?,
        state.store.workspace().await?,
    ))
}

async fn signed_in(state: &AppState, session: &Session) -> Result<Option<SignedIn>, PageError> {
    let id = match session.get::<UserId>(SESSION_USER).await {
        Ok(Some(id)) => id,
        // Whoever was sent to the sign-in page while the database is away would lose what they typed.
        Err(Error::Store(problem @ session_store::Error::Backend(_))) => {
            return Err(PageError::Session(problem));
        }
        Ok(None) | Err(_) => return Ok(None),
    };
    let user = state
        .store
        .user(id)
        .await?
        .filter(|user| user.archived_at.is_none());
    Ok(user.map(|user| SignedIn {
        id: user.id,
        name: user.name,
        email: user.email.to_string(),
        role: user.role,
    }))
}

/// The language of the cookie, or the first of the browser's that we speak, or English.
pub fn locale_of(headers: &HeaderMap) -> Locale {
    let header = |name| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let chosen = header(COOKIE).split(';').find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        (name == LOCALE_COOKIE)
            .then(|| Locale::from_tag(value))
            .flatten()
    });
    chosen
        .or_else(|| Locale::from_accept_language(header(ACCEPT_LANGUAGE)))
        .unwrap_or_default()
}
