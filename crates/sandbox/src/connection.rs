//! Connections that can be cut: closed without an answer, or after so many bytes of one.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// Marks the end of the head of an HTTP answer.
const END_OF_HEAD: &[u8] = b"\r\n\r\n";

/// How much of the answer still gets out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// This many bytes, head and body together.
    Answer(u64),
    /// The whole head, and this many bytes of the body.
    Body(u64),
}

/// A handle to one connection, for whoever answers a request on it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Connection(Arc<Mutex<Limit>>);

#[derive(Clone, Copy, Debug, Default)]
struct Limit {
    cut: Option<Cut>,
    /// How many bytes of [`END_OF_HEAD`] the answer ends with so far.
    matched: usize,
}

impl Connection {
    /// Lets only a part of the answer to the request at hand out, then closes the connection.
    pub(crate) fn cut(&self, cut: Cut) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Limit {
            cut: Some(cut),
            matched: 0,
        };
    }

    /// Writes what may be written. Only what the stream really took counts.
    fn write(
        &self,
        bytes: &[u8],
        mut write: impl FnMut(&[u8]) -> Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        let mut limit = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut trial = *limit;
        let allowed = trial.spend(bytes);
        if allowed == 0 && !bytes.is_empty() {
            return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
        }
        let result = write(&bytes[..allowed]);
        if let Poll::Ready(Ok(written)) = result {
            limit.spend(&bytes[..written]);
        }
        result
    }
}

impl Limit {
    /// How many of these bytes may be written; they count as written.
    fn spend(&mut self, bytes: &[u8]) -> usize {
        match &mut self.cut {
            None => bytes.len(),
            Some(Cut::Answer(left)) => take(left, bytes.len()),
            Some(Cut::Body(left)) => {
                let head = head_length(&mut self.matched, bytes);
                head + take(left, bytes.len() - head)
            }
        }
    }
}

fn take(left: &mut u64, wanted: usize) -> usize {
    let granted = usize::try_from(*left).unwrap_or(usize::MAX).min(wanted);
    *left -= granted as u64;
    granted
}

/// How many of these bytes belong to the head of the answer.
fn head_length(matched: &mut usize, bytes: &[u8]) -> usize {
    for (index, byte) in bytes.iter().enumerate() {
        if *matched == END_OF_HEAD.len() {
            return index;
        }
        *matched = match END_OF_HEAD.get(*matched) {
            Some(next) if next == byte => *matched + 1,
            _ => usize::from(*byte == b'\r'),
        };
    }
    bytes.len()
}

/// Accepts connections that can be cut.
pub(crate) struct CuttableListener(pub(crate) TcpListener);

/// A TCP stream under the orders of its [`Connection`].
pub(crate) struct CuttableStream {
    stream: TcpStream,
    connection: Connection,
}

impl Listener for CuttableListener {
    type Io = CuttableStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        // Small answers would otherwise wait for the peer's delayed acknowledgement.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "answers will be slower: TCP_NODELAY can't be set");
        }
        let stream = CuttableStream {
            stream,
            connection: Connection::default(),
        };
        (stream, address)
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.0.local_addr()
    }
}

impl Connected<IncomingStream<'_, CuttableListener>> for Connection {
    fn connect_info(stream: IncomingStream<'_, CuttableListener>) -> Self {
        stream.io().connection.clone()
    }
}

impl AsyncRead for CuttableStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for CuttableStream {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let Self { stream, connection } = self.get_mut();
        connection.write(bytes, |part| Pin::new(&mut *stream).poll_write(cx, part))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_cut_lets_the_head_through_however_it_is_split() {
        let answer = b"HTTP/1.1 200 OK\r\nA: b\r\n\r\n{\"objects\":[]}";
        for split in 0..answer.len() {
            let mut limit = Limit {
                cut: Some(Cut::Body(3)),
                matched: 0,
            };
            let (first, second) = answer.split_at(split);
            let mut passed = limit.spend(first);
            if passed == first.len() {
                passed += limit.spend(second);
            }
            assert_eq!(&answer[passed - 3..passed], b"{\"o", "split at {split}");
        }
    }

    #[test]
    fn an_answer_cut_counts_from_its_first_byte() {
        let mut limit = Limit {
            cut: Some(Cut::Answer(5)),
            matched: 0,
        };
        assert_eq!(
            (
                limit.spend(b"HTT"),
                limit.spend(b"P/1.1"),
                limit.spend(b"x")
            ),
            (3, 2, 0)
        );
    }
}
