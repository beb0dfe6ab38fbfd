//! An office with an invoice that is ready to be created: 12 entries of 1:20 at 95 €/h.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use billing::{
    Config, Connected, CreateError, Engine, Journal, Owner, Parts, Started, State, Tools,
    ToolsError,
};
use chrono::TimeDelta;
use domain::document::Document;
use domain::invoice::InvoiceState;
use domain::level::{Level, MixedRates, Recipe, make};
use domain::payload::{CustomerRef, Target};
use domain::report::ReportQuery;
use domain::role::Role;
use domain::tax::{TaxRate, Treatment};
use domain::text::TextSource;
use domain::unit::TimeUnit;
use domain::{ClientId, Clock, ConnectionId, EntryId, InvoiceId, Locale, UserId};
use providers::Provider;
use store::invoices::{Begun, ChosenTarget, Invoice, MadeDocument, NewInvoice};
use store::testing::{execute, number, random, sample, texts};
use store::{Installation, ReportScope, Store};
use tempfile::TempDir;

use crate::clock::{Counting, TestClock};

/// The net total of the invoice, 16 hours at 95 €.
pub const NET: i64 = 152_000;

/// How long a test waits for something that takes milliseconds.
pub const SOON: Duration = Duration::from_secs(20);

/// Positions on the way into an invoice, and its document before them.
pub type Made = (Invoice, Document, MadeDocument);

pub struct Office {
    pub store: Store,
    pub clock: Arc<TestClock>,
    pub random: Arc<Counting>,
    pub bench: Arc<Bench>,
    pub anna: UserId,
    pub ben: UserId,
    pub client: ClientId,
    pub entries: Vec<EntryId>,
    pub connection: ConnectionId,
    pub customer: CustomerRef,
    pub folder: TempDir,
    pub journal: Journal,
}

/// The tools of the office: one connection.
pub struct Bench {
    provider: Arc<dyn Provider>,
    organisation: String,
    pub refusals: AtomicUsize,
}

#[async_trait]
impl Tools for Bench {
    async fn connect(&self, _: ConnectionId) -> Result<Connected, ToolsError> {
        Ok(Connected {
            provider: Arc::clone(&self.provider),
            organisation_id: self.organisation.clone(),
        })
    }

    async fn refused(&self, _: ConnectionId) {
        self.refusals.fetch_add(1, Ordering::Relaxed);
    }
}

impl Bench {
    pub fn new(provider: Arc<dyn Provider>, organisation: &str) -> Arc<Self> {
        Arc::new(Self {
            provider,
            organisation: organisation.to_owned(),
            refusals: AtomicUsize::new(0),
        })
    }
}

impl Office {
    /// An office that is connected to this tool.
    pub async fn open(
        store: Store,
        clock: Arc<TestClock>,
        provider: Arc<dyn Provider>,
        organisation: &str,
        customer: CustomerRef,
    ) -> Self {
        let anna = sample::set_up(&store).await;
        let ben = sample::add_user(&store, "Ben Wolf", Role::Biller).await;
        let client = sample::add_client(&store, "ACME").await;
        let project = sample::add_project(&store, client, "Relaunch", Some(9500)).await;
        let mut entries = Vec::new();
        for day in 1..=12 {
            let mut fields = sample::entry(anna, Some(project), -day);
            fields.seconds = 80 * 60;
            entries.push(sample::add_entry(&store, &fields).await);
        }
        let folder = tempfile::tempdir().unwrap();
        let office = Self {
            journal: Journal::open(&folder.path().join("journal"), clock.now()).unwrap(),
            folder,
            connection: connect(&store, (anna, "Anna Berg"), organisation).await,
            random: Arc::default(),
            bench: Bench::new(provider, organisation),
            store,
            clock,
            anna,
            ben,
            client,
            entries,
            customer,
        };
        office.admit("office", false).await;
        office
    }

    /// Lets an installation send: in the place of all others, or beside them.
    pub async fn admit(&self, id: &str, beside_others: bool) {
        let stamp = sample::stamp(Some(self.anna));
        self.store
            .admit_installation(&installation(id), beside_others, &stamp)
            .await
            .unwrap();
    }

    pub fn parts(&self, boot: &str) -> Parts {
        Parts {
            store: self.store.clone(),
            tools: self.bench.clone(),
            clock: self.clock.clone(),
            random: self.random.clone(),
            config: Config::default(),
            owner: Owner::new("office", boot),
            installation: installation("office"),
            journal: self.journal.clone(),
        }
    }

    pub fn engine(&self, boot: &str) -> Engine {
        Engine::new(self.parts(boot))
    }

    /// An engine that stops for good at this moment, like a process that was killed there.
    pub fn dying_engine(&self, phase: billing::Phase) -> Engine {
        self.pausing_engine(phase, 3_600_000)
    }

    pub fn pausing_engine(&self, phase: billing::Phase, millis: u64) -> Engine {
        let mut parts = self.parts("dying");
        parts.config.pause_at = Some(format!("{}:{millis}", phase.as_str()).parse().unwrap());
        Engine::new(parts)
    }

    /// A new invoice with a position for each entry, ready for step 6.
    pub async fn invoice(&self) -> InvoiceId {
        self.invoice_to(Target::NewInvoice, None).await
    }

    pub async fn invoice_to(&self, target: Target, before_image: Option<String>) -> InvoiceId {
        let id = self.begun().await;
        self.choose(id, self.connection, target, before_image).await;
        id
    }

