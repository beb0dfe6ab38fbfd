//! Who is signed in, by a cookie that scripts cannot read.

use std::sync::Arc;

use domain::Clock;
use store::{SessionLimits, Sessions, Store};
use time::Duration;
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, SessionManagerLayer};

/// Sessions in the database. `secure` says whether people come by https: only then browsers take a cookie with the
/// prefix `__Host-`, which no other host and no plain http can set (RFC 6265bis, section 4.1.3.2).
pub fn session_layer(
    store: Store,
    clock: Arc<dyn Clock>,
    limits: SessionLimits,
    secure: bool,
) -> SessionManagerLayer<Sessions> {
    // The store ends sessions that were idle; the cookie only has to outlive them.
    let expiry = Expiry::OnInactivity(Duration::seconds(limits.absolute.num_seconds()));
    SessionManagerLayer::new(Sessions::new(store, clock, limits))
        .with_name(if secure {
            "__Host-billhour"
        } else {
            "billhour"
        })
        .with_secure(secure)
        // Not Strict: whoever follows a link from a mail is signed in.
        .with_same_site(SameSite::Lax)
        .with_http_only(true)
        .with_path("/")
        .with_expiry(expiry)
}
