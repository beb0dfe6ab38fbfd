//! Credentials are in no text.

use crate::acts::Acts as _;
use crate::common::fault_server::{FaultServer, Play, answer};
use crate::office::{Connection, Office};
use crate::sample::MARKER;

for_each_office!(a_token_that_is_quoted_back_is_taken_out);

async fn a_token_that_is_quoted_back_is_taken_out<O: Office>() {
    let office = O::open().await;
    let payload = office.october().await;
    let token = "canary0123456789abcdef0123456789";
    let body = format!(
        r#"{{"message":"no {token}","error":{{"message":"no {token}"}},"errors":{{"x":["no {token}"]}}}}"#
    );
    for status in [
        "400 Bad Request",
        "403 Forbidden",
        "500 Internal Server Error",
        "200 OK",
    ] {
        let server = FaultServer::to_all(Play::Send(answer(status, &body))).await;
        let adapter = office.connected(Connection {
            base: &server.base,
            token,
            settings: office.settings().clone(),
        });
        for text in [
            format!("{:?}", adapter.customers("acme").await),
            format!("{:?}", adapter.create(&payload, MARKER).await),
        ] {
            assert!(!text.contains(token), "{status}: {text}");
            // Words about success are our own.
            let quoted = text.contains("[token]") || status == "200 OK";
            assert!(quoted, "{status}: {text}");
        }
    }
}
