//! Files that were handed in, until they are imported or given up.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use domain::ImportId;
use tokio::io::AsyncWriteExt as _;

/// The folder of handed-in files, one per import.
#[derive(Clone, Debug)]
pub struct Uploads {
    folder: PathBuf,
}

/// A file that is being handed in. Dropped before [`Self::keep`], it is gone: the sender went away, or it is no export.
#[derive(Debug)]
pub struct Upload {
    path: PathBuf,
    file: tokio::fs::File,
    is_kept: bool,
}

impl Uploads {
    /// Files in this folder, which is made when the first one comes.
    pub const fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Begins a new file.
    pub async fn begin(&self, id: ImportId) -> io::Result<Upload> {
        make_private(&self.folder)?;
        let path = self.path(id);
        let mut options = tokio::fs::OpenOptions::new();
        let file = options
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)
            .await?;
        Ok(Upload {
            path,
            file,
            is_kept: false,
        })
    }

    /// Opens the file of an import.
    pub fn open(&self, id: ImportId) -> io::Result<File> {
        File::open(self.path(id))
    }

    /// Whether the file of an import is on this machine.
    pub fn has(&self, id: ImportId) -> bool {
        self.path(id).exists()
    }

    /// Removes the file of an import, if there is one.
    pub fn remove(&self, id: ImportId) {
        remove(&self.path(id));
    }

    /// The imports whose files were last written before this moment.
    pub(super) fn older_than(&self, moment: DateTime<Utc>) -> Vec<ImportId> {
        let Ok(files) = fs::read_dir(&self.folder) else {
            return Vec::new();
        };
        let files = files.flatten().filter(|file| {
            let written = file.metadata().and_then(|about| about.modified());
            written.is_ok_and(|written| DateTime::<Utc>::from(written) < moment)
        });
        let names = files.filter_map(|file| file.path().file_stem()?.to_str()?.parse().ok());
        names.collect()
    }

    fn path(&self, id: ImportId) -> PathBuf {
        self.folder.join(format!("{id}.csv"))
    }
}

impl Upload {
    /// Adds to the file.
    pub async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes).await
    }

    /// Ends the file and opens it for reading; it is still not kept.
    pub async fn finish(&mut self) -> io::Result<File> {
        self.file.flush().await?;
        File::open(&self.path)
    }

    /// The file stays until its import is done or given up.
    pub fn keep(mut self) {
        self.is_kept = true;
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        if !self.is_kept {
            remove(&self.path);
        }
    }
}

fn remove(path: &Path) {
    match fs::remove_file(path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => tracing::warn!(%error, "a file of time entries cannot be removed"),
    }
}

/// Exports tell who works how much for whom: only the operator's account gets in.
fn make_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}
