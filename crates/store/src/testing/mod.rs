//! For tests: every test that touches the store runs on both databases.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot have its database has failed"
)]

pub mod bulk;
mod raw;
pub mod sample;

use std::env;
use std::path::Path;
use std::str::FromStr as _;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};
use tokio::sync::OnceCell;

pub use raw::{columns, execute, number, plan, rows, texts};

use crate::Store;

/// Runs a test on a new SQLite database, and on a new Postgres database of the server at `TEST_POSTGRES_URL`.
///
/// Without that variable the second half is skipped, and says so; with `BILLHOUR_REQUIRE_POSTGRES=1` that is a failure.
///
/// # Panics
/// Where a database cannot be had, and where the test panics.
pub async fn for_each_db(test: impl AsyncFn(Store)) {
    for_each_url(async |url| with_store(url, &test).await).await;
}

/// The same for a test that opens the database at this URL itself.
///
/// # Panics
/// Where a database cannot be had, and where the test panics.
pub async fn for_each_url(test: impl AsyncFn(&str)) {
    at_sqlite(&test).await;
    match env::var("TEST_POSTGRES_URL") {
        Ok(url) => at_postgres(&url, &test).await,
        Err(_) => skip_postgres(),
    }
}

/// Runs a test on a new SQLite database alone: for what is only so there, or for tests of something else.
///
/// # Panics
/// Where no file can be made, and where the test panics.
pub async fn on_sqlite(test: impl AsyncFn(Store)) {
    at_sqlite(async |url| with_store(url, &test).await).await;
}

async fn at_sqlite(test: impl AsyncFn(&str)) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    eprintln!("on SQLite");
    test(&sqlite_url(&folder.path().join("billhour.db"))).await;
}

async fn with_store(url: &str, test: impl AsyncFn(Store)) {
    let store = Store::open(url).await.expect("a new database");
    test(store.clone()).await;
    store.close().await;
}

/// The URL of a SQLite database in this file.
pub fn sqlite_url(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}

async fn at_postgres(url: &str, test: impl AsyncFn(&str)) {
    let server = PgConnectOptions::from_str(url).expect("TEST_POSTGRES_URL can be read");
    let mut admin = server
        .clone()
        .connect()
        .await
        .expect("the Postgres server of the tests");
    let template = TEMPLATE.get_or_init(|| migrated(&server)).await;
    let name = new_name();
    eprintln!("on Postgres, database {name}");
    admin_sql(
        &mut admin,
        format!("create database {name} template {template}"),
    )
    .await;
    test(server.database(&name).to_url_lossy().as_str()).await;
    admin_sql(&mut admin, format!("drop database {name} with (force)")).await;
    admin.close().await.expect("the connection closes");
}

/// The database that all others of this process are copies of: to bring each new one up to date takes longer than most
/// tests. It stays behind; the server of `./dev test` goes with it.
static TEMPLATE: OnceCell<String> = OnceCell::const_new();

async fn migrated(server: &PgConnectOptions) -> String {
    let mut admin = server
        .connect()
        .await
        .expect("the Postgres server of the tests");
    let name = new_name();
    admin_sql(&mut admin, format!("create database {name}")).await;
    let url = server.clone().database(&name).to_url_lossy();
    let store = Store::open(url.as_str()).await.expect("a new database");
    store.close().await;
    name
}

fn new_name() -> String {
    format!("billhour_test_{}", hex::encode(random::<8>()))
}

async fn admin_sql(admin: &mut PgConnection, text: String) {
    sqlx::query(AssertSqlSafe(text))
        .execute(admin)
        .await
        .expect("the server makes and drops databases");
}

fn skip_postgres() {
    let required = env::var("BILLHOUR_REQUIRE_POSTGRES").is_ok_and(|value| value == "1");
    assert!(
        !required,
        "BILLHOUR_REQUIRE_POSTGRES is set, but TEST_POSTGRES_URL is not"
    );
    eprintln!("SKIPPED on Postgres: TEST_POSTGRES_URL is not set");
}

/// Random bytes, for names and ids of tests.
///
/// # Panics
/// Where the machine has no randomness.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("randomness");
    bytes
}
