//! From the configuration to a running application.

mod error;
mod state;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use app::state::{AppState, DemoSignIn};
use domain::Clock;
use domain::random::Random;
use secrecy::ExposeSecret as _;
use store::Store;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub use self::error::StartError;

use crate::assets::Assets;
use crate::config::{Config, Origin};
use crate::data_folder::DataFolder;
use crate::gate::Gate;
use crate::layers::{SignInGuard, session_layer};
use crate::router::{Surroundings, app_router};
use crate::worker;

/// How long a stop waits for drafts that are being sent: longer than such a request may take.
const PATIENCE: Duration = Duration::from_secs(45);

/// What the application takes from outside; tests give their own.
#[derive(Clone)]
pub struct Outside {
    /// The present.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub random: Arc<dyn Random>,
    /// How to sign in, where this is the demo, which says so.
    pub demo: Option<DemoSignIn>,
}

/// An application that listens. Until [`Self::open`] it answers nothing but "starting".
pub struct Application {
    address: SocketAddr,
    state: AppState,
    around: Surroundings,
    gate: Gate,
    stop: CancellationToken,
    serving: JoinHandle<std::io::Result<()>>,
    background: TaskTracker,
    _folder: DataFolder,
}

impl Application {
    /// Listens, opens the database, and brings it up to date.
    pub async fn build(config: &Config, outside: Outside) -> Result<Self, StartError> {
        let assets = Assets::find(config.site.as_deref())?;
        let folder = DataFolder::take(&config.data, &*outside.random)?;
        let failed = |source| StartError::Listen {
            address: config.listen,
            source,
        };
        let listener = TcpListener::bind(config.listen).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let origin = config.origin_for(address)?;
        let (gate, stop) = (Gate::default(), CancellationToken::new());
        let serving = tokio::spawn(serve(listener, gate.clone(), stop.clone()));
        let store = Store::open(config.database_url.expose_secret()).await?;
        let site = state::site(config, &origin, &assets, outside.demo);
        let state = state::assemble(config, &outside, store, &folder, site).await?;
        let around = surroundings(config, &state, assets, origin);
        Ok(Self {
            address,
            state,
            around,
            gate,
            stop,
            serving,
            background: TaskTracker::new(),
            _folder: folder,
        })
    }

    /// Takes up what an earlier run had in hand, then lets requests in.
    pub async fn open(&mut self) -> Result<(), StartError> {
        let recovered = self.state.engine.recover().await?;
        tracing::debug!(?recovered, "recovered");
        self.background = worker::start(&self.state, self.around.sign_in.clone(), &self.stop);
        self.gate
            .open(app_router(self.state.clone(), self.around.clone()));
        Ok(())
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

    /// Takes no more requests, finishes those under way and what is being sent, and closes the database.
    pub async fn stop(self) {
        self.stop.cancel();
        let finished = async {
            match self.serving.await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::error!(%error, "the listener failed"),
                Err(error) => tracing::error!(%error, "serving did not end as it should"),
            }
            self.state.engine.shut_down().await;
            self.background.close();
            self.background.wait().await;
            self.state.store.close().await;
        };
        if tokio::time::timeout(PATIENCE, finished).await.is_err() {
            tracing::warn!("stopped before everything was finished; the next start goes on");
        }
    }
}

fn surroundings(config: &Config, state: &AppState, assets: Assets, origin: Origin) -> Surroundings {
    let sessions = session_layer(
        state.store.clone(),
        state.clock.clone(),
        config.sessions,
        origin.is_https(),
    );
    Surroundings {
        assets,
        origin: Arc::new(origin),
        proxies: Arc::new(config.proxies.clone()),
        sessions,
        sign_in: Arc::new(SignInGuard::new(config.sign_in, state.clock.clone())),
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
