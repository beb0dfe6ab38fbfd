//! Creating calls that break off at a byte, on their way or on their way back: nobody says that they were not executed.

use domain::invoice::InvoiceState;
use domain::payload::Payload;
use providers::Outcome;
use store::Store;
use store::testing::on_sqlite;

use crate::proxy::{Cut, Passed, Proxy};
use crate::simulated::{Simulated, Tool, office_behind};

/// How far apart the bytes are that are tried, unless `BYTES_APART` says otherwise; a prime, so that each place in
/// repeated lines gets its turn.
const BYTES_APART: usize = 67;

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
        })
        .await;
    }
}
