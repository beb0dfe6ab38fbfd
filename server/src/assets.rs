//! Style sheet and browser code: where they are, and how they are handed out.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use axum::Router;
use axum::extract::{Query, Request, State};
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::middleware::{self, Next};
use axum::response::Response;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use thiserror::Error;
use tower_http::services::{ServeDir, ServeFile};

/// The folder that `./dev build` makes.
#[derive(Clone, Debug)]
pub struct Assets {
    folder: PathBuf,
    hash: String,
}

/// Why there is no such folder.
#[derive(Debug, Error)]
pub enum AssetsError {
    /// None of the usual places has it.
    #[error(
        "there is no folder with style sheet and browser code: make it by `./dev build`, or name it in BILLHOUR_SITE"
    )]
    Missing,
    /// A file of it cannot be read.
    #[error("{path} cannot be read: {source}. Make it by `./dev build`", path = path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// What pages refer to. The browser's part need not be there: without it, pages work without islands.
const STYLE: &str = "pkg/billhour.css";
const BROWSER: [&str; 2] = ["pkg/billhour.js", "pkg/billhour_bg.wasm"];

impl Assets {
    /// Finds the folder: the configured one, else one of the usual places.
    pub fn find(configured: Option<&Path>) -> Result<Self, AssetsError> {
        let folder = match configured {
            Some(folder) => folder.to_owned(),
            None => usual_places()
                .into_iter()
                .find(|folder| folder.join(STYLE).is_file())
                .ok_or(AssetsError::Missing)?,
        };
        let hash = hash(&folder)?;
        Ok(Self { folder, hash })
    }

    /// A short hash of the contents: a new build has new URLs.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// `/pkg/…` and `/icon.svg`.
    pub fn router(&self) -> Router {
        let folder = ServeDir::new(self.folder.join("pkg"))
            .append_index_html_on_directories(false)
            .precompressed_br();
        let icon = ServeFile::new(self.folder.join("icon.svg"));
        Router::new()
            .nest_service("/pkg", folder)
            .route_service("/icon.svg", icon)
            .layer(middleware::from_fn_with_state(self.hash.clone(), cache))
    }
}

fn usual_places() -> Vec<PathBuf> {
    let program = env::current_exe().unwrap_or_default();
    let beside = program.parent().unwrap_or(Path::new("."));
    vec![
        beside.join("site"),
        beside.join("../site"),
        PathBuf::from("target/site"),
    ]
}

fn hash(folder: &Path) -> Result<String, AssetsError> {
    let mut hash = Sha256::new();
    let style = folder.join(STYLE);
    let unreadable = |source| AssetsError::Unreadable {
        path: style.clone(),
        source,
    };
    hash.update(fs::read(&style).map_err(unreadable)?);
    for name in BROWSER {
        hash.update(fs::read(folder.join(name)).unwrap_or_default());
    }
    Ok(hex::encode(&hash.finalize()[..6]))
}

#[derive(Deserialize)]
struct Version {
    #[serde(default)]
    v: String,
}

/// What is asked for by the hash of its contents never changes; anything else is asked for anew each time.
async fn cache(
    State(hash): State<String>,
    version: Query<Version>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    let value = if version.v == hash && response.status().is_success() {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static(value));
    response
}
