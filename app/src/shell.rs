//! The HTML document around every page.

use leptos::config::LeptosOptions;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::MetaTags;

use crate::context::Cx;
use crate::routes::App;
use crate::state::AppState;

/// The document. Sets the policy that belongs to its nonce.
pub fn shell(_options: LeptosOptions) -> impl IntoView {
    let cx = use_context::<http::request::Parts>().map(|_| Cx::current());
    let locale = cx.as_ref().map_or("en", |cx| cx.locale.tag());
    let assets = use_context::<AppState>()
        .map(|state| state.site.assets.clone())
        .unwrap_or_default();
    set_policy();
    view! {
        <!DOCTYPE html>
        <html lang=locale>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" href="/icon.svg" type="image/svg+xml" />
                <link rel="stylesheet" href=format!("/pkg/billhour.css?v={assets}") />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// Scripts run only with this page's nonce, nothing is framed, and nothing is loaded from elsewhere.
fn set_policy() {
    let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>()) else {
        return;
    };
    // A form may lead to where consent is given: browsers follow its redirect under the same rule.
    let consent = use_context::<AppState>().and_then(|state| state.tools.consent_origin());
    let consent = consent.unwrap_or_default();
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; form-action 'self' {consent}; base-uri 'none'; frame-ancestors 'none'"
    );
    if let Ok(value) = http::HeaderValue::from_str(&policy) {
        response.insert_header(http::header::CONTENT_SECURITY_POLICY, value);
    }
}

/// Brings the browser's part: put in by pages that hold an island, so that the others load no WebAssembly.
///
/// Our own instead of leptos' `HydrationScripts`, which puts the nonce into `crossorigin` (leptos-rs/leptos#4843).
#[component]
pub fn IslandScript() -> impl IntoView {
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    let nonce = use_nonce().map(|nonce| nonce.to_string());
    let assets = expect_context::<AppState>().site.assets.clone();
    let script = format!(
        "import init,*as app from'/pkg/billhour.js?v={assets}';\
         await init({{module_or_path:'/pkg/billhour_bg.wasm?v={assets}'}});app.hydrate();\
         for(const e of document.querySelectorAll('leptos-island'))app[e.dataset.component](e);\
         document.documentElement.dataset.hydrated='true';"
    );
    view! {
        <link rel="modulepreload" href=format!("/pkg/billhour.js?v={assets}") nonce=nonce.clone() />
        <link rel="preload" href=format!("/pkg/billhour_bg.wasm?v={assets}") r#as="fetch" r#type="application/wasm" crossorigin="anonymous" />
        <script type="module" nonce=nonce inner_html=script></script>
    }
}
