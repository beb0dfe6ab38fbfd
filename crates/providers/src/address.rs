//! Where a billing tool is reached: from the operator's environment alone, never from a user.

use thiserror::Error;
use url::{Host, Url};

/// A base URL that requests with credentials may go to: https, or http on loopback, without user info.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(Url);

/// Why an address was refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum AddressProblem {
    /// It is not a URL.
    #[error("`{0}` is not a URL")]
    NotAUrl(String),
    /// Plain http would show the credentials to everybody on the way.
    #[error("`{0}` must be https; plain http is for loopback addresses only")]
    NotHttps(String),
    /// User info, a query or a fragment make no sense here.
    #[error("`{0}` must be a plain base URL, without user, query and fragment")]
    NotPlain(String),
}

impl Address {
    /// Reads a base URL such as `https://my.sevdesk.de` or `http://127.0.0.1:4000/sevdesk`.
    pub fn parse(text: &str) -> Result<Self, AddressProblem> {
        let mut url =
            Url::parse(text.trim()).map_err(|_| AddressProblem::NotAUrl(text.to_owned()))?;
        let loopback = match url.host() {
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost",
            None => return Err(AddressProblem::NotAUrl(text.to_owned())),
        };
        if url.scheme() != "https" && !(url.scheme() == "http" && loopback) {
            return Err(AddressProblem::NotHttps(text.to_owned()));
        }
        if !url.username().is_empty()
            || url.password().is_some()
            || url.query().is_some()
            || url.fragment().is_some()
        {
            return Err(AddressProblem::NotPlain(text.to_owned()));
        }
        let path = url.path().trim_end_matches('/').to_owned();
        url.set_path(&path);
        Ok(Self(url))
    }

    /// Scheme, host and port, as browsers write an origin.
    pub fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }

    /// The URL of a path under this address; each segment is percent-encoded, so an id cannot leave its place.
    pub fn join(&self, segments: &[&str]) -> Url {
        let mut url = self.0.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(segments);
        }
        url
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_go_to_https_or_loopback_only() {
        for good in [
            "https://my.sevdesk.de",
            "http://127.0.0.1:4000/sevdesk/",
            "http://[::1]:1",
            "http://localhost:4000",
        ] {
            assert!(Address::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "http://my.sevdesk.de",
            "http://127.0.0.1.example.com",
            "https://u:p@my.sevdesk.de",
            "https://my.sevdesk.de?x=1",
            "ftp://x",
            "sevdesk",
            "http://10.0.0.1",
        ] {
            assert!(Address::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_id_cannot_leave_its_place() {
        let address = Address::parse("http://127.0.0.1:4000/sevdesk").unwrap();
        let url = address.join(&["api", "v1", "Invoice", "../../evil?x=<script>"]);
        assert_eq!(
            url.as_str(),
            "http://127.0.0.1:4000/sevdesk/api/v1/Invoice/..%2F..%2Fevil%3Fx=%3Cscript%3E"
        );
    }
}
