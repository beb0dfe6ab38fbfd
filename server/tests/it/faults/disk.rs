//! A small disk that can be filled and emptied.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// How much a page of a database takes.
const PAGE: usize = 4096;

/// A disk in memory, gone when dropped.
pub struct Disk {
    folder: TempDir,
}

impl Disk {
    /// A disk of so many MiB; `None` where this machine lets nobody mount one.
    pub fn mount(mebibytes: u32) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o"])
            .arg(format!("size={mebibytes}m"))
            .arg("billhour-test")
            .arg(folder.path())
            .output();
        let mounted = mounted.is_ok_and(|mounted| mounted.status.success());
        mounted.then_some(Self { folder })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Fills it, but for so many pages.
    pub fn fill(&self, pages_left: u64) {
        let mut ballast = File::create(self.ballast()).unwrap();
        let mut pages: u64 = 0;
        while ballast.write_all(&[0; PAGE]).is_ok() {
            pages += 1;
        }
        ballast
            .set_len(pages.saturating_sub(pages_left) * PAGE as u64)
            .unwrap();
    }

    /// Frees what was filled.
    pub fn free(&self) {
        fs::remove_file(self.ballast()).unwrap();
    }

    fn ballast(&self) -> PathBuf {
        self.path().join("ballast")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Lazily, since a program that a failed test left behind may still have files open.
        let ended = Command::new("umount").arg("-l").arg(self.path()).status();
        assert!(ended.is_ok_and(|ended| ended.success()) || std::thread::panicking());
    }
}
