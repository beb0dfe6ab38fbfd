//! What a page or a form handler knows about its request, and how it ends when it cannot go on.

use std::str::FromStr;
use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::IdBytes;
use domain::random;
use domain::role::Role;
use domain::{Locale, UserId, zone};
use http::StatusCode;
use http::request::Parts;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use store::{Stamp, StoreError};
use texts::say;
use thiserror::Error;

use crate::state::AppState;
use crate::turned_away::standing_alone;
use crate::viewer::{SignedIn, Viewer};
use crate::words::words;

/// The request as a page sees it.
#[derive(Clone)]
pub struct Cx {
    /// What every request can reach.
    pub state: AppState,
    /// The person; pages behind the sign-in always have one.
    pub user: Option<Arc<SignedIn>>,
    /// The language.
    pub locale: Locale,
    /// The workspace's zone.
    pub zone: domain::zone::Zone,
    /// The path and query of the URL.
    pub uri: http::Uri,
}

/// Why a page cannot be shown.
#[derive(Debug, Error)]
pub enum PageError {
    /// It does not exist, or not for this person: the two look the same.
    #[error("not found")]
    NotFound,
    /// The role does not allow it.
    #[error("not allowed")]
    Forbidden,
    /// Nobody is signed in.
    #[error("not signed in")]
    SignIn,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It failed where the session was to be read.
    #[error(transparent)]
    Session(tower_sessions::session_store::Error),
}

/// The id in the path of the page that is rendered. Pages read it before they load anything.
pub fn id_in_path<T: FromStr>() -> Result<T, PageError> {
    id_of(
        &use_params_map()
            .read_untracked()
            .get("id")
            .unwrap_or_default(),
    )
}

/// An id as it stands in a path; nonsense is a page that does not exist.
pub fn id_of<T: FromStr>(text: &str) -> Result<T, PageError> {
    text.parse().map_err(|_| PageError::NotFound)
}

/// A page's view, or why there is none.
pub type PageResult = Result<AnyView, PageError>;

impl Cx {
    /// The context of the request that is being rendered.
    pub fn current() -> Self {
        let parts = expect_context::<Parts>();
        Self::of(expect_context::<AppState>(), &parts)
    }

    /// The context of a request; a viewer is there on every route behind [`crate::viewer::load`].
    pub fn of(state: AppState, parts: &Parts) -> Self {
        let viewer = parts.extensions.get::<Viewer>().cloned();
        let (user, locale, zone) = viewer.map_or((None, Locale::default(), state.site.zone), |v| {
            (v.user, v.locale, v.zone)
        });
        Self {
            state,
            user,
            locale,
            zone,
            uri: parts.uri.clone(),
        }
    }

    /// The person, if their role allows at least this.
    pub fn require(&self, role: Role) -> Result<Arc<SignedIn>, PageError> {
        let user = self.user.clone().ok_or(PageError::SignIn)?;
        if user.role >= role {
            Ok(user)
        } else {
            Err(PageError::Forbidden)
        }
    }

    /// The texts of the reader's language.
    pub const fn words(&self) -> texts::Locale {
        words(self.locale)
    }

    /// The present.
    pub fn now(&self) -> DateTime<Utc> {
        self.state.clock.now()
    }

    /// The random part of a new id.
    pub fn id_bytes(&self) -> IdBytes {
        random::id_bytes(&*self.state.random)
    }

    /// Who does what this request asks for, and when.
    pub fn stamp(&self) -> Stamp {
        Stamp {
            by: self.user.as_ref().map(|user| user.id),
            at: self.now(),
            random: self.id_bytes(),
        }
    }

    /// Whose time entries alone the reader may see; `None` for billers and admins, who see all.
    pub fn only_own(&self) -> Result<Option<UserId>, PageError> {
        let user = self.require(Role::Member)?;
        Ok((user.role < Role::Biller).then_some(user.id))
    }

    /// Today, in the workspace's zone.
    pub fn today(&self) -> NaiveDate {
        zone::local_date(self.now(), self.zone)
    }

    /// The pairs of the query string.
    pub fn query(&self) -> Vec<(String, String)> {
        serde_urlencoded::from_str(self.uri.query().unwrap_or_default()).unwrap_or_default()
    }

    /// One value of the query string.
    pub fn query_value(&self, key: &str) -> Option<String> {
        self.query()
            .into_iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value)
    }
}

impl PageError {
    /// The HTTP status.
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::Store(_) | Self::Session(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// What happened and what to do, for the reader. Causes go to the log only.
    pub fn say(&self, locale: Locale) -> (String, String) {
        let l = words(locale);
        match self {
            Self::NotFound => (say!(l, errors.not_found), say!(l, errors.not_found_hint)),
            Self::Forbidden => (say!(l, errors.forbidden), say!(l, errors.forbidden_hint)),
            Self::SignIn => (say!(l, errors.sign_in), say!(l, errors.sign_in_hint)),
            Self::Store(error) if error.is_full() => {
                tracing::error!(%error, "the disk is full");
                (say!(l, errors.full), say!(l, errors.full_hint))
            }
            Self::Store(_) | Self::Session(_) => {
                tracing::error!(error = %self, "a page could not be made");
                (say!(l, errors.database), say!(l, errors.database_hint))
            }
        }
    }
}

/// A page that stands alone, for where no view can be rendered. It does not know the reader's language, so it has both.
impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let (title, hint) = self.say(Locale::En);
        let (german_title, german_hint) = self.say(Locale::De);
        let text =
            format!("{hint}</p><p lang=\"de\"><strong>{german_title}.</strong> {german_hint}");
        standing_alone(self.status(), Locale::En.tag(), &title, &text)
    }
}
