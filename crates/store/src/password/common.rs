//! Passwords that anybody would try first.

use crate::email::Email;

/// Whether a password is on the list below, made of few characters or of neighbours, or hardly more than the address.
pub(super) fn is_common(password: &str, email: &Email) -> bool {
    let password = password.to_lowercase();
    COMMON.contains(&password.as_str())
        || has_few_characters(&password)
        || is_a_run(&password)
        || is_like(&password, email.as_str())
}

fn has_few_characters(password: &str) -> bool {
    let mut seen: Vec<char> = Vec::new();
    for letter in password.chars() {
        if !seen.contains(&letter) {
            seen.push(letter);
        }
    }
    seen.len() < 5
}

/// `abcdefghijkl` and `210987654321`, with 0 after 9.
fn is_a_run(password: &str) -> bool {
    let follows = |a: char, b: char| u32::from(a) + 1 == u32::from(b) || (a, b) == ('9', '0');
    let letters: Vec<char> = password.chars().collect();
    letters.windows(2).all(|pair| follows(pair[0], pair[1]))
        || letters.windows(2).all(|pair| follows(pair[1], pair[0]))
}

/// The address, or the part before its `@`, with nothing but digits and signs around it.
fn is_like(password: &str, email: &str) -> bool {
    let letters = |text: &str| -> String { text.chars().filter(|c| c.is_alphabetic()).collect() };
    let local = email.split('@').next().unwrap_or_default();
    let password = letters(password);
    password == letters(email) || password == letters(local)
}

/// Of the lists of the most used passwords, those of twelve characters and more; some German ones, and ours.
const COMMON: [&str; 44] = [
    "1234qwerasdf",
    "123qweasdzxc",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "abc123456789",
    "abcd12345678",
    "administrator",
    "adminadminadmin",
    "asdfghjkl123",
    "billhour1234",
    "billhourbillhour",
    "changeme1234",
    "changemeplease",
    "correct horse battery staple",
    "correcthorsebatterystaple",
    "dragon123456",
    "football1234",
    "fussball1234",
    "geheim123456",
    "geheimgeheim",
    "hallo1234567",
    "hallohallohallo",
    "iloveyou1234",
    "letmein12345",
    "passw0rd1234",
    "password1234",
    "password12345",
    "password123456",
    "passwordpassword",
    "passwort1234",
    "passwort12345",
    "passwort123456",
    "passwortpasswort",
    "q1w2e3r4t5y6",
    "qwerty123456",
    "qwertyqwerty",
    "qwertyuiop12",
    "qwertyuiop123",
    "qwertzuiop12",
    "qwertzuiop123",
    "sommer123456",
    "superman1234",
    "welcome12345",
    "willkommen12",
];
