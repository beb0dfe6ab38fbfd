//! A billing tool that does what a test tells it, and remembers the truth.

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::Clock;
use domain::capabilities::{Addition, Capabilities};
use domain::money::Cents;
use domain::payload::{CustomerRef, Payload, PayloadPosition};
use domain::unit::Unit;
use providers::{
    Account, BeforeImage, CustomerPage, DraftPage, Lookup, Outcome, Provider, ProviderError,
    ReadBack, RemoteLine, RemoteStatus, Sought, Uncertainty,
};
use store::Store;

use crate::clock::TestClock;
use crate::office::Office;

pub const ORGANISATION: &str = "4711";

/// The id of a draft that was made by copying another one.
pub const COPY: &str = "900";

/// What becomes of one creating call.
#[derive(Clone, Debug)]
pub struct Fate {
    /// How long until the draft is there; `None` if it never is.
    pub commits_after: Option<TimeDelta>,
    /// What the tool answers; `None` for what fits the commit.
    pub answer: Option<Outcome>,
}

impl Fate {
    /// It is carried out at once, and answered so.
    pub fn plain() -> Self {
        Self {
            commits_after: Some(TimeDelta::zero()),
            answer: None,
        }
    }

    pub fn lost(commits_after: Option<TimeDelta>) -> Self {
        let uncertainty = Uncertainty::Transport {
            detail: "connection reset".to_owned(),
        };
        Self {
            commits_after,
            answer: Some(Outcome::Unknown(uncertainty)),
        }
    }

    pub fn answered(answer: Outcome, commits_after: Option<TimeDelta>) -> Self {
        Self {
            commits_after,
            answer: Some(answer),
        }
    }
}

pub struct Scripted {
    clock: Arc<TestClock>,
    fates: Mutex<VecDeque<Fate>>,
    drafts: Mutex<Vec<Draft>>,
    calls: Mutex<u32>,
    asked: Mutex<u32>,
    fails: Mutex<Option<ProviderError>>,
    /// Whether lists are empty, whatever there is.
    blind: Mutex<bool>,
    /// What keeps a look from proving that nothing is there; `true` where something is alike.
    doubtful: Mutex<Option<bool>>,
    /// How long it takes until the answer to a look-up is here.
    slow: Mutex<TimeDelta>,
    /// How long whoever calls it to create stands still before the first byte leaves.
    held_up: Mutex<TimeDelta>,
    /// Whether each next deletion happens, and what is answered; those after them succeed.
    deletions: Mutex<VecDeque<(bool, Result<(), ProviderError>)>>,
    copies: Mutex<bool>,
    /// A file, and how many lines it had at each creating call.
    journal: Mutex<(Option<PathBuf>, Vec<usize>)>,
}

#[derive(Clone)]
struct Draft {
    there_at: DateTime<Utc>,
    document: ReadBack,
}

impl Scripted {
    pub fn new(clock: Arc<TestClock>) -> Arc<Self> {
        Arc::new(Self {
            clock,
            fates: Mutex::default(),
            drafts: Mutex::default(),
            calls: Mutex::default(),
            asked: Mutex::default(),
            fails: Mutex::default(),
            blind: Mutex::default(),
            doubtful: Mutex::default(),
            slow: Mutex::new(TimeDelta::zero()),
            held_up: Mutex::new(TimeDelta::zero()),
            deletions: Mutex::default(),
            copies: Mutex::default(),
            journal: Mutex::default(),
        })
    }

    /// What becomes of the next creating calls; those after them succeed.
    pub fn will(&self, fate: Fate) {
        self.fates.lock().unwrap().push_back(fate);
    }

    /// The same for the next one alone, whatever was said before.
    pub fn next_is(&self, fate: Fate) {
        let mut fates = self.fates.lock().unwrap();
        fates.clear();
        fates.push_back(fate);
    }

    /// Reading calls fail like this, until they are told otherwise.
    pub fn fails(&self, error: Option<ProviderError>) {
        *self.fails.lock().unwrap() = error;
    }

    /// From now on lists are empty, whatever there is.
    pub fn goes_blind(&self) {
        *self.blind.lock().unwrap() = true;
    }

    /// Looks that find nothing prove nothing from now on: because something is alike, or the list could not be read.
    pub fn leaves_doubts(&self, alike: Option<bool>) {
        *self.doubtful.lock().unwrap() = alike;
    }

    /// From now on it takes this long until the answer to a look-up is here.
    pub fn looks_take(&self, time: TimeDelta) {
        *self.slow.lock().unwrap() = time;
    }

    /// Whoever calls it next to create stands still for so long before the first byte leaves.
    pub fn holds_up(&self, time: TimeDelta) {
        *self.held_up.lock().unwrap() = time;
    }

