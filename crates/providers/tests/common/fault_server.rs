//! A server on bare TCP: it does to requests what it is told, byte by byte, and counts connections, requests and bytes.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What happens to a request.
#[derive(Clone, Debug)]
pub(crate) enum Play {
    /// These bytes, then the end of the connection.
    Send(Vec<u8>),
    /// These bytes, and the connection stays open for another request.
    KeepAlive(Vec<u8>),
    /// These bytes one by one, with a pause before each.
    Drip(Vec<u8>, Duration),
    /// These bytes, then so many more without an end in sight.
    Flood(Vec<u8>, usize),
    /// The connection is torn down with the request half read.
    Reset,
}

/// What came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Log {
    /// Connections that carried a creating request, in order; one that carried two is here twice.
    pub(crate) creating: Vec<usize>,
    /// Connections that carried a reading request.
    pub(crate) reading: Vec<usize>,
    /// The head of the last creating request.
    pub(crate) head: String,
    /// Its body.
    pub(crate) body: String,
    /// How many bytes of a flood were taken.
    pub(crate) taken: usize,
}

/// Answers reading requests by their path and query.
pub(crate) type Reads = Box<dyn Fn(&str) -> Vec<u8> + Send + Sync>;

/// What happens to reading requests, by their path and query.
type Script = Box<dyn Fn(&str) -> Play + Send + Sync>;

pub(crate) struct FaultServer {
    pub(crate) base: String,
    stage: Arc<Stage>,
    task: JoinHandle<()>,
}

struct Stage {
    play: Mutex<Play>,
    reads: Script,
    log: Mutex<Log>,
}

impl FaultServer {
    /// For creating requests; reads find an empty account.
    pub(crate) async fn start(play: Play) -> Self {
        let nothing = |_: &str| answer("200 OK", r#"{"objects":[],"total":"0"}"#);
        Self::open(play, Box::new(nothing)).await
    }

    /// For reading requests; a creating one is torn down.
    pub(crate) async fn reading(reads: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self::open(Play::Reset, Box::new(reads)).await
    }

    /// For both.
    pub(crate) async fn open(play: Play, reads: Reads) -> Self {
        Self::scripted(play, Box::new(move |path| Play::KeepAlive(reads(path)))).await
    }

    /// Does the same to every request, whether it reads or creates.
    pub(crate) async fn to_all(play: Play) -> Self {
        Self::scripted(play.clone(), Box::new(move |_| play.clone())).await
    }

    async fn scripted(play: Play, reads: Script) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let stage = Arc::new(Stage {
            play: Mutex::new(play),
            reads,
            log: Mutex::default(),
        });
        let shared = stage.clone();
        let task = tokio::spawn(async move {
            for number in 0.. {
                let (stream, _) = listener.accept().await.unwrap();
                let stage = shared.clone();
                // A client that goes away is no matter.
                tokio::spawn(async move { stage.serve(stream, number).await.unwrap_or_default() });
            }
        });
        Self { base, stage, task }
    }

    /// Another play from the next request on.
    pub(crate) fn play(&self, play: Play) {
        *self.stage.play.lock().unwrap() = play;
    }

    pub(crate) fn log(&self) -> Log {
        self.stage.log.lock().unwrap().clone()
    }
}

impl Drop for FaultServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Stage {
    async fn serve(&self, mut stream: TcpStream, number: usize) -> std::io::Result<()> {
        loop {
            let head = head(&mut stream).await?;
            if let Some(path) = head.strip_prefix("GET ") {
                self.log.lock().unwrap().reading.push(number);
                let path = path.split(' ').next().unwrap_or_default();
                if !self.act(&mut stream, (self.reads)(path)).await? {
                    return Ok(());
                }
            } else if !self.create(&mut stream, number, head).await? {
                return Ok(());
            }
        }
    }

    /// Answers whether the connection stays open.
    async fn create(
        &self,
        stream: &mut TcpStream,
        number: usize,
        head: String,
    ) -> std::io::Result<bool> {
        let body = length(&head);
        {
            let mut log = self.log.lock().unwrap();
            log.creating.push(number);
            log.head = head;
        }
        let play = self.play.lock().unwrap().clone();
        if matches!(play, Play::Reset) {
            return Ok(false);
        }
        let mut bytes = vec![0; body];
        stream.read_exact(&mut bytes).await?;
        self.log.lock().unwrap().body = String::from_utf8_lossy(&bytes).into_owned();
        self.act(stream, play).await
    }

    /// Answers whether the connection stays open.
    async fn act(&self, stream: &mut TcpStream, play: Play) -> std::io::Result<bool> {
        match play {
            Play::Reset => return Ok(false),
            Play::Send(bytes) => {
                stream.write_all(&bytes).await?;
                return Ok(false);
            }
            Play::KeepAlive(bytes) => stream.write_all(&bytes).await?,
            Play::Drip(bytes, pause) => {
                for byte in bytes {
                    tokio::time::sleep(pause).await;
                    stream.write_all(&[byte]).await?;
                }
            }
            Play::Flood(bytes, more) => {
                stream.write_all(&bytes).await?;
                let block = vec![b' '; 65_536];
                for _ in 0..more / block.len() {
                    stream.write_all(&block).await?;
                    self.log.lock().unwrap().taken += block.len();
                }
            }
        }
        Ok(true)
    }
}

/// Reads to the empty line and no byte further.
async fn head(stream: &mut TcpStream) -> std::io::Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

fn length(head: &str) -> usize {
    let lower = head.to_lowercase();
    let line = lower
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"));
    line.and_then(|length| length.trim().parse().ok())
        .unwrap_or_default()
}

/// A whole answer with its length.
pub(crate) fn answer(status: &str, body: &str) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    format!("{head}{body}").into_bytes()
}

/// A whole answer whose end is the end of the connection.
pub(crate) fn answer_until_close(status: &str, body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{body}"
    )
    .into_bytes()
}

/// A whole answer in chunks of seven bytes.
pub(crate) fn answer_in_chunks(status: &str, body: &str) -> Vec<u8> {
    let mut bytes = format!("HTTP/1.1 {status}\r\nTransfer-Encoding: chunked\r\n\r\n").into_bytes();
    for chunk in body.as_bytes().chunks(7) {
        bytes.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
        bytes.extend_from_slice(chunk);
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(b"0\r\n\r\n");
    bytes
}

/// The ways to announce 100 MB, and of how much of them a client that reads up to `limit` bytes may have taken: of what is
/// announced nothing at all. Buffers on the way take some more.
pub(crate) fn huge(limit: usize) -> [(&'static str, usize); 2] {
    let buffers = 16 << 20;
    [
        ("Content-Length: 104857600", buffers),
        ("Connection: close", limit + buffers),
    ]
}
