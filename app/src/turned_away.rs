//! Pages for requests that are turned away before any page is made: from another site, too large, too many, too slow.
//!
//! Nothing is known of them but their headers, so they are in the language that these ask for, and stand alone.

use axum::response::{Html, IntoResponse, Response};
use http::{HeaderMap, StatusCode};
use texts::say;

use crate::viewer::locale_of;
use crate::words::words;

/// Why a request was turned away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TurnedAway {
    /// Another site made it; ours is at this origin.
    CrossSite {
        /// Our own origin.
        origin: String,
    },
    /// Its body is longer than this.
    TooLarge {
        /// The most that is taken, in kB.
        most: usize,
    },
    /// Its body is no form.
    Unreadable,
    /// There were too many attempts to sign in.
    TooMany {
        /// Seconds to wait.
        seconds: i64,
    },
    /// It took too long.
    TooSlow,
}

impl TurnedAway {
    /// The HTTP status.
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::CrossSite { .. } => StatusCode::FORBIDDEN,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::TooSlow => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The page, in the language of a request with these headers.
    pub fn page(&self, headers: &HeaderMap) -> Response {
        let locale = locale_of(headers);
        let (title, text) = self.say(words(locale));
        standing_alone(self.status(), locale.tag(), &title, &text)
    }

    fn say(&self, l: texts::Locale) -> (String, String) {
        match self {
            Self::CrossSite { origin } => (
                say!(l, errors.cross_site),
                say!(l, errors.cross_site_hint, origin = origin.clone()),
            ),
            Self::TooLarge { most } => (
                say!(l, errors.too_large),
                say!(l, errors.too_large_hint, most = *most),
            ),
            Self::Unreadable => (say!(l, errors.unreadable), say!(l, errors.unreadable_hint)),
            Self::TooMany { seconds } => (
                say!(l, errors.too_many),
                say!(l, errors.too_many_hint, seconds = *seconds),
            ),
            Self::TooSlow => (say!(l, errors.too_slow), say!(l, errors.too_slow_hint)),
        }
    }
}

/// A page without the frame of the others, with nothing in it that a visitor sent.
pub fn standing_alone(status: StatusCode, language: &str, title: &str, text: &str) -> Response {
    let page = format!(
        "<!DOCTYPE html><html lang=\"{language}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title} · Billhour</title>\
         <link rel=\"stylesheet\" href=\"/pkg/billhour.css\"></head><body><main><section class=\"empty\">\
         <h1>{title}</h1><p>{text}</p><p><a class=\"button\" href=\"/report\">Billhour</a></p>\
         </section></main></body></html>"
    );
    (status, Html(page)).into_response()
}
