//! HTTP clients: one for reading, one for creating.
//!
//! A creating request must leave at most once, and "it never left" must be certain when it is said. So its client keeps
//! no connection between requests (a reused one may be closed by the other side at the very moment of sending), follows
//! no redirect (which would send the request a second time), repeats nothing, and speaks HTTP/1.1 only (where one
//! connection carries one request).

use std::error::Error as _;
use std::fmt::Write as _;
use std::time::Duration;

use reqwest::{Client, ClientBuilder, RequestBuilder, redirect, retry};
use thiserror::Error;

/// The longest answer to a creating call that is read. sevDesk repeats the whole invoice, some 3 kB, with each of its
/// positions, so that a few hundred positions make an answer of a megabyte.
pub const CREATING_LIMIT: usize = 16 << 20;

/// The longest answer to a reading call that is read: a page of 1,000 rows of some 4 kB, several times over.
pub const READING_LIMIT: usize = 32 << 20;

/// How long a connection for reading waits for its next use: less than servers usually wait.
const IDLE: Duration = Duration::from_secs(20);

/// How long requests may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeOuts {
    /// To make a connection, TLS included.
    pub connect: Duration,
    /// From the first step to the last byte of the answer.
    pub total: Duration,
}

impl Default for TimeOuts {
    /// 10 s and 40 s: longer than the gateways that are known to give up after 30 s.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            total: Duration::from_secs(40),
        }
    }
}

/// The clients that all adapters share. A clone is another handle to the same ones.
#[derive(Clone, Debug)]
pub struct Clients {
    /// For requests that change nothing: with a pool of connections.
    pub(crate) reads: Client,
    /// For requests that create or change: a fresh connection for each.
    pub(crate) creating: Client,
}

/// The clients could not be set up.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error(
    "no HTTPS connection can be made from here: {0}. Check the machine's certificate store (package ca-certificates) and proxy settings"
)]
pub struct SetupError(String);

impl Clients {
    /// Makes both clients. To be called once per process.
    pub fn new(time_outs: TimeOuts) -> Result<Self, SetupError> {
        let reads = common(time_outs).pool_idle_timeout(IDLE);
        let creating = common(time_outs)
            .http1_only()
            .pool_max_idle_per_host(0)
            .retry(retry::never());
        let built =
            |builder: ClientBuilder| builder.build().map_err(|error| SetupError(explain(error)));
        Ok(Self {
            reads: built(reads)?,
            creating: built(creating)?,
        })
    }
}

/// What both clients have in common. No redirects for reads either: an API has no reason to send us elsewhere, and
/// "elsewhere" would see the credentials.
fn common(time_outs: TimeOuts) -> ClientBuilder {
    Client::builder()
        .user_agent("Billhour by Billhour")
        .redirect(redirect::Policy::none())
        .referer(false)
        .connect_timeout(time_outs.connect)
        .timeout(time_outs.total)
}

/// A complete answer, whatever its status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// The HTTP status.
    pub(crate) status: u16,
    /// The `Retry-After` header as it came.
    pub(crate) retry_after: Option<String>,
    /// The `Location` header as it came.
    pub(crate) location: Option<String>,
    /// The whole body.
    pub(crate) body: Vec<u8>,
}

/// Why there is no complete answer. Texts hold neither URL nor credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// No connection was made, so nothing was sent.
    NotConnected(String),
    /// The connection broke or timed out, or the answer is too long: the request may have arrived.
    Broken(String),
}

/// Sends a request once and reads the answer to its end, up to `limit` bytes.
pub(crate) async fn send(request: RequestBuilder, limit: usize) -> Result<Answer, Failure> {
    let mut response = request.send().await.map_err(failure)?;
    let status = response.status().as_u16();
    let header = |name| {
        let value = response.headers().get(name);
        value.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    let retry_after = header(reqwest::header::RETRY_AFTER);
    let location = header(reqwest::header::LOCATION);
    let too_long = || Failure::Broken(format!("the answer is longer than {limit} bytes"));
    let promised = response.content_length().map(usize::try_from);
    if promised.is_some_and(|length| length.map_or(true, |length| length > limit)) {
        return Err(too_long());
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(failure)? {
        if body.len() + chunk.len() > limit {
            return Err(too_long());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Answer {
        status,
        retry_after,
        location,
        body,
    })
}

/// `is_connect` covers name resolution, TCP and TLS, all before the first byte of the request; `is_builder` covers a
/// request that could not even be put together. Everything else may have left.
fn failure(error: reqwest::Error) -> Failure {
    let nothing_left = error.is_connect() || error.is_builder();
    let text = explain(error);
    if nothing_left {
        Failure::NotConnected(text)
    } else {
        Failure::Broken(text)
    }
}

/// The error with its causes, without the URL.
fn explain(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        // Writing to a String does not fail.
        let _ = write!(text, ": {error}");
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncWriteExt;
    use tokio::net::TcpListener;

    use super::*;

    async fn attempt(url: &str) -> Result<Answer, Failure> {
        let time_outs = TimeOuts {
            connect: Duration::from_secs(5),
            total: Duration::from_secs(5),
        };
        let clients = Clients::new(time_outs).unwrap();
        send(clients.creating.post(url).body("{}"), CREATING_LIMIT).await
    }

    #[tokio::test]
    async fn a_closed_port_means_not_connected() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("http://{}/secret-path", listener.local_addr().unwrap());
        drop(listener);
        match attempt(&url).await {
            Err(Failure::NotConnected(text)) => assert!(!text.contains("secret-path"), "{text}"),
            other => panic!("{other:?}"),
        }
    }

    #[tokio::test]
    async fn a_failed_handshake_means_not_connected() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("https://{}/", listener.local_addr().unwrap());
        let server = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            stream
                .write_all(b"this is not TLS, whatever you say")
                .await
                .unwrap();
        });
        assert!(matches!(attempt(&url).await, Err(Failure::NotConnected(_))));
        server.await.unwrap();
    }

    #[tokio::test]
    async fn a_silent_server_means_broken() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let server = tokio::spawn(async move { drop(listener.accept().await.unwrap()) });
        assert!(matches!(attempt(&url).await, Err(Failure::Broken(_))));
        server.await.unwrap();
    }
}
