//! Every setting there is: the one table that is read, printed and documented.

/// One environment variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its name.
    pub name: &'static str,
    /// What counts where it is not set; empty where that is nothing, or follows from other settings.
    pub default: &'static str,
    /// What it means, in a sentence or two of Markdown.
    pub meaning: &'static str,
}

macro_rules! settings {
    ($($name:ident = $variable:literal, $default:literal, $meaning:literal;)+) => {
        $(#[doc = $meaning]
        pub const $name: Setting = Setting { name: $variable, default: $default, meaning: $meaning };)+

        /// All of them, in the order of the documentation.
        pub const ALL: &[Setting] = &[$($name),+];
    };
}

settings! {
    DATABASE_URL = "DATABASE_URL", "", "`sqlite:PATH`, or `postgres://user:password@host/database`. Without it: `billhour.db` in the data folder.";
    LISTEN = "BILLHOUR_LISTEN", "127.0.0.1:3000", "Address and port to listen on. Port 0 takes a free one.";
    ORIGIN = "BILLHOUR_ORIGIN", "", "What people type to get here, for example `https://billhour.example.com`: links begin with it, and forms are taken from pages of it only. Without it: `http://` and the address listened on.";
    ALLOW_HTTP = "BILLHOUR_ALLOW_HTTP", "0", "`1` allows an origin of plain http that is not on this machine. Passwords and sessions can then be read on the way.";
    DATA = "BILLHOUR_DATA", "billhour-data", "Folder of the SQLite database, of uploads that are being read, and of what stays with this installation: its name, and the journal of what it has sent. It must outlive restarts; restore a backup of the database alone.";
    KEY_FILE = "BILLHOUR_KEY_FILE", "billhour.key", "File of the key that seals the credentials of billing tools. It is made at the first start; keep a copy apart from the database's backups.";
    TRUSTED_PROXIES = "BILLHOUR_TRUSTED_PROXIES", "", "Addresses or networks of reverse proxies whose `X-Forwarded-For` is believed, with commas between, for example `127.0.0.1, 10.0.0.0/8`.";
    SITE = "BILLHOUR_SITE", "", "Folder of style sheet and browser code. Without it: `site` beside the program or one folder up, then `target/site`.";
    SEVDESK_URL = "BILLHOUR_SEVDESK_URL", "https://my.sevdesk.de", "Where sevDesk is. Plain http is for loopback addresses only.";
    LEXWARE_URL = "BILLHOUR_LEXWARE_URL", "https://api.lexware.io", "Where the API of Lexware Office is.";
    LEXWARE_APP_URL = "BILLHOUR_LEXWARE_APP_URL", "https://app.lexware.de", "Where the pages of Lexware Office are, for links.";
    LEXWARE_AUTH_URL = "BILLHOUR_LEXWARE_AUTH_URL", "https://app.lexware.de", "Where Lexware Office asks for consent.";
    LEXWARE_CLIENT_ID = "BILLHOUR_LEXWARE_CLIENT_ID", "", "The OAuth client that Lexware registered for this Billhour, with the redirect URI `<origin>/oauth/lexware/callback`. Without it an admin connects Lexware Office by an API key.";
    LEXWARE_CLIENT_SECRET = "BILLHOUR_LEXWARE_CLIENT_SECRET", "", "Its secret.";
    HQ_URL = "BILLHOUR_HQ_URL", "https://api.hellohq.io", "Where the API of HQ is.";
    SESSION_IDLE_HOURS = "BILLHOUR_SESSION_IDLE_HOURS", "12", "After so many hours without a request one has to sign in again.";
    SESSION_DAYS = "BILLHOUR_SESSION_DAYS", "14", "After so many days one has to sign in again in any case.";
    SIGN_INS_PER_MINUTE = "BILLHOUR_SIGN_INS_PER_MINUTE", "10", "How many attempts to sign in, and uses of one-time links, are taken from one address (of IPv6: one /64 network) in a minute.";
    FAILED_SIGN_INS = "BILLHOUR_FAILED_SIGN_INS", "5", "After so many wrong passwords for one account from one address each further attempt has to wait, first a second, in the end a quarter of an hour.";
    QUIET_PERIOD_SECONDS = "BILLHOUR_QUIET_PERIOD_SECONDS", "900", "How long a draft whose creation was not answered is looked for before it counts as not there. Shorter than a billing tool's slowest write, this can lead to a second draft.";
    ABSENCE_GAP_SECONDS = "BILLHOUR_ABSENCE_GAP_SECONDS", "300", "How far apart the two looks are that, after the quiet period, prove a draft absent.";
    REFUSAL_GAP_SECONDS = "BILLHOUR_REFUSAL_GAP_SECONDS", "60", "The same after the billing tool has refused a draft: then no quiet period is needed.";
    LEASE_SECONDS = "BILLHOUR_LEASE_SECONDS", "90", "How long one process may take to send a draft; longer than a request can take.";
    PAUSE_AT = "BILLHOUR_PAUSE_AT", "", "Test aid: `after_claim:5000` says `phase after_claim` on standard error and waits that many milliseconds there.";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_name_is_there_once() {
        let names: BTreeSet<_> = ALL.iter().map(|setting| setting.name).collect();
        assert_eq!(names.len(), ALL.len());
    }
}
