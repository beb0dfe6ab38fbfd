//! Pages over loopback, in a release build: `./dev bench`. Nothing here is asserted.
//!
//! The report over a month of a million entries is compared with the fastest statement that adds up the same on the same
//! file, in the same run; the making of 5,000 positions is measured step by step.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement that fails has nothing to say"
)]

#[path = "../tests/it/browser.rs"]
#[expect(dead_code, reason = "shared with the tests")]
mod browser;
#[path = "../tests/it/clock.rs"]
#[expect(dead_code, reason = "shared with the tests")]
mod clock;
#[path = "../tests/it/test_app.rs"]
#[expect(dead_code, reason = "shared with the tests")]
mod test_app;
#[path = "../tests/it/walk.rs"]
#[expect(dead_code, reason = "shared with the tests")]
mod walk;

use std::time::{Duration, Instant};

use chrono::NaiveDate;
use domain::payload::CustomerRef;
use store::testing::bulk::{Volume, fill};
use store::testing::rows;

use crate::test_app::{ANNA, TestApp};

/// Reads the index alone.
const STATEMENT: &str = "
    select project_id, user_id, status, count(*), sum(seconds), sum(seconds * rate_cents),
           sum(case when rate_cents is null then seconds else 0 end)
    from time_entries where local_date >= '2026-10-01' and local_date <= '2026-10-31'
    group by project_id, user_id, status";
const REPORT: &str = "/report?period=2026-10-01..2026-10-31&group=project&sum=user";

const WARM_UP: usize = 10;
const MEASURED: usize = 30;

#[tokio::main]
async fn main() {
    report().await;
    positions().await;
}

/// A month of about 17,000 entries among a million.
async fn report() {
    let app = app_with(Volume {
        entries: 1_000_000,
        users: 20,
        clients: 10,
        from: day(2022, 1, 1),
        days: 1_800,
    })
    .await;
    let mut anna = app.signed_in(ANNA).await;
    let store = app.application.state().store.clone();
    let (mut statement, mut page) = (Vec::new(), Vec::new());
    for _ in 0..WARM_UP + MEASURED {
        statement.push(timed(async || assert!(rows(&store, STATEMENT).await.unwrap() > 0)).await);
        page.push(timed(async || assert_eq!(anna.get(REPORT).await.status, 200)).await);
    }
    let (statement, page) = (median(statement), median(page));
    let ratio = page.as_micros() * 100 / statement.as_micros().max(1);
    println!(
        "report: statement {statement:.2?}, page {page:.2?}, ratio {}.{:02} (at most 2)",
        ratio / 100,
        ratio % 100
    );
    app.application.stop().await;
}

/// 5,000 entries of one client, each a position of its own.
async fn positions() {
    let app = app_with(Volume {
        entries: 5_000,
        users: 5,
        clients: 1,
        from: day(2026, 10, 1),
        days: 28,
    })
    .await;
    map_clients(&app).await;
    let mut anna = app.signed_in(ANNA).await;
    let to_text = Instant::now();
    let invoice = walk::begin(&mut anna, "period=2026-10-01..2026-10-31").await;
    walk::on_to_text(&mut anna, &invoice).await;
    println!("5,000 positions: steps 1 to 3 {:.2?}", to_text.elapsed());
    let making = timed(async || walk::make_positions(&mut anna, &invoice).await).await;
    let showing = timed(async || {
        let page = anna.get(&format!("{invoice}/positions")).await;
        assert!(page.text.contains("name=\"quantity-1\""), "{}", page.status);
    })
    .await;
    let sum = making + showing;
    println!(
        "5,000 positions: made in {making:.2?}, first page {showing:.2?}, together {sum:.2?} (under 1 s)"
    );
    app.application.stop().await;
}

async fn app_with(volume: Volume) -> TestApp {
    let app = TestApp::start().await;
    let begun = Instant::now();
    fill(&app.application.state().store, volume).await.unwrap();
    println!("{} entries made in {:.1?}", volume.entries, begun.elapsed());
    app
}

/// Any customer will do: nothing is sent.
async fn map_clients(app: &TestApp) {
    let store = &app.application.state().store;
    let connection = store.connections().await.unwrap()[0].id;
    let customer = CustomerRef {
        id: "1".to_owned(),
        name: "Messstelle GmbH".to_owned(),
    };
    for client in store.clients().await.unwrap() {
        store
            .map_client(client.id, connection, &customer)
            .await
            .unwrap();
    }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

async fn timed(work: impl AsyncFnOnce()) -> Duration {
    let begun = Instant::now();
    work().await;
    begun.elapsed()
}

/// The median after the warm-up.
fn median(mut times: Vec<Duration>) -> Duration {
    times.drain(..WARM_UP);
    times.sort();
    times[times.len() / 2]
}
