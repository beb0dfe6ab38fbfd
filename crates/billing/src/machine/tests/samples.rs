//! One of each state and each input.

use chrono::{DateTime, TimeDelta, Utc};
use domain::invoice::Attention;
use domain::marker::Marker;
use domain::position::PositionNo;
use providers::{Difference, Fate, Fated, RemoteStatus, What};

use crate::machine::*;

/// When everything in these tests begins.
pub fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

pub fn lease() -> Lease {
    Lease {
        owner: "host/1".to_owned(),
        until: start() + TimeDelta::seconds(90),
    }
}

pub fn watch() -> Watch {
    Watch::by_plan(start())
}

pub fn doubt(cause: Cause) -> Doubt {
    Doubt {
        cause,
        watch: watch(),
        absent_at: None,
        attention: None,
    }
}

pub fn no_answer() -> Cause {
    Cause::NoAnswer {
        detail: "the connection was reset".to_owned(),
    }
}

pub fn refusal() -> Setback {
    Setback::Invalid {
        message: "the tax rule does not fit".to_owned(),
    }
}

pub fn difference() -> Difference {
    Difference {
        what: What::Net,
        line: None,
        expected: "1520.00".to_owned(),
        found: "1520.01".to_owned(),
    }
}

pub fn remote() -> Remote {
    Remote::with_id("135582100")
}

pub fn draft(differences: Vec<Difference>) -> Draft {
    let attention = (!differences.is_empty()).then_some(Attention::Mismatch);
    Draft {
        remote: remote(),
        said: false,
        watch: watch(),
        differences,
        attention,
    }
}

pub fn billed() -> Billed {
    Billed {
        remote: remote(),
        watch: watch(),
        truth: Truth::default(),
        gone_at: None,
    }
}

fn fated() -> Fated {
    Fated {
        no: PositionNo(2),
        fate: Fate::Deleted,
    }
}

fn changed() -> Billed {
    let truth = Truth {
        fated: vec![fated()],
        ..Truth::default()
    };
    Billed { truth, ..billed() }
}

fn gone_once() -> Billed {
    Billed {
        gone_at: Some(start()),
        ..billed()
    }
}

fn gone() -> Billed {
    let truth = Truth {
        document: Document::Gone,
        ..Truth::default()
    };
    Billed {
        truth,
        ..gone_once()
    }
}

fn undo() -> Undo {
    Undo {
        remote: remote(),
        watch: watch(),
        progress: Progress {
            truth: Truth::default(),
            by_hand: false,
            refused: None,
            deleted_at: None,
        },
        gone_at: None,
        attention: None,
    }
}

fn deleted() -> Undo {
    let mut undo = undo();
    undo.progress.deleted_at = Some(start());
    undo
}

fn undo_gone_once() -> Undo {
    Undo {
        gone_at: Some(start()),
        ..undo()
    }
}

pub fn states() -> Vec<(&'static str, State)> {
    let refused = Cause::Refused { refusal: refusal() };
    let waited = Doubt {
        absent_at: Some(start()),
        ..doubt(refused.clone())
    };
    vec![
        ("preparing", State::new()),
        (
            "preparing again",
            State::Preparing {
                setback: Some(refusal()),
            },
        ),
        ("claimed", State::Claimed { lease: lease() }),
        ("sending", State::Sending { lease: lease() }),
        ("unknown", State::Unknown(doubt(no_answer()))),
        ("unknown, refused", State::Unknown(doubt(refused))),
        ("unknown, absent once", State::Unknown(waited)),
        ("created", State::Created(draft(Vec::new()))),
        (
            "created, differs",
            State::Created(draft(vec![difference()])),
        ),
        (
            "created, named",
            State::Created(Draft {
                said: true,
                ..draft(vec![difference()])
            }),
        ),
        ("done", State::Done(billed())),
        ("done, changed", State::Done(changed())),
        ("done, gone once", State::Done(gone_once())),
        ("done, gone", State::Done(gone())),
        ("undoing", State::Undoing(undo())),
        ("undoing, deleted", State::Undoing(deleted())),
        ("undoing, gone once", State::Undoing(undo_gone_once())),
        ("released", State::Released),
        ("failed", State::Failed),
    ]
}

