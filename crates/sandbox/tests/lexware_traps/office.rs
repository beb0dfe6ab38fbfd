//! The simulated Lexware Office to send requests to, and the requests that are right.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::{Method, RequestBuilder, Url};
use sandbox::{Clock, LexwareOptions, Options};
use serde_json::{Value, json};

use super::support::{Answer, World, send, world_with};

pub const KEY: &str = LexwareOptions::DEMO_API_KEY;
pub const ACME: &str = "c0de0000-0000-4000-8000-000000000002";
pub const TWO_ADDRESSES: &str = "c0de0000-0000-4000-8000-000000000021";
pub const NO_CUSTOMER: &str = "c0de0000-0000-4000-8000-000000000022";
pub const ARCHIVED: &str = "c0de0000-0000-4000-8000-000000000023";
pub const ACME_DRAFT: &str = "d0c00000-0000-4000-8000-000000000001";
pub const FINAL_INVOICE: &str = "d0c00000-0000-4000-8000-000000000003";
pub const CALLBACK: &str = "http://127.0.0.1:3000/oauth/lexware/callback";
/// A verifier and its challenge, from RFC 7636, appendix B.
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// The account, and the clock by which it goes.
pub struct Office {
    pub world: World,
    pub clock: Arc<Mutex<DateTime<Utc>>>,
}

pub async fn office() -> Office {
    office_with(|_| ()).await
}

/// An account that differs from the usual one. Its clock stands still on a day in October 2026.
pub async fn office_with(change: impl FnOnce(&mut LexwareOptions)) -> Office {
    let start = DateTime::parse_from_rfc3339("2026-10-01T10:00:00+02:00").unwrap();
    let clock = Arc::new(Mutex::new(start.to_utc()));
    let read = Arc::clone(&clock);
    let mut options = Options {
        clock: Clock::new(move || *read.lock().unwrap()),
        ..Options::default()
    };
    change(&mut options.lexware);
    Office {
        world: world_with(options).await,
        clock,
    }
}

impl Office {
    pub fn pass(&self, time: TimeDelta) {
        *self.clock.lock().unwrap() += time;
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}/lexware{path}", self.world.base)
    }

    /// A request to the gateway with a token.
    pub fn with(&self, token: &str, method: Method, path: &str) -> RequestBuilder {
        let url = self.url(&format!("/v1{path}"));
        self.world.client.request(method, url).bearer_auth(token)
    }

    pub async fn get(&self, path: &str) -> Answer {
        send(self.with(KEY, Method::GET, path)).await
    }

    pub async fn get_as(&self, token: &str, path: &str) -> Answer {
        send(self.with(token, Method::GET, path)).await
    }

    pub async fn create(&self, body: &Value) -> Answer {
        self.create_at("/invoices", body).await
    }

    pub async fn create_at(&self, path: &str, body: &Value) -> Answer {
        send(self.with(KEY, Method::POST, path).json(body)).await
    }

    /// Creates what must be accepted, and answers the id.
    pub async fn created(&self, body: &Value) -> String {
        let answer = self.create(body).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        text(&answer.json()["id"])
    }

    pub async fn invoice(&self, id: &str) -> Value {
        let answer = self.get(&format!("/invoices/{id}")).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()
    }

    /// The `content` of a list.
    pub async fn rows(&self, path: &str) -> Vec<Value> {
        let answer = self.get(path).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()["content"].as_array().unwrap().clone()
    }

    /// Presses a button on a page.
    pub async fn press(&self, path: &str) -> Answer {
        send(self.world.client.post(self.url(path))).await
    }

    /// What the person's browser is told after a decision.
    pub async fn decide(&self, mut question: Vec<(String, String)>, decision: &str) -> Url {
        let answers = [
            ("email", LexwareOptions::DEMO_USER),
            ("password", LexwareOptions::DEMO_PASSWORD),
            ("decision", decision),
        ];
        question.extend(answers.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let url = self.url("/oauth2/authorize");
        let response = self.world.client.post(url).form(&question).send().await;
        location(&response.unwrap())
    }

    /// A fresh code.
    pub async fn code(&self) -> String {
        self.code_for(question("", None)).await
    }

    pub async fn code_for(&self, question: Vec<(String, String)>) -> String {
        let back = self.decide(question, "allow").await;
        parameter(&back, "code").unwrap_or_else(|| panic!("no code: {back}"))
    }

    /// A form to the authorisation server, from the registered client.
    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self.world.client.post(self.url(path)).basic_auth(
            LexwareOptions::DEMO_CLIENT_ID,
            Some(LexwareOptions::DEMO_CLIENT_SECRET),
        );
        send(request.form(fields)).await
    }

    pub async fn redeem(&self, code: &str) -> Answer {
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", CALLBACK),
            ("code_verifier", VERIFIER),
        ];
        self.form("/oauth2/token", &fields).await
    }

    pub async fn refresh(&self, token: &str) -> Answer {
        let fields = [("grant_type", "refresh_token"), ("refresh_token", token)];
        self.form("/oauth2/token", &fields).await
    }

    /// Connects, and answers access token and refresh token.
    pub async fn connected(&self) -> (String, String) {
        let code = self.code().await;
        pair(&self.redeem(&code).await)
    }
}

