//! Somebody who bills a report as far as colleagues let them.

use std::time::{Duration, Instant};

use super::habit::Habit;
use crate::browser::{Answer, Browser};
use crate::walk::{attempt, value};

/// How far somebody came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Colleagues had taken everything before the last step.
    Before,
    /// `Create draft` was refused with a sentence.
    Refused,
    /// They have made the draft.
    Created,
}

/// A walk through the wizard.
pub struct Walk {
    /// How it ended.
    pub ended: Ended,
    /// How long each answer took.
    pub times: Vec<Duration>,
}

/// Somebody with a browser and a habit.
pub struct Wanderer {
    browser: Browser,
    habit: Habit,
    times: Vec<Duration>,
}

impl Wanderer {
    /// Somebody who is signed in with this browser.
    pub const fn new(browser: Browser, habit: Habit) -> Self {
        Self {
            browser,
            habit,
            times: Vec::new(),
        }
    }

    /// Walks from the report to the draft. With `take_over`, what colleagues have reserved is taken from them.
    ///
    /// # Panics
    /// Where an answer is a server's error.
    pub async fn bill(mut self, report: &str, take_over: bool) -> Walk {
        let ended = self.walk(report, take_over).await;
        Walk {
            ended: ended.unwrap_or(Ended::Before),
            times: self.times,
        }
    }

    /// `None` where it is over before the last step.
    async fn walk(&mut self, report: &str, take_over: bool) -> Option<Ended> {
        let page = self.get(&format!("/report?{report}")).await;
        let token = attempt(&page.text, "token")?;
        let mut fields = vec![("token", token.as_str()), ("anew", "yes")];
        fields.extend(report.split('&').filter_map(|pair| pair.split_once('=')));
        let begun = self.post("/invoices", &fields).await;
        let invoice = begun.location().strip_suffix("/overview")?.to_owned();

        let page = self.get(&format!("{invoice}/overview")).await;
        let client = attempt(&page.text, "client")?;
        let mut answers = vec![("client", client.as_str())];
        if take_over {
            answers.push(("take_over", "yes"));
        }
        self.step(&invoice, "overview", &answers).await?;
        self.choose_customer(&invoice).await?;
        self.step(&invoice, "level", &[("level", "times")]).await?;
        let text = [("source", "project"), ("unit", "hours")];
        self.step(&invoice, "text", &text).await?;
        let page = self.get(&format!("{invoice}/positions")).await;
        let version = attempt(&page.text, "version")?;
        self.step(&invoice, "positions", &[("version", &version)])
            .await?;
        Some(self.create(&invoice).await)
    }

    async fn choose_customer(&mut self, invoice: &str) -> Option<()> {
        let page = self.get(&format!("{invoice}/tool")).await;
        let field = |name| attempt(&page.text, name);
        let (connection, shown) = (field("connection")?, field("shown")?);
        let (id, name) = (field("chosen_id")?, field("chosen_name")?);
        let answers = [
            ("connection", connection.as_str()),
            ("shown", &shown),
            ("customer", &name),
            ("chosen_id", &id),
            ("chosen_name", &name),
            ("target", "new_invoice"),
        ];
        self.step(invoice, "tool", &answers).await
    }

    async fn create(&mut self, invoice: &str) -> Ended {
        let page = self.get(&format!("{invoice}/create")).await;
        let version = value(&page.text, "version");
        let form = [
            ("version", version.as_str()),
            ("mark", "yes"),
            ("do", "create"),
        ];
        let answer = self.post(&format!("{invoice}/create"), &form).await;
        if answer.status == 303 {
            Ended::Created
        } else {
            Ended::Refused
        }
    }

    /// Answers a step; `None` where it was refused.
    async fn step(&mut self, invoice: &str, name: &str, answers: &[(&str, &str)]) -> Option<()> {
        let form = [answers, &[("do", "continue")]].concat();
        let answer = self.post(&format!("{invoice}/{name}"), &form).await;
        (answer.status == 303).then_some(())
    }

    async fn get(&mut self, path: &str) -> Answer {
        let began = Instant::now();
        let answer = self.habit.get(&mut self.browser, path).await;
        self.note(began, answer)
    }

    async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let began = Instant::now();
        let answer = self.habit.post(&mut self.browser, path, fields).await;
        self.note(began, answer)
    }

    fn note(&mut self, began: Instant, answer: Answer) -> Answer {
        self.times.push(began.elapsed());
        assert!(answer.status < 500, "{}: {}", answer.status, answer.text);
        answer
    }
}
