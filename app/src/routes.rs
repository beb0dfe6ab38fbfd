//! The whole route table on one screen: pages, and the forms that are posted to their own page's URL.

use axum::Router;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router as PageRouter, Routes};
use leptos_router::{SsrMode, path};

use crate::components::Frame;
use crate::pages::{NotFound, account};
use crate::state::AppState;

/// The pages.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <PageRouter>
            <Frame>
                <Routes fallback=NotFound>
                    <Route path=path!("/sign-in") view=account::SignInPage ssr=SsrMode::Async />
                </Routes>
            </Frame>
        </PageRouter>
    }
}

/// The form handlers of all pages.
pub fn form_routes() -> Router<AppState> {
    Router::new().merge(account::forms())
}
