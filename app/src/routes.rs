//! The whole route table on one screen: pages, and the forms that are posted to their own page's URL.

use axum::Router;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router as PageRouter, Routes};
use leptos_router::{SsrMode, path};

use crate::components::Frame;
use crate::pages::{
    NotFound, account, entries, import, integrations, invoices, people, report, sending, settings,
    wizard, work,
};
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
                    <Route path=path!("/setup/:token") view=account::SetUpPage ssr=SsrMode::Async />
                    <Route path=path!("/password/:token") view=account::PasswordPage ssr=SsrMode::Async />
                    <Route path=path!("/settings/users") view=people::UsersPage ssr=SsrMode::Async />
                    <Route path=path!("/settings/users/:id") view=people::UserPage ssr=SsrMode::Async />
                    <Route path=path!("/settings/workspace") view=settings::WorkspacePage ssr=SsrMode::Async />
                    <Route path=path!("/report") view=report::ReportPage ssr=SsrMode::Async />
                    <Route path=path!("/entries/new") view=entries::NewEntryPage ssr=SsrMode::Async />
                    <Route path=path!("/entries/:id") view=entries::EntryPage ssr=SsrMode::Async />
                    <Route path=path!("/clients") view=work::ClientsPage ssr=SsrMode::Async />
                    <Route path=path!("/clients/:id") view=work::ClientPage ssr=SsrMode::Async />
                    <Route path=path!("/projects/:id") view=work::ProjectPage ssr=SsrMode::Async />
                    <Route path=path!("/tasks/:id") view=work::TaskPage ssr=SsrMode::Async />
                    <Route path=path!("/settings/work-types") view=work::WorkTypesPage ssr=SsrMode::Async />
                    <Route path=path!("/settings/work-types/:id") view=work::WorkTypePage ssr=SsrMode::Async />
                    <Route path=path!("/settings/integrations") view=integrations::IntegrationsPage ssr=SsrMode::Async />
                    <Route path=path!("/settings/integrations/:id") view=integrations::ConnectionPage ssr=SsrMode::Async />
                    <Route path=path!("/settings/installation") view=sending::InstallationPage ssr=SsrMode::Async />
                    <Route path=path!("/settings/lost-sends") view=sending::LostSendsPage ssr=SsrMode::Async />
                    <Route path=path!("/import") view=import::ImportsPage ssr=SsrMode::Async />
                    <Route path=path!("/import/:id") view=import::ImportPage ssr=SsrMode::Async />
                    <Route path=path!("/invoices") view=invoices::InvoicesPage ssr=SsrMode::Async />
                    <Route path=path!("/invoices/again") view=invoices::AgainPage ssr=SsrMode::Async />
                    <Route path=path!("/invoices/:id") view=invoices::InvoicePage ssr=SsrMode::Async />
                    <Route path=path!("/invoices/:id/overview") view=wizard::OverviewPage ssr=SsrMode::Async />
                    <Route path=path!("/invoices/:id/tool") view=wizard::ToolPage ssr=SsrMode::Async />
                    <Route path=path!("/invoices/:id/level") view=wizard::LevelPage ssr=SsrMode::Async />
                    <Route path=path!("/invoices/:id/text") view=wizard::TextPage ssr=SsrMode::Async />
                    <Route path=path!("/invoices/:id/positions") view=wizard::PositionsPage ssr=SsrMode::Async />
                    <Route path=path!("/invoices/:id/create") view=wizard::CreatePage ssr=SsrMode::Async />
                </Routes>
            </Frame>
        </PageRouter>
    }
}

/// The form handlers of all pages.
pub fn form_routes() -> Router<AppState> {
    Router::new()
        .merge(account::forms())
        .merge(people::forms())
        .merge(settings::forms())
        .merge(entries::forms())
        .merge(import::forms())
        .merge(work::forms())
        .merge(integrations::forms())
        .merge(sending::forms())
        .merge(invoices::forms())
        .merge(wizard::forms())
}
