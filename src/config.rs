//! The user's settings, and the directories they live in.