    async fn hold_up(&self) {
        let time = std::mem::take(&mut *self.held_up.lock().unwrap());
        self.clock.advance(time);
        tokio::task::yield_now().await;
    }

    /// Whether the next deletion happens, and what is answered.
    pub fn will_delete(&self, happens: bool, answer: Result<(), ProviderError>) {
        self.deletions.lock().unwrap().push_back((happens, answer));
    }

    /// It cannot add to drafts, only copy them.
    pub fn copies(&self) {
        *self.copies.lock().unwrap() = true;
    }

    /// Counts the lines of this file at each creating call.
    pub fn counts_lines_of(&self, path: PathBuf) {
        self.journal.lock().unwrap().0 = Some(path);
    }

    /// How many lines there were.
    pub fn lines_seen(&self) -> Vec<usize> {
        self.journal.lock().unwrap().1.clone()
    }

    /// The drafts that are there now.
    pub fn drafts(&self) -> Vec<ReadBack> {
        let now = self.clock.now();
        let drafts = self.drafts.lock().unwrap();
        drafts
            .iter()
            .filter(|draft| draft.there_at <= now)
            .map(|draft| draft.document.clone())
            .collect()
    }

    /// How many creating calls were made.
    pub fn calls(&self) -> u32 {
        *self.calls.lock().unwrap()
    }

    /// How many reading calls were made.
    pub fn asked(&self) -> u32 {
        *self.asked.lock().unwrap()
    }

    /// Changes the draft that was made last, as a person in the tool does.
    pub fn edit(&self, change: impl FnOnce(&mut ReadBack)) {
        change(&mut self.drafts.lock().unwrap().last_mut().unwrap().document);
    }

    /// Deletes one draft, as a person in the tool does.
    pub fn delete(&self, id: &str) {
        let mut drafts = self.drafts.lock().unwrap();
        drafts.retain(|draft| draft.document.remote_id != id);
    }

    /// Changes a draft, as a person in the tool does.
    pub fn edit_one(&self, id: &str, change: impl FnOnce(&mut ReadBack)) {
        let mut drafts = self.drafts.lock().unwrap();
        let mut found = drafts.iter_mut();
        change(
            &mut found
                .find(|draft| draft.document.remote_id == id)
                .unwrap()
                .document,
        );
    }

    /// Deletes all drafts, as a person in the tool does.
    pub fn delete_all(&self) {
        self.drafts.lock().unwrap().clear();
    }

    /// Puts a draft there that positions can be added to.
    pub fn existing(&self, document: ReadBack) {
        self.drafts.lock().unwrap().push(Draft {
            there_at: self.clock.now(),
            document,
        });
    }

    fn reads<T>(&self, read: impl FnOnce(Vec<ReadBack>) -> T) -> Result<T, ProviderError> {
        *self.asked.lock().unwrap() += 1;
        match self.fails.lock().unwrap().clone() {
            Some(error) => Err(error),
            None => Ok(read(self.drafts())),
        }
    }

    fn copy(&self, payload: &Payload, before: &BeforeImage) -> Outcome {
        let mut document = document(COPY, payload, &before.document.reference);
        document.lines.splice(0..0, before.document.lines.clone());
        document.net += before.document.net;
        self.meet_fate(COPY, |there_at| {
            self.drafts
                .lock()
                .unwrap()
                .push(Draft { there_at, document });
        })
    }

    /// Does what the next fate says. `write` puts the draft there.
    fn meet_fate(&self, id: &str, write: impl FnOnce(DateTime<Utc>)) -> Outcome {
        *self.calls.lock().unwrap() += 1;
        let (path, seen) = &mut *self.journal.lock().unwrap();
        let text = path.as_ref().map(std::fs::read_to_string);
        seen.extend(text.map(|text| text.unwrap().lines().count()));
        let fate = self.fates.lock().unwrap().pop_front();
        let fate = fate.unwrap_or_else(Fate::plain);
        if let Some(after) = fate.commits_after {
            write(self.clock.now() + after);
        }
        fate.answer.unwrap_or_else(|| Outcome::Executed {
            remote_id: id.to_owned(),
        })
    }
}

