//! A desk to work at: a folder of articles, and a home that belongs to one test only.

use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A temporary folder with `home` and `news`.
pub struct Desk(TempDir);

impl Desk {
    /// A desk without articles.
    pub fn empty() -> Self {
        let desk = Self(TempDir::new().unwrap());
        fs::create_dir(desk.path("home")).unwrap();
        fs::create_dir(desk.path("news")).unwrap();
        desk
    }

    /// A desk with three articles; the newest has two quotes and an address.
    pub fn new() -> Self {
        let desk = Self::empty();
        desk.put("news/2026-03-04-bridge.md", BRIDGE);
        desk.put("news/2026-03-03-late.txt", "Bridge late again\n\nNobody came.\n");
        desk.put("news/2026-03-02-ferry.txt", "Ferry sold\n\nThe Aldis left on Thursday.\n");
        desk
    }

    /// Where something on the desk is.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file.
    pub fn put(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Writes a program: a script of the shell.
    pub fn script(&self, name: &str, text: &str) {
        use std::os::unix::fs::PermissionsExt;
        self.put(name, format!("#!/bin/sh\n{text}\n"));
        fs::set_permissions(self.path(name), fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Settings in force from now on.
    pub fn configure(&self, toml: &str) {
        self.put("home/config/quotidian/config.toml", toml);
    }

    /// What is in a file on the desk; nothing when it is not there (yet).
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }
}

/// The words of its first quote, whole as they are copied.
pub const QUOTE: &str = "“We waited nine years.” — Mara Holm, mayor of Norholt, in “Bridge opens”, \
                         Norholt Post, 4 March 2026, https://news.example/$(touch${IFS}pwned)";

const BRIDGE: &str = "\
---
title: Bridge opens
date: 2026-03-04
source: Norholt Post
url: https://news.example/$(touch${IFS}pwned)
---

Mara Holm, the mayor of Norholt, said: “We waited nine years.”

People came from all sides.

“The harbour is quiet now,” said Tobias Renn, a fisherman.
";
