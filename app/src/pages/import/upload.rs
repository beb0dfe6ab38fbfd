//! Handing a file in.

use std::time::Duration;

use axum::extract::{FromRequest as _, Multipart, Request, State};
use axum::response::Response;
use domain::role::Role;
use import::{DateOrder, ExportFile, Options};
use store::imports::NewImport;
use texts::say;
use tokio::task::{JoinHandle, spawn_blocking};

use super::receive::{Received, receive};
use crate::context::Cx;
use crate::flows::import::{Problem, check_in_background, words};
use crate::forms::{Posted, Problems, Refusal, typed};
use crate::state::AppState;

/// Most files are done before somebody could look: so long the answer waits for that.
const A_MOMENT: Duration = Duration::from_millis(1_500);

/// Takes the file in and has it checked in the background.
pub async fn post(State(state): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let cx = Cx::of(state, &parts);
    let mut fields = Vec::new();
    let request = Request::from_parts(parts.clone(), body);
    let done = hand_in(&cx, request, &mut fields).await;
    Posted::read(cx, parts, fields).finish(done).await
}

async fn hand_in(
    cx: &Cx,
    request: Request,
    fields: &mut Vec<(String, String)>,
) -> Result<String, Refusal> {
    let user = cx.require(Role::Biller)?;
    let l = cx.words();
    let no_file = || Refusal::of("file", say!(l, import.no_file));
    let form = Multipart::from_request(request, &()).await;
    let received = receive(cx, form.map_err(|_| no_file())?, fields).await?;
    let options = options(cx, fields)?;
    let Received {
        id,
        name,
        mut upload,
    } = received.ok_or_else(no_file)?;

    let source = upload.finish().await.map_err(|_| unread(cx))?;
    // What is no export is refused beside the field; the rest of the check may take a while.
    let opened = spawn_blocking(move || ExportFile::open(source).map(drop));
    let opened = opened.await.map_err(|_| unread(cx))?;
    opened.map_err(|error| Refusal::of("file", words::problem(cx.locale, &error.into())))?;

    let import = NewImport {
        id,
        user: user.id,
        file_name: name,
        zone: options.zone,
    };
    let run = cx.state.store.add_import(&import, cx.now()).await?;
    upload.keep();
    wait_a_moment(check_in_background(&cx.state, run, user.id, options)).await;
    Ok(format!("/import/{id}"))
}

/// What the form says about the file.
fn options(cx: &Cx, fields: &[(String, String)]) -> Result<Options, Refusal> {
    let text = |name: &str| {
        let field = fields.iter().find(|(field, _)| field == name);
        field.map_or("", |(_, value)| value.as_str())
    };
    read_options(cx, text("zone"), text("dates"))
}

/// Zone and order of dates as a form has them.
pub fn read_options(cx: &Cx, zone: &str, dates: &str) -> Result<Options, Refusal> {
    let mut problems = Problems::default();
    let zone = problems.take("zone", typed::zone(cx.words(), zone));
    match zone {
        Some(zone) => Ok(Options {
            zone,
            dates: DateOrder::parse(dates),
        }),
        None => Err(problems.refuse()),
    }
}

/// Waits for work in the background, but not long.
pub async fn wait_a_moment(work: JoinHandle<()>) {
    if let Ok(Err(error)) = tokio::time::timeout(A_MOMENT, work).await {
        tracing::error!(%error, "an import broke off");
    }
}

fn unread(cx: &Cx) -> Refusal {
    Refusal::of("file", words::problem(cx.locale, &Problem::Read))
}
