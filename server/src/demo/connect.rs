//! The simulated billing tools, connected, with the sample clients as customers there.

use app::state::AppState;
use app::tools::{Brought, Learnt, SetUpError};
use billing::Tools as _;
use domain::ConnectionId;
use domain::capabilities::BillingTool;
use domain::payload::CustomerRef;
use secrecy::SecretString;
use store::Name;

use super::DemoError;
use super::jobs::CUSTOMERS;
use super::people::{self, People, stamp};
use super::work::Work;

/// Connects a tool as an admin would: it has to accept the token.
pub async fn tool(
    state: &AppState,
    people: &People,
    tool: BillingTool,
    token: &SecretString,
) -> Result<ConnectionId, DemoError> {
    let stamp = stamp(state, Some(people.anna));
    let company = Name::parse(people::COMPANY)?;
    let brought = Brought {
        // sevDesk does not tell whose account it is.
        name: (!tool.names_company()).then_some(&company),
        ..Brought::token(tool, token)
    };
    let connection = state.tools.add(&brought, people.anna, &stamp).await?;
    if tool == BillingTool::Hq {
        show_pages(state, people, connection).await?;
    }
    Ok(connection)
}

/// Where the simulated HQ has its pages: of the real one nobody has published it.
async fn show_pages(
    state: &AppState,
    people: &People,
    connection: ConnectionId,
) -> Result<(), DemoError> {
    let Some(found) = state.store.connection(connection).await? else {
        return Ok(());
    };
    let mut learnt = Learnt::read(&found.settings);
    let page = format!("{}/documents/{{id}}", state.tools.address(BillingTool::Hq));
    learnt.settings.hq.get_or_insert_default().document_page = Some(page);
    let settings = learnt.write().map_err(SetUpError::from)?;
    let stamp = stamp(state, Some(people.anna));
    let (treatment, store) = (found.treatment, &state.store);
    store
        .set_connection(connection, None, treatment, &settings, &stamp)
        .await
        .map_err(SetUpError::from)?;
    Ok(())
}

/// Finds the sample clients among the tool's customers.
pub async fn map_clients(
    state: &AppState,
    tool: BillingTool,
    connection: ConnectionId,
    work: &Work,
) -> Result<(), DemoError> {
    let provider = state.tools.connect(connection).await?.provider;
    // All at once: a tool may take two requests in a second, and the demo is to start at once.
    let customers = provider.customers("").await?.customers;
    for (client, [at_sevdesk, elsewhere]) in CUSTOMERS {
        let number = match tool {
            BillingTool::Sevdesk => at_sevdesk,
            BillingTool::Lexware | BillingTool::Hq => elsewhere,
        };
        let Some(id) = work.clients.get(client) else {
            continue;
        };
        let found = customers.iter().find(|customer| customer.number == number);
        if let Some(customer) = found.cloned() {
            let customer = CustomerRef {
                id: customer.id,
                name: customer.name,
            };
            state.store.map_client(*id, connection, &customer).await?;
        }
    }
    Ok(())
}
