#!/usr/bin/env python3
"""Measures the program: megabytes a second, memory, and the time of one short release from a cold start.

    tools/speed.py [--program target/release/dateline] FEED.jsonl[.gz]

Standard library only. FEED is JSON Lines with a text field. Rates are bytes of text (UTF-8) by wall clock of the whole
process, JSON in and out included; the best of five runs. "Cold" is a new process with the files in the system's cache:
the median of a hundred.
"""
import argparse
import gzip
import json
import os
import platform
import statistics
import subprocess
import time

RELEASE = "fixtures/dvids/kosovo-medical-exchange.txt"


def run(command):
    """Seconds and peak memory (MB) of a process."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    assert status == 0, command
    return seconds, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="target/release/dateline")
    parser.add_argument("--field", default="text")
    parser.add_argument("feed")
    options = parser.parse_args()
    opener = gzip.open if options.feed.endswith(".gz") else open
    with opener(options.feed, "rt", encoding="utf-8") as lines:
        sizes = [len(json.loads(line)[options.field].encode()) for line in lines]
    megabytes = sum(sizes) / 1e6
    print(f"{platform.machine()}, {os.cpu_count()} cores; {len(sizes)} documents, {megabytes:.1f} MB of text")

    program = os.path.abspath(options.program)
    feed = [program, "--quiet", "--text-field", options.field, options.feed]
    for name, more in (("one core", ["-j", "1"]), ("all cores", []), ("one core, rules only", ["-j", "1", "--rules-only"])):
        runs = [run(feed + more) for _ in range(5)]
        seconds, memory = min(runs)
        print(f"{name}: {megabytes / seconds:.1f} MB/s ({seconds:.2f} s), peak memory {memory:.0f} MB")
    for name, command in (("one release", [program, RELEASE]), ("no work (--version)", [program, "--version"])):
        runs = sorted(run(command)[0] for _ in range(100))
        print(f"cold start, {name}: median {statistics.median(runs) * 1000:.1f} ms, fastest {runs[0] * 1000:.1f} ms")
    print(f"size of the program: {os.path.getsize(program) / 1e6:.1f} MB")


main()
