//! What surrounds every page: navigation, the person, the language.

use domain::Locale;
use domain::role::Role;
use leptos::prelude::*;
use texts::say;

use crate::components::{HiddenField, Icon};
use crate::context::Cx;

/// The header and footer around a page.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    // The list of routes is made without a request.
    let cx = use_context::<http::request::Parts>().map(|_| Cx::current());
    let header = cx.as_ref().map(header);
    let footer = cx.as_ref().map(footer);
    view! {
        {header}
        <main id="main">{children()}</main>
        {footer}
    }
}

fn header(cx: &Cx) -> impl IntoView + use<> {
    let l = cx.words();
    let path = cx.uri.path().to_owned();
    let links = cx.user.as_ref().map(|user| {
        let mut links = vec![("/report", say!(l, frame.report)), ("/entries/new", say!(l, frame.add_entry))];
        if user.role >= Role::Biller {
            links.push(("/invoices", say!(l, frame.invoices)));
            links.push(("/clients", say!(l, frame.clients)));
        }
        if user.role >= Role::Admin {
            links.push(("/settings", say!(l, frame.settings)));
        }
        links
            .into_iter()
            .map(|(url, label)| view! { <a href=url aria-current=is_within(&path, url).then_some("page")>{label}</a> })
            .collect_view()
    });
    let demo = cx
        .state
        .site
        .demo
        .then(|| view! { <div class="demo-line">{say!(l, frame.demo)}</div> });
    view! {
        <a class="skip" href="#main">{say!(l, frame.skip)}</a>
        {demo}
        <header class="top">
            <a class="brand" href="/report"><Icon name="brand" />"Billhour"</a>
            <nav aria-label=say!(l, frame.navigation)>{links}</nav>
        </header>
    }
}

/// Whether a page belongs to a link of the navigation: it is below it, or below what is reached from there.
fn is_within(path: &str, url: &str) -> bool {
    let below: &[&str] = match url {
        "/clients" => &["/clients", "/projects", "/tasks"],
        "/settings" => &["/settings", "/import"],
        _ => &[url],
    };
    below.iter().any(|start| path.starts_with(start))
}

fn footer(cx: &Cx) -> impl IntoView + use<> {
    let l = cx.words();
    let here = cx
        .uri
        .path_and_query()
        .map_or("/report", |path| path.as_str())
        .to_owned();
    let (other, label) = match cx.locale {
        Locale::En => (Locale::De, "Deutsch"),
        Locale::De => (Locale::En, "English"),
    };
    let person = cx.user.as_ref().map(|user| {
        view! {
            <span>{user.name.clone()}</span>
            <form method="post" action="/sign-out"><button class="link">{say!(l, frame.sign_out)}</button></form>
        }
    });
    view! {
        <footer class="foot">
            {person}
            <form method="post" action="/language">
                <HiddenField name="locale" value=other.tag() />
                <HiddenField name="next" value=here />
                <button class="link" lang=other.tag()>{label}</button>
            </form>
        </footer>
    }
}
