//! Requests and answers that break off at a byte.

use domain::invoice::InvoiceState;
use domain::payload::Payload;
use providers::Outcome;
use store::Store;
use store::testing::{for_each_db, on_sqlite};

use crate::dice::Dice;
use crate::endings::{assert_added, assert_one_copy, assert_one_whole_draft, finish};
use crate::proxy::{Cut, Passed, Proxy};
use crate::seeds::{numbered, seeds};
use crate::simulated::{Simulated, Tool, office_behind};

/// How far apart the bytes are that are tried, unless `BYTES_APART` says otherwise; a prime, so that each place in
/// repeated lines gets its turn.
const BYTES_APART: usize = 67;

/// How many random cuts of whole invoices are tried on each database, unless `CUTS` says otherwise.
const CUTS: u64 = 16;

const REFERENCE: &str = "BH-2026-11-CUT";

/// A creating call of an adapter behind a proxy, over and over.
struct Sender {
    proxy: Proxy,
    tool: Simulated,
    payload: Payload,
    /// How long the request and its answer are.
    whole: Passed,
    documents: usize,
}

impl Sender {
    async fn open(store: Store, tool: Tool) -> Self {
        let proxy = Proxy::open().await;
        let (office, tool) = office_behind(store, tool, Some(&proxy)).await;
        let id = office.invoice().await;
        let state = office.create(&office.engine("a"), id).await;
        assert_eq!(state.name(), InvoiceState::Done);
        let run = office.store.run(id).await.unwrap().unwrap();
        let payload = serde_json::from_str(&run.payload.unwrap()).unwrap();
        tool.reset().await;
        let mut sender = Self {
            documents: tool.documents().await.len(),
            proxy,
            tool,
            payload,
            whole: Passed::default(),
        };
        sender.whole = sender.measured().await;
        sender
    }

    /// A call that nothing happens to.
    async fn measured(&self) -> Passed {
        let earlier = self.proxy.passed();
        let outcome = self.tool.adapter.create(&self.payload, REFERENCE).await;
        assert!(matches!(outcome, Outcome::Executed { .. }), "{outcome:?}");
        self.tool.reset().await;
        self.proxy.passed_after(earlier).await
    }

    /// What a call that is cut proves, and how many documents it made.
    async fn sends(&self, cut: Cut) -> (Outcome, usize) {
        self.proxy.cut(0, cut);
        let outcome = self.tool.adapter.create(&self.payload, REFERENCE).await;
        assert!(!self.proxy.is_waiting(), "{cut:?}");
        let made = self.tool.documents().await.len() - self.documents;
        if made > 0 {
            self.tool.reset().await;
        }
        (outcome, made)
    }
}

/// Every so many bytes, and the last ones.
fn bytes(length: usize) -> impl Iterator<Item = usize> {
    let apart = std::env::var("BYTES_APART").map_or(BYTES_APART, |text| text.parse().unwrap());
    let last = length.saturating_sub(3);
    (0..last).step_by(apart).chain(last..length)
}

#[tokio::test]
async fn a_request_or_an_answer_cut_at_any_byte_is_never_said_not_to_be_executed() {
    for tool in Tool::ALL {
        on_sqlite(async |store| {
            let sender = Sender::open(store, tool).await;
            for at in bytes(sender.whole.request) {
                let (outcome, made) = sender.sends(Cut::Request(at)).await;
                let what = format!("{tool:?}: request cut at {at}: {outcome:?}");
                assert!(
                    matches!(outcome, Outcome::Unknown(_)) && made == 0,
                    "{what}"
                );
            }
            for at in bytes(sender.whole.answer) {
                let (outcome, made) = sender.sends(Cut::Answer(at)).await;
                let what = format!("{tool:?}: answer cut at {at}: {outcome:?}");
                let fits = matches!(outcome, Outcome::Unknown(_) | Outcome::Executed { .. });
                assert!(fits && made == 1, "{what}");
            }
            eprintln!("{tool:?}: {:?}", sender.whole);
        })
        .await;
    }
}

/// One invoice of which one request, or its answer, is cut anywhere.
async fn is_cut(store: Store, seed: u64) {
    let mut dice = Dice::new(seed);
    let kind = Tool::ALL[dice.pick(4)];
    let proxy = Proxy::open().await;
    let (office, tool) = office_behind(store, kind, Some(&proxy)).await;
    let before = tool.documents().await;
    let (id, old) = if dice.chance(50) {
        (office.invoice().await, None)
    } else {
        let (id, image) = tool.addition(&office).await;
        (id, Some(image.remote_id))
    };
    // Where lines are sent one by one there are twelve more requests, shorter ones.
    let (after, longest) = match kind {
        Tool::Sevdesk => (0, 12_000),
        Tool::Lexware => (0, 6_000),
        Tool::HqV1 | Tool::HqV2 => (dice.pick(12), 700),
    };
    let at = dice.pick(longest);
    let cut = if dice.chance(50) {
        Cut::Request(at)
    } else {
        Cut::Answer(at)
    };
    proxy.cut(after, cut);
    let what = format!("{kind:?}, {old:?}, {cut:?} after {after}");

    let state = office.create(&office.engine("a"), id).await.name();

    let open = [
        InvoiceState::Unknown,
        InvoiceState::Created,
        InvoiceState::Done,
    ];
    assert!(open.contains(&state), "{what}: {state:?}");
    finish(&office, id, &what).await;
    match &old {
        None => assert_one_whole_draft(&tool, &before, &what).await,
        Some(old) if kind == Tool::Lexware => assert_one_copy(&tool, &before, old, &what).await,
        Some(old) => assert_added(&tool, &before, old, &what).await,
    }
}

#[tokio::test]
async fn whatever_is_cut_wherever_there_is_one_draft_in_the_end() {
    for seed in seeds(CUTS, "CUTS") {
        for_each_db(async |store| numbered(seed, "a cut", is_cut(store, seed)).await).await;
    }
}
