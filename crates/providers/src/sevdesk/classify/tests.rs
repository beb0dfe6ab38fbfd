use std::time::Duration;

use super::*;

const REFUSAL: &str =
    r#"{"error":{"message":"The tax rate 16 is not allowed","code":null},"objects":null}"#;
const PAGE: &str = "<html><h1>nginx</h1></html>";
const SAVED: &str =
    r#"{"objects":{"invoice":{"id":"135582100","status":"100"},"invoicePos":[],"vatdrop":""}}"#;

fn answer(status: u16, body: &str) -> Answer {
    Answer {
        status,
        retry_after: Some("7".to_owned()),
        location: None,
        body: body.as_bytes().to_vec(),
    }
}

fn created(status: u16, body: &str) -> Outcome {
    creating(Ok(answer(status, body)), DateTime::UNIX_EPOCH)
}

fn read(status: u16, body: &str) -> ProviderError {
    reading(Ok(answer(status, body)), DateTime::UNIX_EPOCH).unwrap_err()
}

#[test]
fn without_a_connection_nothing_was_sent() {
    let failed = |failure| creating(Err(failure), DateTime::UNIX_EPOCH);
    let outcome = failed(Failure::NotConnected("refused".into()));
    assert_eq!(
        outcome,
        Outcome::NotExecuted(Refusal::NotSent {
            detail: "refused".into()
        })
    );
    let outcome = failed(Failure::Broken("reset".into()));
    assert_eq!(
        outcome,
        Outcome::Unknown(Uncertainty::Transport {
            detail: "reset".into()
        })
    );
}

#[test]
fn an_id_is_success() {
    let done = Outcome::Executed {
        remote_id: "135582100".into(),
    };
    assert_eq!(created(201, SAVED), done);
    assert_eq!(
        created(
            200,
            r#"{"error":null,"objects":{"invoice":{"id":135582100}}}"#
        ),
        done
    );
}

#[test]
fn success_without_an_id_is_unknown() {
    let bodies = [
        "",
        PAGE,
        REFUSAL,
        "{}",
        r#"{"objects":null}"#,
        r#"{"objects":[]}"#,
        r#"{"objects":{"invoice":"none","invoicePos":7}}"#,
        r#"{"objects":{"invoice":{"id":null}}}"#,
        r#"{"objects":{"invoice":{"id":true}}}"#,
        r#"{"objects":{"invoice":{"id":"135582100"}},"error":{"message":"partly"}}"#,
        &SAVED[..SAVED.len() - 1],
    ];
    for body in bodies {
        assert!(
            matches!(
                created(201, body),
                Outcome::Unknown(Uncertainty::Unreadable { .. })
            ),
            "{body}"
        );
    }
}

#[test]
fn who_is_turned_away_has_not_created_anything() {
    let flat = r#"{"status":401,"message":"Authentication required"}"#;
    assert_eq!(
        created(401, flat),
        Outcome::NotExecuted(Refusal::Unauthorized)
    );
    assert_eq!(
        created(401, PAGE),
        Outcome::NotExecuted(Refusal::Unauthorized)
    );
    for status in [402, 403] {
        assert!(matches!(
            created(status, REFUSAL),
            Outcome::NotExecuted(Refusal::Forbidden { .. })
        ));
    }
    assert!(matches!(
        created(404, PAGE),
        Outcome::NotExecuted(Refusal::Invalid { .. })
    ));
    let waiting = Outcome::NotExecuted(Refusal::RateLimited {
        retry_after: Duration::from_secs(7),
    });
    assert_eq!(created(429, PAGE), waiting);
}

#[test]
fn a_refusal_counts_only_when_it_is_well_formed() {
    for status in [400, 422] {
        let message = "The tax rate 16 is not allowed".to_owned();
        assert_eq!(
            created(status, REFUSAL),
            Outcome::Refused(Refusal::Invalid { message })
        );
        for body in [
            PAGE,
            "",
            "{}",
            r#"{"message":"no"}"#,
            r#"{"error":{}}"#,
            &REFUSAL[..40],
        ] {
            let outcome = created(status, body);
            assert!(
                matches!(outcome, Outcome::Unknown(Uncertainty::Status { .. })),
                "{body}"
            );
        }
    }
}

#[test]
fn everything_else_is_unknown() {
    let named = [200..=299, 400..=404, 422..=422, 429..=429];
    for status in (100..=599)
        .filter(|status| !named.iter().any(|range| range.contains(status)))
        .chain([405, 409])
    {
        for body in [SAVED, REFUSAL, PAGE] {
            let outcome = created(status, body);
            assert!(
                matches!(outcome, Outcome::Unknown(Uncertainty::Status { .. })),
                "{status} {outcome:?}"
            );
        }
    }
}

#[test]
fn a_failed_read_says_why() {
    assert_eq!(read(401, PAGE), ProviderError::Unauthorized);
    assert!(matches!(
        read(403, REFUSAL),
        ProviderError::Forbidden { .. }
    ));
    assert_eq!(read(404, REFUSAL), ProviderError::NotFound);
    assert!(matches!(read(404, PAGE), ProviderError::Unexpected { .. }));
    assert!(matches!(read(400, REFUSAL), ProviderError::Refused { .. }));
    assert_eq!(
        read(429, ""),
        ProviderError::RateLimited {
            retry_after: Duration::from_secs(7)
        }
    );
    assert!(matches!(read(502, PAGE), ProviderError::Unavailable { .. }));
    assert!(matches!(read(302, ""), ProviderError::Unexpected { .. }));
    assert!(matches!(read(200, REFUSAL), ProviderError::Refused { .. }));
    assert!(matches!(read(200, PAGE), ProviderError::Unexpected { .. }));
}
