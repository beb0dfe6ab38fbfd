//! What people do: press, edit, check, take back, and work in the tool.

use billing::{Input, State};

use crate::process::Task;
use crate::world::World;

/// How many invoices a world has at most.
const MOST_INVOICES: usize = 12;

/// A person presses `Create draft`, mostly after making the positions anew.
pub fn press(world: &mut World, process: usize) -> String {
    let invoice = world.dice.pick(world.db.invoices.len());
    if !world.processes[process].runs(world.now) {
        return format!("p{process} does not run");
    }
    let lines = world.db.invoices[invoice].lines.iter();
    let entries: Vec<usize> = lines.map(|line| line.entry).collect();
    match world.db.invoices[invoice].state {
        State::Preparing { .. } if world.dice.chance(70) => {
            world.db.invoices[invoice].lines = world.db.lines_now(&entries);
        }
        // What was taken back is billed anew.
        State::Released if world.db.invoices.len() < MOST_INVOICES => world.db.begin(&entries),
        _ => {}
    }
    world.processes[process].tasks.push(Task::Press { invoice });
    format!("somebody presses for invoice {invoice}")
}

/// A person edits an entry: the page shows it only where it is free, and saves it later.
pub fn edit(world: &mut World, process: usize) -> String {
    let number = world.dice.pick(world.db.entries.len());
    let entry = &world.db.entries[number];
    if entry.claimed_by.is_some() || entry.billed_by.is_some() {
        return format!("entry {number} is locked");
    }
    let seconds = entry.seconds + 1;
    world.processes[process].tasks.push(Task::Save {
        entry: number,
        seconds,
    });
    format!("somebody edits entry {number}")
}

/// A person checks now, takes an invoice back, finalises a draft in the tool, or says that there is none after looking there.
pub fn meddle(world: &mut World) -> String {
    let number = world.dice.pick(world.db.invoices.len());
    let fence = world.db.invoices[number].fence;
    match &world.db.invoices[number].state {
        State::Done(_) if world.dice.chance(50) => {
            let reason = String::new();
            world
                .db
                .apply(number, fence, Input::UndoAsked { reason }, world.now);
            format!("somebody takes invoice {number} back")
        }
        State::Done(billed) if world.dice.chance(20) => {
            let id: usize = billed.remote.id.parse().unwrap();
            world.tool.drafts[id].finalised = true;
            format!("somebody finalises draft {id}")
        }
        State::Unknown(_) if world.dice.chance(70) => {
            if world.processes[0].runs(world.now) && !world.is_being_asked(number) {
                let ask = Task::Ask { invoice: number };
                world.processes[0].tasks.push(ask);
            }
            format!("somebody checks invoice {number} now")
        }
        State::Unknown(_) => {
            let arrives = world.tool.live().any(|(_, draft)| draft.invoice == number);
            if arrives {
                return format!("somebody sees the draft of invoice {number}");
            }
            world
                .db
                .apply(number, fence, Input::SaidNotThere {}, world.now);
            format!("somebody says that there is no draft of invoice {number}")
        }
        _ => "nobody meddles".to_owned(),
    }
}
