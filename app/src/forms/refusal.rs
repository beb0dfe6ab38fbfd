//! Why a form was not carried out.

use axum::response::{IntoResponse, Redirect, Response};

use crate::context::PageError;
use crate::forms::Posted;

/// Why a form was not carried out.
#[derive(Debug)]
pub enum Refusal {
    /// What is wrong with which field; the empty field is the form as a whole.
    Problems(Vec<(&'static str, String)>),
    /// Nothing that the reader typed is to blame.
    Page(PageError),
}

impl Refusal {
    /// One problem of one field.
    pub fn of(field: &'static str, problem: String) -> Self {
        Self::Problems(vec![(field, problem)])
    }

    /// One problem of the form as a whole.
    pub fn whole(problem: String) -> Self {
        Self::of("", problem)
    }
}

impl<E: Into<PageError>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self::Page(error.into())
    }
}

/// Collects what is wrong with the fields of a form, so that all of it is said at once.
#[derive(Debug, Default)]
pub struct Problems(Vec<(&'static str, String)>);

impl Problems {
    /// The value of a field, or `None` once its problem is noted.
    pub fn take<T>(&mut self, field: &'static str, read: Result<T, String>) -> Option<T> {
        read.map_err(|problem| self.0.push((field, problem))).ok()
    }

    /// The form is refused with what was noted.
    pub fn refuse(self) -> Refusal {
        Refusal::Problems(self.0)
    }
}

impl Posted {
    /// Ends a form: on to another page (303), or its own page again with what was typed and what is wrong with it.
    pub async fn finish(self, done: Result<String, Refusal>) -> Response {
        let error = match done {
            Ok(url) => return Redirect::to(&url).into_response(),
            Err(Refusal::Problems(problems)) => return self.again(problems).await,
            Err(Refusal::Page(error)) => error,
        };
        let (what, hint) = error.say(self.cx.locale);
        let mut response = self.again(vec![("", format!("{what}. {hint}"))]).await;
        *response.status_mut() = error.status();
        response
    }
}

#[cfg(test)]
mod tests {
    use store::StoreError;

    use super::*;

    #[test]
    fn all_problems_of_a_form_are_kept() {
        let mut problems = Problems::default();
        assert_eq!(problems.take("a", Ok::<_, String>(1)), Some(1));
        assert_eq!(problems.take("b", Err::<i32, _>("first".into())), None);
        assert_eq!(problems.take("c", Err::<i32, _>("second".into())), None);
        let Refusal::Problems(kept) = problems.refuse() else {
            panic!("not problems")
        };
        assert_eq!(
            kept,
            [("b", "first".to_owned()), ("c", "second".to_owned())]
        );
    }

    #[test]
    fn a_failed_database_is_nobodys_input() {
        let refusal = Refusal::from(StoreError::Password);
        assert!(matches!(refusal, Refusal::Page(PageError::Store(_))));
    }
}