#[async_trait]
impl Provider for Scripted {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            addition: Some(if *self.copies.lock().unwrap() {
                Addition::Copy
            } else {
                Addition::Resend
            }),
            quantity_decimals: 2,
            price_decimals: 2,
            header: true,
            texts: true,
            service_period: true,
            marker: true,
            in_pieces: false,
            deletes: true,
            units: &Unit::ALL,
            max_positions: None,
        }
    }

    async fn check(&self) -> Result<Account, ProviderError> {
        Err(ProviderError::NotFound)
    }

    async fn customers(&self, _: &str) -> Result<CustomerPage, ProviderError> {
        Ok(CustomerPage::default())
    }

    async fn drafts(&self, _: &CustomerRef) -> Result<DraftPage, ProviderError> {
        Ok(DraftPage::default())
    }

    async fn before_image(&self, _: &str) -> Result<Option<BeforeImage>, ProviderError> {
        Err(ProviderError::NotFound)
    }

    async fn create(&self, payload: &Payload, reference: &str) -> Outcome {
        self.hold_up().await;
        let id = (100 + self.drafts.lock().unwrap().len()).to_string();
        let document = document(&id, payload, reference);
        self.meet_fate(&id, |there_at| {
            self.drafts
                .lock()
                .unwrap()
                .push(Draft { there_at, document });
        })
    }

    async fn append(&self, payload: &Payload, before: &BeforeImage) -> Outcome {
        self.hold_up().await;
        if *self.copies.lock().unwrap() {
            return self.copy(payload, before);
        }
        self.meet_fate(&before.remote_id, |_| {
            let mut drafts = self.drafts.lock().unwrap();
            let document = &mut drafts.last_mut().unwrap().document;
            document.lines.extend(lines(&payload.positions));
            document.net += payload.net;
        })
    }

    async fn find(&self, sought: &Sought<'_>) -> Result<Lookup, ProviderError> {
        let blind = *self.blind.lock().unwrap();
        let slow = *self.slow.lock().unwrap();
        let doubtful = *self.doubtful.lock().unwrap();
        self.reads(|drafts| {
            self.clock.advance(slow);
            let drafts = if blind { Vec::new() } else { drafts };
            let carrying = |wanted: &str| -> Vec<String> {
                drafts
                    .iter()
                    .filter(|draft| draft.reference == wanted)
                    .map(|draft| draft.remote_id.clone())
                    .collect()
            };
            let mut remote_ids = carrying(sought.reference);
            match remote_ids.len() {
                0 if sought
                    .canary
                    .is_some_and(|canary| carrying(canary).is_empty()) =>
                {
                    Lookup::Inconclusive {
                        detail: "the canary is missing".to_owned(),
                        alike: false,
                    }
                }
                0 => doubtful.map_or(Lookup::Absent, |alike| Lookup::Inconclusive {
                    detail: "nobody knows".to_owned(),
                    alike,
                }),
                1 => Lookup::Found {
                    remote_id: remote_ids.remove(0),
                },
                _ => Lookup::FoundMany { remote_ids },
            }
        })
    }

    async fn read(&self, remote_id: &str) -> Result<Option<ReadBack>, ProviderError> {
        self.reads(|drafts| {
            drafts
                .into_iter()
                .find(|draft| draft.remote_id == remote_id)
        })
    }

    async fn delete(&self, remote_id: &str) -> Result<(), ProviderError> {
        let (happens, answer) = self
            .deletions
            .lock()
            .unwrap()
            .pop_front()
            .unwrap_or((true, Ok(())));
        if happens {
            let mut drafts = self.drafts.lock().unwrap();
            drafts.retain(|draft| draft.document.remote_id != remote_id);
        }
        answer
    }

    fn link(&self, remote_id: &str) -> String {
        format!("https://tool.example/{remote_id}")
    }
}

fn document(id: &str, payload: &Payload, reference: &str) -> ReadBack {
    ReadBack {
        remote_id: id.to_owned(),
        status: RemoteStatus::Draft,
        organisation_id: ORGANISATION.to_owned(),
        customer_id: payload.customer.id.clone(),
        reference: reference.to_owned(),
        number: None,
        lines: lines(&payload.positions),
        net: payload.net,
        tax: Cents(0),
        gross: payload.net,
        discount: Cents(0),
        details: BTreeMap::new(),
    }
}

fn lines(positions: &[PayloadPosition]) -> Vec<RemoteLine> {
    let line = |position: &PayloadPosition| RemoteLine {
        id: position.no.0.to_string(),
        text: position.text.clone(),
        quantity: position.quantity,
        unit: Some(position.unit),
        price: position.price,
        tax: position.tax,
        details: BTreeMap::new(),
    };
    positions.iter().map(line).collect()
}

/// An office with a scripted tool.
pub async fn office(store: Store) -> (Office, Arc<Scripted>) {
    let clock = Arc::new(TestClock::new());
    let tool = Scripted::new(clock.clone());
    let customer = CustomerRef {
        id: "7".to_owned(),
        name: "ACME GmbH".to_owned(),
    };
    let office = Office::open(store, clock, tool.clone(), ORGANISATION, customer).await;
    (office, tool)
}
