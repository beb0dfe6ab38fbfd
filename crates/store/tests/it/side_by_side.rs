//! What people and the worker do to the same entries at the same moment: whoever is second waits, and nobody for ever.

use chrono::TimeDelta;
use domain::role::Role;
use store::testing::for_each_db;
use store::testing::sample::{add_entry, add_user, entry, now};

use crate::wizard::{begin, office};

const ENTRIES: i64 = 120;
const ROUNDS: usize = 40;

#[tokio::test]
async fn reservations_that_lapse_and_are_taken_over_do_not_block_each_other() {
    for_each_db(async |store| {
        let office = office(&store).await;
        for day in 0..ENTRIES {
            add_entry(
                &store,
                &entry(office.anna, Some(office.relaunch), -(day % 20)),
            )
            .await;
        }
        let jonas = add_user(&store, "jonas", Role::Biller).await;
        let mine = begin(&store, office.anna, "annas").await.id;
        let theirs = begin(&store, jonas, "jonas").await.id;
        let later = now() + TimeDelta::days(2);
        for round in 0..ROUNDS {
            let (one, other) = if round % 2 == 0 {
                (mine, theirs)
            } else {
                (theirs, mine)
            };
            let taken = store.choose_client(one, office.kitchen, true, now()).await;
            assert!(taken.unwrap() > 0);
            let (lapsed, taken) = tokio::join!(
                store.lapse_reservations(later, later),
                store.choose_client(other, office.kitchen, true, now()),
            );
            lapsed.unwrap();
            taken.unwrap();
        }
    })
    .await;
}
