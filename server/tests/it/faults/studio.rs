//! The program and a simulated sevDesk, as processes of their own around one database.

use std::time::Duration;

use domain::EntryId;
use reqwest::Method;
use store::testing::{execute, sample, texts};
use store::{Note, Store};
use tempfile::TempDir;

use super::cases::tell;
use crate::browser::Browser;
use crate::program::Program;
use crate::test_app::{ANNA, PASSWORD};

/// What drafts cannot be told apart by but these tests: every note of theirs has such a mark.
const SIGN: char = '|';

/// A studio that bills its time by Billhour.
pub struct Studio {
    url: String,
    folder: TempDir,
    sevdesk: Program,
    sevdesk_url: String,
    running: Option<Program>,
    base: String,
}

/// What the program said goes with its folder, unless it is wanted.
impl Drop for Studio {
    fn drop(&mut self) {
        if std::thread::panicking()
            && let Some(program) = &self.running
        {
            tell(&program.read("stderr"));
        }
    }
}

/// Work on a day of its own.
pub struct Day {
    /// The query of its report.
    pub report: String,
    /// Its date.
    pub date: String,
    /// The first entries, sixteen at most.
    pub ids: Vec<EntryId>,
    /// The marks of all its entries.
    pub marks: Vec<String>,
}

impl Studio {
    /// With sevDesk; the program is not started yet.
    pub async fn open(url: &str) -> Self {
        let mut sevdesk = Program::start(&["sandbox", "--listen", "127.0.0.1:0"], &[]);
        Self {
            url: url.to_owned(),
            folder: tempfile::tempdir().unwrap(),
            sevdesk_url: sevdesk.line("stdout", "sandbox: ").await,
            sevdesk,
            running: None,
            base: String::new(),
        }
    }

    /// The same with the program running.
    pub async fn running(url: &str, settings: &[(&str, &str)]) -> Self {
        let mut studio = Self::open(url).await;
        studio.start(settings).await;
        studio
    }

    /// Starts the program and waits until it takes requests.
    pub async fn start(&mut self, settings: &[(&str, &str)]) {
        let arguments = ["demo", "--data", "data", "--listen", "127.0.0.1:0"];
        let sevdesk = format!("{}/sevdesk", self.sevdesk_url);
        let usual = [
            ("DATABASE_URL", self.url.as_str()),
            ("BILLHOUR_SEVDESK_URL", &sevdesk),
            // Longer than the slowest answer in these tests, and short enough to wait for.
            ("BILLHOUR_QUIET_PERIOD_SECONDS", "2"),
            ("BILLHOUR_ABSENCE_GAP_SECONDS", "1"),
            ("BILLHOUR_SIGN_INS_PER_MINUTE", "1000"),
        ];
        let environment = [usual.as_slice(), settings].concat();
        let mut program = Program::start_in(self.folder.path(), &arguments, &environment);
        self.base = program.line("stdout", "app: ").await;
        self.running = Some(program);
        let mut browser = self.browser();
        while browser.get("/healthz").await.status != 200 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// The program, once it was started.
    pub fn program(&mut self) -> &mut Program {
        self.running.as_mut().unwrap()
    }

    /// Ends the program as whatever supervises it would; it must have met no mistake of its own.
    pub async fn stop(&mut self) {
        let mut program = self.running.take().unwrap();
        assert!(program.terminate().await.success());
        let said = program.read("stderr");
        for mistake in ["panicked", "database is locked", "deadlock"] {
            assert!(!said.contains(mistake), "{mistake}: {said}");
        }
    }

    /// Ends the program and sevDesk.
    pub async fn close(mut self) {
        self.stop().await;
        assert!(self.sevdesk.terminate().await.success());
    }

    /// Somebody who is not signed in.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.base)
    }

    /// The admin.
    pub async fn anna(&self) -> Browser {
        let mut anna = self.browser();
        assert_eq!(anna.sign_in(ANNA, PASSWORD).await.status, 303);
        anna
    }

