//! What a document is put together from: texts, and tables that positions are put into.

use axum::response::Response;

use super::{find, json, render};
use crate::hq::call::Call;
use crate::hq::document;
use crate::hq::model::{Element, GRID};
use crate::hq::refusal::Refusal;
use crate::out::Out;
use crate::sandbox::Sandbox;

/// `GET /v2/Documents/7/DocumentElements`.
pub(super) fn list(sandbox: &Sandbox, id: &str) -> Result<Response, Refusal> {
    sandbox.read(|world| {
        let mut elements: Vec<&Element> = find(&world.hq, id)?.elements.iter().collect();
        elements.sort_by_key(|element| element.index);
        let rows = elements.into_iter().map(render::element).collect();
        Ok(json(&Out::List(rows)))
    })
}

/// `POST /v2/Documents/7/Table` and `…/Text`: 200 and the element.
pub(super) async fn create(
    sandbox: &Sandbox,
    call: &Call,
    id: &str,
    kind: &str,
) -> Result<Response, Refusal> {
    let fields = call.fields()?;
    let index = fields.integer("index")?.value().unwrap_or(0);
    let text = fields.text("text")?.value();
    let kind = if kind == "Table" { GRID } else { "Text" };
    let id = id.to_owned();
    let made = sandbox
        .write(move |world, now| {
            let mut counters = world.hq.counters();
            let mut document = document::draft(find(&world.hq, &id)?)?;
            let made = Element {
                id: counters.next_element(),
                kind: kind.to_owned(),
                text,
                index,
            };
            document.elements.push(made.clone());
            document.updated = now;
            Ok::<_, Refusal>((document::changes(document, counters), made))
        })
        .await?;
    Ok(json(&render::element(&made)))
}
