//! From the configuration to a running application.

use std::net::SocketAddr;
use std::sync::Arc;

use app::state::{AppState, Site};
use domain::Clock;
use domain::random::Random;
use secrecy::ExposeSecret as _;
use store::{Store, StoreError};
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::assets::{Assets, AssetsError};
use crate::config::{Config, ConfigError, Origin};
use crate::gate::Gate;
use crate::layers::{SignInGuard, session_layer};
use crate::router::{Surroundings, app_router, leptos_options};

/// Why Billhour did not start.
#[derive(Debug, Error)]
pub enum StartError {
    /// A setting cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The address is taken, or not this machine's.
    #[error(
        "cannot listen on {address}: {source}. Choose another address, or end what listens there"
    )]
    Listen {
        /// Where.
        address: SocketAddr,
        /// Why not.
        source: std::io::Error,
    },
    /// Style sheet and browser code are missing.
    #[error(transparent)]
    Assets(#[from] AssetsError),
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What the application takes from outside; tests give their own.
#[derive(Clone)]
pub struct Outside {
    /// The present.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub random: Arc<dyn Random>,
    /// Whether this is the demo, which says so.
    pub demo: bool,
}

/// An application that listens. Until [`Self::open`] it answers nothing but "starting".
pub struct Application {
    address: SocketAddr,
    state: AppState,
    around: Surroundings,
    gate: Gate,
    stop: CancellationToken,
    serving: JoinHandle<std::io::Result<()>>,
}

impl Application {
    /// Listens, opens the database and brings it up to date.
    pub async fn build(config: &Config, outside: Outside) -> Result<Self, StartError> {
        let assets = Assets::find(config.site.as_deref())?;
        let failed = |source| StartError::Listen {
            address: config.listen,
            source,
        };
        let listener = TcpListener::bind(config.listen).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let origin = config.origin_for(address)?;
        let (gate, stop) = (Gate::default(), CancellationToken::new());
        let serving = tokio::spawn(serve(listener, gate.clone(), stop.clone()));
        config.prepare_data()?;
        let store = Store::open(config.database_url.expose_secret()).await?;
        let sessions = session_layer(
            store.clone(),
            outside.clock.clone(),
            config.sessions,
            origin.is_https(),
        );
        let site = Site {
            origin: origin.to_string(),
            assets: assets.hash().to_owned(),
            demo: outside.demo,
            zone: chrono_tz::Europe::Berlin,
        };
        let state = AppState {
            options: leptos_options(),
            store,
            clock: outside.clock,
            random: outside.random,
            site: Arc::new(site),
        };
        let around = Surroundings {
            assets,
            origin: Arc::new(origin),
            proxies: Arc::new(config.proxies.clone()),
            sessions,
            sign_in: Arc::new(SignInGuard::new(config.sign_in, state.clock.clone())),
        };
        Ok(Self {
            address,
            state,
            around,
            gate,
            stop,
            serving,
        })
    }

    /// Lets requests in.
    pub fn open(&self) {
        self.gate
            .open(app_router(self.state.clone(), self.around.clone()));
    }

    /// The address that it listens on.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where people reach it.
    pub fn origin(&self) -> &Origin {
        &self.around.origin
    }

    /// What its requests can reach.
    pub const fn state(&self) -> &AppState {
        &self.state
    }

    /// Takes no more requests, finishes those under way, and closes the database.
    pub async fn stop(self) {
        self.stop.cancel();
        match self.serving.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(%error, "the listener failed"),
            Err(error) => tracing::error!(%error, "serving did not end as it should"),
        }
        self.state.store.close().await;
    }
}

async fn serve(listener: TcpListener, gate: Gate, stop: CancellationToken) -> std::io::Result<()> {
    let service = gate
        .router()
        .into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(stop.cancelled_owned())
        .await
}
