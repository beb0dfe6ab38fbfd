//! Pieces of pages: data in, markup out.

mod action;
mod archived;
mod ask_before_leaving;
mod check_field;
mod crumbs;
mod done;
mod field;
mod form_problem;
mod frame;
mod grouped_select;
mod icons;
mod moment;
mod notice;
mod page;
mod settings_tabs;
mod zone_field;

pub use action::{ActionButton, Confirm};
pub use archived::{ArchivedMark, Keeping};
pub use ask_before_leaving::AskBeforeLeaving;
pub use check_field::CheckField;
pub use crumbs::Crumbs;
pub use done::Done;
pub use field::{Choice, HiddenField, SelectField, TextArea, TextField};
pub use form_problem::FormProblem;
pub use frame::Frame;
pub use grouped_select::{ChoiceGroup, GroupedSelect};
pub use icons::Icon;
pub use moment::{moment, moment_exact, moment_text};
pub use notice::Notice;
pub use page::{Title, page};
pub use settings_tabs::SettingsTabs;
pub use zone_field::ZoneField;