    /// Steps 2 to 4: where an invoice goes, and its positions.
    pub async fn choose(
        &self,
        id: InvoiceId,
        connection: ConnectionId,
        target: Target,
        before_image: Option<String>,
    ) {
        let chosen = ChosenTarget {
            connection,
            customer: self.customer.clone(),
            target,
            before_image,
            treatment: Treatment::Standard,
            remember_for: None,
        };
        self.store
            .choose_target(id, &chosen, self.clock.now())
            .await
            .unwrap();
        self.make_positions(id).await;
    }

    /// An invoice after step 1.
    pub async fn begun(&self) -> InvoiceId {
        let now = self.clock.now();
        let id = InvoiceId::new(now, &random());
        let new = NewInvoice {
            id,
            token: id.to_string(),
            user: self.anna,
            report: ReportQuery::default(),
            scope: ReportScope::default(),
        };
        assert_eq!(
            self.store.begin_invoice(&new, now).await.unwrap(),
            Begun::New(id)
        );
        self.store
            .choose_client(id, self.client, true, now)
            .await
            .unwrap();
        id
    }

    pub async fn make_positions(&self, id: InvoiceId) {
        let made = self.made(id).await;
        self.write_positions(made).await;
    }

    pub async fn write_positions(&self, (invoice, document, made): Made) {
        let now = self.clock.now();
        let written = self
            .store
            .write_made(invoice.id, invoice.version, &document, &made, now)
            .await;
        assert!(written.unwrap());
    }

    /// Positions that are not written yet.
    pub async fn made(&self, id: InvoiceId) -> Made {
        let invoice = self.stored(id).await;
        let document = self.store.document(&invoice, (2, 2)).await.unwrap();
        let entries = self
            .store
            .chosen_entries(&invoice, Locale::De)
            .await
            .unwrap();
        let recipe = Recipe {
            level: Level::Times,
            mixed: MixedRates::Split,
            source: TextSource::ProjectName,
            template: None,
            unit: TimeUnit::Hours,
            usual_price: None,
            tax: TaxRate(1900),
            quantity_decimals: 2,
            price_decimals: 2,
            locale: Locale::De,
        };
        let made = MadeDocument {
            made: make(&entries, &recipe, document.next_no),
            entries,
            made_from: "times".to_owned(),
        };
        (invoice, document, made)
    }

    pub async fn stored(&self, id: InvoiceId) -> Invoice {
        self.store.invoice(id).await.unwrap().unwrap()
    }

    /// Presses `Create draft` on the page as it is now.
    pub async fn press(&self, engine: &Engine, id: InvoiceId) -> Result<Started, CreateError> {
        engine
            .create(id, self.anna, self.stored(id).await.version)
            .await
    }

    /// Presses, and waits until the attempt has come as far as it can by itself.
    pub async fn create(&self, engine: &Engine, id: InvoiceId) -> State {
        match self.press(engine, id).await.unwrap() {
            Started::Now(attempt) => assert!(attempt.ended(SOON).await),
            Started::Before(state) => panic!("it is {state:?} already"),
        }
        engine.state(id).await.unwrap()
    }

    /// Lets the worker do what is due, whenever something is, until the invoice needs nobody or a person.
    pub async fn rest(&self, engine: &Engine, id: InvoiceId) -> State {
        for _ in 0..60 {
            engine.work().await.unwrap();
            let stored = self.stored(id).await;
            if stored.state.is_settled() {
                break;
            }
            let held = matches!(stored.state, InvoiceState::Claimed | InvoiceState::Sending);
            match stored.next_check_at {
                Some(next) => self
                    .clock
                    .advance((next - self.clock.now()).max(TimeDelta::zero())),
                None if held => self.clock.advance(TimeDelta::seconds(30)),
                None => break,
            }
        }
        engine.state(id).await.unwrap()
    }

    /// How many entries have this billing status: 0 billable, 1 reserved, 2 billed, 3 not billable.
    pub async fn entries_in(&self, status: i32) -> i64 {
        number(
            &self.store,
            &format!("select count(*) from time_entries where status = {status}"),
        )
        .await
        .unwrap()
    }

    /// How many entries are locked.
    pub async fn locked(&self) -> i64 {
        number(
            &self.store,
            "select count(*) from time_entries where claimed_by is not null",
        )
        .await
        .unwrap()
    }

    /// What became of each attempt, in order; a dash while nobody knows.
    pub async fn attempts(&self) -> Vec<String> {
        let query = "select coalesce(outcome, '-') from invoice_attempts order by sent_at, attempt";
        texts(&self.store, query).await.unwrap()
    }
}

/// An installation without an address.
pub fn installation(id: &str) -> Installation {
    Installation {
        id: id.to_owned(),
        origin: String::new(),
    }
}

/// Connects an organisation, as somebody of this name.
pub async fn connect(
    store: &Store,
    (by, name): (UserId, &str),
    organisation: &str,
) -> ConnectionId {
    // The person's id serves as the connection's: both databases write ids differently.
    let insert = format!(
        "insert into connections (id, tool, name, organisation_id, account_name, key_id, secret_tail, settings, treatment, state,
           connected_by, connected_at)
         select id, 'sevdesk', '{organisation}', '{organisation}', 'Nordlicht', '-', '0000', '{{}}', 'standard', 'connected', id,
           created_at from users where name = '{name}'"
    );
    assert_eq!(execute(store, &insert).await.unwrap(), 1);
    ConnectionId(by.0)
}
