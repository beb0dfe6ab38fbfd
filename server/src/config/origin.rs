//! Where people reach this Billhour.

use std::fmt;

use thiserror::Error;
use url::{Host, Url};

/// Scheme, host and port, for example `https://billhour.example.com`. Taken from the configuration, never from a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    text: String,
    https: bool,
}

/// Why an origin was refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum OriginProblem {
    /// It is not scheme, host and perhaps port.
    #[error(
        "it must be like `https://billhour.example.com`: http or https, a host, perhaps a port, and nothing after it"
    )]
    Shape,
    /// Passwords would be readable on the way.
    #[error(
        "plain http would show passwords to everybody on the way: use https, or set BILLHOUR_ALLOW_HTTP=1 if the network is yours alone"
    )]
    PublicHttp,
}

impl Origin {
    /// Reads an origin. Plain http that is not on this machine needs `allow_http`.
    pub fn parse(text: &str, allow_http: bool) -> Result<Self, OriginProblem> {
        let url = Url::parse(text.trim()).map_err(|_| OriginProblem::Shape)?;
        let https = match url.scheme() {
            "https" => true,
            "http" => false,
            _ => return Err(OriginProblem::Shape),
        };
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        let nobody = url.username().is_empty() && url.password().is_none();
        if !bare || !nobody {
            return Err(OriginProblem::Shape);
        }
        if !https && !is_loopback(&url) && !allow_http {
            return Err(OriginProblem::PublicHttp);
        }
        let text = url.origin().ascii_serialization();
        Ok(Self { text, https })
    }

    /// As browsers write it in the header `Origin`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether what is sent there is encrypted.
    pub const fn is_https(&self) -> bool {
        self.https
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_written_as_browsers_write_it() {
        let written = |text| Origin::parse(text, false).unwrap().to_string();
        assert_eq!(
            written("https://Billhour.Example.com:443/"),
            "https://billhour.example.com"
        );
        assert_eq!(written("http://127.0.0.1:3000"), "http://127.0.0.1:3000");
        assert_eq!(
            written("https://büro.example"),
            "https://xn--bro-hoa.example"
        );
    }

    #[test]
    fn plain_http_is_for_this_machine_unless_it_is_said_otherwise() {
        for local in ["http://127.0.0.1:1", "http://[::1]:1", "http://localhost"] {
            assert!(Origin::parse(local, false).is_ok(), "{local}");
        }
        for public in [
            "http://billhour.example.com",
            "http://0.0.0.0:3000",
            "http://localhost.example.com",
        ] {
            let refused = Origin::parse(public, false);
            assert_eq!(refused, Err(OriginProblem::PublicHttp), "{public}");
            assert!(Origin::parse(public, true).is_ok(), "{public}");
        }
    }

    #[test]
    fn anything_more_or_less_is_refused() {
        for bad in [
            "billhour.example.com",
            "ftp://example.com",
            "https://example.com/app",
            "https://a:b@example.com",
            "https://example.com/?x",
            "",
        ] {
            assert_eq!(Origin::parse(bad, true), Err(OriginProblem::Shape), "{bad}");
        }
    }
}
