//! The front page: which tools there are, and how to connect to them.

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::response::Html;
use axum::routing::get;

use crate::html::{Escaped, esc, page};
use crate::lexware::LexwareOptions;
use crate::sandbox::Sandbox;

/// `/`.
pub(crate) fn router(sandbox: Sandbox) -> Router {
    Router::new().route("/", get(front)).with_state(sandbox)
}

async fn front(State(sandbox): State<Sandbox>, headers: HeaderMap) -> Html<String> {
    let host = headers
        .get(HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or("127.0.0.1:4000");
    let host = esc(host);
    let token = esc(&sandbox.options().sevdesk.token);
    let lexware = lexware_card(&sandbox.options().lexware, &host);
    let hq = &sandbox.options().hq;
    let (v1_token, v2_token) = (esc(&hq.v1_token), esc(&hq.v2_token));
    page(
        "Billing tools",
        &format!(
            r#"<h1>Billing tools, simulated</h1>
<p>Each tool below answers its API as the real one does, and shows its documents on pages.
Connect to it with the token given here. Nobody is billed.</p>
<section class="sheet">
<h2><a href="/sevdesk/">sevDesk</a></h2>
<dl>
<dt>API token</dt><dd><code>{token}</code></dd>
<dt>API</dt><dd><code>http://{host}/sevdesk/api/v1</code></dd>
<dt>Base address</dt><dd><code>http://{host}/sevdesk</code></dd>
</dl>
</section>
{lexware}
<section class="sheet">
<h2><a href="/hq/">HQ</a></h2>
<dl>
<dt>Token for v1</dt><dd><code>{v1_token}</code></dd>
<dt>Token for v2</dt><dd><code>{v2_token}</code></dd>
<dt>APIs</dt><dd><code>http://{host}/hq/v1</code> <code>http://{host}/hq/v2</code></dd>
<dt>Base address</dt><dd><code>http://{host}/hq</code></dd>
</dl>
</section>
<section class="sheet">
<h2>For tests</h2>
<dl>
<dt>All documents</dt><dd><a href="/sandbox/state"><code>GET /sandbox/state</code></a></dd>
<dt>All secrets</dt><dd><a href="/sandbox/secrets"><code>GET /sandbox/secrets</code></a></dd>
<dt>Misbehave</dt><dd><a href="/sandbox/faults"><code>GET, POST, DELETE /sandbox/faults</code></a></dd>
<dt>More data</dt><dd><code>POST /sandbox/seed</code></dd>
<dt>Start anew</dt><dd><code>POST /sandbox/reset</code></dd>
</dl>
</section>"#
        ),
    )
}

/// How to connect to Lexware Office: by consent, or by a key.
fn lexware_card(options: &LexwareOptions, host: &Escaped<'_>) -> String {
    let LexwareOptions {
        client_id,
        client_secret,
        user,
        password,
        api_key,
        ..
    } = options;
    let [client_id, client_secret, user, password, api_key] =
        [client_id, client_secret, user, password, api_key].map(|text| esc(text));
    format!(
        r#"<section class="sheet">
<h2><a href="/lexware/">Lexware Office</a></h2>
<dl>
<dt>Sign-in</dt><dd><code>{user}</code> <code>{password}</code></dd>
<dt>API key</dt><dd><code>{api_key}</code></dd>
<dt>Client id</dt><dd><code>{client_id}</code></dd>
<dt>Client secret</dt><dd><code>{client_secret}</code></dd>
<dt>API</dt><dd><code>http://{host}/lexware/v1</code></dd>
<dt>Base address</dt><dd><code>http://{host}/lexware</code>, for gateway, consent and pages alike</dd>
</dl>
</section>"#
    )
}
