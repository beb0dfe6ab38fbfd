//! A month of a million entries, grouped by project and summed by user: the report against the fastest statement that
//! adds up the same on the same file. `cargo bench -p store --features testing`; nothing here is asserted.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement that fails has nothing to say"
)]

use std::time::{Duration, Instant};

use chrono::NaiveDate;
use domain::period::Span;
use domain::report::Dimension;
use store::testing::bulk::{Volume, fill};
use store::testing::{rows, sample, sqlite_url};
use store::{ReportScope, Store};

const STATEMENT: &str = "
    select project_id, user_id, status, count(*), sum(seconds), sum(seconds * rate_cents),
           sum(case when rate_cents is null then seconds else 0 end)
    from time_entries where local_date >= '2026-10-01' and local_date <= '2026-10-31'
    group by project_id, user_id, status";

/// About 17,000 entries a month.
fn million() -> Volume {
    let from = NaiveDate::from_ymd_opt(2022, 1, 1).unwrap();
    Volume {
        entries: 1_000_000,
        users: 20,
        clients: 10,
        from,
        days: 1_800,
    }
}

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&sqlite_url(&folder.path().join("million.db")))
        .await
        .unwrap();
    sample::set_up(&store).await;
    let begun = Instant::now();
    fill(&store, million()).await.unwrap();
    println!("filled in {:.1?}", begun.elapsed());

    let october = Span::Month.around(NaiveDate::from_ymd_opt(2026, 10, 1).unwrap());
    let scope = ReportScope {
        days: Some(october),
        ..ReportScope::default()
    };
    let (mut statement, mut report) = (Vec::new(), Vec::new());
    for _ in 0..60 {
        statement.push(timed(async || rows(&store, STATEMENT).await.unwrap()).await);
        report.push(
            timed(async || {
                store
                    .report(&scope, Some(Dimension::Project), Some(Dimension::User), 1)
                    .await
                    .unwrap()
                    .rows
            })
            .await,
        );
    }
    let (statement, report) = (median(statement), median(report));
    let ratio = report.as_micros() * 100 / statement.as_micros().max(1);
    println!(
        "statement {statement:.2?}, report {report:.2?}, ratio {}.{:02}",
        ratio / 100,
        ratio % 100
    );
}

async fn timed(work: impl AsyncFnOnce() -> usize) -> (Duration, usize) {
    let begun = Instant::now();
    let rows = work().await;
    (begun.elapsed(), rows)
}

/// The median after a third of warm-up.
fn median(times: Vec<(Duration, usize)>) -> Duration {
    let mut times: Vec<Duration> = times.into_iter().skip(20).map(|(time, _)| time).collect();
    times.sort();
    times[times.len() / 2]
}
