//! The billing tool: it commits now, late or never, answers or not, and its lists lag, fail, or ignore the filter.

use billing::{Answer, Cause, Setback, Sighting, Unavailable};
use chrono::{DateTime, TimeDelta, Utc};

use crate::bug::Bug;
use crate::database::Line;
use crate::dice::Dice;

/// The longest time between a request and its draft, in seconds.
const LATEST_COMMIT: i64 = 8 * 60;
/// The longest time between a draft and its place in lists. Together they are longer than the quiet period, and shorter
/// than the quiet period and the time between two absences.
const LONGEST_LAG: i64 = 11 * 60;
/// The same for a request that was held up somewhere for hours, in the worlds where that happens.
const MUCH_LATER: i64 = 4 * 3600;

/// A draft.
#[derive(Clone, Debug)]
pub struct Draft {
    pub marker: String,
    pub invoice: usize,
    pub lines: Vec<Line>,
    pub there_at: DateTime<Utc>,
    pub listed_at: DateTime<Utc>,
    pub deleted: bool,
    pub finalised: bool,
    /// Whether it came so late that no waiting helps: then somebody has to be told of it.
    pub is_much_later: bool,
}

/// The tool.
pub struct Tool {
    pub drafts: Vec<Draft>,
    /// Whether anything goes wrong.
    pub is_faulty: bool,
    /// Whether requests can be held up for hours.
    pub is_slow: bool,
}

/// What a reader of one draft sees.
pub enum Read {
    Draft(Draft),
    Gone,
    Unavailable,
}

impl Tool {
    pub const fn new(is_slow: bool) -> Self {
        Self {
            drafts: Vec::new(),
            is_faulty: true,
            is_slow,
        }
    }

    /// The creating call. The answer is what is heard, if the caller lives long enough.
    pub fn create(
        &mut self,
        invoice: usize,
        marker: &str,
        lines: &[Line],
        now: DateTime<Utc>,
        dice: &mut Dice,
    ) -> Answer {
        let fate = if self.is_faulty { dice.roll(10) } else { 9 };
        let is_much_later = self.is_slow && fate == 1 && dice.chance(60);
        let latest = if is_much_later {
            MUCH_LATER
        } else {
            LATEST_COMMIT
        };
        let late = TimeDelta::seconds(dice.seconds_or_nearly(latest));
        let commits_after = match fate {
            0 | 4 | 5 => None,
            1 => Some(late),
            6 if dice.chance(50) => None,
            7 if dice.chance(50) => Some(late),
            _ => Some(TimeDelta::zero()),
        };
        let mut id = String::new();
        if let Some(after) = commits_after {
            id = self.drafts.len().to_string();
            // A tool whose refusals prove nothing is asked again at once: its lists must not lag.
            let lag = if fate == 6 { 1 } else { LONGEST_LAG };
            let lag = TimeDelta::seconds(dice.seconds_or_nearly(lag));
            let mut lines = lines.to_vec();
            // Some tools round, or swallow what they do not like.
            if self.is_faulty && dice.chance(5) {
                lines[0].seconds += 1;
            }
            self.drafts.push(Draft {
                marker: marker.to_owned(),
                invoice,
                lines,
                there_at: now + after,
                listed_at: now + after + lag,
                deleted: false,
                finalised: false,
                is_much_later,
            });
        }
        match fate {
            0..=3 => Answer::Unclear(Cause::NoAnswer {
                detail: String::new(),
            }),
            4 => Answer::NotExecuted(Setback::Unauthorized),
            5 | 6 => Answer::Refused(Setback::Invalid {
                message: String::new(),
            }),
            7 => Answer::Unclear(Cause::Status {
                status: 500,
                detail: String::new(),
            }),
            _ => Answer::Executed { remote_id: id },
        }
    }

    /// The look-up by marker, with the mistakes that an adapter can make.
    pub fn find(
        &self,
        marker: &str,
        now: DateTime<Utc>,
        dice: &mut Dice,
        bug: Option<Bug>,
    ) -> Sighting {
        let fault = if self.is_faulty { dice.roll(10) } else { 9 };
        if fault == 0 {
            return if bug == Some(Bug::FailedListIsAbsence) {
                Sighting::Absent
            } else {
                Sighting::Unavailable(unavailable())
            };
        }
        // 1: an empty list by mistake; 2: the filter is ignored.
        let listed = |draft: &&(usize, &Draft)| {
            let (_, draft) = draft;
            !draft.deleted && draft.listed_at <= now && (fault == 2 || draft.marker == marker)
        };
        let all: Vec<(usize, &Draft)> = self.drafts.iter().enumerate().collect();
        let rows: Vec<_> = all.iter().filter(listed).filter(|_| fault != 1).collect();
        let canary_is_seen = fault != 1;
        let is_ours =
            |row: &&&(usize, &Draft)| bug == Some(Bug::TrustsTheFilter) || row.1.marker == marker;
        let ours: Vec<String> = rows
            .iter()
            .filter(is_ours)
            .map(|(id, _)| id.to_string())
            .collect();
        match ours.as_slice() {
            [] if !canary_is_seen && bug != Some(Bug::NoCanary) => Sighting::Inconclusive {
                detail: "the canary is not seen".to_owned(),
                ask: false,
            },
            [] => Sighting::Absent,
            [one] => Sighting::Found {
                remote_id: one.clone(),
            },
            _ if bug == Some(Bug::TrustsTheFilter) => Sighting::Found {
                remote_id: ours[0].clone(),
            },
            _ => Sighting::FoundMany { remote_ids: ours },
        }
    }

    /// Reads one draft by its id, which no list has anything to do with.
    pub fn read(&self, id: &str, now: DateTime<Utc>, dice: &mut Dice) -> Read {
        if self.is_faulty && dice.chance(10) {
            return Read::Unavailable;
        }
        let draft = self.drafts.get(id.parse::<usize>().unwrap());
        match draft.filter(|draft| !draft.deleted && draft.there_at <= now) {
            Some(draft) => Read::Draft(draft.clone()),
            None => Read::Gone,
        }
    }

    /// Deletes a draft; answers whether the tool says so.
    pub fn delete(&mut self, id: &str, dice: &mut Dice) -> bool {
        let fate = if self.is_faulty { dice.roll(6) } else { 5 };
        let draft = &mut self.drafts[id.parse::<usize>().unwrap()];
        if fate != 0 && !draft.finalised {
            draft.deleted = true;
        }
        fate > 1 && draft.deleted
    }

    /// What is there, or surely will be.
    pub fn live(&self) -> impl Iterator<Item = (usize, &Draft)> {
        let drafts = self.drafts.iter().enumerate();
        drafts.filter(|(_, draft)| !draft.deleted)
    }
}

/// A tool that cannot be asked.
pub const fn unavailable() -> Unavailable {
    Unavailable {
        detail: String::new(),
        reconnect: false,
        not_before: None,
    }
}
