//! Plain news text to blocks.
