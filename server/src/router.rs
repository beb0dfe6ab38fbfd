//! All routes and layers in one place.

use std::sync::Arc;

use app::state::AppState;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Redirect;
use axum::routing::get;
use leptos::config::LeptosOptions;
use leptos::prelude::provide_context;
use leptos_axum::{
    AxumRouteListing, LeptosRoutes as _, generate_route_list_with_exclusions_and_ssg_and_context,
    render_app_async_with_context,
};
use store::Sessions;
use tower_http::compression::CompressionLayer;
use tower_sessions::SessionManagerLayer;

use crate::assets::Assets;
use crate::config::{Origin, Proxies};
use crate::layers::{
    SignInGuard, accompany, find_client, guard_sign_in, harden, limit_size, limit_time,
    refuse_cross_site,
};

/// What surrounds the pages.
#[derive(Clone)]
pub struct Surroundings {
    /// Style sheet and browser code.
    pub assets: Assets,
    /// Where people reach it.
    pub origin: Arc<Origin>,
    /// Peers that may say for whom they ask.
    pub proxies: Arc<Proxies>,
    /// Who is signed in.
    pub sessions: SessionManagerLayer<Sessions>,
    /// Who tries to sign in.
    pub sign_in: Arc<SignInGuard>,
}

/// The whole application as one service. A layer sees a request before those that are written above it.
pub fn app_router(state: AppState, around: Surroundings) -> Router {
    let https = around.origin.is_https();
    let random = state.random.clone();
    pages(&state)
        .layer(from_fn_with_state(state.clone(), app::viewer::load))
        .layer(around.sessions)
        .layer(from_fn_with_state(around.sign_in, guard_sign_in))
        .layer(from_fn(limit_size))
        .layer(from_fn(limit_time))
        .layer(from_fn_with_state(around.origin, refuse_cross_site))
        .layer(CompressionLayer::new())
        .with_state(state)
        .merge(around.assets.router())
        .route("/healthz", get(async || "ok\n"))
        .layer(from_fn_with_state(around.proxies, find_client))
        .layer(from_fn_with_state(random, accompany))
        .layer(from_fn_with_state(https, harden))
}

/// The paths of all pages, as `axum` writes them: `/invoices/{id}`.
pub fn page_paths(state: &AppState) -> Vec<String> {
    let paths = page_routes(state).into_iter();
    paths.map(|route| route.path().to_owned()).collect()
}

fn page_routes(state: &AppState) -> Vec<AxumRouteListing> {
    // The frame around all pages wants the state even where routes are only listed.
    let context = page_context(state);
    generate_route_list_with_exclusions_and_ssg_and_context(app::App, None, context).0
}

fn page_context(state: &AppState) -> impl Fn() + Clone + Send + Sync + 'static {
    let state = state.clone();
    move || provide_context(state.clone())
}

/// Pages, their forms, and the functions that islands call.
fn pages(state: &AppState) -> Router<AppState> {
    let context = page_context(state);
    let shell = {
        let options = state.options.clone();
        move || app::shell(options.clone())
    };
    let not_found = render_app_async_with_context(context.clone(), shell.clone());
    Router::new()
        .route("/", get(async || Redirect::to("/report")))
        .leptos_routes_with_context(state, page_routes(state), context, shell)
        .merge(app::form_routes())
        .fallback(not_found)
}

/// What leptos wants to know; the names are those of the build.
pub fn leptos_options() -> LeptosOptions {
    LeptosOptions::builder()
        .output_name("billhour")
        .site_pkg_dir("pkg")
        .build()
}
