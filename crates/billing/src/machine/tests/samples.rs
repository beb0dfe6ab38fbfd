//! One of each state and each input.

use chrono::{DateTime, TimeDelta, Utc};
use domain::invoice::Attention;
use domain::marker::Marker;
use providers::{Difference, What};

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
        watch: watch(),
        differences,
        attention,
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
        ("done", State::Done(remote())),
        ("undoing", State::Undoing(remote())),
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
        ("said not there", Input::SaidNotThere {}),
        ("difference accepted", Input::DifferenceAccepted {}),
    ];
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
