//! What was typed into a form that was refused.

use leptos::prelude::use_context;

/// The values and problems of one form, in the context of the page that is shown again.
#[derive(Clone, Debug, Default)]
pub struct Echo {
    form: String,
    values: Vec<(String, String)>,
    problems: Vec<(String, String)>,
}

impl Echo {
    /// An echo of what was posted; the form's own name is in its field `form`.
    pub fn new(values: Vec<(String, String)>, problems: Vec<(String, String)>) -> Self {
        let form = values
            .iter()
            .find(|(name, _)| name == "form")
            .map(|(_, form)| form.clone())
            .unwrap_or_default();
        Self {
            form,
            values,
            problems,
        }
    }

    /// The echo on this page, empty unless this very form was refused.
    pub fn of_form(form: &str) -> Self {
        use_context::<Self>()
            .filter(|echo| echo.form == form)
            .unwrap_or_default()
    }

    /// What was typed into a field.
    pub fn value(&self, name: &str) -> Option<String> {
        self.values
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.clone())
    }

    /// What is wrong with a field; the empty name is the form as a whole.
    pub fn problem(&self, name: &str) -> Option<String> {
        self.problems
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, problem)| problem.clone())
    }

    /// Whether this form was refused.
    pub fn is_refused(&self) -> bool {
        !self.problems.is_empty()
    }
}
