//! Stands between Billhour and Postgres, and cuts connections exactly at `COMMIT`.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::cases::Dice;

/// `COMMIT` as a simple query of Postgres's protocol, version 3: its type, its length, its text.
const COMMIT: &[u8] = b"Q\0\0\0\x0bCOMMIT\0";

/// Where a connection is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    /// The server never hears of the commit.
    Before,
    /// The server commits, and nobody hears of that.
    After,
}

/// A proxy to one port, gone when dropped.
pub struct Proxy {
    /// Where it listens on loopback.
    pub port: u16,
    scissors: Arc<Mutex<Scissors>>,
    accepting: JoinHandle<()>,
}

/// Which commits are cut.
#[derive(Default)]
struct Scissors {
    dice: Option<Dice>,
    /// How many were cut before and after the server heard of them.
    cuts: [usize; 2],
}

impl Proxy {
    /// Passes everything on, for now.
    pub async fn to(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let scissors = Arc::new(Mutex::new(Scissors::default()));
        Self {
            port: listener.local_addr().unwrap().port(),
            scissors: scissors.clone(),
            accepting: tokio::spawn(async move {
                while let Ok((client, _)) = listener.accept().await {
                    let scissors = scissors.clone();
                    tokio::spawn(async move { pass(client, port, &scissors).await });
                }
            }),
        }
    }

    /// Cuts one in six commits from now on, as the dice say.
    pub fn cut(&self, dice: Dice) {
        self.scissors.lock().unwrap().dice = Some(dice);
    }

    /// Cuts no more; answers how many were cut before and after the server heard of them, since the start.
    pub fn rest(&self) -> [usize; 2] {
        let mut scissors = self.scissors.lock().unwrap();
        scissors.dice = None;
        scissors.cuts
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Scissors {
    fn at_commit(&mut self) -> Option<Cut> {
        let (which, cut) = match self.dice.as_mut()?.below(12) {
            0 => (0, Cut::Before),
            1 => (1, Cut::After),
            _ => return None,
        };
        self.cuts[which] += 1;
        Some(cut)
    }
}

/// Passes on what both sides say, until one of them ends or the connection is cut.
async fn pass(mut client: TcpStream, port: u16, scissors: &Mutex<Scissors>) -> Option<()> {
    let mut server = TcpStream::connect(("127.0.0.1", port)).await.ok()?;
    server.set_nodelay(true).ok()?;
    client.set_nodelay(true).ok()?;
    let (mut asked, mut answered) = (vec![0; 16 << 10], vec![0; 16 << 10]);
    loop {
        tokio::select! {
            read = client.read(&mut asked) => {
                let said = asked.get(..read.ok().filter(|read| *read > 0)?)?;
                let commits = said.windows(COMMIT.len()).any(|window| window == COMMIT);
                let cut = commits.then(|| scissors.lock().unwrap().at_commit()).flatten();
                if cut == Some(Cut::Before) {
                    return None;
                }
                server.write_all(said).await.ok()?;
                if cut == Some(Cut::After) {
                    // Its answer says that it is done; nobody else hears it.
                    server.readable().await.ok()?;
                    return None;
                }
            }
            read = server.read(&mut answered) => {
                let said = answered.get(..read.ok().filter(|read| *read > 0)?)?;
                client.write_all(said).await.ok()?;
            }
        }
    }
}
