#!/usr/bin/env python3
"""How much of what releases name is explained: of all capitalised sequences of two words or more, weighted by frequency,
the share that lies inside a mention, and the most frequent ones that no mention touches.

usage: coverage.py DATELINE RELEASES.jsonl[.gz] [N]
"""
import collections, gzip, json, re, subprocess, sys, tempfile

SEQUENCE = re.compile(
    r"\b[A-Z][\w’'.-]*[\w](?:(?:[ \u00a0]|\n(?!\n))+(?:(?:of|and|for|the|de|al)[ \u00a0\n]+){0,2}[A-Z0-9][\w’'.-]*[\w])+")
MENTIONS = ("people", "roles", "organizations", "places", "dates", "agreements")


def main(binary, path, most=200):
    opened = gzip.open(path, "rt") if path.endswith(".gz") else open(path)
    lines = opened.readlines()
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as plain:
        plain.writelines(lines)
        plain.flush()
        out = subprocess.run(
            [binary, "--input-format", "jsonl", "--text-field", "text", "--id-field", "id", "--date-field", "date",
             "--format", "jsonl", "--unnamed-roles", "--quiet", plain.name], capture_output=True, text=True, check=True).stdout
    inside = touched = total = 0
    missing = collections.Counter()
    for line, result in zip(lines, out.splitlines()):
        text, record = json.loads(line)["text"], json.loads(result)
        held = bytearray(len(text))
        for kind in MENTIONS:
            for entity in record[kind]:
                for m in entity["mentions"]:
                    held[m["start"]:m["end"]] = b"\1" * (m["end"] - m["start"])
        for m in SEQUENCE.finditer(text):
            total += 1
            covered = sum(held[m.start():m.end()])
            touched += covered > 0
            inside += covered >= 0.6 * (m.end() - m.start())
            if not covered:
                missing[re.sub(r"\s+", " ", m.group())] += 1
    print(f"sequences {total}  explained {inside / total:.3f}  touched {touched / total:.3f}")
    for name, n in missing.most_common(most):
        print(n, name, sep="\t")


main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:4]))
