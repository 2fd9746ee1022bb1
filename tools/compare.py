#!/usr/bin/env python3
"""Runs the program and its peers over the same texts, one after the other, and prints one table.

    tools/compare.py [--program target/release/dateline] [--every 100] [--spacy MODEL ...] [--heideltime JAR] FEED.jsonl[.gz]

Always: the program, `wc -w`; where it is installed, ripgrep with the names of the lists. With --spacy (`pip install spacy`):
"blank:en" is spaCy's tokenizer alone, anything else the name or the folder of a model, for names alone (no parser, no
lemmas). With --heideltime: its standalone jar, without a tagger of parts of speech (`-pos NO`), one process a document.

All read the texts of the feed (field `text`); peers in Python and Java only every N-th of them. Each figure is that of whole
processes on one core: seconds of the processor, start and reading included; "without the start" takes off, for each process,
what one short release costs; "start" is that release by the clock, median of five, the files in the system's cache. Needs
GNU time.
"""
import argparse
import csv
import gzip
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
RELEASE = ROOT / "fixtures/dvids/kosovo-medical-exchange.txt"
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
HEIDELTIME = """considerDate = true
considerDuration = true
considerSet = true
considerTime = true
considerTemponym = false
typeSystemHome = desc/type/HeidelTime_TypeSystem.xml
typeSystemHome_DKPro = desc/type/DKPro_TypeSystem.xml
uimaVarDate = Date
uimaVarDuration = Duration
uimaVarLanguage = Language
uimaVarSet = Set
uimaVarTime = Time
uimaVarTemponym = Temponym
uimaVarTypeToProcess = Type
"""


def run(command):
    """Seconds by the clock, seconds of the processor, peak memory (MB)."""
    with tempfile.NamedTemporaryFile("r") as figures:
        begin = time.perf_counter()
        timed = ["/usr/bin/time", "-o", figures.name, "-f", "%U %S %M", *map(str, command)]
        subprocess.run(timed, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, env={**os.environ, **ONE_THREAD})
        clock = time.perf_counter() - begin
        user, system, peak = figures.read().split()
    return clock, float(user) + float(system), int(peak) / 1024


def row(name, gives, texts, reads, start, runs=3):
    """A line of the table: `reads` are the commands that read `texts` together, `start` is one that reads one release."""
    totals = []
    for _ in range(runs):
        figures = [run(command) for command in reads]
        totals.append((sum(figure[1] for figure in figures), max(figure[2] for figure in figures)))
    seconds, memory = (statistics.median(column) for column in zip(*totals))
    begun, opening = (statistics.median(column) for column in list(zip(*(run(start) for _ in range(5))))[:2])
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    reading = seconds - opening * len(reads)
    rate = f"{megabytes / seconds:.3g} MB/s" if seconds else "too short to tell"
    apart = f"{megabytes / reading:.3g} MB/s" if reading > 0.05 else "too short to tell"
    figures = f"{megabytes:.2f} MB | {seconds:.2f} s | {rate} | {apart} | {begun * 1000:.0f} ms | {memory:.0f} MB"
    print(f"| {name} | {gives} | {figures} |", flush=True)


def names():
    found = set()
    for path in (ROOT / "gazetteers").glob("*.tsv"):
        rows = (line for line in open(path, encoding="utf-8") if not line.startswith("#"))
        for entry in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            for column in ("name", "aliases", "acronyms"):
                found.update(part.strip() for part in (entry.get(column) or "").split("|"))
    return sorted(name for name in found if len(name) > 1)


def feed_of(folder, name, texts):
    path = folder / f"{name}.jsonl"
    with open(path, "w", encoding="utf-8") as feed:
        feed.writelines(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts))
    return path


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=ROOT / "target/release/dateline")
    parser.add_argument("--every", type=int, default=100)
    parser.add_argument("--spacy", action="append", default=[], metavar="MODEL")
    parser.add_argument("--heideltime", metavar="JAR")
    parser.add_argument("feed")
    options = parser.parse_args()
    opener = gzip.open if options.feed.endswith(".gz") else open
    with opener(options.feed, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    few = texts[:: options.every]
    fewest = few[::6]
    program = pathlib.Path(options.program).resolve()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        whole, sample = feed_of(folder, "whole", texts), feed_of(folder, "sample", few)
        short = feed_of(folder, "short", [RELEASE.read_text(encoding="utf-8")])
        version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()
        print(f"{platform.machine()}, {os.cpu_count()} cores; {len(texts)} documents; {version}\n")
        print("| what | gives | text | processor | rate | without the start | start | memory |\n| --- | --- | --- | --- | --- | --- | --- | --- |")
        one = [program, "--quiet", "-j", "1"]
        row("dateline", "all", texts, [[*one, whole]], [program, RELEASE])
        row("dateline --rules-only", "all, by lists and rules", texts, [[*one, "--rules-only", whole]], [program, "--rules-only", RELEASE])
        row("wc -w", "a count of words", texts, [["wc", "-w", whole]], ["wc", "-w", RELEASE])
        if shutil.which("rg"):
            listed = folder / "names.txt"
            found = names()
            listed.write_text("\n".join(found), encoding="utf-8")
            scan = ["rg", "-j", "1", "--count-matches", "-F", "-f", listed]
            row("ripgrep", f"a count of {len(found)} names of the lists", texts, [[*scan, whole]], [*scan, RELEASE])
        else:
            print("ripgrep left out: it is not installed", file=sys.stderr)
        for model in options.spacy:
            reader = [sys.executable, ROOT / "tools/peers.py", "spacy", model]
            gives = "tokens" if model.startswith("blank:") else "names"
            row(f"spaCy {pathlib.Path(model).name}", gives, few, [[*reader, sample]], [*reader, short], runs=1)
        if options.heideltime:
            config = folder / "config.props"
            config.write_text(HEIDELTIME + f"treeTaggerHome = {folder}\nchineseTokenizerPath = {folder}\nconfig_path =\n")
            heideltime = ["java", "-jar", options.heideltime, "-dct", "2024-05-21", "-t", "NEWS", "-l", "ENGLISH", "-pos", "NO", "-c", config]
            paths = [folder / f"{n}.txt" for n in range(len(fewest))]
            for path, text in zip(paths, fewest):
                path.write_text(text, encoding="utf-8")
            row("HeidelTime", "dates", fewest, [[*heideltime, path] for path in paths], [*heideltime, RELEASE], runs=1)


main()
