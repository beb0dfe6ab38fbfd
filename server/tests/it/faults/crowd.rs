//! 64 people bill the same report while 16 edit its entries.

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures::future::join_all;
use reqwest::RequestBuilder;
use store::testing::for_each_url;
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use super::books::Books;
use super::cases::{Case, Dice, cases, percentile, tell};
use super::editor::{Edited, Editor};
use super::habit::Habit;
use super::people::billers;
use super::studio::{Day, Studio};
use super::wanderer::{Ended, Wanderer};
use crate::browser::Browser;
use crate::walk;

const PEOPLE: usize = 64;
const EDITORS: usize = 16;
const ENTRIES: usize = 200;
/// After so many times the editors let the others bill.
const WAVES: u64 = 1;
/// Each round of this many is the one in which all have an invoice of their own.
const OWN_INVOICES: u64 = 5;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crowd_makes_one_draft() {
    for_each_url(async |url| {
        let studio = Studio::running(url, &[]).await;
        let mut crowd = Crowd {
            anna: studio.anna().await,
            people: billers(&studio, PEOPLE).await,
            studio,
            times: Vec::new(),
            pace: Duration::from_millis(600),
            edits: [0, 0],
        };
        for round in cases("CROWDS", 10) {
            let case = Case(round);
            crowd.round(&case).await;
        }
        let [saved, refused] = crowd.edits;
        tell(&format!(
            "  edits: {saved} saved, {refused} refused with their text kept"
        ));
        crowd.studio.close().await;
    })
    .await;
}

/// Everybody, through all rounds.
struct Crowd {
    studio: Studio,
    anna: Browser,
    people: Vec<Browser>,
    /// How long each answer of this round took.
    times: Vec<Duration>,
    /// How long the slowest answer took when everybody pressed the last time.
    pace: Duration,
    /// How many changes of entries were saved, and how many refused.
    edits: [usize; 2],
}

impl Crowd {
    async fn round(&mut self, case: &Case) {
        self.times.clear();
        let day = self.studio.add_work(case.0, ENTRIES).await;
        let how = if case.0.is_multiple_of(OWN_INVOICES) {
            self.bill_each_their_own(&day).await
        } else {
            self.bill_one_invoice(case, &day).await
        };
        let states = self.studio.settled().await;
        let books = Books::close(&self.studio).await;
        assert_eq!(books.billed_of(&day.marks), ENTRIES, "{states:?}");
        let draft = books.draft_of(&day.marks[0]).unwrap();
        assert_eq!(draft.len(), ENTRIES, "all on one draft");
        let (half, most) = (
            percentile(&mut self.times, 50),
            percentile(&mut self.times, 99),
        );
        tell(&format!(
            "round {}: {how}; {} answers, p50 {half:?}, p99 {most:?}",
            case.0,
            self.times.len()
        ));
    }

    /// One invoice that one person brought to the last step, and everybody presses there.
    async fn bill_one_invoice(&mut self, case: &Case, day: &Day) -> String {
        let mut dice = Dice::of(case.0);
        let invoice = walk::to_last_step(&mut self.anna, &day.report).await;
        let mut words = vec![String::new(); EDITORS];
        for wave in 1.. {
            let editors = if wave <= WAVES {
                self.editors(day, wave).await
            } else {
                Vec::new()
            };
            // Before the claim, about when it comes, or after it, however quick this machine is.
            let lead = self.pace / 2 * dice.side(3);
            let saves = editors
                .into_iter()
                .map(|editor| editor.save(lead + dice.up_to(100)));
            let saves: JoinSet<_> = saves.collect();
            let created = self.press(&invoice).await;
            for (editor, edited, took) in saves.join_all().await {
                self.times.push(took);
                self.edits[usize::from(edited == Edited::Refused)] += 1;
                if edited == Edited::Saved {
                    let at = day.marks.iter().position(|mark| *mark == editor.mark);
                    words[at.unwrap()] = editor.words;
                }
            }
            if created > 0 {
                assert!(created == PEOPLE || wave <= WAVES, "nobody was in the way");
                self.compare(day, &words).await;
                return format!("one invoice, {created} of {PEOPLE} led to it in wave {wave}");
            }
            walk::on_from_overview(&mut self.anna, &invoice).await;
        }
        unreachable!("without editors nothing is in the way")
    }

