//! Step 2: which connection, and the way to more of them.

use domain::role::Role;
use leptos::prelude::*;
use store::invoices::Invoice;
use store::{Connection, ConnectionState};
use texts::say;

use super::step::Step;
use crate::components::Notice;
use crate::context::Cx;
use crate::pages::integrations::company_name;

/// The connections to choose from.
pub fn connections(cx: &Cx, all: &[Connection], chosen: &Connection) -> impl IntoView + use<> {
    let l = cx.words();
    if all.len() == 1 {
        let name = format!("{} · {}", chosen.tool.name(), company_name(l, chosen));
        return view! {
            <p><span class="muted">{say!(l, wizard.goes_to)}</span>" "<strong>{name}</strong></p>
            <input type="hidden" name="connection" value=chosen.id.to_string() />
        }
        .into_any();
    }
    let options = all
        .iter()
        .map(|connection| {
            let id = format!("connection-{}", connection.id);
            // Two companies in one tool are told apart by their names.
            let twice = all.iter().filter(|other| other.tool == connection.tool).count() > 1;
            let company = company_name(l, connection);
            let lost = connection.state != ConnectionState::Connected;
            let note = if lost { format!("{company} · {}", say!(l, integrations.disconnected)) } else { company.clone() };
            let label = if twice { format!("{} {company}", connection.tool.name()) } else { connection.tool.name().to_owned() };
            view! {
                <div class="option">
                    <input type="radio" name="connection" id=id.clone() value=connection.id.to_string() checked=connection.id == chosen.id disabled=lost />
                    <span><label for=id><strong>{label}</strong></label><span class="muted">{note}</span></span>
                </div>
            }
        })
        .collect_view();
    view! { <fieldset><legend>{say!(l, wizard.which_tool)}</legend>{options}</fieldset> }.into_any()
}

/// The way to more tools, for those who may connect them; it leads back here.
pub fn connect_another(cx: &Cx, invoice: &Invoice) -> impl IntoView + use<> {
    let l = cx.words();
    let url = format!("/settings/integrations?next={}", Step::Tool.url(invoice.id));
    cx.require(Role::Admin)
        .ok()
        .map(|_| view! { <p><a href=url>{say!(l, wizard.connect_another)}</a></p> })
}

/// That the tool does not let us in, which keeps the invoice waiting and loses nothing of it.
pub fn lost_notice(cx: &Cx, invoice: &Invoice, lost: &Connection) -> impl IntoView + use<> {
    let l = cx.words();
    let (tool, company) = (lost.tool.name(), company_name(l, lost));
    let words = say!(l, wizard.connection_lost, tool = tool, company = company);
    let way = to_integrations(cx, invoice, say!(l, integrations.reconnect));
    view! { <Notice kind="bad"><p>{words}</p>{way}</Notice> }
}

/// The way to the integrations and back here, for those who may go it.
pub fn to_integrations(cx: &Cx, invoice: &Invoice, label: String) -> AnyView {
    if cx.require(Role::Admin).is_err() {
        return view! { <p>{say!(cx.words(), wizard.ask_an_admin)}</p> }.into_any();
    }
    let url = format!("/settings/integrations?next={}", Step::Tool.url(invoice.id));
    view! { <p><a class="button" href=url>{label}</a></p> }.into_any()
}
