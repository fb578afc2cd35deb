#!/usr/bin/env bash
# What a reader waits for, on a terminal of 120x40, beside what is promised: a row for each promise.
#
#   cargo build --release && benches/screen.sh          medians of 7 runs, some three minutes
#   RUNS=3 benches/screen.sh                            fewer runs
#
# A harness, tui_bench.py, stands in for the terminal and reads CPU time from /proc; so this needs
# Linux, python3 and `pip install pyte`. CPU time is the whole program's, all threads, kernel included.
#
#   TUI_BENCH=FILE    the harness             (../shared/tools/tui_bench.py)
#   REAL=FOLDER       2,084 real articles     (../shared/library/digitalgov)
#   QUOTIDIAN=FILE    the program             (target/release/quotidian)
set -euo pipefail
cd "$(dirname "$0")/.."

export TUI_BENCH=${TUI_BENCH:-../shared/tools/tui_bench.py}
export REAL=${REAL:-../shared/library/digitalgov}
export QUOTIDIAN=${QUOTIDIAN:-target/release/quotidian}
export RUNS=${RUNS:-7}

need() {
    [ -e "$1" ] && return
    printf 'screen.sh: %s is not there; %s\n' "$1" "$2" >&2
    exit 3
}

need "$TUI_BENCH" 'say where the harness is with TUI_BENCH=FILE'
need "$REAL" 'say where a folder of articles is with REAL=FOLDER'
need "$QUOTIDIAN" 'build it with `cargo build --release`'
python3 -c 'import pyte' || { echo 'screen.sh: install it with `pip install pyte`' >&2; exit 3; }

desk=$(mktemp -d)
trap 'rm -rf "$desk"' EXIT
python3 benches/screen.py "$desk"
