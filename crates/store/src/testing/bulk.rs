//! Many invented time entries, for measurements and for tests of size.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::role::Role;
use domain::{ClientId, ProjectId, TaskId, UserId};
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::{random, sample};
use crate::Store;
use crate::db::exec;
use crate::error::StoreError;

/// How much to make. Entries are spread evenly over the days.
#[derive(Clone, Copy, Debug)]
pub struct Volume {
    /// Time entries.
    pub entries: u32,
    /// Users who write them.
    pub users: u32,
    /// Clients, with five projects each, with three tasks each.
    pub clients: u32,
    /// The first day.
    pub from: NaiveDate,
    /// How many days.
    pub days: u32,
}

/// Rows per statement; SQLite takes 32,766 values in one, Postgres 65,535.
const ROWS: u32 = 1_000;
/// Statements per transaction.
const STATEMENTS: usize = 20;

struct People {
    users: Vec<UserId>,
    projects: Vec<(ProjectId, Vec<TaskId>)>,
}

/// Fills a database that is set up. The same volume makes the same entries, but for their ids.
///
/// # Panics
/// Where the store refuses the people or their work.
pub async fn fill(store: &Store, volume: Volume) -> Result<(), StoreError> {
    let people = people(store, volume).await;
    let mut tx = store.begin().await?;
    for (statement, first) in (0..volume.entries).step_by(ROWS as usize).enumerate() {
        if statement > 0 && statement % STATEMENTS == 0 {
            tx.commit().await?;
            tx = store.begin().await?;
        }
        let rows = first..volume.entries.min(first.saturating_add(ROWS));
        exec!(&mut tx, |conn| {
            let mut query = QueryBuilder::new(
                "insert into time_entries (id, user_id, project_id, task_id, started_at, seconds, zone, local_date, note,
                   billable, rate_cents, rate_source, billed_source, created_at) ",
            );
            query.push_values(rows, |mut row, i| {
                let made = Made::new(i, volume, &people);
                row.push_bind(made.id)
                    .push_bind(made.user.0)
                    .push_bind(made.project.0)
                    .push_bind(made.task.0)
                    .push_bind(made.started_at)
                    .push_bind(made.seconds)
                    .push_bind("UTC")
                    .push_bind(made.started_at.date_naive())
                    .push_bind(made.note)
                    .push_bind(made.billable)
                    .push_bind(made.rate)
                    .push_bind(made.rate.map(|_| "project"))
                    .push_bind(made.billed.then_some("hand"))
                    .push_bind(made.started_at);
            });
            query.build().execute(conn).await.map(|_| ())
        })?;
    }
    tx.commit().await
}

async fn people(store: &Store, volume: Volume) -> People {
    let mut users = Vec::new();
    for i in 1..=volume.users {
        users.push(sample::add_user(store, &format!("Person {i:03}"), Role::Member).await);
    }
    let mut projects = Vec::new();
    for c in 1..=volume.clients {
        let client: ClientId = sample::add_client(store, &format!("Client {c:03}")).await;
        for p in 1..=5 {
            let project =
                sample::add_project(store, client, &format!("Project {c:03}.{p}"), Some(9_000))
                    .await;
            let mut tasks = Vec::new();
            for t in 1..=3 {
                tasks.push(sample::add_task(store, project, &format!("Task {t}")).await);
            }
            projects.push((project, tasks));
        }
    }
    People { users, projects }
}

/// One entry.
struct Made {
    id: Uuid,
    user: UserId,
    project: ProjectId,
    task: TaskId,
    started_at: DateTime<Utc>,
    seconds: i64,
    note: String,
    billable: bool,
    rate: Option<i64>,
    billed: bool,
}

impl Made {
    fn new(i: u32, volume: Volume, people: &People) -> Self {
        let dice = |sides: usize, salt: u64| die(u64::from(i) << 8 | salt, sides);
        let day = u64::from(i) * u64::from(volume.days) / u64::from(volume.entries);
        let date = volume
            .from
            .checked_add_days(Days::new(day))
            .unwrap_or(volume.from);
        let start = date.and_time(NaiveTime::MIN).and_utc()
            + TimeDelta::minutes(360 + number(dice(720, 1)));
        let (project, tasks) = &people.projects[dice(people.projects.len(), 3)];
        let billable = dice(20, 4) > 2;
        Self {
            id: domain::EntryId::new(start, &random()).0,
            user: people.users[dice(people.users.len(), 5)],
            project: *project,
            task: tasks[dice(tasks.len(), 6)],
            started_at: start,
            seconds: number(dice(47, 7) + 1) * 300,
            note: format!("Invented work no. {i}"),
            billable,
            rate: (dice(50, 8) > 0).then(|| number(dice(5, 9)) * 1_000 + 8_000),
            // What is older than two months is mostly billed.
            billed: billable && day + 60 < u64::from(volume.days) && dice(10, 10) > 0,
        }
    }
}

/// The same side for the same throw; neighbours have nothing in common (the finaliser of `SplitMix64`, Steele et al. 2014).
fn die(throw: u64, sides: usize) -> usize {
    let mut bits = throw.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    usize::try_from((bits ^ (bits >> 31)) >> 32).unwrap_or_default() % sides
}

fn number(small: usize) -> i64 {
    i64::try_from(small).unwrap_or_default()
}
