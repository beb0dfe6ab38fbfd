//! A proxy that breaks one writing connection at a byte: of the request on its way to the tool, or of the answer on its
//! way back.

use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// Where to break off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// The tool gets so many bytes of the request, and nothing is answered.
    Request(usize),
    /// The tool gets all of it, and so many bytes of its answer come back.
    Answer(usize),
}

/// A connection that carried a writing request: each has one of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// Bytes that went to the tool.
    pub request: usize,
    /// Bytes that came back.
    pub answer: usize,
}

pub struct Proxy {
    base: String,
    desk: Arc<Desk>,
    task: JoinHandle<()>,
}

#[derive(Default)]
struct Desk {
    tool: OnceLock<String>,
    /// After how many writing connections which one is cut.
    order: Mutex<Option<(usize, Cut)>>,
    passed: Mutex<Vec<Passed>>,
}

impl Proxy {
    pub async fn open() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let desk = Arc::new(Desk::default());
        let shared = desk.clone();
        let task = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let desk = shared.clone();
                // Connections that break are what this is for.
                tokio::spawn(async move { desk.carry(client).await.unwrap_or_default() });
            }
        });
        Self { base, desk, task }
    }

    /// The address at which the tool at `base` is reached from now on.
    pub fn leads_to(&self, base: &str) -> &str {
        let tool = base.trim_start_matches("http://").to_owned();
        self.desk.tool.set(tool).unwrap();
        &self.base
    }

    /// Cuts one writing connection after letting so many pass.
    pub fn cut(&self, after: usize, cut: Cut) {
        *self.desk.order.lock().unwrap() = Some((after, cut));
    }

    /// How many writing connections have ended by themselves.
    pub fn passed(&self) -> usize {
        self.desk.passed.lock().unwrap().len()
    }

    /// The first one after so many of them, as soon as it has ended.
    pub async fn passed_after(&self, earlier: usize) -> Passed {
        loop {
            let passed = self.desk.passed.lock().unwrap().get(earlier).copied();
            if let Some(passed) = passed {
                return passed;
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    /// Whether the order was not carried out.
    pub fn is_waiting(&self) -> bool {
        self.desk.order.lock().unwrap().is_some()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Desk {
    async fn carry(&self, client: TcpStream) -> std::io::Result<()> {
        let tool = TcpStream::connect(self.tool.get().unwrap()).await?;
        for stream in [&client, &tool] {
            stream.set_nodelay(true)?;
        }
        let mut start = [0; 4];
        let cut = match client.peek(&mut start).await? {
            0 => return Ok(()),
            _ if start.starts_with(b"GET") => None,
            _ => self.order_for_next(),
        };
        let is_writing = !start.starts_with(b"GET");
        let (request, answer) = match cut {
            None => (usize::MAX, usize::MAX),
            Some(Cut::Request(bytes)) => (bytes, 0),
            Some(Cut::Answer(bytes)) => (usize::MAX, bytes),
        };
        let (from_client, to_client) = client.into_split();
        let (from_tool, to_tool) = tool.into_split();
        let there = pass(from_client, to_tool, request);
        let back = pass(from_tool, to_client, answer);
        let passed = match cut {
            // The whole request gets there, however early the answer is cut.
            Some(Cut::Answer(_)) => {
                let request = tokio::spawn(there);
                let answer = back.await?;
                request.abort();
                Passed { request: 0, answer }
            }
            // A request that is shorter than that gets there, and only its answer is lost.
            Some(Cut::Request(_)) => tokio::select! {
                request = there => Passed { request: request?, answer: 0 },
                answer = back => Passed { request: 0, answer: answer? },
            },
            None => {
                let (request, answer) = tokio::try_join!(there, back)?;
                Passed { request, answer }
            }
        };
        if is_writing && cut.is_none() {
            self.passed.lock().unwrap().push(passed);
        }
        Ok(())
    }

    /// Whether it is the next writing connection that is cut.
    fn order_for_next(&self) -> Option<Cut> {
        let mut order = self.order.lock().unwrap();
        match &mut *order {
            Some((0, cut)) => {
                let cut = *cut;
                *order = None;
                Some(cut)
            }
            Some((after, _)) => {
                *after -= 1;
                None
            }
            None => None,
        }
    }
}

/// Passes at most so many bytes on, then lets both ends go; not before the first ones have come.
async fn pass(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    limit: usize,
) -> std::io::Result<usize> {
    let mut passed = 0;
    let mut buffer = [0; 4096];
    loop {
        let read = from.read(&mut buffer).await?;
        let part = &buffer[..read.min(limit - passed)];
        to.write_all(part).await?;
        passed += part.len();
        if read == 0 || passed == limit {
            break;
        }
    }
    to.shutdown().await?;
    Ok(passed)
}
