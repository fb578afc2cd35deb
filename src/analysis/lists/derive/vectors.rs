//! Word vectors, read from the folder that they are kept in. The trainer of the tagger reads them here, too.

use super::Outcome;
use std::{fs, io::Read, path::Path};

/// Numbers in a vector.
pub(super) const WIDTH: usize = 50;

/// A word's vector.
pub(super) type Vector = [f32; WIDTH];

/// The `count` most frequent words with their vectors. The array lies column by column, each as long as the
/// whole list of words.
pub(super) fn read(folder: &Path, count: usize) -> Outcome<Vec<(String, Vector)>> {
    let mut words = String::new();
    let packed = fs::File::open(folder.join("glove6b50.words.txt.gz"))?;
    flate2::read::GzDecoder::new(packed).read_to_string(&mut words)?;
    let bytes = fs::read(folder.join("glove6b50.f16.npy"))?;
    let header = bytes.get(8..10).ok_or("no vectors")?;
    let header = 10 + usize::from(u16::from_le_bytes([header[0], header[1]]));
    let (numbers, rows) = (bytes.get(header..).ok_or("no vectors")?, words.lines().count());
    if numbers.len() != rows * WIDTH * 2 {
        return Err("as many vectors as words are needed".into());
    }
    let vector = |row: usize| -> Vector {
        std::array::from_fn(|column| {
            let at = (column * rows + row) * 2;
            half(u16::from_le_bytes([numbers[at], numbers[at + 1]]))
        })
    };
    let numbered = words.lines().take(count).enumerate();
    Ok(numbered.map(|(row, word)| (word.to_owned(), vector(row))).collect())
}

/// IEEE 754 half precision.
fn half(bits: u16) -> f32 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let fraction = f32::from(bits & 0x3ff);
    match bits >> 10 & 0x1f {
        0 => sign * fraction * 2f32.powi(-24),
        exponent => sign * (1.0 + fraction / 1024.0) * 2f32.powi(i32::from(exponent) - 15),
    }
}
