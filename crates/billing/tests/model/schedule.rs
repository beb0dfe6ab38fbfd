//! One schedule: what happens, in an order that a number decides.

use std::fmt;

use billing::State;
use chrono::TimeDelta;

use crate::bug::Bug;
use crate::check;
use crate::people::{edit, meddle, press};
use crate::process::Task;
use crate::world::{World, next_check};

/// How many things happen before everybody comes to rest.
const EVENTS: u32 = 300;

/// What happened in a schedule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub drafts: usize,
    pub done: usize,
    pub undone: usize,
    pub asked: usize,
    pub crashes: u32,
}

impl Told {
    pub fn add(&mut self, other: &Self) {
        self.drafts += other.drafts;
        self.done += other.done;
        self.undone += other.undone;
        self.asked += other.asked;
        self.crashes += other.crashes;
    }
}

/// What must never be.
#[derive(Debug)]
pub struct Violation {
    pub seed: u64,
    pub event: u32,
    pub what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "seed {}, event {}: {}", self.seed, self.event, self.what)
    }
}

/// Runs the schedule of a seed; `tells` prints each event.
pub fn run(seed: u64, bug: Option<Bug>, tells: bool) -> Result<Told, Violation> {
    let mut world = World::new(seed, bug);
    let violation = |event, what| Violation { seed, event, what };
    for event in 0..EVENTS {
        let what = happen(&mut world);
        if tells {
            println!("{event:4} {} {what}", world.now);
        }
        check::always(&world).map_err(|what| violation(event, what))?;
    }
    come_to_rest(&mut world, check::always).map_err(|what| violation(EVENTS, what))?;
    check::finally(&world).map_err(|what| violation(EVENTS, what))?;
    let states = world.db.invoices.iter().map(|invoice| &invoice.state);
    Ok(Told {
        drafts: world.tool.live().count(),
        done: states
            .clone()
            .filter(|state| matches!(state, State::Done(_)))
            .count(),
        undone: states
            .clone()
            .filter(|state| matches!(state, State::Released))
            .count(),
        asked: states.filter(|state| state.attention().is_some()).count(),
        crashes: world.crashes,
    })
}

/// Something happens; answers what.
fn happen(world: &mut World) -> String {
    let process = world.dice.pick(world.processes.len());
    match world.dice.roll(20) {
        0..=1 => wait(world, 20),
        2 => wait(world, 400),
        3 => wait(world, 1_500),
        4..=11 => go_on(world, process),
        12..=13 => press(world, process),
        14 => edit(world, process),
        15..=16 if world.processes[process].runs(world.now) => {
            world.work(process);
            format!("p{process} works")
        }
        17 => crash_or_boot(world, process),
        18 => suspend(world, process),
        _ => meddle(world),
    }
}

fn wait(world: &mut World, most: i64) -> String {
    let seconds = world.dice.seconds(most);
    world.now += TimeDelta::seconds(seconds);
    format!("{seconds} s pass")
}

fn go_on(world: &mut World, process: usize) -> String {
    if !world.processes[process].runs(world.now) {
        return format!("p{process} does not run");
    }
    let ready = world.processes[process].ready(world.now);
    if ready.is_empty() {
        return format!("p{process} has nothing to do");
    }
    let index = ready[world.dice.pick(ready.len())];
    let task = world.processes[process].tasks.remove(index);
    let what = format!("p{process}: {task:?}");
    world.go_on(process, task);
    what
}

fn crash_or_boot(world: &mut World, process: usize) -> String {
    if world.processes[process].is_alive && world.dice.chance(60) {
        return format!("p{process} lives on");
    }
    if world.processes[process].is_alive {
        world.processes[process].is_alive = false;
        world.processes[process].tasks.clear();
        world.crashes += 1;
        format!("p{process} dies")
    } else {
        world.boot(process);
        format!("p{process} starts")
    }
}

fn suspend(world: &mut World, process: usize) -> String {
    let seconds = world.dice.seconds(900);
    world.processes[process].suspended_until = Some(world.now + TimeDelta::seconds(seconds));
    format!("p{process} is suspended for {seconds} s")
}

/// Nothing goes wrong any more: everybody runs, and does what is due.
fn come_to_rest(
    world: &mut World,
    check: impl Fn(&World) -> Result<(), String>,
) -> Result<(), String> {
    world.tool.is_faulty = false;
    for process in 0..world.processes.len() {
        if !world.processes[process].is_alive {
            world.boot(process);
        }
        world.processes[process].suspended_until = None;
    }
    for _ in 0..100 {
        while let Some(process) = with_work(world) {
            go_on(world, process);
            check(world)?;
        }
        let Some(due) = next_due(world) else {
            world.now += TimeDelta::hours(6);
            world.look_for_late();
            return Ok(());
        };
        world.now = world.now.max(due);
        world.work(0);
    }
    Ok(())
}

fn with_work(world: &World) -> Option<usize> {
    (0..world.processes.len())
        .find(|process| !world.processes[*process].ready(world.now).is_empty())
}

/// The next moment at which something is to be done. Billed documents are watched for months; nobody waits for that.
fn next_due(world: &World) -> Option<chrono::DateTime<chrono::Utc>> {
    let answers = world.processes.iter().flat_map(|process| &process.tasks);
    let answers = answers.filter_map(|task| match task {
        Task::Hear { at, .. } => Some(*at),
        Task::Note { known_at, .. } => Some(*known_at),
        _ => None,
    });
    let invoices = world.db.invoices.iter().enumerate();
    let invoices = invoices.filter_map(|(number, invoice)| match &invoice.state {
        State::Done(_) => None,
        _ if world.is_being_asked(number) => None,
        state => state
            .lease()
            .map_or_else(|| next_check(state), |lease| Some(lease.until)),
    });
    answers.chain(invoices).min()
}
