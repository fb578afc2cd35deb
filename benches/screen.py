"""Makes the libraries to measure with, runs the harness, prints the table. Started by screen.sh."""

import importlib.util
import json
import os
import pathlib
import statistics
import subprocess
import sys
from datetime import date

DESK = pathlib.Path(sys.argv[1])
HARNESS, REAL, RUNS = os.environ["TUI_BENCH"], os.environ["REAL"], int(os.environ["RUNS"])
PROGRAM = str(pathlib.Path(os.environ["QUOTIDIAN"]).resolve())
MANY = 10_000
COLUMNS, ROWS = 120, 40
STATE, KEPT = DESK / "state", DESK / "kept"
# A run begins with nothing remembered, or as after a first visit that ended where it began.
COLD, WARM = f"rm -rf {STATE}", f"rm -rf {STATE} && cp -r {KEPT} {STATE}"

os.environ["XDG_STATE_HOME"] = str(STATE)
os.environ["XDG_CONFIG_HOME"] = str(DESK / "config")

SAID = (
    "The council of Norholt heard on Monday that bridge {n} needs {p} more years. \"We looked at "
    "every bolt of it, and we shall look again,\" said Mara Holm, the surveyor. Her colleague Piet "
    "Anders disagreed and asked for a vote.\n\n"
)


