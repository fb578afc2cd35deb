//! Word vectors, read from the folder that they are kept in.

use super::Outcome;
use std::{fs, path::Path, process::Command};

/// Numbers in a vector.
pub(super) const WIDTH: usize = 50;

/// A word's vector.
pub(super) type Vector = [f32; WIDTH];

/// The `count` most frequent words with their vectors. The array lies column by column, each as long as the
/// whole list of words.
pub(super) fn read(folder: &Path, count: usize) -> Outcome<Vec<(String, Vector)>> {
    let output =
        Command::new("gzip").arg("-dc").arg(folder.join("glove6b50.words.txt.gz")).output()?;
    let words = String::from_utf8(output.stdout)?;
    let bytes = fs::read(folder.join("glove6b50.f16.npy"))?;
    let (numbers, rows) = (bytes.get(128..).ok_or("no vectors")?, words.lines().count());
    if numbers.len() != rows * WIDTH * 2 {
        return Err("as many vectors as words are needed".into());
    }
    let vector = |row: usize| -> Vector {
        std::array::from_fn(|column| {
            let at = (column * rows + row) * 2;
            half_float([numbers[at], numbers[at + 1]])
        })
    };
    let numbered = words.lines().take(count).enumerate();
    Ok(numbered.map(|(row, word)| (word.to_owned(), vector(row))).collect())
}

/// IEEE 754 binary16, subnormals as zero.
fn half_float(bytes: [u8; 2]) -> f32 {
    let bits = u16::from_le_bytes(bytes);
    let exponent = i32::from(bits >> 10 & 0x1F);
    if exponent == 0 {
        return 0.0;
    }
    let value = (1.0 + f32::from(bits & 0x3FF) / 1024.0) * 2f32.powi(exponent - 15);
    if bits >> 15 == 1 { -value } else { value }
}
