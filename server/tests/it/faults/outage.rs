//! Postgres goes away while drafts are being sent, and comes back.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::json;
use store::testing::number;
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::books::Books;
use super::cases::{Case, Dice, cases, tell};
use super::cluster::Cluster;
use super::proxy::Proxy;
use super::studio::{Day, Studio};
use crate::browser::{Answer, Browser};
use crate::walk;

/// So many drafts are on their way in each outage.
const DRAFTS: u64 = 8;
/// Billhour waits ten seconds for a connection.
const AWAY: Duration = Duration::from_secs(12);
/// So soon after the database is back, so is Billhour.
const SOON: Duration = Duration::from_secs(30);

/// What happens to the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outage {
    CutAtCommit,
    Fast,
    Immediate,
    Killed,
    /// Longer than Billhour waits for a connection.
    Away,
}

impl Outage {
    const ALL: [Self; 5] = [
        Self::CutAtCommit,
        Self::Fast,
        Self::Immediate,
        Self::Killed,
        Self::Away,
    ];
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_outage_of_the_database_loses_no_draft() {
    let Some(cluster) = Cluster::start().await else {
        return tell("SKIPPED: outages of PostgreSQL, since PSQL is not set");
    };
    let proxy = Proxy::to(cluster.port).await;
    let mut studio = Studio::open(&cluster.url(cluster.port)).await;
    let settings = [
        ("DATABASE_URL", &*cluster.url(proxy.port)),
        // Longer than the answers below, and short enough to wait for.
        ("BILLHOUR_LEASE_SECONDS", "5"),
    ];
    studio.start(&settings).await;
    let mut office = Office {
        anna: studio.anna().await,
        studio,
        cluster,
        proxy,
        told: BTreeMap::new(),
    };
    let cases = cases("OUTAGES", Outage::ALL.len() as u64);
    for case in &cases {
        let case = Case(*case);
        office.go_through(&case).await;
    }
    let cuts = office.proxy.rest();
    let told = &office.told;
    tell(&format!(
        "{} outages with {DRAFTS} drafts on their way; cut before and after a commit: {cuts:?}; answers: {told:?}",
        cases.len()
    ));
    office.studio.close().await;
}

/// Who works while the database comes and goes.
struct Office {
    studio: Studio,
    anna: Browser,
    cluster: Cluster,
    proxy: Proxy,
    /// How the button was answered, by outage and status.
    told: BTreeMap<(Outage, u16), usize>,
}

impl Office {
    async fn go_through(&mut self, case: &Case) {
        let mut dice = Dice::of(case.0);
        let outage = Outage::ALL[usize::try_from(case.0).unwrap() % Outage::ALL.len()];
        let (days, presses) = self.prepare(case).await;
        let watching = Arc::new(AtomicBool::new(true));
        let watcher = tokio::spawn(watch(self.anna.clone(), watching.clone()));
        let presses: JoinSet<_> = presses
            .into_iter()
            .map(reqwest::RequestBuilder::send)
            .collect();
        let answered = async {
            let mut answers = Vec::new();
            for answer in presses.join_all().await {
                answers.push(read(answer.unwrap()).await);
            }
            answers
        };
        let (answers, ()) = tokio::join!(answered, self.strike(outage, &mut dice));
        for (status, text) in answers {
            assert!(
                status == 303 || has_hint(&text),
                "{outage:?} {status}: {text}"
            );
            *self.told.entry((outage, status)).or_default() += 1;
        }
        self.proxy.rest();
        watching.store(false, Ordering::Relaxed);
        watcher.await.unwrap();
        self.is_back().await;
        self.finish(&days).await;
    }

    /// Invoices at their last step, and their buttons.
    async fn prepare(&mut self, case: &Case) -> (Vec<(Day, String)>, Vec<reqwest::RequestBuilder>) {
        let (mut days, mut presses) = (Vec::new(), Vec::new());
        for number in 1..=DRAFTS {
            let day = self.studio.add_work(case.0 * DRAFTS + number, 1).await;
            let invoice = walk::to_last_step(&mut self.anna, &day.report).await;
            presses.push(walk::create_draft(&mut self.anna, &invoice).await);
            days.push((day, invoice));
        }
        // Most answers come only when the database is gone.
        let late = json!({
            "tool": "sevdesk", "operation": "save_invoice", "fault": "late_after_commit",
            "after": 1, "count": DRAFTS - 2, "delay_ms": 1_500,
        });
        self.studio.fault(late).await;
        (days, presses)
    }

    async fn strike(&self, outage: Outage, dice: &mut Dice) {
        if outage != Outage::CutAtCommit {
            self.until_under_way(1 + dice.side(5)).await;
            sleep(dice.up_to(100)).await;
        }
        match outage {
            Outage::CutAtCommit => self.proxy.cut(Dice::of(dice.below(u64::MAX))),
            Outage::Fast => self.cluster.restart("fast").await,
            Outage::Immediate => self.cluster.restart("immediate").await,
            Outage::Killed => self.cluster.kill().await,
            Outage::Away => self.cluster.restart_after(AWAY).await,
        }
    }

    /// Waits until so many drafts are under way.
    async fn until_under_way(&self, drafts: u32) {
        let store = self.studio.store().await;
        let sending =
            "select count(*) from invoices where state in ('claimed', 'sending', 'created')";
        while number(&store, sending).await.unwrap() < drafts.into() {
            sleep(Duration::from_millis(5)).await;
        }
        store.close().await;
    }

    /// Pages are there again soon.
    async fn is_back(&mut self) {
        let since = Instant::now();
        while self.anna.get("/report").await.status != 200 {
            assert!(since.elapsed() < SOON, "not back after {SOON:?}");
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// Everything comes to rest by itself; what had not begun is pressed again.
    async fn finish(&mut self, days: &[(Day, String)]) {
        self.studio.forget_faults().await;
        let states = self.studio.settled().await;
        Books::close(&self.studio).await;
        for (_, invoice) in days {
            let create = format!("{invoice}/create");
            if self.anna.get(&create).await.status == 200 {
                let form = walk::create_draft(&mut self.anna, invoice).await;
                let answer = self.anna.send(form).await;
                assert_eq!(answer.status, 303, "{}", answer.text);
            }
        }
        self.studio.settled().await;
        let books = Books::close(&self.studio).await;
        for (day, _) in days {
            assert_eq!(books.billed_of(&day.marks), 1, "{}: {states:?}", day.date);
        }
    }
}

/// Somebody who reads meanwhile: the page, or a sentence that says to try again; never the sign-in page.
async fn watch(mut anna: Browser, watching: Arc<AtomicBool>) {
    while watching.load(Ordering::Relaxed) {
        let Answer { status, text, .. } = anna.get("/report").await;
        assert!(
            status == 200 || (status == 503 && has_hint(&text)),
            "{status}: {text}"
        );
        sleep(Duration::from_millis(20)).await;
    }
}

async fn read(answer: reqwest::Response) -> (u16, String) {
    (answer.status().as_u16(), answer.text().await.unwrap())
}

/// Whether it says how to go on.
fn has_hint(text: &str) -> bool {
    [
        "try again",
        "is shown on the invoice's page",
        "compare, then save again",
    ]
    .iter()
    .any(|hint| text.contains(hint))
}