def report(number, paragraphs):
    """A report whose paragraphs have 42 words each."""
    said = "".join(SAID.format(n=number, p=p) for p in range(paragraphs))
    return f"Item {number:05}: the council hears a report\n\n{said}"


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def make():
    """10,000 files in folders by month; two to open one after the other; a text of 5 MB."""
    for number in range(MANY):
        year, month, day = 2016 + number // 1000, number // 84 % 12 + 1, number % 28 + 1
        name = f"{year}-{month:02}-{day:02}-item-{number:05}.txt"
        write(DESK / "many" / str(year) / f"{month:02}" / name, report(number, 4))
    write(DESK / "two" / "2026-01-02-brief.txt", "Briefly\n\nNothing happened today.\n")
    write(DESK / "two" / "2026-01-01-report.txt", report(1, 14))
    write(DESK / "long.txt", report(1, 5_000_000 // len(SAID) + 1))


def measure(name, paths, *steps, setup=COLD):
    """Runs the harness; gives the median of every figure of every step, by step and figure."""
    out = DESK / f"{name}.json"
    command = [sys.executable, HARNESS, "--runs", str(RUNS), "--json", str(out), "--setup", setup]
    command += ["--cols", str(COLUMNS), "--rows", str(ROWS), "--cmd", f"{PROGRAM} {paths}"]
    for step in (*steps, "quit Q"):
        command += ["-s", step]
    ran = subprocess.run(command, capture_output=True, text=True)
    if ran.returncode != 0:
        sys.exit(f"screen.py: {name} failed\n{ran.stdout}{ran.stderr}")
    runs = [dict(run) for run in json.loads(out.read_text())["runs"]]
    if any("failed" in figures for run in runs for figures in run.values()):
        sys.exit(f"screen.py: {name} failed\n{ran.stdout}{ran.stderr}")
    return {
        step: {figure: median([run[step][figure] for run in runs]) for figure in figures}
        for step, figures in runs[0].items()
    }


def median(values):
    numbers = [value for value in values if isinstance(value, (int, float))]
    return statistics.median(numbers) if numbers else None


def first_headline(paths):
    """The first words of the first headline, as many as surely stand on one row."""
    listed = subprocess.run([PROGRAM, "list", paths, "--format", "json"], capture_output=True)
    words = json.loads(listed.stdout.splitlines()[0])["title"].split()
    return next(" ".join(words[:n]) for n in (3, 2, 1) if len(" ".join(words[:n])) < 20)


def own_repaint(paths, headline):
    """Bytes of the first frame after each of 30 `j`: the list's own repaint."""
    spec = importlib.util.spec_from_file_location("tui_bench", HARNESS)
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    environment = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    terminal = bench.Term(f"{PROGRAM} {paths}", COLUMNS, ROWS, environment, None)
    terminal.wait(headline, 30)
    terminal.drain(0.5, 3)
    sizes = []
    for _ in range(30):
        before = len(terminal.chunks)
        terminal.send(b"j")
        terminal.drain(0.1, 1)
        sizes.append(len(terminal.chunks[before][1]))
    terminal.send(b"Q")
    terminal.reap(3)
    terminal.end()
    return statistics.median(sizes)


def library_rows(name, paths, count):
    """What is promised of a library of `count` articles."""
    headline = first_headline(paths)
    first, listed = f"wait {headline}", f"wait /{count}"
    cold = measure(f"{name}-cold", paths, first)
    subprocess.run(f"rm -rf {KEPT}; cp -r {STATE} {KEPT}", shell=True, check=True)
    complete = measure(f"{name}-list", paths, listed)
    warm = measure(f"{name}-warm", paths, first, setup=WARM)
    steps = ("sleep 1", "rep 30 j", "burst 200 j", "mem", "idle 3")
    keys = measure(f"{name}-keys", paths, first, *steps, setup=WARM)
    label = f"{count:,} articles"
    yield f"{label}: first headline, cold", "≤ 20 ms CPU", f"{cold[first]['cpu_ms']:.1f} ms CPU, {cold[first]['ms']:.0f} ms"
    yield f"{label}: first headline, warm", "", f"{warm[first]['cpu_ms']:.1f} ms CPU, {warm[first]['ms']:.0f} ms"
    yield f"{label}: list complete, cold", "≤ 150 ms", f"{complete[listed]['ms']:.0f} ms"
    yield f"{label}: `j`, the list's own repaint", "≤ 500 bytes", f"{own_repaint(paths, headline):.0f} bytes"
    rep, burst, idle = keys["rep 30 j"], keys["burst 200 j"], keys["idle 3"]
    yield f"{label}: `j`, until all panes have settled", "≤ 6 ms CPU, ≤ 8 KB", f"{rep['cpu_ms_key']:.2f} ms CPU, {rep['bytes'] / 1000:.1f} KB"
    yield f"{label}: `j`, until all panes have settled, wall", "≤ 100 ms", f"{rep['last_ms']:.1f} ms"
    yield f"{label}: 200 held `j`", "≤ 30 ms CPU", f"{burst['cpu_ms']:.1f} ms CPU"
    yield f"{label}: idle", "no wake-up, no byte", f"{idle['wakeups_s']:.2f}/s, {idle['bytes']:.0f} bytes"
    yield f"{label}: memory (VmHWM)", "≤ 30 MiB", f"{keys['mem']['peak_mib']:.1f} MiB"


def article_rows():
    """What is promised of an article that is opened."""
    key = "key j => The council of Norholt"
    opened = measure("two", DESK / "two", "wait Nothing happened", "sleep 0.5", key)
    shown = "wait The council of Norholt"
    long = measure("long", DESK / "long.txt", shown)
    yield "opening an article of 600 words, analysed", "≤ 5 ms CPU", f"{opened[key]['cpu_ms']:.2f} ms CPU"
    yield "a text of 5 MB: first frame (and what the analysis has used by then)", "≤ 60 ms CPU", f"{long[shown]['cpu_ms']:.1f} ms CPU, {long[shown]['ms']:.0f} ms"


def main():
    make()
    real = str(REAL)
    listed = subprocess.run([PROGRAM, "list", real, "--format", "tsv"], capture_output=True)
    count = len(listed.stdout.splitlines())
    rows = [
        *library_rows("real", real, count),
        *library_rows("many", str(DESK / "many"), MANY),
        *article_rows(),
    ]
    print(f"{date.today()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, ", end="")
    print(f"{COLUMNS}x{ROWS}, medians of {RUNS} runs\n\n| what | promised | measured |\n| --- | --- | --- |")
    for row in rows:
        print("| " + " | ".join(row) + " |")


main()
