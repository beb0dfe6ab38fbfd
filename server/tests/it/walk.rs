//! The wizard by its forms, as a browser without JavaScript walks it.

use reqwest::RequestBuilder;

use crate::browser::Browser;

/// Steps 1 to 5 of a new invoice of one client from this report; answers the invoice's address.
pub async fn to_last_step(browser: &mut Browser, report: &str) -> String {
    let invoice = begin(browser, report).await;
    on_from_overview(browser, &invoice).await;
    invoice
}

/// Steps 1 to 5 of an invoice, with its entries as they are now.
pub async fn on_from_overview(browser: &mut Browser, invoice: &str) {
    on_to_text(browser, invoice).await;
    make_positions(browser, invoice).await;
    let positions = format!("{invoice}/positions");
    let page = browser.get(&positions).await;
    let version = value(&page.text, "version");
    go_on(browser, &positions, &[("version", &version)]).await;
}

/// Step 4, which makes the positions.
pub async fn make_positions(browser: &mut Browser, invoice: &str) {
    let text = [("source", "project"), ("unit", "hours")];
    go_on(browser, &format!("{invoice}/text"), &text).await;
}

/// `Create invoice` on this report; answers the invoice's address.
pub async fn begin(browser: &mut Browser, report: &str) -> String {
    let page = browser.get(&format!("/report?{report}")).await;
    let token = value(&page.text, "token");
    let mut fields = vec![("token", token.as_str())];
    fields.extend(report.split('&').filter_map(|pair| pair.split_once('=')));
    let begun = browser.post("/invoices", &fields).await;
    let invoice = begun
        .location()
        .strip_suffix("/overview")
        .unwrap_or_else(|| {
            panic!(
                "no invoice was begun: {} {}",
                begun.status,
                begun.location()
            )
        });
    invoice.to_owned()
}

/// Steps 1 to 3 of an invoice, at level Times.
pub async fn on_to_text(browser: &mut Browser, invoice: &str) {
    let step = |name: &str| format!("{invoice}/{name}");

    let overview = browser.get(&step("overview")).await;
    let client = value(&overview.text, "client");
    go_on(browser, &step("overview"), &[("client", &client)]).await;

    let tool = browser.get(&step("tool")).await;
    let field = |name| value(&tool.text, name);
    let answers = [
        ("connection", &*field("connection")),
        ("shown", &*field("shown")),
        ("customer", &*field("chosen_name")),
        ("chosen_id", &*field("chosen_id")),
        ("chosen_name", &*field("chosen_name")),
        ("target", "new_invoice"),
    ];
    go_on(browser, &step("tool"), &answers).await;
    go_on(browser, &step("level"), &[("level", "times")]).await;
}

/// Pressing `Create draft` on the last step as it stands now.
pub async fn create_draft(browser: &mut Browser, invoice: &str) -> RequestBuilder {
    let step = format!("{invoice}/create");
    let page = browser.get(&step).await;
    let version = value(&page.text, "version");
    let form = [("version", &*version), ("mark", "yes"), ("do", "create")];
    browser.form(&step, &form)
}

async fn go_on(browser: &mut Browser, step: &str, answers: &[(&str, &str)]) {
    let form = [answers, &[("do", "continue")]].concat();
    let answer = browser.post(step, &form).await;
    assert_eq!(answer.status, 303, "{step} {answers:?}: {}", answer.text);
}

/// The value of the first input of this name.
pub fn value(html: &str, name: &str) -> String {
    attempt(html, name).unwrap_or_else(|| panic!("there is no {name} in {html}"))
}

/// The same where there may be none.
pub fn attempt(html: &str, name: &str) -> Option<String> {
    let attribute = format!("name=\"{name}\"");
    let input = html.split('<').find(|tag| tag.contains(&attribute))?;
    let (value, _) = input.split_once(" value=\"")?.1.split_once('"')?;
    Some(value.replace("&amp;", "&"))
}

/// The value of the option that is chosen in the select of this name.
pub fn chosen(html: &str, name: &str) -> String {
    let select = html
        .split("<select")
        .find(|select| select.contains(&format!("name=\"{name}\"")));
    let option = select.and_then(|select| select.split('<').find(|tag| tag.contains(" selected")));
    let value = option.and_then(|tag| tag.split_once("value=\"")?.1.split_once('"'));
    let (value, _) = value.unwrap_or_else(|| panic!("nothing is chosen of {name} in {html}"));
    value.to_owned()
}