    /// The database, past the program.
    pub async fn store(&self) -> Store {
        Store::open(&self.url).await.unwrap()
    }

    /// So many entries of an hour on the day of this number, at a client that has a customer.
    pub async fn add_work(&self, number: u64, entries: usize) -> Day {
        let store = self.store().await;
        let projects = store.projects().await.unwrap();
        let project = projects.iter().find(|project| project.name == "Relaunch");
        let anna = store.users().await.unwrap();
        let anna = anna.iter().find(|user| user.email.as_str() == ANNA);
        // Long before the sample data.
        let days = i64::try_from(number).unwrap() - 9_000;
        let mut fields = sample::entry(anna.unwrap().id, Some(project.unwrap().id), days);
        let (mut ids, mut marks) = (Vec::new(), Vec::new());
        for entry in 1..=entries {
            marks.push(format!("{number}/{entry}"));
            if ids.len() < 16 {
                fields.note = Note::parse(&format!("{SIGN}{number}/{entry}{SIGN}")).unwrap();
                ids.push(sample::add_entry(&store, &fields).await);
            }
        }
        self.copy_entry(&store, number, ids.len(), entries).await;
        store.close().await;
        let date = fields.started_at.date_naive().to_string();
        Day {
            report: format!("period={date}..{date}"),
            date,
            ids,
            marks,
        }
    }

    /// The rest of a day's entries in one statement: one by one, each would wait for the disk.
    async fn copy_entry(&self, store: &Store, number: u64, made: usize, wanted: usize) {
        if made >= wanted {
            return;
        }
        let new_id = if self.url.starts_with("sqlite:") {
            "randomblob(16)"
        } else {
            "gen_random_uuid()"
        };
        let copy = format!(
            "with recursive n(no) as (select {made} + 1 union all select no + 1 from n where no < {wanted})
             insert into time_entries (id, user_id, project_id, started_at, seconds, zone, local_date, note, billable,
               rate_cents, rate_source, created_at)
             select {new_id}, user_id, project_id, started_at, seconds, zone, local_date,
               '{SIGN}{number}/' || cast(no as text) || '{SIGN}', billable, rate_cents, rate_source, created_at
             from time_entries, n where note = '{SIGN}{number}/1{SIGN}'"
        );
        execute(store, &copy).await.unwrap();
    }

    /// Makes sevDesk misbehave.
    pub async fn fault(&self, order: serde_json::Value) {
        let mut sevdesk = Browser::new(&self.sevdesk_url);
        let request = sevdesk.request(Method::POST, "/sandbox/faults");
        let answer = sevdesk.send(request.json(&order)).await;
        assert!(answer.status < 300, "{}", answer.text);
    }

    /// Takes back what was ordered and has not happened.
    pub async fn forget_faults(&self) {
        let mut sevdesk = Browser::new(&self.sevdesk_url);
        let request = sevdesk.request(Method::DELETE, "/sandbox/faults");
        sevdesk.send(request).await;
    }

    /// The documents that sevDesk holds, with those of the sample data.
    pub async fn documents(&self) -> Vec<serde_json::Value> {
        let state = Browser::new(&self.sevdesk_url).get("/sandbox/state").await;
        let state: serde_json::Value = serde_json::from_str(&state.text).unwrap();
        state["sevdesk"]["documents"].as_array().unwrap().clone()
    }

    /// Waits until no invoice is on its way any more, for two minutes at most; answers the states of all invoices.
    pub async fn settled(&self) -> Vec<String> {
        let store = self.store().await;
        let mut states = Vec::new();
        for _ in 0..1_200 {
            states = texts(&store, "select state from invoices").await.unwrap();
            if states
                .iter()
                .all(|state| ["preparing", "done"].contains(&state.as_str()))
            {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        store.close().await;
        states
    }
}
