//! What differs between accounts at Lexware Office, or isn't known of the real one.

use std::time::Duration;

/// How the simulated Lexware Office behaves.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts about an account, not states"
)]
pub struct LexwareOptions {
    /// The OAuth client that is registered, and its secret.
    pub client_id: String,
    /// The secret that belongs to it.
    pub client_secret: String,
    /// Whether the registered client still works. One that was switched off is told `unauthorized_client`.
    pub client_enabled: bool,
    /// Which addresses a person may be sent back to.
    pub redirects: Redirects,
    /// Whether a code challenge is demanded, as it is unless Lexware relaxes a client.
    pub pkce: bool,
    /// The e-mail address with which a person signs in at the consent page.
    pub user: String,
    /// The password that belongs to it.
    pub password: String,
    /// A key of the public API, which needs no consent.
    pub api_key: String,
    /// How the company's prices are meant.
    pub tax_type: TaxType,
    /// Whether the company is a small business (par. 19 of the German VAT act).
    pub small_business: bool,
    /// Whether the company's contract includes the API; without it every call is answered by 402.
    pub contract: bool,
    /// How long a new document is missing from the voucherlist. How long it really takes is not documented.
    pub listing_lag: Duration,
    /// Requests in a second, and at once, of one connection; none means: as many as you like.
    pub requests_per_second: Option<u32>,
    /// Whether a request too many is answered by 500 instead of 429, as others have seen.
    pub rate_limit_as_500: bool,
    /// Further customers, with made-up names, to have pages to turn.
    pub more_customers: u32,
}

impl LexwareOptions {
    /// The registered client of the sample account.
    pub const DEMO_CLIENT_ID: &'static str = "3f0c6c1e-1d2b-4a55-9a77-b11b0a7d0001";
    /// Its secret.
    pub const DEMO_CLIENT_SECRET: &'static str = "sandbox-client-secret-7Qm2";
    /// Who signs in.
    pub const DEMO_USER: &'static str = "jana@studio-nordlicht.example";
    /// With which password.
    pub const DEMO_PASSWORD: &'static str = "nordlicht";
    /// The key of the sample account.
    pub const DEMO_API_KEY: &'static str = "sandbox-api-key-Vf4Tq8Zr1Lw6";
}

impl Default for LexwareOptions {
    fn default() -> Self {
        Self {
            client_id: Self::DEMO_CLIENT_ID.to_owned(),
            client_secret: Self::DEMO_CLIENT_SECRET.to_owned(),
            client_enabled: true,
            redirects: Redirects::default(),
            pkce: true,
            user: Self::DEMO_USER.to_owned(),
            password: Self::DEMO_PASSWORD.to_owned(),
            api_key: Self::DEMO_API_KEY.to_owned(),
            tax_type: TaxType::default(),
            small_business: false,
            contract: true,
            listing_lag: Duration::ZERO,
            requests_per_second: None,
            rate_limit_as_500: false,
            more_customers: 0,
        }
    }
}

/// Redirect addresses that are registered with a client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Redirects {
    /// Any origin on the machine itself, with the path `/oauth/lexware/callback`: the demo chooses its port late.
    #[default]
    Loopback,
    /// These, letter by letter.
    Exactly(Vec<String>),
}

impl Redirects {
    /// Whether a person may be sent there.
    pub(crate) fn allow(&self, address: &str) -> bool {
        match self {
            Self::Exactly(addresses) => addresses.iter().any(|allowed| allowed == address),
            Self::Loopback => is_loopback_callback(address),
        }
    }
}

fn is_loopback_callback(address: &str) -> bool {
    let origin = address
        .strip_prefix("http://")
        .or_else(|| address.strip_prefix("https://"))
        .and_then(|rest| rest.strip_suffix("/oauth/lexware/callback"));
    let host = |origin: &str| match origin.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host.to_owned(),
        _ => origin.to_owned(),
    };
    origin.map(host).is_some_and(|host| {
        ["127.0.0.1", "localhost", "[::1]"]
            .iter()
            .any(|loopback| *loopback == host)
    })
}

/// The company's default for prices (`taxType` of the profile).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TaxType {
    /// Prices are net.
    #[default]
    Net,
    /// Prices are gross.
    Gross,
    /// The company invoices without tax, and nothing else.
    VatFree,
}

impl TaxType {
    /// As it is written in answers.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Net => "net",
            Self::Gross => "gross",
            Self::VatFree => "vatfree",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_callback_on_this_machine_is_a_loopback_redirect() {
        for good in [
            "http://127.0.0.1:3000/oauth/lexware/callback",
            "http://localhost/oauth/lexware/callback",
            "http://[::1]:4100/oauth/lexware/callback",
        ] {
            assert!(Redirects::Loopback.allow(good), "{good}");
        }
        for bad in [
            "http://127.0.0.1:3000/oauth/lexware/callback/",
            "http://127.0.0.1.evil.example/oauth/lexware/callback",
            "http://evil.example/x@127.0.0.1/oauth/lexware/callback",
            "http://127.0.0.1:3000/oauth/lexware/callback?next=1",
            "http://127.0.0.1:3000@evil.example/oauth/lexware/callback",
        ] {
            assert!(!Redirects::Loopback.allow(bad), "{bad}");
        }
    }
}
