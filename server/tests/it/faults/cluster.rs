//! A Postgres of one test's own, which can be stopped and killed.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use store::testing::random;
use tempfile::TempDir;
use tokio::process::Command;
use tokio::time::sleep;

/// A server with its files, gone when dropped.
pub struct Cluster {
    programs: PathBuf,
    home: TempDir,
    password: String,
    /// Where it listens on loopback.
    pub port: u16,
}

impl Cluster {
    /// A new server, by the programs beside `PSQL`; `None` without that variable, which `./dev test` sets.
    pub async fn start() -> Option<Self> {
        let psql = env::var("PSQL");
        let required = env::var("BILLHOUR_REQUIRE_POSTGRES").is_ok_and(|value| value == "1");
        assert!(
            psql.is_ok() || !required,
            "PostgreSQL is required, but PSQL is not set"
        );
        let cluster = Self {
            programs: Path::new(&psql.ok()?).parent()?.to_owned(),
            home: tempfile::tempdir().unwrap(),
            password: hex::encode(random::<16>()),
            port: free_port(),
        };
        cluster.make().await;
        cluster.control(&["start"]).await;
        Some(cluster)
    }

    /// The URL of its only database, by this port.
    pub fn url(&self, port: u16) -> String {
        format!(
            "postgres://billhour:{}@127.0.0.1:{port}/postgres",
            self.password
        )
    }

    /// Stops it in this mode of `pg_ctl`, and starts it again.
    pub async fn restart(&self, mode: &str) {
        self.control(&["restart", "--mode", mode]).await;
    }

    /// Stops it for so long.
    pub async fn restart_after(&self, pause: Duration) {
        self.control(&["stop", "--mode", "fast"]).await;
        sleep(pause).await;
        self.control(&["start"]).await;
    }

    /// Ends its first process by `kill -9`, and starts it again.
    pub async fn kill(&self) {
        let pid = fs::read_to_string(self.data().join("postmaster.pid")).unwrap();
        let pid = pid.lines().next().unwrap();
        let killed = Command::new("kill").args(["-9", pid]).status().await;
        assert!(killed.unwrap().success());
        // The others notice that they are alone; until then their shared memory is in the way.
        while !self.try_control(&["start"]).await {
            sleep(Duration::from_millis(100)).await;
        }
    }

    async fn make(&self) {
        let password = self.home.path().join("password");
        fs::write(&password, &self.password).unwrap();
        if is_root() {
            let mut owner = Command::new("chown");
            owner.args(["-R", "postgres:"]).arg(self.home.path());
            assert!(owner.status().await.unwrap().success());
        }
        let made = self
            .program("initdb")
            .args([
                "--username=billhour",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
            ])
            .args(["--locale=C.UTF-8", "--no-sync", "--pwfile"])
            .arg(password)
            .output();
        let made = made.await.unwrap();
        assert!(
            made.status.success(),
            "{}",
            String::from_utf8_lossy(&made.stderr)
        );
    }

    async fn control(&self, command: &[&str]) {
        assert!(self.try_control(command).await, "pg_ctl {command:?}");
    }

    async fn try_control(&self, command: &[&str]) -> bool {
        // Nothing here outlives the test, so nothing needs to survive a power cut; but what was committed has to
        // survive the end of the server, so commits are waited for.
        let options = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c full_page_writes=off",
            self.port
        );
        let done = self
            .program("pg_ctl")
            .args(command)
            .args(["--wait", "--silent", "--options", &options, "--log"])
            .arg(self.home.path().join("log"))
            .output();
        done.await.unwrap().status.success()
    }

    /// One of its programs, for its files. Postgres refuses to run as root.
    fn program(&self, name: &str) -> Command {
        let program = self.programs.join(name);
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]);
            command.arg(program);
            command
        } else {
            Command::new(program)
        };
        command.arg("--pgdata").arg(self.data()).current_dir("/");
        command
    }

    fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = self.program("pg_ctl");
        stop.args(["stop", "--mode", "immediate", "--silent"]);
        let stopped = stop.as_std_mut().status();
        assert!(stopped.is_ok_and(|stopped| stopped.success()) || std::thread::panicking());
    }
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}
