//! As much of a browser as the tests need: cookies, forms, and no JavaScript.

use std::collections::BTreeMap;

use reqwest::header::{COOKIE, HeaderMap, SET_COOKIE};
use reqwest::{Client, Method, RequestBuilder, redirect};

/// A browser with its cookies. A clone is another tab, as long as neither signs in or out.
#[derive(Clone)]
pub struct Browser {
    client: Client,
    base: String,
    /// Cookies by name.
    pub cookies: BTreeMap<String, String>,
}

/// An answer, read to its end.
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub text: String,
}

impl Browser {
    /// A browser without cookies, at this site.
    pub fn new(base: &str) -> Self {
        let client = Client::builder().redirect(redirect::Policy::none());
        Self {
            client: client.build().unwrap(),
            base: base.to_owned(),
            cookies: BTreeMap::new(),
        }
    }

    /// Follows a link.
    pub async fn get(&mut self, path: &str) -> Answer {
        let request = self.request(Method::GET, path);
        self.send(request).await
    }

    /// Submits a form of this site.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self.form(path, fields);
        self.send(request).await
    }

    /// A form of this site, to be sent.
    pub fn form(&self, path: &str, fields: &[(&str, &str)]) -> RequestBuilder {
        self.request(Method::POST, path)
            .header("sec-fetch-site", "same-origin")
            .form(fields)
    }

    /// The same of a browser that does not know Fetch Metadata and says the `Origin` alone.
    pub fn old_form(&self, path: &str, fields: &[(&str, &str)]) -> RequestBuilder {
        self.request(Method::POST, path)
            .header("origin", &self.base)
            .form(fields)
    }

    /// Submits the sign-in form.
    pub async fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        self.post("/sign-in", &[("email", email), ("password", password)])
            .await
    }

    /// A request with the cookies, to be changed further.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.base));
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if cookies.is_empty() {
            request
        } else {
            request.header(COOKIE, cookies.join("; "))
        }
    }

    /// Sends a request and keeps the cookies of its answer.
    pub async fn send(&mut self, request: RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        for cookie in headers.get_all(SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Answer {
            status,
            headers,
            text: response.text().await.unwrap(),
        }
    }
}

impl Answer {
    /// A header; empty where it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// Where it leads.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// Whether it leads to the sign-in page.
    pub fn asks_to_sign_in(&self) -> bool {
        let sent_there = self.status == 303 && self.location().starts_with("/sign-in?");
        sent_there || self.status == 401
    }
}