    /// Everybody who may edit, with the page open and something typed.
    async fn editors(&self, day: &Day, wave: u64) -> Vec<Editor> {
        let people = self.people.iter().zip(day.ids.iter().zip(&day.marks));
        let opened = people.take(EDITORS).map(async |(person, (id, mark))| {
            Editor::open(
                person.clone(),
                *id,
                mark,
                &format!("changed in wave {wave}"),
            )
            .await
        });
        join_all(opened).await.into_iter().flatten().collect()
    }

    /// Everybody presses `Create draft`; answers how many were led to an invoice with a draft on its way.
    async fn press(&mut self, invoice: &str) -> usize {
        let forms = self.people.iter_mut();
        let forms = forms.map(|person| walk::create_draft(person, invoice));
        let forms = join_all(forms).await;
        let start = Arc::new(Barrier::new(forms.len()));
        let presses = forms.into_iter().map(|form| press(form, start.clone()));
        let presses: JoinSet<_> = presses.collect();
        let answers = presses.join_all().await;
        self.times.extend(answers.iter().map(|(_, took)| *took));
        self.pace = answers
            .iter()
            .map(|(_, took)| *took)
            .max()
            .unwrap_or_default();
        answers.iter().filter(|(created, _)| *created).count()
    }

    /// What was saved before the claim is on the draft; what was refused is nowhere.
    async fn compare(&self, day: &Day, words: &[String]) {
        self.studio.settled().await;
        let books = Books::close(&self.studio).await;
        let draft = books.draft_of(&day.marks[0]).unwrap();
        for (mark, words) in day.marks.iter().zip(words) {
            let text = &draft[mark];
            let said = text.split_once("changed in wave ");
            let said = said.map_or("", |(_, wave)| &wave[..1]);
            let saved = words.strip_prefix("changed in wave ").unwrap_or_default();
            assert_eq!(
                said, saved,
                "{mark}: left what is billed, right what was saved"
            );
        }
    }

    /// Everybody has an invoice of their own over the same entries.
    async fn bill_each_their_own(&mut self, day: &Day) -> String {
        let walks = self.people.iter().enumerate();
        let walks = walks.map(|(number, person)| {
            // Every second one takes over what colleagues have reserved.
            let (wanderer, report) = (wanderer(person), day.report.clone());
            async move { wanderer.bill(&report, number % 2 == 0).await }
        });
        let walks: JoinSet<_> = walks.collect();
        let walks = walks.join_all().await;
        self.times.extend(walks.iter().flat_map(|walk| &walk.times));
        let ended = |how| walks.iter().filter(|walk| walk.ended == how).count();
        let (created, refused) = (ended(Ended::Created), ended(Ended::Refused));
        assert!(
            created <= 1,
            "{created} people made a draft of the same entries"
        );
        if created == 0 {
            // Each had lost an entry to the next one when they pressed; now it is quiet.
            let again = wanderer(&self.anna).bill(&day.report, true).await;
            assert_eq!(again.ended, Ended::Created);
        }
        format!(
            "own invoices, {created} of {PEOPLE} made the draft, {refused} were refused at the last step"
        )
    }
}

fn wanderer(person: &Browser) -> Wanderer {
    Wanderer::new(person.clone(), Habit::Once)
}

/// Whether it led to the invoice, and how long the answer took.
async fn press(form: RequestBuilder, start: Arc<Barrier>) -> (bool, Duration) {
    start.wait().await;
    let pressed = Instant::now();
    let answer = form.send().await.unwrap();
    let (status, took) = (answer.status().as_u16(), pressed.elapsed());
    let text = answer.text().await.unwrap();
    assert!([303, 422].contains(&status), "{status}: {text}");
    (status == 303, took)
}
