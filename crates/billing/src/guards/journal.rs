//! The journal of sends: a file outside the database, with a line for each attempt that is durable before its first byte
//! leaves. A database that does not know a line is older than it.

#[cfg(test)]
mod tests;

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::{FileExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use store::lost_sends::SendRecord;
use thiserror::Error;

/// Nobody restores a backup that is older than this.
const KEPT: TimeDelta = TimeDelta::days(400);

/// Why the journal cannot be used.
#[derive(Debug, Error)]
pub enum JournalError {
    /// The file cannot be read or written.
    #[error("the journal of sends, {path}, cannot be used: {source}. Nothing is sent without it", path = path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A line is none of ours.
    #[error(
        "line {line} of the journal of sends, {path}, cannot be read: {source}. A newer Billhour wrote it, or somebody's hand. Put the file back as it was; without it a restored backup bills again", path = path.display()
    )]
    Line {
        /// Which file.
        path: PathBuf,
        /// Which line, from 1.
        line: usize,
        /// Why not.
        source: serde_json::Error,
    },
}

/// The journal of one installation. A clone is another handle to the same file; no other process may have it.
#[derive(Clone, Debug)]
pub struct Journal {
    open: Arc<Mutex<Open>>,
}

#[derive(Debug)]
struct Open {
    path: PathBuf,
    /// How long the file is with whole lines: what a failed write left after it does not count.
    whole: u64,
    last: Option<SendRecord>,
}

impl Journal {
    /// Opens the journal, and makes it where there is none. It is written anew without the lines that are too old to
    /// matter, and without the beginning of a line that a death cut short: nothing was sent for that one.
    pub fn open(path: &Path, now: DateTime<Utc>) -> Result<Self, JournalError> {
        let mut sends = match fs::read(path) {
            Ok(bytes) => lines(path, &bytes)?,
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            Err(source) => return Err(failed(path, source)),
        };
        sends.retain(|send| now - send.sent_at < KEPT);
        let open = Open {
            path: path.to_owned(),
            whole: write_anew(path, &sends).map_err(|source| failed(path, source))?,
            last: sends.pop(),
        };
        Ok(Self {
            open: Arc::new(Mutex::new(open)),
        })
    }

    /// Makes a line durable. After an error nothing may be sent.
    pub(crate) async fn append(&self, send: SendRecord) -> Result<(), JournalError> {
        self.on_disk(move |open| open.append(send)).await
    }

    /// All lines, oldest first.
    pub(crate) async fn read(&self) -> Result<Vec<SendRecord>, JournalError> {
        self.on_disk(|open| {
            let bytes = fs::read(&open.path).map_err(|source| failed(&open.path, source))?;
            lines(&open.path, &bytes)
        })
        .await
    }

    /// The last line.
    pub(crate) fn last(&self) -> Option<SendRecord> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.last.clone()
    }

    /// Waits for the disk on a thread that may wait.
    async fn on_disk<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Open) -> Result<T, JournalError> + Send + 'static,
    ) -> Result<T, JournalError> {
        let open = Arc::clone(&self.open);
        let done = tokio::task::spawn_blocking(move || {
            let mut open = open.lock().unwrap_or_else(PoisonError::into_inner);
            work(&mut open)
        });
        match done.await {
            Ok(done) => done,
            Err(_) => Err(failed(
                Path::new("journal"),
                io::Error::other("the work on it was broken off"),
            )),
        }
    }
}

impl Open {
    fn append(&mut self, send: SendRecord) -> Result<(), JournalError> {
        let line = to_line(&send).map_err(|source| failed(&self.path, source))?;
        self.write(&line)
            .map_err(|source| failed(&self.path, source))?;
        self.whole += line.len() as u64;
        self.last = Some(send);
        Ok(())
    }

    /// The file is found by its name each time: what is written into one that somebody took away is written nowhere.
    fn write(&self, line: &[u8]) -> io::Result<()> {
        let file = OpenOptions::new().write(true).open(&self.path)?;
        if file.metadata()?.len() < self.whole {
            return Err(io::Error::other("somebody has shortened it"));
        }
        file.set_len(self.whole)?;
        file.write_all_at(line, self.whole)?;
        file.sync_all()
    }
}

/// Puts a file with these lines in the place of the journal: there is always the old one or the new one. Answers how long
/// it is.
fn write_anew(path: &Path, sends: &[SendRecord]) -> io::Result<u64> {
    let new = path.with_extension("new");
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&new)?;
    for send in sends {
        file.write_all(&to_line(send)?)?;
    }
    file.sync_all()?;
    fs::rename(&new, path)?;
    if let Some(folder) = path.parent() {
        File::open(folder)?.sync_all()?;
    }
    Ok(file.metadata()?.len())
}

fn to_line(send: &SendRecord) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(send)?;
    line.push(b'\n');
    Ok(line)
}

/// The whole lines; what follows the last line end was never finished.
fn lines(path: &Path, bytes: &[u8]) -> Result<Vec<SendRecord>, JournalError> {
    let whole = bytes
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |end| end + 1);
    let texts = bytes[..whole].split_inclusive(|byte| *byte == b'\n');
    texts
        .enumerate()
        .map(|(index, text)| {
            serde_json::from_slice(text).map_err(|source| JournalError::Line {
                path: path.to_owned(),
                line: index + 1,
                source,
            })
        })
        .collect()
}

fn failed(path: &Path, source: io::Error) -> JournalError {
    JournalError::File {
        path: path.to_owned(),
        source,
    }
}
