//! Files of weights: a header that says what they are and how long their parts are, and a seal.
//!
//! | bytes | what |
//! | --- | --- |
//! | 8 | what kind of file it is: seven letters and a line feed |
//! | 4 | version of its form |
//! | 4, 4, 4 | lengths in bytes of three parts |
//! | 4 | what a weight of one is worth in log odds (IEEE 754) |
//! | 4 | zero |
//! | 32 | SHA-256 of the 32 bytes before it and of all that follows |
//! | | the body |
//!
//! All numbers are little-endian.

use sha2::{Digest, Sha256};

/// Bytes before the body.
pub const HEADER: usize = 64;

/// Bytes of the header that the seal is of.
const SEALED: usize = 32;

/// Why a file is no model for this program.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// It does not begin as models do.
    #[error("not a model of Quotidian: it begins with other bytes")]
    Magic,
    /// It was written for another program.
    #[error(
        "a model of format {found}, this program reads {expected}: train it again with this program"
    )]
    Version {
        /// The format it says it has.
        found: u32,
        /// The format that is read.
        expected: u32,
    },
    /// It ends too soon, or goes on too long.
    #[error("a model of {found} bytes where its header says {expected}: copy it again")]
    Length {
        /// Bytes there should be.
        expected: u64,
        /// Bytes there are.
        found: u64,
    },
    /// Its bytes are not those that were written.
    #[error("a damaged model: its bytes do not match their checksum; copy it again")]
    Hash,
}

/// A kind of file, in the form that this program reads and writes.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// How it begins.
    pub magic: &'static [u8; 8],
    /// The version of its form.
    pub version: u32,
}

/// A file that is what it says, in place.
#[derive(Clone, Copy, Debug)]
pub struct Opened<'m> {
    /// The lengths of the parts, in bytes.
    pub lengths: [usize; 3],
    /// What a weight of one is worth; zero where the file has no number.
    pub unit: f32,
    /// What follows the header.
    pub body: &'m [u8],
}

impl<'m> Opened<'m> {
    /// The `length` bytes of the body from `start` on; none where it has fewer.
    pub fn part(&self, start: usize, length: usize) -> &'m [u8] {
        self.body.get(start..start.saturating_add(length)).unwrap_or_default()
    }
}

impl Kind {
    /// Reads the header; `body` says how long the body is by the lengths of its parts.
    ///
    /// # Errors
    /// When the file is of another kind, version or length. Its seal is not looked at: see [`check`].
    pub fn open<'m>(
        &self,
        bytes: &'m [u8],
        body: impl Fn([u64; 3]) -> u64,
    ) -> Result<Opened<'m>, ModelError> {
        if bytes.get(..self.magic.len()).is_some_and(|magic| magic != self.magic) {
            return Err(ModelError::Magic);
        }
        let found = bytes.len() as u64;
        let short = || ModelError::Length { expected: HEADER as u64, found };
        let number = |at: usize| {
            let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
            four.map(u32::from_le_bytes).ok_or_else(short)
        };
        let version = number(8)?;
        if version != self.version {
            return Err(ModelError::Version { found: version, expected: self.version });
        }
        let lengths = [number(12)?, number(16)?, number(20)?];
        let unit = f32::from_bits(number(24)?);
        let expected = HEADER as u64 + body(lengths.map(u64::from));
        if found != expected {
            return Err(ModelError::Length { expected, found });
        }
        Ok(Opened {
            lengths: lengths.map(|length| length as usize),
            unit: if unit.is_finite() { unit } else { 0.0 },
            body: bytes.get(HEADER..).ok_or_else(short)?,
        })
    }

    /// The bytes of a file.
    pub fn seal(&self, lengths: [usize; 3], unit: f32, body: &[u8]) -> Vec<u8> {
        let mut bytes = self.magic.to_vec();
        bytes.extend(self.version.to_le_bytes());
        for length in lengths {
            bytes.extend((length as u32).to_le_bytes());
        }
        bytes.extend(unit.to_le_bytes());
        bytes.extend([0; 4]);
        bytes.extend(checksum(&bytes, body));
        bytes.extend(body);
        bytes
    }
}

/// Whether the bytes of a file that was opened are those that were written.
///
/// # Errors
/// When they are not.
pub fn check(bytes: &[u8]) -> Result<(), ModelError> {
    let sealed = bytes.get(..SEALED).zip(bytes.get(SEALED..HEADER)).zip(bytes.get(HEADER..));
    match sealed {
        Some(((head, seal), body)) if checksum(head, body)[..] == *seal => Ok(()),
        _ => Err(ModelError::Hash),
    }
}

fn checksum(head: &[u8], body: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(head).chain_update(body).finalize().into()
}
