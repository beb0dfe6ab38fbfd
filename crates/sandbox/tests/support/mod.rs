//! A sandbox to send requests to by hand, and the requests that are right.

#![expect(
    dead_code,
    reason = "each of the test programs that share this uses a part of it"
)]

use reqwest::{Method, RequestBuilder, StatusCode, redirect};
use sandbox::{Options, Running, Sandbox, SevdeskOptions};
use serde_json::{Value, json};

pub const TOKEN: &str = SevdeskOptions::DEMO_TOKEN;
/// ACME `GmbH` of the sample account, which has a draft of three lines.
pub const ACME: u64 = 138_810_497;
pub const ACME_DRAFT: u64 = 135_582_100;
pub const FINAL_INVOICE: u64 = 135_571_044;
pub const USER: u64 = 1_551_095;
pub const HOUR: u64 = 9;

/// A running sandbox and a client that neither follows redirects nor keeps connections.
pub struct World {
    pub base: String,
    pub client: reqwest::Client,
    pub running: Running,
}

/// An answer, taken apart.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// The content of `objects`.
    pub fn objects(&self) -> Value {
        self.json()["objects"].clone()
    }

    pub fn rows(&self) -> Vec<Value> {
        self.objects()
            .as_array()
            .cloned()
            .unwrap_or_else(|| panic!("no list: {}", self.text))
    }

    /// Status, code and message of a refusal in the usual form.
    pub fn refusal(&self) -> (u16, Value, String) {
        let error = &self.json()["error"];
        let message = error["message"]
            .as_str()
            .unwrap_or_else(|| panic!("no refusal: {}", self.text));
        assert_eq!(error["responseCode"], self.status.as_u16());
        assert!(error["exceptionUUID"].is_string());
        (
            self.status.as_u16(),
            error["code"].clone(),
            message.to_owned(),
        )
    }
}

pub fn client() -> reqwest::Client {
    reqwest::Client::builder()
        .redirect(redirect::Policy::none())
        .pool_max_idle_per_host(0)
        .build()
        .unwrap()
}

pub async fn world() -> World {
    world_with(Options::default()).await
}

/// An account that differs from the usual one.
pub async fn account(change: impl FnOnce(&mut SevdeskOptions)) -> World {
    let mut options = Options::default();
    change(&mut options.sevdesk);
    world_with(options).await
}

pub async fn world_with(options: Options) -> World {
    serve(Sandbox::open(None, options).unwrap()).await
}

pub async fn serve(sandbox: Sandbox) -> World {
    let (base, running) = sandbox::spawn_local_with(sandbox).await.unwrap();
    World {
        base,
        client: client(),
        running,
    }
}

impl World {
    /// A request to the API, with the token.
    pub fn api(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}/sevdesk/api/v1{path}", self.base);
        self.client
            .request(method, url)
            .header("Authorization", TOKEN)
    }

    pub async fn get(&self, path: &str) -> Answer {
        send(self.api(Method::GET, path)).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        send(self.api(Method::POST, path).json(body)).await
    }

    pub async fn put(&self, path: &str, body: &Value) -> Answer {
        send(self.api(Method::PUT, path).json(body)).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        send(self.api(Method::DELETE, path)).await
    }

    pub async fn save(&self, body: &Value) -> Answer {
        self.post("/Invoice/Factory/saveInvoice", body).await
    }

    /// Saves what must be accepted, and answers the id.
    pub async fn saved(&self, body: &Value) -> u64 {
        let answer = self.save(body).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        number(&answer.objects()["invoice"]["id"])
    }

    pub async fn invoice(&self, id: u64) -> Value {
        self.get(&format!("/Invoice/{id}")).await.rows().remove(0)
    }

    pub async fn positions(&self, id: u64) -> Vec<Value> {
        self.get(&format!("/Invoice/{id}/getPositions?limit=1000"))
            .await
            .rows()
    }

    /// A request to anything but the API.
    pub async fn control(&self, method: Method, path: &str, body: &Value) -> Answer {
        send(
            self.client
                .request(method, format!("{}{path}", self.base))
                .json(body),
        )
        .await
    }

    pub async fn fault(&self, order: Value) {
        let answer = self.control(Method::POST, "/sandbox/faults", &order).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
    }

    pub async fn state(&self) -> Value {
        self.control(Method::GET, "/sandbox/state", &Value::Null)
            .await
            .json()
    }

    pub async fn document_count(&self) -> usize {
        self.state().await["sevdesk"]["documents"]
            .as_array()
            .unwrap()
            .len()
    }
}

pub async fn send(request: RequestBuilder) -> Answer {
    let response = request.send().await.unwrap();
    let status = response.status();
    Answer {
        status,
        text: response.text().await.unwrap(),
    }
}

/// An id, which comes as a text.
pub fn number(value: &Value) -> u64 {
    value
        .as_str()
        .unwrap_or_else(|| panic!("no text: {value}"))
        .parse()
        .unwrap()
}

/// A line of a request.
pub fn line(number: u64, name: &str, quantity: Value, price: &str) -> Value {
    json!({
        "objectName": "InvoicePos", "mapAll": true, "positionNumber": number, "quantity": quantity, "price": price,
        "name": name, "unity": {"id": HOUR, "objectName": "Unity"}, "taxRate": "19.00"
    })
}

/// A request that sevDesk takes: one line of 3.25 hours at 95 euros.
pub fn good() -> Value {
    json!({
        "invoice": {
            "objectName": "Invoice", "mapAll": true,
            "contact": {"id": ACME, "objectName": "Contact"},
            "contactPerson": {"id": USER, "objectName": "SevUser"},
            "invoiceDate": "31.07.2026", "deliveryDate": 1_782_856_800, "deliveryDateUntil": 1_785_448_800,
            "header": "Rechnung Juli 2026", "discount": 0, "timeToPay": 14,
            "status": 100, "invoiceType": "RE", "currency": "EUR", "showNet": true,
            "taxRule": {"id": 1, "objectName": "TaxRule"}, "taxRate": 0, "taxText": "Umsatzsteuer 19%",
            "customerInternalNote": "BH-2026-07-4F7K2Q"
        },
        "invoicePosSave": [line(0, "Backend", json!(3.25), "95.00")],
        "invoicePosDelete": null, "discountSave": null, "discountDelete": null, "takeDefaultAddress": true
    })
}

/// The good request with something done to it.
pub fn but(change: impl FnOnce(&mut Value)) -> Value {
    let mut request = good();
    change(&mut request);
    request
}
