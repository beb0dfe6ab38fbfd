//! An application of its own for each test, with a simulated sevDesk beside it.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use domain::capabilities::BillingTool;
use reqwest::Method;
use sandbox::{HqOptions, LexwareOptions, Running, SevdeskOptions};
use server::config::{Config, Values};
use server::demo::{self, Amount};
use server::{Application, OsRandom, Outside};
use store::testing::sqlite_url;
use tempfile::TempDir;

use crate::browser::Browser;
use crate::clock::TestClock;

/// The password of everybody in the sample data.
pub const PASSWORD: &str = demo::SIGN_IN.password;
/// The admin.
pub const ANNA: &str = demo::SIGN_IN.email;
/// The biller.
pub const JONAS: &str = "jonas@studio-nordlicht.example";
/// The member.
pub const ZOE: &str = "zoe@studio-nordlicht.example";

/// A running application.
pub struct TestApp {
    /// What is tested.
    pub application: Application,
    /// Its present.
    pub clock: Arc<TestClock>,
    sandbox_url: String,
    _sandbox: Running,
    _folder: TempDir,
}

/// An application to be.
pub struct Plan<'a> {
    database: Option<&'a str>,
    settings: Vec<(&'a str, &'a str)>,
    amount: Option<Amount>,
}

impl<'a> Plan<'a> {
    /// With users and a connection, on SQLite.
    pub fn new() -> Self {
        Self {
            database: None,
            settings: Vec::new(),
            amount: Some(Amount::Empty),
        }
    }

    /// With this much sample data; `None` where nobody has set it up.
    pub fn amount(mut self, amount: Option<Amount>) -> Self {
        self.amount = amount;
        self
    }

    /// On this database.
    pub fn database(mut self, url: &'a str) -> Self {
        self.database = Some(url);
        self
    }

    /// With this setting.
    pub fn set(mut self, name: &'a str, value: &'a str) -> Self {
        self.settings.push((name, value));
        self
    }

    /// Starts it and lets requests in.
    pub async fn start(self) -> TestApp {
        let mut app = self.build().await;
        app.application.open().await.unwrap();
        app
    }

    /// Starts it without letting requests in.
    pub async fn build(self) -> TestApp {
        let folder = tempfile::tempdir().unwrap();
        let (sandbox_url, sandbox) = sandbox::spawn_local().await.unwrap();
        let config = self.config(folder.path(), &sandbox_url);
        let clock = Arc::new(TestClock::new());
        let outside = Outside {
            clock: clock.clone(),
            random: Arc::new(OsRandom),
            demo: Some(demo::SIGN_IN),
        };
        let application = Application::build(&config, outside).await.unwrap();
        if let Some(amount) = self.amount {
            let token = SevdeskOptions::DEMO_TOKEN.to_owned().into();
            let tokens = [(BillingTool::Sevdesk, token)];
            demo::fill(application.state(), amount, &tokens)
                .await
                .unwrap();
        }
        TestApp {
            application,
            clock,
            sandbox_url,
            _sandbox: sandbox,
            _folder: folder,
        }
    }

    fn config(&self, folder: &Path, sandbox_url: &str) -> Config {
        let text = |path: &str| folder.join(path).display().to_string();
        let mut settings = vec![
            ("DATABASE_URL", sqlite_url(&folder.join("billhour.db"))),
            ("BILLHOUR_LISTEN", "127.0.0.1:0".to_owned()),
            ("BILLHOUR_DATA", text("data")),
            ("BILLHOUR_KEY_FILE", text("key")),
            ("BILLHOUR_SITE", write_site(&folder.join("site"))),
            ("BILLHOUR_SEVDESK_URL", format!("{sandbox_url}/sevdesk")),
            ("BILLHOUR_LEXWARE_URL", format!("{sandbox_url}/lexware")),
            ("BILLHOUR_LEXWARE_APP_URL", format!("{sandbox_url}/lexware")),
            (
                "BILLHOUR_LEXWARE_AUTH_URL",
                format!("{sandbox_url}/lexware"),
            ),
            (
                "BILLHOUR_LEXWARE_CLIENT_ID",
                LexwareOptions::DEMO_CLIENT_ID.to_owned(),
            ),
            (
                "BILLHOUR_LEXWARE_CLIENT_SECRET",
                LexwareOptions::DEMO_CLIENT_SECRET.to_owned(),
            ),
            ("BILLHOUR_HQ_URL", format!("{sandbox_url}/hq")),
            ("BILLHOUR_SIGN_INS_PER_MINUTE", "1000".to_owned()),
        ];
        settings.extend(self.database.map(|url| ("DATABASE_URL", url.to_owned())));
        settings.extend(
            self.settings
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned())),
        );
        Config::read(&Values(&|name| {
            let last = settings.iter().rev().find(|(setting, _)| *setting == name);
            last.map(|(_, value)| value.clone())
        }))
        .unwrap()
    }
}

impl TestApp {
    /// One with users and a connection.
    pub async fn start() -> Self {
        Plan::new().start().await
    }

    /// How often tokens were asked for at the simulated Lexware.
    pub async fn token_requests(&self) -> u64 {
        let state = Browser::new(&self.sandbox_url).get("/sandbox/state").await;
        let state: serde_json::Value = serde_json::from_str(&state.text).unwrap();
        state["requests"]["lexware"]["token"]
            .as_u64()
            .unwrap_or_default()
    }

    /// The simulated tools, for whoever is no user of ours.
    pub fn tools(&self) -> Browser {
        Browser::new(&self.sandbox_url)
    }

    /// Makes the simulated tools misbehave.
    pub async fn fault(&self, order: serde_json::Value) {
        let mut tools = self.tools();
        let request = tools.request(Method::POST, "/sandbox/faults").json(&order);
        let answer = tools.send(request).await;
        assert!(answer.status < 300, "{}", answer.text);
    }

    /// Connects HQ as an admin does, by its form; answers the path of the connection's page.
    pub async fn connect_hq(&self, admin: &mut Browser) -> String {
        let form = [
            ("form", "connect-hq"),
            ("tool", "hq"),
            ("token", HqOptions::DEMO_V2_TOKEN),
        ];
        let done = admin.post("/settings/integrations", &form).await;
        assert_eq!(done.status, 303, "{}", done.text);
        let page = done.location().split_once('?').unwrap().0;
        page.to_owned()
    }

    /// Somebody who is not signed in.
    pub fn browser(&self) -> Browser {
        Browser::new(&format!("http://{}", self.application.address()))
    }

    /// Somebody who is.
    pub async fn signed_in(&self, email: &str) -> Browser {
        let mut browser = self.browser();
        let answer = browser.sign_in(email, PASSWORD).await;
        assert_eq!((answer.status, answer.location()), (303, "/report"));
        browser
    }
}

/// A folder such as `./dev build` makes.
pub fn write_site(folder: &Path) -> String {
    fs::create_dir_all(folder.join("pkg")).unwrap();
    fs::write(folder.join("pkg/billhour.css"), "body { color: black }").unwrap();
    fs::write(folder.join("pkg/billhour.css.br"), "not really brotli").unwrap();
    fs::write(folder.join("pkg/billhour.js"), "export {}").unwrap();
    fs::write(
        folder.join("icon.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    )
    .unwrap();
    folder.display().to_string()
}