pub fn inputs() -> Vec<(&'static str, Input)> {
    let mut inputs = vec![
        (
            "create pressed",
            Input::CreatePressed {
                lease: lease(),
                payload_sha256: "00".to_owned(),
            },
        ),
        ("discarded", Input::Discarded {}),
        ("sending begun", sending_begun()),
        (
            "not sent",
            Input::NotSent {
                setback: Setback::Cancelled,
            },
        ),
        ("abandoned", Input::Abandoned {}),
        (
            "said there",
            Input::SaidThere {
                remote_id: "7".to_owned(),
            },
        ),
        ("said another", Input::SaidAnother {}),
        ("said not there", Input::SaidNotThere {}),
        ("difference accepted", Input::DifferenceAccepted {}),
        ("kept", kept()),
        ("position released", released(false)),
        ("last one released", released(true)),
        ("undo asked", undo_asked()),
        ("undo stopped", Input::UndoStopped {}),
    ];
    inputs.extend(
        comparisons()
            .into_iter()
            .map(|(name, comparison)| (name, Input::Compared { comparison })),
    );
    inputs.extend(
        deletions()
            .into_iter()
            .map(|(name, deletion)| (name, Input::TakenBack { deletion })),
    );
    inputs.extend(
        answers()
            .into_iter()
            .map(|(name, answer)| (name, Input::Answered { answer })),
    );
    inputs.extend(
        sightings()
            .into_iter()
            .map(|(name, sighting)| (name, Input::LookedUp { sighting })),
    );
    inputs.extend(
        readings()
            .into_iter()
            .map(|(name, reading)| (name, Input::ReadBack { reading })),
    );
    inputs
}

fn kept() -> Input {
    let reason = "a discount".to_owned();
    Input::KeptAsBilled { reason }
}

fn released(last: bool) -> Input {
    Input::EntriesReleased {
        positions: vec![PositionNo(2)],
        last,
        reason: "deleted".to_owned(),
    }
}

fn undo_asked() -> Input {
    let reason = "the wrong month".to_owned();
    Input::UndoAsked { reason }
}

fn comparisons() -> Vec<(&'static str, Comparison)> {
    let seen = |status, fated| Comparison::Seen {
        remote: remote(),
        status,
        fated,
    };
    vec![
        ("seen", seen(RemoteStatus::Draft, Vec::new())),
        ("seen changed", seen(RemoteStatus::Draft, vec![fated()])),
        ("seen final", seen(RemoteStatus::Finalised, Vec::new())),
        ("seen cancelled", seen(RemoteStatus::Cancelled, Vec::new())),
        ("taken out", Comparison::TakenOut),
        ("not seen", Comparison::Gone),
        ("cannot compare", Comparison::Unavailable(unavailable())),
    ]
}

fn deletions() -> Vec<(&'static str, Deletion)> {
    vec![
        ("deletion executed", Deletion::Executed),
        ("deletion by hand", Deletion::ByHand),
        (
            "deletion refused",
            Deletion::Refused {
                message: "locked".to_owned(),
            },
        ),
        ("deletion unclear", Deletion::Unclear(unavailable())),
    ]
}

fn sending_begun() -> Input {
    let marker = Marker::new(start().date_naive(), [1, 2, 3, 4]);
    Input::SendingBegun {
        attempt: 1,
        reference: Some(marker.to_string()),
        marker: Some(marker),
        lease: lease(),
    }
}

fn answers() -> Vec<(&'static str, Answer)> {
    vec![
        (
            "executed",
            Answer::Executed {
                remote_id: "135582100".to_owned(),
            },
        ),
        ("not executed", Answer::NotExecuted(Setback::Unauthorized)),
        ("refused", Answer::Refused(refusal())),
        ("unclear", Answer::Unclear(no_answer())),
    ]
}

fn sightings() -> Vec<(&'static str, Sighting)> {
    vec![
        (
            "found",
            Sighting::Found {
                remote_id: "135582100".to_owned(),
            },
        ),
        (
            "found many",
            Sighting::FoundMany {
                remote_ids: vec!["1".to_owned(), "2".to_owned()],
            },
        ),
        ("absent", Sighting::Absent),
        (
            "inconclusive",
            Sighting::Inconclusive {
                detail: "a page is missing".to_owned(),
                ask: false,
            },
        ),
        ("cannot look", Sighting::Unavailable(unavailable())),
    ]
}

fn readings() -> Vec<(&'static str, Reading)> {
    vec![
        ("agrees", Reading::Agrees(remote())),
        (
            "differs",
            Reading::Differs {
                remote: remote(),
                differences: vec![difference()],
            },
        ),
        ("gone", Reading::Gone),
        ("cannot read", Reading::Unavailable(unavailable())),
    ]
}

pub fn unavailable() -> Unavailable {
    Unavailable {
        detail: "HTTP 503".to_owned(),
        reconnect: false,
        not_before: None,
    }
}