/// What an app asks, with one part of it changed.
pub fn question(key: &str, value: Option<&str>) -> Vec<(String, String)> {
    let usual = [
        ("client_id", LexwareOptions::DEMO_CLIENT_ID),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("state", "st4te & more"),
        ("scope", "profile.read contacts.read invoices.read"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    let mut question: Vec<(String, String)> = usual
        .into_iter()
        .filter(|(name, _)| *name != key)
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    question.extend(value.map(|value| (key.to_owned(), value.to_owned())));
    question
}

/// Access token and refresh token.
pub fn pair(answer: &Answer) -> (String, String) {
    assert_eq!(answer.status, 200, "{}", answer.text);
    let body = answer.json();
    (text(&body["access_token"]), text(&body["refresh_token"]))
}

/// Where an answer leads.
pub fn location(response: &reqwest::Response) -> Url {
    assert_eq!(response.status(), 303);
    let location = response.headers()["location"].to_str().unwrap();
    Url::parse(location).unwrap()
}

pub fn parameter(url: &Url, key: &str) -> Option<String> {
    let found = url.query_pairs().find(|(name, _)| name == key);
    found.map(|(_, value)| value.into_owned())
}

pub fn text(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("no text: {value}"))
        .to_owned()
}

/// Status and error of an authorisation server's refusal.
pub fn oauth_error(answer: &Answer) -> (u16, String) {
    (answer.status.as_u16(), text(&answer.json()["error"]))
}

/// Violation and field of each detail of a refusal.
pub fn details(answer: &Answer) -> Vec<(String, String)> {
    assert_eq!(answer.status, 406, "{}", answer.text);
    let body = answer.json();
    assert_eq!(body["status"], 406);
    let details = body["details"].as_array().unwrap();
    details
        .iter()
        .map(|detail| (text(&detail["violation"]), text(&detail["field"])))
        .collect()
}

pub fn line(name: &str, quantity: Value, price: Value) -> Value {
    json!({
        "type": "custom", "name": name, "quantity": quantity, "unitName": "Stunde",
        "unitPrice": {"currency": "EUR", "netAmount": price, "taxRatePercentage": 19}
    })
}

/// A request that is taken: the hours of one month.
pub fn good() -> Value {
    json!({
        "voucherDate": "2026-10-01T00:00:00.000+02:00",
        "address": {"contactId": ACME},
        "lineItems": [line("Entwicklung", json!(12.5), json!(95)), line("Beratung", json!(3.3333), json!(110))],
        "totalPrice": {"currency": "EUR"},
        "taxConditions": {"taxType": "net"},
        "shippingConditions": {
            "shippingType": "serviceperiod",
            "shippingDate": "2026-09-01T00:00:00.000+02:00",
            "shippingEndDate": "2026-09-30T00:00:00.000+02:00"
        }
    })
}

/// The good request with something done to it.
pub fn but(change: impl FnOnce(&mut Value)) -> Value {
    let mut request = good();
    change(&mut request);
    request
}
