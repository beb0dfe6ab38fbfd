//! Lists that do not add up, and answers of reads that the simulated tool does not give.

use domain::payload::CustomerRef;
use providers::http::TimeOuts;
use providers::sevdesk::Sevdesk;
use providers::{Lookup, Provider, ProviderError};

use crate::common::fault_server::{FaultServer, answer};
use crate::support::FindBy as _;
use crate::transport::adapter;

const MARKER: &str = "BH-2026-10-7KQ2MD";

fn connected(server: &FaultServer) -> Sevdesk {
    adapter(&server.base, TimeOuts::default())
}

/// A page of somebody else's drafts with the ids from `first`.
fn page(first: u64, rows: u64, total: Option<u64>) -> Vec<u8> {
    let row = |id| {
        format!(
            r#"{{"id":"{id}","invoiceType":"RE","status":"100","customerInternalNote":"PO {id}","sumNet":"12.50"}}"#
        )
    };
    let rows: Vec<String> = (first..first + rows).map(row).collect();
    let total = total
        .map(|total| format!(r#""total":"{total}","#))
        .unwrap_or_default();
    answer(
        "200 OK",
        &format!(r#"{{{total}"objects":[{}]}}"#, rows.join(",")),
    )
}

async fn find(
    reads: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static,
) -> Result<Lookup, ProviderError> {
    let server = FaultServer::reading(reads).await;
    let customer = CustomerRef {
        id: "7".to_owned(),
        name: String::new(),
    };
    connected(&server).find_by(MARKER, &customer, None).await
}

fn offset(path: &str) -> u64 {
    let offset = path.split("offset=").nth(1).unwrap();
    offset.split('&').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_list_without_a_total_ends_with_a_short_page() {
    assert_eq!(find(|_| page(1, 2, None)).await, Ok(Lookup::Absent));
    let two_pages = |path: &str| {
        page(
            1 + offset(path),
            if offset(path) == 0 { 1_000 } else { 1 },
            None,
        )
    };
    assert_eq!(find(two_pages).await, Ok(Lookup::Absent));
}

#[tokio::test]
async fn a_look_up_asks_for_its_reference_and_for_nothing_else() {
    // The spelling that works; the one of the documentation brings everything.
    let filtered = |path: &str| {
        path.contains(&format!(
            "/Invoice?customerInternalNote={MARKER}&limit=1000"
        ))
    };
    let ours = format!(
        r#"{{"objects":[{{"id":"7","invoiceType":"RE","customerInternalNote":"{MARKER}"}}]}}"#
    );
    let found = find(move |path| {
        if filtered(path) {
            answer("200 OK", &ours)
        } else {
            page(1, 2, None)
        }
    })
    .await;
    assert_eq!(
        found,
        Ok(Lookup::Found {
            remote_id: "7".to_owned()
        })
    );
}

#[tokio::test]
async fn a_list_that_does_not_add_up_proves_nothing() {
    let inconclusive = |found| {
        assert!(
            matches!(found, Ok(Lookup::Inconclusive { .. })),
            "{found:?}"
        );
    };
    // One row is missing.
    inconclusive(find(|path| page(1, if offset(path) == 0 { 2 } else { 0 }, Some(3))).await);
    // The pages overlap.
    inconclusive(
        find(|path| {
            page(
                if offset(path) == 0 { 1 } else { 1_000 },
                if offset(path) == 0 { 1_000 } else { 1 },
                Some(1_001),
            )
        })
        .await,
    );
    // The offset is ignored: the same full page for ever.
    inconclusive(find(|_| page(1, 1_000, None)).await);
    // Fewer rows are announced than come.
    inconclusive(find(|_| page(1, 2, Some(1))).await);
}

#[tokio::test]
async fn a_list_without_an_end_is_given_up() {
    let endless = find(|path| page(1 + offset(path), 1_000, Some(u64::MAX))).await;
    assert!(
        matches!(endless, Err(ProviderError::Unexpected { .. })),
        "{endless:?}"
    );
}

#[tokio::test]
async fn a_row_without_an_id_is_an_error() {
    let rows = |_: &str| {
        answer(
            "200 OK",
            r#"{"objects":[{"id":null,"invoiceType":"RE"}],"total":"1"}"#,
        )
    };
    assert!(matches!(
        find(rows).await,
        Err(ProviderError::Unexpected { .. })
    ));
}

#[tokio::test]
async fn a_gateway_that_says_404_does_not_make_a_document_disappear() {
    let server = FaultServer::reading(|_| answer("404 Not Found", "<h1>404</h1>")).await;
    let read = connected(&server).read("135582100").await;
    assert!(
        matches!(read, Err(ProviderError::Unexpected { .. })),
        "{read:?}"
    );
    let gone = r#"{"error":{"message":"No Model_Invoice with the id 135582100 was found","code":151},"objects":null}"#;
    let server = FaultServer::reading(move |_| answer("404 Not Found", gone)).await;
    assert_eq!(connected(&server).read("135582100").await, Ok(None));
}

#[tokio::test]
async fn another_document_than_the_wanted_one_is_an_error() {
    for objects in [r#"[{"id":"135582101"}]"#, "[]", r#"[{"id":null}]"#] {
        let body = format!(r#"{{"objects":{objects}}}"#);
        let server = FaultServer::reading(move |_| answer("200 OK", &body)).await;
        let read = connected(&server).read("135582100").await;
        assert!(
            matches!(read, Err(ProviderError::Unexpected { .. })),
            "{read:?}"
        );
    }
}

/// An account whose users do not say to which client they belong.
fn shy(path: &str, contacts: &str) -> Vec<u8> {
    let body = match path
        .trim_start_matches("/api/v1/")
        .split('?')
        .next()
        .unwrap()
    {
        "Tools/bookkeepingSystemVersion" => r#"{"objects":{"version":"2.0"}}"#.to_owned(),
        "SevUser" => {
            r#"{"objects":[{"id":"1551095","username":"ada@example.org"}],"total":"1"}"#.to_owned()
        }
        "Contact" if path.contains("depth=1") => format!(r#"{{"objects":[{contacts}]}}"#),
        _ => r#"{"objects":[]}"#.to_owned(),
    };
    answer("200 OK", &body)
}

#[tokio::test]
async fn the_client_number_is_taken_from_a_contact_where_users_lack_it() {
    let contact =
        r#"{"id":"1","name":"ACME GmbH","sevClient":{"id":"1303847","objectName":"SevClient"}}"#;
    let server = FaultServer::reading(move |path| shy(path, contact)).await;
    let account = connected(&server).check().await.unwrap();
    assert_eq!(account.organisation_id, "1303847");
    assert_eq!(account.name, "ada@example.org");
    // Units that the account lacks are left out, not guessed.
    assert!(account.settings.unit_ids.is_empty());
}

#[tokio::test]
async fn an_account_that_cannot_be_told_from_others_is_not_connected() {
    let server = FaultServer::reading(|path| shy(path, "")).await;
    let checked = connected(&server).check().await;
    assert!(
        matches!(checked, Err(ProviderError::Unexpected { .. })),
        "{checked:?}"
    );
}
