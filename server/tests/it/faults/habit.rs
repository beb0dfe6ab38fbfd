//! How people and browsers ask for the same thing twice.

use reqwest::{Method, RequestBuilder};

use crate::browser::{Answer, Browser};

/// What somebody does with every page and every form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Habit {
    /// Everything once.
    Once,
    /// Each button twice, before an answer is there.
    DoubleClick,
    /// Each button, then Back, and the same form again.
    BackAndResend,
    /// Each page in two tabs, and each form from both at once.
    TwoTabs,
    /// Each form twice, by a browser without JavaScript that says no more than where a form comes from.
    OldBrowser,
    /// Each page is prefetched twice before it is opened.
    Prefetch,
}

impl Habit {
    /// All by which something is asked for twice.
    pub const TWICE: [Self; 5] = [
        Self::DoubleClick,
        Self::BackAndResend,
        Self::TwoTabs,
        Self::OldBrowser,
        Self::Prefetch,
    ];

    /// Opens a page.
    pub async fn get(self, browser: &mut Browser, path: &str) -> Answer {
        if self == Self::Prefetch {
            for _ in 0..2 {
                let early = browser.request(Method::GET, path);
                let early = early.header("sec-purpose", "prefetch");
                checked(browser, early).await;
            }
        }
        if self == Self::TwoTabs {
            browser.get(path).await;
        }
        browser.get(path).await
    }

    /// Submits a form; answers what leads on, if one of the answers does.
    pub async fn post(self, browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Answer {
        let form = || match self {
            Self::OldBrowser => browser.old_form(path, fields),
            _ => browser.form(path, fields),
        };
        let (first, second) = (form(), form());
        let (first, second) = match self {
            Self::Once | Self::Prefetch => return checked(browser, first).await,
            Self::DoubleClick | Self::TwoTabs => {
                let mut other = browser.clone();
                tokio::join!(checked(browser, first), checked(&mut other, second))
            }
            Self::BackAndResend | Self::OldBrowser => {
                let first = checked(browser, first).await;
                (first, checked(browser, second).await)
            }
        };
        if first.status == 303 { first } else { second }
    }
}

/// An answer that is no server's error.
async fn checked(browser: &mut Browser, request: RequestBuilder) -> Answer {
    let answer = browser.send(request).await;
    assert!(answer.status < 500, "{}: {}", answer.status, answer.text);
    answer
}
