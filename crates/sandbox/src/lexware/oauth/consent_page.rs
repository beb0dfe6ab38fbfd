//! The page on which a person signs in and decides.

use axum::response::Html;

use super::authorise::Question;
use crate::html::{self, esc};
use crate::lexware::options::LexwareOptions;

/// The whole page. The question travels in hidden fields.
pub(super) fn page(
    question: &Question,
    options: &LexwareOptions,
    problem: Option<&str>,
) -> Html<String> {
    let problem = problem.map(|text| format!("<p role=\"alert\">{}</p>", esc(text)));
    let scopes: String = question.scopes().split(' ').map(scope_item).collect();
    let body = format!(
        "<h1>Sign in and allow access</h1>\n\
         <form class=\"sheet paper\" method=\"post\" action=\"/lexware/oauth2/authorize\">\n\
         <p><strong>{name}</strong> asks for access to the Lexware Office account of Studio Nordlicht:</p>\n\
         <ul>{scopes}</ul>\n<p class=\"faint\">You are sent back to <code>{back}</code>.</p>\n{problem}\
         <label class=\"field\">E-mail <input name=\"email\" type=\"email\" autocomplete=\"username\" value=\"{email}\"></label>\n\
         <label class=\"field\">Password <input name=\"password\" type=\"password\" autocomplete=\"current-password\"></label>\n\
         <p class=\"faint\">The sample account: <code>{email}</code> <code>{password}</code></p>\n{hidden}\
         <div class=\"buttons\"><button class=\"primary\" name=\"decision\" value=\"allow\">Allow</button>\
         <button name=\"decision\" value=\"deny\" formnovalidate>Deny</button></div>\n</form>",
        name = esc(question.name()),
        back = esc(origin(&question.redirect_uri)),
        problem = problem.unwrap_or_default(),
        email = esc(&options.user),
        password = esc(&options.password),
        hidden = hidden(question),
    );
    html::page("Allow access", &body)
}

/// The page for a question that can't be asked, and whose asker can't be told.
pub(super) fn refusal(message: &str) -> Html<String> {
    let body = format!(
        "<h1>This request can't be answered</h1><p>{}</p>",
        esc(message)
    );
    html::page("Allow access", &body)
}

fn hidden(question: &Question) -> String {
    let fields = [
        ("client_id", Some(&question.client_id)),
        ("redirect_uri", Some(&question.redirect_uri)),
        ("response_type", Some(&question.response_type)),
        ("state", question.state.as_ref()),
        ("scope", question.scope.as_ref()),
        ("code_challenge", question.code_challenge.as_ref()),
        (
            "code_challenge_method",
            question.code_challenge_method.as_ref(),
        ),
        ("connection_name", question.connection_name.as_ref()),
    ];
    let given = fields
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    given.map(hidden_field).collect()
}

fn hidden_field((name, value): (&str, &String)) -> String {
    let value = esc(value);
    format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">\n")
}

fn scope_item(scope: &str) -> String {
    let words = in_words(scope);
    format!("<li>{words} <code>{}</code></li>", esc(scope))
}

/// What a scope allows. Only known ones are asked for.
fn in_words(scope: &str) -> &'static str {
    match scope {
        "profile.read" => "See the company",
        "contacts.read" => "See customers",
        "contacts.write" => "Change customers",
        "invoices.read" => "See invoices",
        "invoices.write" => "Make invoices",
        "voucherlist.read" => "See the list of documents",
        _ => "",
    }
}

/// Scheme and host of an address, without its path.
fn origin(address: &str) -> &str {
    let end = address.match_indices('/').nth(2).map(|(at, _)| at);
    end.and_then(|end| address.get(..end)).unwrap_or(address)
}
