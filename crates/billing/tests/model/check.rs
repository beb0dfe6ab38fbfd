//! What must hold at every moment, and in the end.

use std::collections::BTreeSet;

use billing::State;

use crate::world::{World, remote_of};

/// What must hold after each step; an error says what does not.
pub fn always(world: &World) -> Result<(), String> {
    for (number, entry) in world.db.entries.iter().enumerate() {
        let on: Vec<usize> = world
            .tool
            .live()
            .filter(|(_, draft)| !draft.is_much_later)
            .filter(|(_, draft)| draft.lines.iter().any(|line| line.entry == number))
            .map(|(id, _)| id)
            .collect();
        if on.len() > 1 {
            return Err(format!("entry {number} is on the drafts {on:?}"));
        }
        if let Some(invoice) = entry.billed_by {
            billed(world, number, invoice)?;
        }
    }
    let mut markers = BTreeSet::new();
    for (id, draft) in world.tool.live() {
        if !markers.insert(&draft.marker) {
            return Err(format!("the marker of draft {id} is on another one, too"));
        }
    }
    for (number, invoice) in world.db.invoices.iter().enumerate() {
        let named = remote_of(&invoice.state).map(|id| id.parse::<usize>().unwrap());
        if let Some(id) = named.filter(|id| world.tool.drafts[*id].invoice != number) {
            return Err(format!("invoice {number} names draft {id} of another one"));
        }
    }
    for (id, draft) in world.tool.live().filter(|(_, draft)| !draft.is_much_later) {
        for line in &draft.lines {
            let entry = &world.db.entries[line.entry];
            let owner = entry.claimed_by.or(entry.billed_by);
            if owner != Some(draft.invoice) {
                return Err(format!(
                    "entry {} is on draft {id}, but belongs to {owner:?}",
                    line.entry
                ));
            }
        }
    }
    Ok(())
}

/// A billed entry is on the very draft that its invoice names, with the same seconds.
fn billed(world: &World, entry: usize, invoice: usize) -> Result<(), String> {
    let id = match &world.db.invoices[invoice].state {
        State::Done(billed) => &billed.remote.id,
        // On its way back it may be deleted already.
        State::Undoing(_) => return Ok(()),
        other => {
            return Err(format!(
                "entry {entry} is billed on an invoice that is {:?}",
                other.name()
            ));
        }
    };
    let draft = world
        .tool
        .live()
        .find(|(number, _)| number.to_string() == *id);
    let Some((_, draft)) = draft else {
        return Err(format!(
            "entry {entry} is billed, but there is no draft {id}"
        ));
    };
    let seconds = world.db.entries[entry].seconds;
    let has = draft
        .lines
        .iter()
        .any(|line| line.entry == entry && line.seconds == seconds);
    if has {
        Ok(())
    } else {
        Err(format!(
            "draft {id} does not have entry {entry} with its {seconds} s"
        ))
    }
}

/// What must hold when nothing is left to do: every invoice has come to an end, or a person is asked.
pub fn finally(world: &World) -> Result<(), String> {
    for (number, invoice) in world.db.invoices.iter().enumerate() {
        let rests = matches!(
            invoice.state,
            State::Preparing { .. } | State::Done(_) | State::Released | State::Failed
        );
        let holds = world
            .db
            .entries
            .iter()
            .any(|entry| entry.claimed_by == Some(number));
        let asks = invoice.state.attention().is_some();
        if (!rests || holds) && !asks {
            return Err(format!("invoice {number} is stuck: {:?}", invoice.state));
        }
    }
    for (id, draft) in world.tool.live() {
        let named = remote_of(&world.db.invoices[draft.invoice].state);
        if named != Some(&id.to_string()) && !world.told_of.contains(&id) {
            return Err(format!("nobody knows of draft {id}"));
        }
    }
    Ok(())
}
