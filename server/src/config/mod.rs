//! What the operator decides, from the environment alone.

mod build;
mod origin;
mod print;
mod proxies;
mod read;
pub mod settings;
mod tools;

use std::net::SocketAddr;
use std::path::PathBuf;

use secrecy::SecretString;
use store::SessionLimits;

pub use origin::{Origin, OriginProblem};
pub use print::page;
pub use proxies::{Proxies, ProxyProblem};
pub use read::{ConfigError, Values};
pub use settings::Setting;
pub use tools::{LexwareConfig, ToolsConfig};

/// Everything that is configured.
#[derive(Clone, Debug)]
pub struct Config {
    /// The database; it may hold a password.
    pub database_url: SecretString,
    /// Where to listen.
    pub listen: SocketAddr,
    /// Where people reach it; `None` for the address listened on.
    pub origin: Option<Origin>,
    /// Whether an origin of plain http may be elsewhere than on this machine.
    pub allow_http: bool,
    /// Folder of files that are written.
    pub data: PathBuf,
    /// File of the key that seals credentials.
    pub key_file: PathBuf,
    /// Peers that may say for whom they ask.
    pub proxies: Proxies,
    /// Folder of style sheet and browser code, where it is not in one of the usual places.
    pub site: Option<PathBuf>,
    /// Where the billing tools are.
    pub tools: ToolsConfig,
    /// How long a session lasts.
    pub sessions: SessionLimits,
    /// How often one may try to sign in.
    pub sign_in: SignInLimits,
    /// How long the engine waits.
    pub engine: billing::Config,
}

/// How often one may try to sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignInLimits {
    /// Attempts from one address in a minute, at least 1.
    pub per_minute: u32,
    /// Wrong passwords for one account from one address before each further attempt has to wait.
    pub failures: u32,
}
