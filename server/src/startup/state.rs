//! What requests can reach, put together.

use std::sync::Arc;

use app::flows::import::Uploads;
use app::guesses::Guesses;
use app::state::{AppState, DemoSignIn, Site};
use app::tools::{self, Addresses, Tools};
use billing::{Engine, Journal, Owner};
use chrono_tz::Europe::Berlin;
use domain::random;
use providers::http::{Clients, TimeOuts};
use providers::lexware::oauth::OAuth;
use store::{Installation, Store};

use super::{Outside, StartError};
use crate::assets::Assets;
use crate::config::{Config, LexwareConfig, Origin, ToolsConfig};
use crate::data_folder::DataFolder;
use crate::router::leptos_options;
use crate::seal_key;

/// What pages need to know of the configuration.
pub fn site(config: &Config, origin: &Origin, assets: &Assets, demo: Option<DemoSignIn>) -> Site {
    Site {
        origin: origin.to_string(),
        assets: assets.hash().to_owned(),
        demo: demo.is_some(),
        demo_sign_in: demo,
        zone: Berlin,
        uploads: Uploads::new(config.data.join("uploads")),
    }
}

/// Billing tools, engine, and the rest.
pub async fn assemble(
    config: &Config,
    outside: &Outside,
    store: Store,
    folder: &DataFolder,
    site: Site,
) -> Result<AppState, StartError> {
    let key = seal_key::load(&config.key_file, &store, &*outside.random).await?;
    let journal = Journal::open(&config.data.join("journal"), outside.clock.now())?;
    let boot = hex::encode(random::bytes::<8>(&*outside.random));
    let owner = Owner::new(folder.instance(), &boot);
    // Where none is configured it follows from the port, which may be another one at each start.
    let origin = config.origin.as_ref().map(ToString::to_string);
    let installation = Installation {
        id: folder.instance().to_owned(),
        origin: origin.unwrap_or_default(),
    };
    let clients = Clients::new(TimeOuts::default())?;
    let tools = Arc::new(Tools::new(tools::Parts {
        store: store.clone(),
        key: Arc::new(key),
        oauth: oauth(&config.tools.lexware, &site.origin, &clients),
        owner: owner.name().to_owned(),
        installation: installation.clone(),
        addresses: addresses(&config.tools),
        clients,
        clock: outside.clock.clone(),
        random: outside.random.clone(),
    }));
    let engine = Engine::new(billing::Parts {
        store: store.clone(),
        tools: tools.clone(),
        clock: outside.clock.clone(),
        random: outside.random.clone(),
        config: config.engine.clone(),
        owner,
        installation,
        journal,
    });
    Ok(AppState {
        options: leptos_options(),
        store,
        tools,
        engine,
        clock: outside.clock.clone(),
        random: outside.random.clone(),
        guesses: Arc::new(Guesses::new(config.sign_in.failures)),
        site: Arc::new(site),
    })
}

fn addresses(tools: &ToolsConfig) -> Addresses {
    Addresses {
        sevdesk: tools.sevdesk.clone(),
        lexware: tools.lexware.api.clone(),
        lexware_app: tools.lexware.app.clone(),
        lexware_auth: tools.lexware.auth.clone(),
        hq: tools.hq.clone(),
    }
}

/// Our client at Lexware, where the operator has registered one. The address that it comes back to is made of the
/// configured origin, never of what a request says.
fn oauth(lexware: &LexwareConfig, origin: &str, clients: &Clients) -> Option<OAuth> {
    let (id, secret) = (lexware.client_id.as_ref()?, lexware.client_secret.as_ref()?);
    let redirect = format!("{origin}/oauth/lexware/callback");
    OAuth::new(&lexware.auth, id, secret, &redirect, clients.clone())
}
