//! Billhour dies at any moment between `Create draft` and billed, and never makes a second draft.
//!
//! The program and the simulated sevDesk are processes of their own; the program is killed with `kill -9`.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::time::Duration;

use billing::Phase;
use store::testing::{for_each_url, number, texts};

use crate::browser::Browser;
use crate::faults::{Day, Studio, drafts};
use crate::program::binary;
use crate::walk;

/// How often it is killed, unless `KILLS` says otherwise.
const KILLS: usize = 30;

/// Where a round ends the program.
#[derive(Clone, Copy)]
enum Death {
    At(Phase),
    /// So long after the button was pressed.
    After(Duration),
}

#[tokio::test]
async fn a_killed_program_never_makes_a_second_draft() {
    for_each_url(async |url| {
        let mut rounds = Rounds::begin(url).await;
        let kills = std::env::var("KILLS").map_or(KILLS, |text| text.parse().unwrap());
        // Two thirds at moments by name, the rest at none in particular.
        let times = (kills * 2 / 3).div_ceil(Phase::CREATION.len());
        for time in 0..times {
            for phase in Phase::CREATION {
                rounds.die(Death::At(phase), time).await;
            }
        }
        for time in 0..kills.saturating_sub(times * Phase::CREATION.len()) {
            let after = Duration::from_millis(7 * (1 + time as u64 % 40));
            rounds.die(Death::After(after), time).await;
        }
        rounds.end().await;
    })
    .await;
}

/// One database and one sevDesk, through all deaths.
struct Rounds {
    studio: Studio,
    count: usize,
    /// How often each moment was died at, and how often the draft was there afterwards.
    hits: BTreeMap<&'static str, (usize, usize)>,
}

impl Rounds {
    async fn begin(url: &str) -> Self {
        Self {
            studio: Studio::open(url).await,
            count: 0,
            hits: BTreeMap::new(),
        }
    }

    /// One invoice, one death, and what must be true after it.
    async fn die(&mut self, death: Death, time: usize) {
        self.count += 1;
        let pause = match death {
            Death::At(phase) => format!("{}:600000", phase.as_str()),
            Death::After(_) => "before_claim:0".to_owned(),
        };
        let mut anna = self.start(&pause).await;
        let drafts_before = self.drafts().await;
        let Day { date, report, .. } = self.studio.add_work(self.count as u64, 1).await;
        let invoice = walk::to_last_step(&mut anna, &report).await;
        // Every second time sevDesk has done its work, and its answer is still on its way.
        let lost = time % 2 == 1;
        if lost {
            self.delay_answer().await;
        }
        let pressed = walk::create_draft(&mut anna, &invoice).await;
        // The answer is lost with the program.
        let pressed = tokio::spawn(async move { drop(pressed.send().await) });
        match death {
            Death::At(phase) => drop(self.studio.program().line("stderr", &said(phase)).await),
            Death::After(pause) => tokio::time::sleep(pause).await,
        }
        while lost && is_in_flight(death) && self.drafts().await == drafts_before {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        self.studio.program().kill().await;
        pressed.await.unwrap();

        let mut anna = self.start("before_claim:0").await;
        let state = self.settled(&date).await;
        let made = self.drafts().await - drafts_before;
        match state.as_str() {
            "done billed" => assert_eq!(made, 1, "{date}: billed without a draft"),
            "preparing reserved" => {
                assert_eq!(made, 0, "{date}: a draft that nobody knows");
                let again = walk::create_draft(&mut anna, &invoice).await;
                let again = anna.send(again).await;
                assert_eq!(again.status, 303, "{}", again.text);
                let state = self.settled(&date).await;
                assert_eq!(state, "done billed", "{date}: pressed again");
                let drafts = self.drafts().await;
                assert_eq!(drafts, drafts_before + 1, "{date}: pressed again");
            }
            other => panic!("{date}: {other}"),
        }
        self.note(death, made);
        self.studio.stop().await;
    }

    /// What was hit; a moment that never was is no test.
    async fn end(self) {
        let drafts = self.drafts().await;
        let mut report = format!("{} killed {} times\n", binary(), self.count);
        for (moment, (hits, drafts)) in &self.hits {
            let line = format!("{hits:>4} times at {moment}, {drafts} of them with a draft\n");
            report.push_str(&line);
        }
        // Past the test's own capture: how often each moment was hit is to be read where all went well.
        std::io::stderr().write_all(report.as_bytes()).unwrap();
        for phase in Phase::CREATION {
            assert!(self.hits.contains_key(phase.as_str()), "never at {phase:?}");
        }
        let outcomes: Vec<_> = self.hits.values().collect();
        assert!(
            outcomes.iter().any(|(_, drafts)| *drafts > 0),
            "a draft was never there"
        );
        assert!(
            outcomes.iter().any(|(hits, drafts)| drafts < hits),
            "a draft was always there"
        );
        assert_eq!(drafts, self.count, "one draft for each invoice");
    }

    async fn start(&mut self, pause: &str) -> Browser {
        self.studio.start(&[("BILLHOUR_PAUSE_AT", pause)]).await;
        self.studio.anna().await
    }

    async fn delay_answer(&self) {
        let fault = serde_json::json!({
            "tool": "sevdesk", "operation": "save_invoice", "fault": "late_after_commit", "delay_ms": 500,
        });
        self.studio.fault(fault).await;
    }

    async fn drafts(&self) -> usize {
        drafts(&self.studio).await.len()
    }

    /// The state of a day's invoice and of its entry, once nothing is under way any more.
    async fn settled(&self, day: &str) -> String {
        let store = self.studio.store().await;
        let select = format!(
            "select i.state || ' ' || case when e.billed_source = 'invoice' then 'billed' \
               when e.claimed_by is not null then 'claimed' when e.reserved_by is not null then 'reserved' else 'open' end \
             from invoices i join time_entries e on e.local_date = i.period_from where i.period_from = '{day}'"
        );
        let mut state = String::new();
        for _ in 0..600 {
            state = texts(&store, &select).await.unwrap().join(", ");
            if ["done billed", "preparing reserved"].contains(&state.as_str()) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(
            number(&store, "select count(*) from invoices")
                .await
                .unwrap(),
            i64::try_from(self.count).unwrap()
        );
        store.close().await;
        state
    }

    fn note(&mut self, death: Death, made: usize) {
        let name = match death {
            Death::At(phase) => phase.as_str(),
            Death::After(_) => "any time",
        };
        let (hits, drafts) = self.hits.entry(name).or_default();
        *hits += 1;
        *drafts += made;
    }
}

fn is_in_flight(death: Death) -> bool {
    matches!(death, Death::At(Phase::InFlight))
}

fn said(phase: Phase) -> String {
    format!("phase {}", phase.as_str())
}
