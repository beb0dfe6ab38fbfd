//! What requests can reach, put together.

use std::sync::Arc;

use app::flows::import::Uploads;
use app::state::{AppState, DemoSignIn, Site};
use app::tools::{self, Addresses, Tools};
use billing::{Engine, Owner};
use chrono_tz::Europe::Berlin;
use domain::random;
use providers::http::{Clients, TimeOuts};
use store::Store;

use super::{Outside, StartError};
use crate::assets::Assets;
use crate::config::{Config, Origin};
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
    let tools = Arc::new(Tools::new(tools::Parts {
        store: store.clone(),
        key,
        addresses: Addresses {
            sevdesk: config.tools.sevdesk.clone(),
        },
        clients: Clients::new(TimeOuts::default())?,
        clock: outside.clock.clone(),
        random: outside.random.clone(),
    }));
    let boot = hex::encode(random::bytes::<8>(&*outside.random));
    let engine = Engine::new(billing::Parts {
        store: store.clone(),
        tools: tools.clone(),
        clock: outside.clock.clone(),
        random: outside.random.clone(),
        config: config.engine.clone(),
        owner: Owner::new(folder.instance(), &boot),
    });
    Ok(AppState {
        options: leptos_options(),
        store,
        tools,
        engine,
        clock: outside.clock.clone(),
        random: outside.random.clone(),
        site: Arc::new(site),
    })
}
