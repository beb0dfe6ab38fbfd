//! There is no room on the disk, and later there is.

use store::StoreError;
use store::testing::{execute, on_sqlite};

/// So many clients.
fn clients(count: u32) -> String {
    format!(
        "with recursive n(no) as (select 1 union all select no + 1 from n where no < {count})
         insert into clients (id, name, name_key) select randomblob(16), 'Hafen', hex(randomblob(16)) from n"
    )
}

#[tokio::test]
async fn writing_goes_on_where_there_is_room_again() {
    on_sqlite(async |store| {
        // No page more than there are, for as long as the connection that writes is the same.
        execute(&store, "pragma max_page_count = 1").await.unwrap();
        let full = execute(&store, &clients(10_000)).await.unwrap_err();
        assert!(full.is_full(), "{full}");
        assert_eq!(execute(&store, &clients(1)).await.unwrap(), 1);
    })
    .await;
}

#[test]
fn another_failure_is_no_full_disk() {
    assert!(!StoreError::Password.is_full());
}
