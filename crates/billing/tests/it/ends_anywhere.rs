//! A process that ends at any instant: in the middle of a transaction, of a look at the tool, or of nothing. All that it was
//! at is dropped where it stands, as it is when a task panics there.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use billing::{Engine, Parts, State};
use chrono::TimeDelta;
use domain::invoice::InvoiceState;
use domain::{InvoiceId, UserId};
use store::Store;
use store::testing::for_each_url;
use tokio::runtime::Builder;
use tokio::task::{spawn_blocking, yield_now};

use crate::dice::Dice;
use crate::endings::assert_whole_log;
use crate::office::Office;
use crate::scripted::{Fate, Scripted, office};
use crate::seeds::{each, numbered, seeds};

/// How many processes end on each database, unless `ENDS` says otherwise. A seed gives the same instant, as far as the
/// machine is as fast.
const ENDS: u64 = 40;

/// Longer than a draft takes from the button to billed entries on a slow machine, in microseconds. Every second process
/// gets half of it at most, and so on: on a fast machine the same takes a tenth of the time.
const WHOLE: u64 = 250_000;

/// In which states the processes left their invoices.
type Found = Mutex<BTreeMap<&'static str, usize>>;

/// What a process is at when it ends.
#[derive(Clone, Copy)]
enum Doing {
    /// `Create draft` was pressed on this version, and the worker runs.
    Create(i64),
    /// The invoice is taken back.
    Undo,
}

/// Runs a process of its own until it ends.
async fn run_and_end(
    url: String,
    parts: Parts,
    id: InvoiceId,
    user: UserId,
    doing: Doing,
    after: Duration,
) {
    let process = move || {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async move {
            let store = Store::open(&url).await.unwrap();
            let engine = Engine::new(Parts { store, ..parts });
            let began = Instant::now();
            let work = tokio::spawn(async move {
                match doing {
                    Doing::Create(version) => drop(engine.create(id, user, version).await),
                    Doing::Undo => drop(engine.undo(id, user, "").await),
                }
                loop {
                    drop(engine.work().await);
                }
            });
            while began.elapsed() < after && !work.is_finished() {
                yield_now().await;
            }
        });
        runtime.shutdown_background();
    };
    spawn_blocking(process).await.unwrap();
}

async fn ends(url: String, seed: u64) -> &'static str {
    let mut dice = Dice::new(seed);
    let (office, tool) = office(Store::open(&url).await.unwrap()).await;
    let id = office.invoice().await;
    let doing = if dice.chance(30) {
        let state = office.create(&office.engine("0"), id).await;
        assert_eq!(state.name(), InvoiceState::Done);
        Doing::Undo
    } else {
        if dice.chance(30) {
            let late = TimeDelta::seconds(dice.seconds_or_nearly(14 * 60));
            tool.next_is(Fate::lost(dice.chance(70).then_some(late)));
        }
        Doing::Create(office.stored(id).await.version)
    };
    let at_most = WHOLE >> dice.roll(6);
    let after = Duration::from_micros(dice.roll(at_most));

    run_and_end(url, office.parts("1"), id, office.anna, doing, after).await;

    let found = office.stored(id).await.state.as_str();
    comes_right(&office, &tool, id, doing).await;
    office.store.close().await;
    found
}

/// The next process puts it in order: one draft whose entries are billed, or none and the entries are free.
async fn comes_right(office: &Office, tool: &Scripted, id: InvoiceId, doing: Doing) {
    let engine = office.engine("b");
    engine.recover().await.unwrap();
    let mut state = office.rest(&engine, id).await;
    if let State::Preparing { .. } = state {
        assert_eq!((tool.drafts().len(), office.locked().await), (0, 0));
        tool.next_is(Fate::plain());
        state = office.create(&engine, id).await;
    }
    let expected = match (doing, &state) {
        (Doing::Undo, State::Released) => (0, 0, 12),
        _ => (1, 12, 0),
    };
    let found = (
        tool.drafts().len(),
        office.entries_in(2).await,
        office.entries_in(0).await,
    );
    assert_eq!(found, expected, "{state:?}");
    assert_eq!(office.locked().await, 0);
    assert_whole_log(office, id).await;
}

#[tokio::test]
async fn whenever_a_process_ends_there_is_one_draft_in_the_end() {
    let found = Found::default();
    each(seeds(ENDS, "ENDS"), async |seed| {
        for_each_url(async |url| {
            let state = numbered(seed, "a process that ends", ends(url.to_owned(), seed)).await;
            *found.lock().unwrap().entry(state).or_default() += 1;
        })
        .await;
    })
    .await;
    let found = found.into_inner().unwrap();
    let said = format!("processes that ended left their invoices in {found:?}\n");
    std::io::stderr().write_all(said.as_bytes()).unwrap();
}
