//! Taking in a file: it goes straight to disk, piece by piece.

use axum::extract::multipart::{Field, Multipart, MultipartError};
use domain::ImportId;
use domain::text::clean;
use http::StatusCode;
use texts::say;

use super::MOST_MEGABYTES;
use crate::context::Cx;
use crate::flows::import::Upload;
use crate::forms::Refusal;

/// The longest name of a file that is kept, in characters.
const MOST_OF_NAME: usize = 200;

/// A file that has arrived.
pub struct Received {
    /// The import that it is for.
    pub id: ImportId,
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub upload: Upload,
}

/// Reads a form with a file to its end. The other fields are handed over even where the file is refused, so that they
/// are shown again.
pub async fn receive(
    cx: &Cx,
    mut form: Multipart,
    fields: &mut Vec<(String, String)>,
) -> Result<Option<Received>, Refusal> {
    let mut received = None;
    loop {
        let Some(field) = form.next_field().await.map_err(|e| unsent(cx, &e))? else {
            return Ok(received);
        };
        match field.file_name().map(str::to_owned) {
            None => {
                let name = field.name().unwrap_or_default().to_owned();
                let text = field.text().await.map_err(|e| unsent(cx, &e))?;
                fields.push((name, text));
            }
            // A form without a chosen file brings an empty one without a name.
            Some(name) if name.is_empty() => {}
            Some(name) => received = Some(store(cx, field, &name).await?),
        }
    }
}

async fn store(cx: &Cx, mut field: Field<'_>, name: &str) -> Result<Received, Refusal> {
    let id = ImportId::new(cx.now(), &cx.id_bytes());
    let mut upload = cx
        .state
        .site
        .uploads
        .begin(id)
        .await
        .map_err(|error| unstored(cx, &error))?;
    while let Some(piece) = field.chunk().await.map_err(|e| unsent(cx, &e))? {
        upload
            .write(&piece)
            .await
            .map_err(|error| unstored(cx, &error))?;
    }
    Ok(Received {
        id,
        name: shown_name(name),
        upload,
    })
}

/// The name without folders, which some browsers send along.
fn shown_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let line = clean(last).replace('\n', " ");
    line.chars().take(MOST_OF_NAME).collect()
}

fn unsent(cx: &Cx, error: &MultipartError) -> Refusal {
    let l = cx.words();
    tracing::info!(%error, "a file did not arrive");
    Refusal::of(
        "file",
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            say!(l, import.too_large, most = MOST_MEGABYTES)
        } else {
            say!(l, import.broke_off)
        },
    )
}

fn unstored(cx: &Cx, error: &std::io::Error) -> Refusal {
    tracing::error!(%error, "a file of time entries cannot be stored");
    Refusal::of("file", say!(cx.words(), import.not_stored))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_by_its_last_name() {
        assert_eq!(shown_name("C:\\Users\\mia\\times.csv"), "times.csv");
        assert_eq!(shown_name("../../etc/passwd"), "passwd");
        assert_eq!(shown_name("a\u{202e}b\n.csv"), "ab .csv");
        assert_eq!(shown_name(&"x".repeat(999)).len(), MOST_OF_NAME);
    }
}
