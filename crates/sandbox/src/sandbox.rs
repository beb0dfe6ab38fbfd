//! The sandbox itself: what it remembers, and the one way to change that.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use axum::Router;
use chrono::{DateTime, Utc};

use crate::faults::Queue;
use crate::journal::{Journal, JournalError};
use crate::options::Options;
use crate::state::{Change, World};
use crate::tool::Tool;
use crate::{control, front, hq, lexware, sevdesk};

/// A set of simulated billing tools. Cloning it gives another handle to the same tools.
#[derive(Clone)]
pub struct Sandbox(Arc<Inner>);

struct Inner {
    options: Options,
    world: RwLock<World>,
    /// Also the queue of writers: who holds it decides and writes, so that decisions never cross.
    journal: Mutex<Option<Journal>>,
    faults: Mutex<Queue>,
    requests: Mutex<BTreeMap<Tool, BTreeMap<&'static str, u64>>>,
    /// Every code and token that was ever given out, also those that are worth nothing any more.
    given_out: Mutex<BTreeSet<String>>,
    /// Counts resets, so that a write that was put off before one doesn't land after it.
    epoch: AtomicU64,
}

impl Sandbox {
    /// Opens a sandbox.
    ///
    /// With a path, documents are kept in that file: a change is on disk before it is answered. Sample data is put
    /// into a file that doesn't exist yet. Without a path everything is forgotten in the end.
    ///
    /// # Errors
    /// When the file can't be read or written, is damaged, or is in use by another sandbox.
    pub fn open(path: Option<PathBuf>, options: Options) -> Result<Self, JournalError> {
        let seed = || seed(&options);
        let (journal, world) = match path {
            None => (None, seed()),
            Some(path) => {
                let (journal, world) = Journal::open(&path, seed)?;
                (Some(journal), world)
            }
        };
        Ok(Self(Arc::new(Inner {
            options,
            world: RwLock::new(world),
            journal: Mutex::new(journal),
            faults: Mutex::default(),
            requests: Mutex::default(),
            given_out: Mutex::default(),
            epoch: AtomicU64::new(0),
        })))
    }

    /// Everything under one router: the front page, the control end points, and each tool under its prefix.
    ///
    /// Faults that close the connection need [`crate::serve`]; under another server they answer 500 and say so.
    pub fn router(&self) -> Router {
        Router::new()
            .merge(front::router(self.clone()))
            .nest("/sandbox", control::router(self.clone()))
            .merge(sevdesk::router(self.clone()))
            .merge(lexware::router(self.clone()))
            .merge(hq::router(self.clone()))
    }

    /// What it was opened with.
    pub(crate) fn options(&self) -> &Options {
        &self.0.options
    }

    /// Looks at the memory.
    pub(crate) fn read<T>(&self, look: impl FnOnce(&World) -> T) -> T {
        look(&self.0.world.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the memory: `decide` looks at it and at the clock, and answers the changes to make or why not.
    /// The changes are durable when this returns.
    ///
    /// Runs to its end even when the caller stops waiting, as a real tool goes on when a client hangs up.
    pub(crate) async fn write<T, E>(
        &self,
        decide: impl FnOnce(&World, DateTime<Utc>) -> Result<(Vec<Change>, T), E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<JournalError> + Send + 'static,
    {
        let sandbox = self.clone();
        tokio::task::spawn_blocking(move || sandbox.write_now(decide))
            .await
            .unwrap_or_else(|_| Err(E::from(JournalError::Interrupted)))
    }

    fn write_now<T, E: From<JournalError>>(
        &self,
        decide: impl FnOnce(&World, DateTime<Utc>) -> Result<(Vec<Change>, T), E>,
    ) -> Result<T, E> {
        let mut journal = locked(&self.0.journal);
        let now = self.0.options.clock.now();
        let (changes, answer) = self.read(|world| decide(world, now))?;
        if let Some(journal) = journal.as_mut() {
            journal.append(&changes)?;
        }
        locked(&self.0.given_out).extend(changes.iter().flat_map(Change::secrets));
        let mut world = self.0.world.write().unwrap_or_else(PoisonError::into_inner);
        for change in changes {
            world.apply(change);
        }
        Ok(answer)
    }

    /// Goes back to the sample data and forgets faults and counters.
    pub(crate) async fn reset(&self) -> Result<(), JournalError> {
        let sandbox = self.clone();
        tokio::task::spawn_blocking(move || sandbox.reset_now())
            .await
            .unwrap_or(Err(JournalError::Interrupted))
    }

    fn reset_now(&self) -> Result<(), JournalError> {
        let mut journal = locked(&self.0.journal);
        self.0.epoch.fetch_add(1, Ordering::SeqCst);
        let fresh = seed(&self.0.options);
        if let Some(journal) = journal.as_mut() {
            journal.rewrite(&fresh)?;
        }
        *self.0.world.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        *self.faults() = Queue::default();
        locked(&self.0.requests).clear();
        Ok(())
    }

    /// How often it was reset.
    pub(crate) fn epoch(&self) -> u64 {
        self.0.epoch.load(Ordering::SeqCst)
    }

    /// The faults that are waiting for their request.
    pub(crate) fn faults(&self) -> MutexGuard<'_, Queue> {
        locked(&self.0.faults)
    }

    /// Counts a request.
    pub(crate) fn count(&self, tool: Tool, operation: &'static str) {
        *locked(&self.0.requests)
            .entry(tool)
            .or_default()
            .entry(operation)
            .or_default() += 1;
    }

    /// Everything that opens one of the tools for a program, or did since the start.
    pub(crate) fn secrets(&self) -> BTreeSet<String> {
        let Options {
            sevdesk,
            lexware,
            hq,
            ..
        } = &self.0.options;
        let fixed = [
            &sevdesk.token,
            &lexware.client_secret,
            &lexware.api_key,
            &hq.v1_token,
            &hq.v2_token,
        ];
        let mut secrets = locked(&self.0.given_out).clone();
        secrets.extend(fixed.into_iter().cloned());
        secrets
    }

    /// How often each operation was asked for since the start or the last reset.
    pub(crate) fn requests(&self) -> BTreeMap<Tool, BTreeMap<&'static str, u64>> {
        locked(&self.0.requests).clone()
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("options", &self.0.options)
            .finish_non_exhaustive()
    }
}

/// The sample data of every tool.
fn seed(options: &Options) -> World {
    let now = options.clock.now();
    let sevdesk = sevdesk::seed(&options.sevdesk, now);
    let sevdesk = sevdesk.into_iter().map(Change::Sevdesk);
    let lexware = lexware::seed(&options.lexware, now);
    let lexware = lexware.into_iter().map(Change::Lexware);
    let hq = hq::seed(now).into_iter().map(Change::Hq);
    sevdesk.chain(lexware).chain(hq).collect()
}

/// Nothing here can be half done when a thread panics: decisions are made before anything is changed.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
