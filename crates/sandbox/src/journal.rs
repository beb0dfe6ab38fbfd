//! The sandbox's memory on disk: one file, to which each change is appended before it is answered.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::state::{Change, World};

/// Why the sandbox's file can't be used.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The operating system refused to read or write.
    #[error(
        "the sandbox's file {path} can't be read or written: {source}. Check the folder's permissions and free space"
    )]
    Io {
        /// The file in question.
        path: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// Another process has the file open.
    #[error(
        "the sandbox's file {path} is in use by another sandbox. Stop that one, or choose another file"
    )]
    InUse {
        /// The file in question.
        path: PathBuf,
    },
    /// A line in the middle of the file can't be understood.
    #[error(
        "line {line} of the sandbox's file {path} can't be read: {source}. \
         It was damaged or written by another version; delete the file to start anew from the sample data"
    )]
    Damaged {
        /// The file in question.
        path: PathBuf,
        /// The line's number, from 1.
        line: usize,
        /// What the parser says.
        source: serde_json::Error,
    },
    /// The writing task was stopped, as when the runtime shuts down.
    #[error(
        "the sandbox is shutting down, nothing was written. Start it again and repeat the request"
    )]
    Interrupted,
}

/// An append-only file of [`Change`]s, one JSON document a line.
///
/// An append is one write and one `fdatasync`, however large the account has grown. Opening the file replays it and
/// rewrites it as a snapshot, so that it doesn't grow for ever.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    file: File,
    /// How much of the file is answered for; what follows is the rest of a write that failed.
    length: u64,
    /// Held open for its lock, which the operating system gives up even after a `kill -9`.
    _lock: File,
}

impl Journal {
    /// Opens the file at `path`, and answers the world that it describes: that of `fresh` when there is no file yet.
    pub(crate) fn open(
        path: &Path,
        fresh: impl FnOnce() -> World,
    ) -> Result<(Self, World), JournalError> {
        let failed = |source| JournalError::Io {
            path: path.into(),
            source,
        };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        let lock = lock(path)?;
        let world = match fs::read_to_string(path) {
            Ok(text) => replay(path, &text)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => fresh(),
            Err(error) => return Err(failed(error)),
        };
        let (file, length) = write_snapshot(path, &world.snapshot()).map_err(failed)?;
        let journal = Self {
            path: path.into(),
            file,
            length,
            _lock: lock,
        };
        Ok((journal, world))
    }

    /// Puts changes on disk. When this returns, they survive a `kill -9` and a power cut.
    ///
    /// After an error nothing of them counts: the next write starts where this one did.
    pub(crate) fn append(&mut self, changes: &[Change]) -> Result<(), JournalError> {
        let written = encode(changes).and_then(|lines| self.write_durably(&lines));
        written.map_err(|source| JournalError::Io {
            path: self.path.clone(),
            source,
        })
    }

    fn write_durably(&mut self, lines: &[u8]) -> io::Result<()> {
        self.file.set_len(self.length)?;
        self.file.seek(SeekFrom::Start(self.length))?;
        self.file.write_all(lines)?;
        self.file.sync_data()?;
        self.length = self.file.stream_position()?;
        Ok(())
    }

    /// Replaces the whole content by the changes that lead to `world`.
    pub(crate) fn rewrite(&mut self, world: &World) -> Result<(), JournalError> {
        (self.file, self.length) =
            write_snapshot(&self.path, &world.snapshot()).map_err(|source| JournalError::Io {
                path: self.path.clone(),
                source,
            })?;
        Ok(())
    }
}

/// Locks a file beside the journal: the journal itself is replaced by compaction, and its lock with it.
fn lock(path: &Path) -> Result<File, JournalError> {
    let beside = with_suffix(path, ".lock");
    let failed = |source| JournalError::Io {
        path: beside.clone(),
        source,
    };
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&beside)
        .map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(JournalError::InUse { path: path.into() }),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

/// Reads the lines of a journal. A last line without its line feed was cut by a crash before it was answered.
fn replay(path: &Path, text: &str) -> Result<World, JournalError> {
    let complete = text.rfind('\n').map_or("", |end| &text[..end]);
    complete
        .lines()
        .enumerate()
        .map(|(index, line)| {
            serde_json::from_str(line).map_err(|source| JournalError::Damaged {
                path: path.into(),
                line: index + 1,
                source,
            })
        })
        .collect::<Result<World, _>>()
}

/// Writes a new file beside the old one and puts it in its place, so that at no moment there is half a snapshot.
fn write_snapshot(path: &Path, changes: &[Change]) -> io::Result<(File, u64)> {
    let fresh = with_suffix(path, ".new");
    let mut file = File::create(&fresh)?;
    file.write_all(&encode(changes)?)?;
    let length = file.stream_position()?;
    file.sync_all()?;
    fs::rename(&fresh, path)?;
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        File::open(folder)?.sync_all()?;
    }
    Ok((file, length))
}

fn encode(changes: &[Change]) -> io::Result<Vec<u8>> {
    let mut lines = Vec::new();
    for change in changes {
        serde_json::to_writer(&mut lines, change)?;
        lines.push(b'\n');
    }
    Ok(lines)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}
