//! Statements past the store's methods: to bring about what no method does, and to look at what is stored.

use sqlx::AssertSqlSafe;

use crate::Store;
use crate::db::{Db, exec, read};
use crate::error::StoreError;

/// Runs one statement without values; answers how many rows it hit.
pub async fn execute(store: &Store, text: &str) -> Result<u64, StoreError> {
    let mut tx = store.begin().await?;
    let sql = AssertSqlSafe(text.to_owned());
    let rows = exec!(&mut tx, |conn| {
        sqlx::query(sql)
            .execute(conn)
            .await
            .map(|done| done.rows_affected())
    })?;
    tx.commit().await?;
    Ok(rows)
}

/// The single number that a query answers.
pub async fn number(store: &Store, text: &str) -> Result<i64, StoreError> {
    let mut tx = store.begin().await?;
    let sql = AssertSqlSafe(text.to_owned());
    Ok(exec!(&mut tx, |conn| {
        sqlx::query_scalar(sql).fetch_one(conn).await
    })?)
}

/// The texts that a query answers, one a row.
pub async fn texts(store: &Store, text: &str) -> Result<Vec<String>, StoreError> {
    let mut tx = store.begin().await?;
    let sql = AssertSqlSafe(text.to_owned());
    Ok(exec!(&mut tx, |conn| {
        sqlx::query_scalar(sql).fetch_all(conn).await
    })?)
}

/// Every column as `table.column type`, sorted, with the types of one database in the words of the other.
pub async fn columns(store: &Store) -> Result<Vec<String>, StoreError> {
    let text = match &*store.db {
        Db::Sqlite { .. } => SQLITE_COLUMNS,
        Db::Postgres(_) => POSTGRES_COLUMNS,
    };
    let mut columns = texts(store, text).await?;
    columns.sort();
    Ok(columns)
}

// A key is never null; SQLite says so of integer keys only.
const SQLITE_COLUMNS: &str = "
    select m.name || '.' || c.name || ' ' || lower(c.type) || case when c.\"notnull\" = 1 or c.pk > 0 then '' else ' or null' end
    from sqlite_master m join pragma_table_xinfo(m.name) c
    where m.type = 'table' and m.name not like 'sqlite%' and m.name not like '%sqlx%'";

// SQLite keeps ids and hashes as blobs, days and instants as texts.
const POSTGRES_COLUMNS: &str = "
    select table_name || '.' || column_name || ' ' || case
        when data_type in ('uuid', 'bytea') then 'blob'
        when data_type in ('date', 'timestamp with time zone') then 'text'
        else data_type end || case is_nullable when 'NO' then '' else ' or null' end
    from information_schema.columns
    where table_schema = 'public' and table_name not like '%sqlx%'";
/// How SQLite would run a query: the lines of `explain query plan`. Postgres decides by statistics; there it is empty.
pub async fn plan(store: &Store, text: &str) -> Result<Vec<String>, StoreError> {
    let Db::Sqlite { read, .. } = &*store.db else {
        return Ok(Vec::new());
    };
    let sql = AssertSqlSafe(format!("explain query plan {text}"));
    let rows: Vec<(i64, i64, i64, String)> = sqlx::query_as(sql).fetch_all(read).await?;
    Ok(rows.into_iter().map(|(.., line)| line).collect())
}

/// How many rows a query answers, having fetched them all.
pub async fn rows(store: &Store, text: &str) -> Result<usize, StoreError> {
    let sql = AssertSqlSafe(text.to_owned());
    Ok(read!(store.db, |pool| {
        sqlx::query(sql)
            .fetch_all(pool)
            .await
            .map(|rows| rows.len())
    })?)
}
