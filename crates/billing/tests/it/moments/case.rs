//! What can happen at which moment, with which tool.

use std::fmt;

use billing::Phase;
use domain::invoice::InvoiceState;

use crate::simulated::Tool;

/// How a process is disturbed at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The task panics, and the process lives on.
    Panic,
    /// The step fails, as it does when the database fails.
    Error,
    /// The process ends, and another one starts.
    Exit,
    /// The process stands still until its turn is over and another one has been at the invoice, and then goes on.
    Pause,
}

/// On the way to what the moment is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// `Create draft` is pressed.
    Create,
    /// The same, and the tool has done its work when the moment comes.
    Arrived,
    /// The same, and the transaction that writes this event fails at its end: the invoice stays in this state.
    Writing(&'static str, InvoiceState),
    /// A draft that is there is looked for, after its answer was lost.
    LookForWhatIsThere,
    /// A draft that never came is looked for.
    LookForNothing,
    /// An invoice is taken back.
    Undo,
    /// The same, and the transaction that writes this event fails at its end.
    UndoWriting(&'static str, InvoiceState),
}

/// Where the positions go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    New,
    Added,
}

/// One thing that goes wrong once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    pub moment: Moment,
    pub action: Action,
    pub tool: Tool,
    pub place: Place,
}

/// A moment, and how it is come to.
pub type Moment = (Phase, Way);

const ACTIONS: [Action; 4] = [Action::Panic, Action::Error, Action::Exit, Action::Pause];

const MOMENTS: [Moment; 18] = [
    (Phase::BeforeClaim, Way::Create),
    (
        Phase::BeforeClaim,
        Way::Writing("create_pressed", InvoiceState::Preparing),
    ),
    (Phase::AfterClaim, Way::Create),
    (Phase::BeforeSendingMark, Way::Create),
    (
        Phase::BeforeSendingMark,
        Way::Writing("sending_begun", InvoiceState::Claimed),
    ),
    (Phase::AfterSendingMark, Way::Create),
    (Phase::InFlight, Way::Create),
    (Phase::InFlight, Way::Arrived),
    (Phase::AnswerReceived, Way::Create),
    (
        Phase::AnswerReceived,
        Way::Writing("answered", InvoiceState::Sending),
    ),
    (Phase::BeforeReadBack, Way::Create),
    (Phase::BeforeDone, Way::Create),
    (
        Phase::BeforeDone,
        Way::Writing("read_back", InvoiceState::Created),
    ),
    (Phase::AfterDone, Way::Create),
    (Phase::LookedUp, Way::LookForWhatIsThere),
    (Phase::LookedUp, Way::LookForNothing),
    (Phase::Deleted, Way::Undo),
    (
        Phase::Deleted,
        Way::UndoWriting("taken_back", InvoiceState::Undoing),
    ),
];

/// All that can be, always in the same order.
pub fn all() -> Vec<Case> {
    let mut cases = Vec::new();
    for moment in MOMENTS {
        for action in ACTIONS {
            for tool in Tool::ALL {
                for place in [Place::New, Place::Added] {
                    let case = Case {
                        moment,
                        action,
                        tool,
                        place,
                    };
                    if case.is_possible() {
                        cases.push(case);
                    }
                }
            }
        }
    }
    cases
}

impl Case {
    fn is_possible(&self) -> bool {
        let by_line = matches!(self.tool, Tool::HqV1 | Tool::HqV2);
        match self.moment.1 {
            Way::Create | Way::LookForWhatIsThere | Way::LookForNothing => true,
            // Where lines are added one by one, the request that begins it only reads.
            Way::Arrived => !(by_line && self.place == Place::Added),
            // A database that fails is an error, and nothing else.
            Way::Writing(..) => self.action == Action::Error,
            Way::Undo => self.is_deleted_by_us(),
            Way::UndoWriting(..) => self.is_deleted_by_us() && self.action == Action::Error,
        }
    }

    /// Lexware Office deletes nothing for others, and a draft that was added to is not ours to delete.
    fn is_deleted_by_us(&self) -> bool {
        self.tool != Tool::Lexware && self.place == Place::New
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            moment: (phase, way),
            action,
            tool,
            place,
        } = self;
        write!(
            f,
            "{action:?} at {} ({way:?}), {tool:?}, {place:?}",
            phase.as_str()
        )
    }
}
