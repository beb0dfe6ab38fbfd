//! The folder that one process has to itself.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use domain::random::{self, Random};
use thiserror::Error;

/// The data folder, taken. Its name for this installation stays the same over restarts, so that a process knows what it
/// had in hand before; the lock makes sure that no other process has that name at the same time.
#[derive(Debug)]
pub struct DataFolder {
    instance: String,
    _lock: File,
}

/// Why the folder could not be taken.
#[derive(Debug, Error)]
pub enum DataFolderError {
    /// Another process has it.
    #[error(
        "another Billhour uses the folder {0}: end it, or name another folder (BILLHOUR_DATA, or --data)"
    )]
    Taken(PathBuf),
    /// It cannot be written.
    #[error("the folder {folder} cannot be used: {source}", folder = folder.display())]
    Io {
        /// Which folder.
        folder: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl DataFolder {
    /// Takes the folder, and makes it where it does not exist.
    pub fn take(folder: &Path, random: &dyn Random) -> Result<Self, DataFolderError> {
        let failed = |source| DataFolderError::Io {
            folder: folder.to_owned(),
            source,
        };
        make(folder)?;
        let mut file = open(&folder.join("instance")).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(DataFolderError::Taken(folder.to_owned())),
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        let instance = name(folder, &mut file, random).map_err(failed)?;
        Ok(Self {
            instance,
            _lock: file,
        })
    }

    /// The name of this installation.
    pub fn instance(&self) -> &str {
        &self.instance
    }
}

/// Makes the folder where it does not exist: only its owner gets in.
pub fn make(folder: &Path) -> Result<(), DataFolderError> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(|source| DataFolderError::Io {
        folder: folder.to_owned(),
        source,
    })
}

fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path)
}

/// Reads the name, or writes a new one, which then outlives a power cut: a database admits an installation by it.
fn name(folder: &Path, file: &mut File, random: &dyn Random) -> io::Result<String> {
    let mut name = String::new();
    file.read_to_string(&mut name)?;
    if name.trim().is_empty() {
        name = hex::encode(random::bytes::<8>(random));
        file.write_all(name.as_bytes())?;
        file.sync_all()?;
        File::open(folder)?.sync_all()?;
    }
    Ok(name.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::randomness::OsRandom;

    #[test]
    fn one_process_has_it_and_keeps_its_name() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("a/b");
        let first = DataFolder::take(&folder, &OsRandom).unwrap();
        let second = DataFolder::take(&folder, &OsRandom);
        assert!(matches!(second, Err(DataFolderError::Taken(path)) if path == folder));
        let name = first.instance().to_owned();
        assert_eq!(name.len(), 16);
        drop(first);
        let again = DataFolder::take(&folder, &OsRandom).unwrap();
        assert_eq!(again.instance(), name);
        let other = DataFolder::take(&parent.path().join("c"), &OsRandom).unwrap();
        assert_ne!(other.instance(), name);
    }
}
