//! Invoices of which one request, or its answer, breaks off at any byte: there is one draft in the end.

use domain::invoice::InvoiceState;
use store::Store;
use store::testing::for_each_db;

use crate::dice::Dice;
use crate::endings::{assert_added, assert_one_copy, assert_one_whole_draft, finish};
use crate::proxy::{Cut, Proxy};
use crate::seeds::{each, numbered, seeds};
use crate::simulated::{Tool, office_behind};

/// How many are tried on each database, unless `CUTS` says otherwise.
const CUTS: u64 = 16;

#[derive(Clone, Copy, Debug)]
struct Case {
    tool: Tool,
    /// Whether the positions are added to a draft that there is.
    is_added: bool,
    /// How many writing requests pass before: where lines are sent one by one there are many.
    after: usize,
    cut: Cut,
}

impl Case {
    fn of(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let tool = Tool::ALL[dice.pick(4)];
        let by_line = matches!(tool, Tool::HqV1 | Tool::HqV2);
        // A little longer than they are: what is cut after its end is not cut, or loses its answer.
        let (request, answer) = match tool {
            Tool::Sevdesk => (4_000, 26_000),
            Tool::Lexware => (2_800, 460),
            Tool::HqV1 | Tool::HqV2 => (520, 900),
        };
        let cut = if dice.chance(50) {
            Cut::Request(dice.pick(request))
        } else {
            Cut::Answer(dice.pick(answer))
        };
        Self {
            tool,
            is_added: dice.chance(50),
            after: if by_line { dice.pick(12) } else { 0 },
            cut,
        }
    }
}

async fn is_cut(store: Store, case: Case) {
    let proxy = Proxy::open().await;
    let (office, tool) = office_behind(store, case.tool, Some(&proxy)).await;
    let before = tool.documents().await;
    let (id, old) = if case.is_added {
        let (id, image) = tool.addition(&office).await;
        (id, Some(image.remote_id))
    } else {
        (office.invoice().await, None)
    };
    proxy.cut(case.after, case.cut);

    let state = office.create(&office.engine("a"), id).await.name();

    assert!(!proxy.is_waiting(), "nothing was cut");
    let open = [
        InvoiceState::Unknown,
        InvoiceState::Created,
        InvoiceState::Done,
    ];
    assert!(open.contains(&state), "{state:?}");
    finish(&office, id, "").await;
    match (&old, case.tool) {
        (None, _) => assert_one_whole_draft(&tool, &before, "").await,
        (Some(old), Tool::Lexware) => assert_one_copy(&tool, &before, old, "").await,
        (Some(old), _) => assert_added(&tool, &before, old, "").await,
    }
}

#[tokio::test]
async fn whatever_is_cut_wherever_there_is_one_draft_in_the_end() {
    each(seeds(CUTS, "CUTS"), async |seed| {
        let case = Case::of(seed);
        for_each_db(async |store| {
            numbered(seed, format!("{case:?}"), is_cut(store, case)).await;
        })
        .await;
    })
    .await;
}
