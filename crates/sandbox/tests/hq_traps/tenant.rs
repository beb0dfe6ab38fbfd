//! A running tenant and requests to both of its APIs.

use reqwest::Method;
use sandbox::{HqOptions, Options};
use serde_json::{Value, json};

use super::support::{Answer, World, send, world_with};

/// ACME `GmbH`, which has a draft in v1.
pub const ACME: u64 = 24_508;
/// Müller & Söhne `GmbH`, which has a draft in v2.
pub const MUELLER: u64 = 24_501;
pub const V1_DRAFT: u64 = 157_100;
pub const V1_SENT: u64 = 156_044;
pub const V2_DRAFT: u64 = 157_117;

/// Both APIs of a tenant.
pub struct Tenant(pub World);

/// The sample tenant.
pub async fn tenant() -> Tenant {
    tenant_with(|_| {}).await
}

/// A tenant that differs from the usual one.
pub async fn tenant_with(change: impl FnOnce(&mut HqOptions)) -> Tenant {
    let mut options = Options::default();
    change(&mut options.hq);
    Tenant(world_with(options).await)
}

impl Tenant {
    pub async fn v1(&self, method: Method, path: &str, body: &Value) -> Answer {
        self.ask("v1", HqOptions::DEMO_V1_TOKEN, method, path, body)
            .await
    }

    pub async fn v2(&self, method: Method, path: &str, body: &Value) -> Answer {
        self.ask("v2", HqOptions::DEMO_V2_TOKEN, method, path, body)
            .await
    }

    pub async fn get_v1(&self, path: &str) -> Answer {
        self.v1(Method::GET, path, &Value::Null).await
    }

    pub async fn get_v2(&self, path: &str) -> Answer {
        self.v2(Method::GET, path, &Value::Null).await
    }

    pub async fn post_v1(&self, path: &str, body: &Value) -> Answer {
        self.v1(Method::POST, path, body).await
    }

    pub async fn post_v2(&self, path: &str, body: &Value) -> Answer {
        self.v2(Method::POST, path, body).await
    }

    async fn ask(
        &self,
        api: &str,
        token: &str,
        method: Method,
        path: &str,
        body: &Value,
    ) -> Answer {
        let url = format!("{}/hq/{api}{path}", self.0.base);
        let request = self.0.client.request(method, url).bearer_auth(token);
        let request = if body.is_null() {
            request
        } else {
            request.json(body)
        };
        send(request).await
    }

    /// Makes a v2 document and answers its id and that of its table.
    pub async fn v2_draft(&self) -> (u64, String) {
        let made = self.post_v2("/Documents", &v2_head()).await;
        assert_eq!(made.status, 200, "{}", made.text);
        let id = made.json()["id"].as_u64().unwrap();
        let elements = self
            .get_v2(&format!("/Documents/{id}/DocumentElements"))
            .await
            .json();
        let elements = elements.as_array().unwrap().clone();
        let table = elements.iter().find(|element| element["type"] == "Grid");
        (id, table.unwrap()["id"].as_str().unwrap().to_owned())
    }
}

/// A head that v1 takes.
pub fn v1_head() -> Value {
    json!({
        "CompanyId": ACME, "Type": "Invoice", "InvoiceDate": "2026-07-31T00:00:00Z", "Currency": "EUR",
        "DocumentTemplateId": 311, "SyncId": "BH-2026-07-4F7K2Q", "Subject": "Rechnung Juli"
    })
}

/// A line that v1 takes.
pub fn v1_line() -> Value {
    json!({"Type": "Freetext", "Text": "Backend", "Amount": 3.25, "Unit": "Std.", "Price": 95, "Tax": 19})
}

/// A head that v2 takes.
pub fn v2_head() -> Value {
    json!({
        "companyId": MUELLER, "currency": "EUR", "date": "2026-07-31T00:00:00", "documentType": "Invoice",
        "documentTemplateEntityId": 76_568, "performancePeriodStartDate": "2026-07-01T00:00:00",
        "performancePeriodEndDate": "2026-07-31T00:00:00", "validUntilDate": "2026-08-14T00:00:00"
    })
}

/// A line that v2 takes.
pub fn v2_line(document: u64, table: &str) -> Value {
    json!({"documentEntityId": document, "documentTableId": table, "interval": "Once", "text": "Backend",
        "amount1": 3.25, "unitId1": 4020, "price": 95, "tax": 19})
}
