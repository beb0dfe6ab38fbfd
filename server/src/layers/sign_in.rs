//! Guessing passwords is slow: few attempts from one address, and longer and longer waits after wrong passwords.
//!
//! Each process counts for itself. Nobody is locked out from another address, however often somebody guesses.

use std::num::NonZeroU32;
use std::sync::Arc;

use app::guesses::Guesses;
use app::turned_away::TurnedAway;
use axum::body::{Body, to_bytes};
use axum::extract::{Extension, Request, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use chrono::TimeDelta;
use domain::Clock;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use ipnet::IpNet;
use sha2::{Digest as _, Sha256};

use super::client::ClientAddress;
use crate::config::SignInLimits;

/// The longest form with which one signs in.
const MOST_BYTES: usize = 16 << 10;

/// Counts attempts to sign in.
pub struct SignInGuard {
    attempts: DefaultKeyedRateLimiter<IpNet>,
    guesses: Guesses<Key>,
    clock: Arc<dyn Clock>,
}

/// An account as it was typed, from one network. Of the address only a hash is kept in memory.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key([u8; 32], IpNet);

impl Key {
    fn new(account: &str, network: IpNet) -> Self {
        Self(Sha256::digest(account).into(), network)
    }
}

impl SignInGuard {
    /// A guard that has seen nothing yet.
    pub fn new(limits: SignInLimits, clock: Arc<dyn Clock>) -> Self {
        let per_minute = NonZeroU32::new(limits.per_minute).unwrap_or(NonZeroU32::MIN);
        Self {
            attempts: RateLimiter::keyed(Quota::per_minute(per_minute)),
            guesses: Guesses::new(limits.failures),
            clock,
        }
    }

    /// Forgets what no longer counts, so that memory does not grow with the number of visitors.
    pub fn forget_old(&self) {
        self.attempts.retain_recent();
        self.guesses.forget_old(self.clock.now());
    }

    /// Counts an attempt; answers how long to wait where it is one too many.
    fn attempt(&self, network: IpNet) -> Result<(), TimeDelta> {
        self.attempts.check_key(&network).map_err(|not_until| {
            let wait = not_until.wait_time_from(DefaultClock::default().now());
            TimeDelta::from_std(wait).unwrap_or(TimeDelta::minutes(1))
        })
    }
}

/// Stands before the pages by which one gets in.
pub async fn guard_sign_in(
    State(guard): State<Arc<SignInGuard>>,
    Extension(client): Extension<ClientAddress>,
    request: Request,
    next: Next,
) -> Response {
    if *request.method() != Method::POST || !is_way_in(request.uri().path()) {
        return next.run(request).await;
    }
    let network = client.network();
    if let Err(wait) = guard.attempt(network) {
        tracing::warn!(client = %client.0, "too many attempts to sign in");
        return slow_down(wait, request.headers());
    }
    if request.uri().path() == SIGN_IN {
        guard.count(network, request, next).await
    } else {
        next.run(request).await
    }
}

impl SignInGuard {
    /// Lets a password be tried, and counts whether it was wrong.
    async fn count(&self, network: IpNet, request: Request, next: Next) -> Response {
        let (parts, body) = request.into_parts();
        let Ok(body) = to_bytes(body, MOST_BYTES).await else {
            let most = MOST_BYTES / 1024;
            return TurnedAway::TooLarge { most }.page(&parts.headers);
        };
        let key = Key::new(&account(&body), network);
        if let Some(wait) = self.guesses.wait(&key, self.clock.now()) {
            tracing::warn!("too many wrong passwords for one account");
            return slow_down(wait, &parts.headers);
        }
        let response = next.run(Request::from_parts(parts, Body::from(body))).await;
        if response.status().is_redirection() {
            self.guesses.forget(&key);
        } else if response.status().is_client_error() {
            self.guesses.add(key, self.clock.now());
        }
        response
    }
}

const SIGN_IN: &str = "/sign-in";

fn is_way_in(path: &str) -> bool {
    path == SIGN_IN || path.starts_with("/setup/") || path.starts_with("/password/")
}

/// The address in a posted form, as the store would look it up.
fn account(body: &[u8]) -> String {
    let fields: Vec<(String, String)> = serde_urlencoded::from_bytes(body).unwrap_or_default();
    let email = fields.into_iter().find(|(name, _)| name == "email");
    email
        .map(|(_, email)| email.trim().to_lowercase())
        .unwrap_or_default()
}

fn slow_down(wait: TimeDelta, headers: &HeaderMap) -> Response {
    let seconds = wait.num_seconds().max(0) + 1;
    let mut response = TurnedAway::TooMany { seconds }.page(headers);
    response
        .headers_mut()
        .insert(RETRY_AFTER, HeaderValue::from(seconds));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_counted_per_network() {
        let key = |account, network: &str| Key::new(account, network.parse().unwrap());
        let anna = key("anna", "192.0.2.7/32");
        assert!(anna == key("anna", "192.0.2.7/32"));
        assert!(anna != key("anna", "192.0.2.8/32"));
        assert!(anna != key("jonas", "192.0.2.7/32"));
    }
}
