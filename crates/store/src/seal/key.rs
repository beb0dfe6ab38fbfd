//! The key with which secrets are sealed, in a file of its own.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret as _, SecretBox};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// 256 bits. It has no `Debug`, so that it cannot reach a log.
pub struct SealKey {
    bytes: SecretBox<[u8; 32]>,
    id: String,
}

/// Why a key file was not used.
#[derive(Debug, Error)]
pub enum SealKeyProblem {
    /// There is no such file.
    #[error("the key file {0} does not exist: without it, connected billing tools cannot be used")]
    Missing(PathBuf),
    /// A new key was to be made, but there is one: it is never overwritten.
    #[error("the key file {0} exists already")]
    Exists(PathBuf),
    /// Others than its owner may read it.
    #[error("the key file {path} is open to others (mode {mode:04o}): run `chmod 600 {path}`")]
    Open {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// It holds something else.
    #[error("the key file {0} does not hold a key: 64 hexadecimal digits")]
    NotAKey(PathBuf),
    /// It could not be read or written.
    #[error("the key file {path} cannot be used: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl SealKey {
    /// Reads the key from a file that nobody but its owner may read.
    pub fn load(path: &Path) -> Result<Self, SealKeyProblem> {
        let file = File::open(path).map_err(|error| problem(path, error))?;
        let mode = file
            .metadata()
            .map_err(|error| problem(path, error))?
            .permissions()
            .mode()
            & 0o777;
        if mode & 0o077 != 0 {
            return Err(SealKeyProblem::Open {
                path: path.to_owned(),
                mode,
            });
        }
        let text = Zeroizing::new(io::read_to_string(file).map_err(|error| problem(path, error))?);
        let mut bytes = Zeroizing::new([0; 32]);
        hex::decode_to_slice(text.trim(), bytes.as_mut_slice())
            .map_err(|_| SealKeyProblem::NotAKey(path.to_owned()))?;
        Ok(Self::of(&bytes))
    }

    /// Makes a key file of 32 random bytes, durable before anything is sealed with it.
    pub fn create(path: &Path, random: &[u8; 32]) -> Result<Self, SealKeyProblem> {
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)
            .map_err(|error| problem(path, error))?;
        let text = Zeroizing::new(format!("{}\n", hex::encode(random)));
        file.write_all(text.as_bytes())
            .and_then(|()| file.sync_all())
            .map_err(|error| problem(path, error))?;
        Ok(Self::of(random))
    }

    /// What the rows sealed with it name: enough to tell keys apart, nothing about the key.
    pub fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn of(bytes: &[u8; 32]) -> Self {
        let hash = Sha256::new()
            .chain_update(b"billhour seal key id")
            .chain_update(bytes)
            .finalize();
        Self {
            bytes: SecretBox::new(Box::new(*bytes)),
            id: hex::encode(&hash[..8]),
        }
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        self.bytes.expose_secret()
    }
}

fn problem(path: &Path, error: io::Error) -> SealKeyProblem {
    let path = path.to_owned();
    match error.kind() {
        io::ErrorKind::NotFound => SealKeyProblem::Missing(path),
        io::ErrorKind::AlreadyExists => SealKeyProblem::Exists(path),
        // A file that is no text is no key either.
        io::ErrorKind::InvalidData => SealKeyProblem::NotAKey(path),
        _ => SealKeyProblem::Io {
            path,
            source: error,
        },
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn in_folder(test: impl FnOnce(&Path)) {
        let folder = tempfile::tempdir().unwrap();
        test(&folder.path().join("key"));
    }

    #[test]
    fn a_key_is_made_once_and_read_back() {
        in_folder(|path| {
            assert!(matches!(
                SealKey::load(path),
                Err(SealKeyProblem::Missing(_))
            ));
            let made = SealKey::create(path, &[3; 32]).unwrap();
            let read = SealKey::load(path).unwrap();
            assert_eq!((read.bytes(), read.id()), (made.bytes(), made.id()));
            assert!(matches!(
                SealKey::create(path, &[4; 32]),
                Err(SealKeyProblem::Exists(_))
            ));
            assert_eq!(SealKey::load(path).unwrap().bytes(), &[3; 32]);
        });
    }

    #[test]
    fn a_new_key_file_is_its_owners_alone() {
        in_folder(|path| {
            SealKey::create(path, &[3; 32]).unwrap();
            assert_eq!(
                fs::metadata(path).unwrap().permissions().mode() & 0o777,
                0o600
            );
        });
    }

    #[test]
    fn a_file_that_others_may_read_is_refused() {
        in_folder(|path| {
            SealKey::create(path, &[3; 32]).unwrap();
            for mode in [0o640, 0o604, 0o660, 0o644, 0o601] {
                fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
                let Err(SealKeyProblem::Open { mode: found, .. }) = SealKey::load(path) else {
                    panic!("{mode:o}")
                };
                assert_eq!(found, mode);
            }
            fs::set_permissions(path, fs::Permissions::from_mode(0o400)).unwrap();
            assert!(SealKey::load(path).is_ok());
        });
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for contents in [
            b"".as_slice(),
            b"ab",
            &[b'a'; 63],
            &[b'a'; 66],
            &[b'x'; 64],
            &[0xff; 32],
        ] {
            in_folder(|path| {
                SealKey::create(path, &[3; 32]).unwrap();
                fs::write(path, contents).unwrap();
                assert!(matches!(
                    SealKey::load(path),
                    Err(SealKeyProblem::NotAKey(_))
                ));
            });
        }
    }

    #[test]
    fn the_id_says_nothing_of_the_key() {
        let key = SealKey::of(&[3; 32]);
        assert_ne!(key.id(), SealKey::of(&[4; 32]).id());
        assert!(!key.id().contains("0303"));
    }
}
