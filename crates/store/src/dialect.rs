//! All that differs between the two databases although the statements are the same, each with its reason.

/// The trigger that refuses changes of entries on an invoice. It raises a code of its own on Postgres; SQLite's
/// `raise` carries nothing but a message.
pub(crate) fn is_locked_entry(error: &sqlx::Error) -> bool {
    let Some(error) = error.as_database_error() else {
        return false;
    };
    error.code().as_deref() == Some("BH001") || error.message() == "entry is on an invoice"
}
