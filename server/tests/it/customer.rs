//! Step 2: which customer is meant, where one was found and another one typed.

use domain::capabilities::BillingTool;

use crate::test_app::TestApp;
use crate::wizard::{chosen, connection, step, worked};

#[tokio::test]
async fn a_name_that_was_typed_after_the_search_is_not_overruled_by_what_was_found() {
    let app = TestApp::start().await;
    let mut anna = worked(&app, "ACME", 1, 3_600).await;
    let invoice = chosen(&mut anna).await;
    let connection = connection(&app, BillingTool::Sevdesk).await.to_string();
    let page = anna.get(&format!("{invoice}/tool?search=ACME")).await.text;
    let found = page
        .split('<')
        .find(|tag| tag.contains("name=\"found\""))
        .and_then(|tag| tag.split("value=\"").nth(1)?.split('"').next())
        .unwrap()
        .to_owned();
    assert!(found.contains("ACME"), "{found}");
    let answers = |customer| {
        [
            ("connection", connection.as_str()),
            ("shown", connection.as_str()),
            ("customer", customer),
            ("searched", "ACME"),
            ("found", found.as_str()),
            ("target", "new_invoice"),
        ]
    };

    let other = step(&mut anna, &invoice, "tool", &answers("Stadtwerke")).await;
    assert!(
        other.location().contains("search=Stadtwerke"),
        "{}",
        other.location()
    );
    let page = anna.get(other.location()).await.text;
    assert!(page.contains("Stadtwerke Musterstadt"), "{page}");

    let same = step(&mut anna, &invoice, "tool", &answers("ACME")).await;
    assert!(same.location().ends_with("/level"), "{}", same.location());
}
