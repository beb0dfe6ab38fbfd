//! A database that fails at the end of a transaction: everything in it must come to nothing.

use store::Store;
use store::testing::execute;

/// From now on the event that each move writes last cannot be written, where it is of this kind.
pub async fn fails_writing(store: &Store, kind: &str) {
    let sqlite = format!(
        "create trigger broken before insert on invoice_events when new.kind = '{kind}'
         begin select raise(abort, 'as ordered'); end"
    );
    if execute(store, &sqlite).await.is_ok() {
        return;
    }
    let function = "create function broken() returns trigger language plpgsql as
        $$ begin raise exception 'as ordered'; end $$";
    execute(store, function).await.unwrap();
    let postgres = format!(
        "create trigger broken before insert on invoice_events for each row when (new.kind = '{kind}')
         execute function broken()"
    );
    execute(store, &postgres).await.unwrap();
}

/// It works again.
pub async fn writes_again(store: &Store) {
    if execute(store, "drop trigger broken").await.is_err() {
        execute(store, "drop trigger broken on invoice_events")
            .await
            .unwrap();
    }
}
