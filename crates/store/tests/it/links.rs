//! The first set-up, and links that work once.

use chrono::{DateTime, TimeDelta, Utc};
use domain::role::Role;
use domain::zone;
use secrecy::SecretString;
use store::testing::sample::{add_user, name, new_user, now, set_up, stamp};
use store::testing::{for_each_db, number, random};
use store::{Link, LinkError, LinkToken, NewPassword, PasswordHash, Store, UserError};

fn in_minutes(minutes: i64) -> DateTime<Utc> {
    now() + TimeDelta::minutes(minutes)
}

async fn hash_of(password: &str) -> PasswordHash {
    let email = new_user("x", Role::Member).email;
    NewPassword::parse(SecretString::from(password), &email)
        .unwrap()
        .hash(random())
        .await
        .unwrap()
}

async fn set_up_with(store: &Store, token: &LinkToken, admin: &str) -> Result<(), LinkError> {
    let berlin = zone::parse("Europe/Berlin").unwrap();
    store
        .set_up(
            token,
            &name("Studio"),
            berlin,
            &new_user(admin, Role::Admin),
            &stamp(None),
        )
        .await
}

#[tokio::test]
async fn the_first_set_up_needs_its_link_and_happens_once() {
    for_each_db(async |store| {
        assert_eq!(store.workspace().await.unwrap(), None);
        let token = LinkToken::new(random());
        store
            .make_set_up_link(&token, in_minutes(60))
            .await
            .unwrap();
        let refused = set_up_with(&store, &LinkToken::new(random()), "Mallory").await;
        assert!(matches!(refused, Err(LinkError::Void)));

        assert_eq!(store.link(&token, now()).await.unwrap(), Some(Link::SetUp));
        set_up_with(&store, &token, "Anna").await.unwrap();
        let workspace = store.workspace().await.unwrap().unwrap();
        assert_eq!(
            (workspace.name.as_str(), workspace.zone.name()),
            ("Studio", "Europe/Berlin")
        );
        assert_eq!(store.users().await.unwrap()[0].role, Role::Admin);
        assert_eq!(store.link(&token, now()).await.unwrap(), None);
        assert!(matches!(
            set_up_with(&store, &token, "Ben").await,
            Err(LinkError::Void)
        ));
    })
    .await;
}

#[tokio::test]
async fn a_second_set_up_is_refused_and_leaves_nothing() {
    for_each_db(async |store| {
        set_up(&store).await;
        let token = LinkToken::new(random());
        store
            .make_set_up_link(&token, in_minutes(60))
            .await
            .unwrap();
        assert!(matches!(
            set_up_with(&store, &token, "Mallory").await,
            Err(LinkError::AlreadySetUp)
        ));
        assert_eq!(store.users().await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn only_the_newest_set_up_link_works() {
    for_each_db(async |store| {
        let (old, new) = (LinkToken::new(random()), LinkToken::new(random()));
        store.make_set_up_link(&old, in_minutes(60)).await.unwrap();
        store.make_set_up_link(&new, in_minutes(60)).await.unwrap();
        assert_eq!(store.link(&old, now()).await.unwrap(), None);
        assert_eq!(store.link(&new, now()).await.unwrap(), Some(Link::SetUp));
    })
    .await;
}

#[tokio::test]
async fn a_password_link_works_once_and_only_in_time() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let ben = add_user(&store, "Ben", Role::Member).await;
        let token = LinkToken::new(random());
        store
            .make_password_link(ben, &token, in_minutes(30), &stamp(Some(anna)))
            .await
            .unwrap();
        assert_eq!(
            store.link(&token, in_minutes(29)).await.unwrap(),
            Some(Link::Password(ben))
        );
        assert_eq!(store.link(&token, in_minutes(30)).await.unwrap(), None);

        let hash = hash_of("vier Kissen im Wind").await;
        let mut late = stamp(None);
        late.at = in_minutes(30);
        assert!(matches!(
            store.choose_password(&token, &hash, &late).await,
            Err(LinkError::Void)
        ));
        assert_eq!(
            store
                .choose_password(&token, &hash, &stamp(None))
                .await
                .unwrap(),
            ben
        );
        assert!(matches!(
            store.choose_password(&token, &hash, &stamp(None)).await,
            Err(LinkError::Void)
        ));
        let signed_in = store
            .check_password("ben@example.com", SecretString::from("vier Kissen im Wind"))
            .await;
        assert_eq!(signed_in.unwrap().unwrap().id, ben);
    })
    .await;
}

#[tokio::test]
async fn of_two_who_use_a_link_at_once_one_succeeds() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let token = LinkToken::new(random());
        store
            .make_password_link(anna, &token, in_minutes(30), &stamp(Some(anna)))
            .await
            .unwrap();
        let (one, two) = (
            hash_of("vier Kissen im Wind").await,
            hash_of("acht Krähen am Deich").await,
        );
        let (first, second) = (stamp(None), stamp(None));
        let both = tokio::join!(
            store.choose_password(&token, &one, &first),
            store.choose_password(&token, &two, &second),
        );
        assert_eq!(both.0.is_ok(), both.1.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_link_for_something_else_sets_no_password_and_is_not_used_up() {
    for_each_db(async |store| {
        let token = LinkToken::new(random());
        store
            .make_set_up_link(&token, in_minutes(60))
            .await
            .unwrap();
        let hash = hash_of("vier Kissen im Wind").await;
        assert!(matches!(
            store.choose_password(&token, &hash, &stamp(None)).await,
            Err(LinkError::Void)
        ));
        assert_eq!(store.link(&token, now()).await.unwrap(), Some(Link::SetUp));
    })
    .await;
}

#[tokio::test]
async fn a_new_password_link_voids_the_one_before() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let (old, new) = (LinkToken::new(random()), LinkToken::new(random()));
        store
            .make_password_link(anna, &old, in_minutes(30), &stamp(Some(anna)))
            .await
            .unwrap();
        store
            .make_password_link(anna, &new, in_minutes(30), &stamp(Some(anna)))
            .await
            .unwrap();
        assert_eq!(store.link(&old, now()).await.unwrap(), None);
        let ghost = new_user("Ghost", Role::Member).id;
        let refused = store
            .make_password_link(ghost, &old, in_minutes(30), &stamp(Some(anna)))
            .await;
        assert!(matches!(refused, Err(UserError::Gone)), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn the_token_is_not_in_the_database() {
    for_each_db(async |store| {
        let token = LinkToken::new([0xab; 16]);
        store
            .make_set_up_link(&token, in_minutes(60))
            .await
            .unwrap();
        // A token has 16 bytes, its hash 32.
        let hashed = number(
            &store,
            "select count(*) from one_time_links where length(hash) = 32",
        )
        .await;
        assert_eq!(hashed.unwrap(), 1);
        let read = LinkToken::parse(&token.expose()).unwrap();
        assert!(store.link(&read, now()).await.unwrap().is_some());
        assert!(LinkToken::parse("abc").is_none());
    })
    .await;
}
