//! Nothing is changed for a form or script of another site.
//!
//! Browsers say from where a request comes (Fetch Metadata; the `Origin` header of the Fetch standard), and pages cannot
//! change what they say. So one check of every request that may change something takes the place of tokens in forms.

use std::sync::Arc;

use app::turned_away::TurnedAway;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::Response;

use crate::config::Origin;

/// Refuses requests of other sites (403), except for those that only read.
pub async fn refuse_cross_site(
    State(origin): State<Arc<Origin>>,
    request: Request,
    next: Next,
) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if reads || is_ours(request.headers(), &origin) {
        return next.run(request).await;
    }
    tracing::warn!("a request that another site made was refused");
    let origin = origin.to_string();
    TurnedAway::CrossSite { origin }.page(request.headers())
}

/// By `Sec-Fetch-Site` where the browser sends it, which it does over https and to this machine; else by `Origin`.
fn is_ours(headers: &HeaderMap, origin: &Origin) -> bool {
    match headers.get("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => headers
            .get("origin")
            .is_some_and(|from| from == origin.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = "https://billhour.example.com";

    fn ours(pairs: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, value.parse().unwrap());
        }
        is_ours(&headers, &Origin::parse(OURS, false).unwrap())
    }

    #[test]
    fn a_page_of_ours_may() {
        assert!(ours(&[("sec-fetch-site", "same-origin")]));
        assert!(ours(&[("origin", OURS)]));
        // Somebody came by another name of this machine; the browser has compared the two.
        assert!(ours(&[
            ("sec-fetch-site", "same-origin"),
            ("origin", "http://localhost:3000")
        ]));
    }

    #[test]
    fn nobody_else_may() {
        for site in ["cross-site", "same-site", "none", "Same-Origin", ""] {
            assert!(
                !ours(&[("sec-fetch-site", site), ("origin", OURS)]),
                "{site}"
            );
        }
        for other in [
            "null",
            "http://billhour.example.com",
            "https://billhour.example.com:8443",
            "https://evil.example.com",
            "https://billhour.example.com.evil.example",
            "",
        ] {
            assert!(!ours(&[("origin", other)]), "{other}");
        }
        assert!(!ours(&[]));
        assert!(!ours(&[
            ("referer", OURS),
            ("host", "billhour.example.com")
        ]));
    }
}
