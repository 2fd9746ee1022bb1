#!/usr/bin/env python3
"""Measures the program: megabytes a second, memory, cold start, hard texts, a user's million names, tools that only scan.

    tools/speed.py [--program target/release/dateline] [--parts rates,cold,hard,memory,names,scanners] FEED.jsonl[.gz]

Standard library and GNU time only. FEED is JSON Lines with a text field. Rates are bytes of text (UTF-8) in whole processes, JSON in
and out included; seconds are those of the processor where one core is meant, since a machine may be shared, and of the
clock for several. Medians of five runs. "Cold" is a new process with the files in the system's cache.
"""
import argparse
import csv
import gzip
import json
import os
import pathlib
import platform
import random
import shutil
import statistics
import subprocess
import tempfile
import time

RELEASE = "fixtures/dvids/kosovo-medical-exchange.txt"
HARD = "benches/hard.json"  # name, a piece to repeat, what closes it; `cargo bench` reads them too


def run(command, feed=None):
    """Seconds by the clock, seconds of the processor and peak memory (MB) of a process; `feed` is piped to it."""
    # from a small process of its own: the peak of a child counts what its parent held when it was started
    with tempfile.NamedTemporaryFile("r") as figures:
        begin = time.perf_counter()
        timed = ["/usr/bin/time", "-o", figures.name, "-f", "%U %S %M", *command]
        pipe = subprocess.PIPE if feed else None
        process = subprocess.Popen(timed, stdin=pipe, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for piece in feed or ():
            process.stdin.write(piece)
        if feed:
            process.stdin.close()
        assert process.wait() == 0, command
        seconds = time.perf_counter() - begin
        user, system, peak = figures.read().split()
    return seconds, float(user) + float(system), int(peak) / 1024


def start(command):
    """Seconds by the clock of a process."""
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


def median(command, runs=5):
    """The median of each figure of some runs."""
    return [statistics.median(figures) for figures in zip(*(run(command) for _ in range(runs)))]


def rates(options, program, feed, megabytes):
    one = [program, "--quiet", "--text-field", options.field, "-j", "1", feed]
    for name, command in (("one core", one), ("one core, rules only", [*one, "--rules-only"])):
        _, seconds, memory = median(command)
        print(f"{name}: {megabytes / seconds:.1f} MB/s ({seconds:.2f} s of the processor), peak memory {memory:.0f} MB")
    pairs = [(run(one)[0], run([*one[:-2], "2", feed])) for _ in range(5)]
    gain = statistics.median(single / both[0] for single, both in pairs)
    clock, memory = statistics.median(both[0] for _, both in pairs), max(both[2] for _, both in pairs)
    print(f"two jobs: {clock:.2f} s by the clock, {gain:.2f} times one, peak memory {memory:.0f} MB")


def cold(options, program, feed, megabytes):
    for name, command in (("one release", [program, RELEASE]), ("no work (--version)", [program, "--version"])):
        runs = sorted(start(command) for _ in range(100))
        print(f"cold start, {name}: median {statistics.median(runs) * 1000:.1f} ms, fastest {runs[0] * 1000:.1f} ms")
    print(f"size of the program: {os.path.getsize(program) / 1e6:.1f} MB")


def hard(options, program, feed, megabytes):
    ordinary = median([program, "-j", "1", feed], 3)[1] / megabytes
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as text:
        for name, piece, *ends in json.load(open(HARD)):
            seconds = []
            for size in (1_000_000, 4_000_000):
                text.seek(0)
                text.truncate()
                end = "".join(ends)
                times = size // len((piece + end).encode())
                text.write(piece * times + end * times)
                text.flush()
                # GNU time counts in hundredths
                seconds.append(max(0.01, min(run([program, "-j", "1", text.name])[1] for _ in range(3))))
            print(f"{name}: {seconds[0] * 1000:.0f} ms a MB, {seconds[0] / ordinary:.1f} times releases; "
                  f"four times as long: {seconds[1] / seconds[0]:.1f} times")


def memory(options, program, feed, megabytes):
    lines = open(feed, "rb").read()
    for times in (1, options.times):
        clock, _, peak = run([program, "-j", "2"], (lines for _ in range(times)))
        print(f"two jobs, {times * megabytes:.0f} MB of text through a pipe: peak {peak:.0f} MB, {clock:.1f} s")
    texts = "\n\n".join(json.loads(line)[options.field] for line in lines.splitlines())
    for times in (1, 8):
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as document:
            document.write(texts * times)
            document.flush()
            size = os.path.getsize(document.name) / 2**20
            _, seconds, peak = run([program, "-j", "1", document.name])
            print(f"one document of {size:.0f} MiB: {seconds:.1f} s of the processor, peak {peak:.0f} MiB, "
                  f"{peak / size:.1f} times its size")


def names(options, program, feed, megabytes):
    words = sorted({w for n, line in enumerate(open(feed)) if n < 2000 for w in json.loads(line)[options.field].split()
                    if w.isalpha() and w[0].isupper()})
    pick, seen = random.Random(1), set()
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as table:
        table.write("id\tkind\tname\n")
        while len(seen) < 1_000_000:
            name = " ".join(pick.choice(words) for _ in range(pick.randint(2, 4)))
            if name not in seen:
                seen.add(name)
                table.write(f"own-{len(seen)}\tagency\t{name}\n")
        table.flush()
        own = [program, "-j", "1", "--gazetteer", table.name]
        load, both, bare = median([*own, RELEASE], 3), median([*own, feed], 3), median([program, "-j", "1", feed], 3)
    print(f"a list of 1,000,000 names: {load[1]:.2f} s to load, {load[2]:.0f} MB; "
          f"the feed then takes {(both[1] - load[1]) / bare[1]:.2f} times as long")


def scanners(options, program, feed, megabytes):
    found = set()
    for path in pathlib.Path("gazetteers").glob("*.tsv"):
        rows = (line for line in open(path) if not line.startswith("#"))
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            for column in ("name", "aliases", "acronyms"):
                found.update(part.strip() for part in (row.get(column) or "").split("|"))
    found = sorted(name for name in found if len(name) > 1)
    commands = [("wc -w", ["wc", "-w", feed])]
    if shutil.which("rg"):
        listed = tempfile.NamedTemporaryFile("w", suffix=".txt")
        listed.write("\n".join(found))
        listed.flush()
        commands.append((f"rg with {len(found)} names", ["rg", "-j", "1", "--count-matches", "-F", "-f", listed.name, feed]))
    for name, command in commands:
        _, seconds, _ = median(command, 3)
        print(f"{name}: {seconds:.2f} s of the processor, {megabytes / seconds:.0f} MB/s")


def main():
    parts = {part.__name__: part for part in (rates, cold, hard, memory, names, scanners)}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="target/release/dateline")
    parser.add_argument("--field", default="text")
    parser.add_argument("--parts", default="rates,cold", help=",".join(parts))
    parser.add_argument("--times", type=int, default=100, help="how often the feed goes through the pipe (memory)")
    parser.add_argument("feed")
    options = parser.parse_args()
    opener = gzip.open if options.feed.endswith(".gz") else open
    with tempfile.NamedTemporaryFile("wb", suffix=".jsonl") as feed:
        with opener(options.feed, "rb") as packed:
            shutil.copyfileobj(packed, feed)
        feed.flush()
        sizes = [len(json.loads(line)[options.field].encode()) for line in open(feed.name, encoding="utf-8")]
        megabytes = sum(sizes) / 1e6
        print(f"{platform.machine()}, {os.cpu_count()} cores; {len(sizes)} documents, {megabytes:.1f} MB of text")
        for part in options.parts.split(","):
            parts[part](options, os.path.abspath(options.program), feed.name, megabytes)


main()
