//! The program as a process of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use tempfile::TempDir;
use tokio::process::{Child, Command};

use crate::test_app::write_site;

/// The release binary where `./dev test` has made one, else the one that cargo made for the tests.
pub fn binary() -> String {
    std::env::var("BILLHOUR_BINARY").unwrap_or_else(|_| env!("CARGO_BIN_EXE_billhour").to_owned())
}

/// A command that keeps everything in this folder and sees nothing of this machine's settings.
pub fn billhour(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(binary());
    command
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("BILLHOUR_SITE", write_site(&folder.join("site")))
        .env("BILLHOUR_LISTEN", "127.0.0.1:0")
        .stdin(Stdio::null())
        .kill_on_drop(true);
    command
}

/// A running process and what it writes.
pub struct Program {
    child: Child,
    folder: PathBuf,
    _temporary: Option<TempDir>,
}

impl Program {
    /// Starts a command in a folder of its own.
    pub fn start(arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let temporary = tempfile::tempdir().unwrap();
        let program = Self::start_in(temporary.path(), arguments, environment);
        Self {
            _temporary: Some(temporary),
            ..program
        }
    }

    /// Starts a command whose output goes into files of this folder.
    pub fn start_in(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let file = |name: &str| fs::File::create(folder.join(name)).unwrap();
        let child = billhour(folder, arguments)
            .envs(environment.iter().copied())
            .stdout(file("stdout"))
            .stderr(file("stderr"))
            .spawn()
            .unwrap();
        Self {
            child,
            folder: folder.to_owned(),
            _temporary: None,
        }
    }

    /// Where it keeps everything.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What it wrote to one of its outputs so far.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder.join(name)).unwrap()
    }

    /// What follows `before` on its line, once the process has written that line.
    pub async fn line(&mut self, name: &str, before: &str) -> String {
        loop {
            let ended = self.child.try_wait().unwrap();
            let text = self.read(name);
            let found = text
                .split_inclusive('\n')
                .find_map(|line| line.split_once(before));
            if let Some((_, rest)) = found.filter(|(_, rest)| rest.ends_with('\n')) {
                return rest.trim().to_owned();
            }
            assert_eq!(ended, None, "no {before:?}: {}", self.read("stderr"));
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Asks it to stop, as whatever supervises it would.
    pub async fn terminate(&mut self) -> ExitStatus {
        let id = self.child.id().unwrap().to_string();
        Command::new("kill").arg(id).status().await.unwrap();
        self.child.wait().await.unwrap()
    }

    /// Ends it at once, as a power cut would: `kill -9`.
    pub async fn kill(&mut self) {
        self.child.kill().await.unwrap();
    }
}
