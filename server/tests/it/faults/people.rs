//! Many people who are signed in.

use domain::role::Role;
use futures::future::join_all;
use secrecy::SecretString;
use store::NewPassword;
use store::testing::{random, sample};

use super::studio::Studio;
use crate::browser::Browser;
use crate::test_app::PASSWORD;

/// So many billers, each in a browser of their own.
pub async fn billers(studio: &Studio, count: usize) -> Vec<Browser> {
    let store = studio.store().await;
    let mut people: Vec<_> = (1..=count)
        .map(|number| sample::new_user(&format!("Biller {number}"), Role::Biller))
        .collect();
    let password = NewPassword::parse(SecretString::from(PASSWORD), &people[0].email).unwrap();
    let hash = password.hash(random()).await.unwrap();
    for person in &mut people {
        // One hash for all of them, since hashing is slow on purpose.
        person.password = Some(hash.clone());
        store.add_user(person, &sample::stamp(None)).await.unwrap();
    }
    store.close().await;
    let signed_in = people.iter().map(async |person| {
        let mut browser = studio.browser();
        let answer = browser.sign_in(person.email.as_str(), PASSWORD).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        browser
    });
    join_all(signed_in).await
}
