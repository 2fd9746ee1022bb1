#!/usr/bin/env python3
"""How much of what releases name is explained: of all capitalised sequences of two words or more, weighted by frequency,
the share that lies inside a mention, the share that a mention touches, the share that either lies inside a mention or
holds a name of others.tsv, holidays.tsv, titles.tsv or agreements.tsv (names that come to no mention of their own, but keep
others from being made), and the most frequent sequences that nothing explains.

usage: coverage.py DATELINE RELEASES.jsonl[.gz] [N]
"""
import collections, gzip, json, pathlib, re, subprocess, sys, tempfile

SEQUENCE = re.compile(
    r"\b[A-Z][\w’'.-]*[\w](?:(?:[ \u00a0]|\n(?!\n))+(?:(?:of|and|for|the|de|al)[ \u00a0\n]+){0,2}[A-Z0-9][\w’'.-]*[\w])+")
MENTIONS = ("people", "roles", "organizations", "places", "dates", "agreements")


LISTS = pathlib.Path(__file__).resolve().parent.parent / "gazetteers"
WORD = re.compile(r"[\w’'.-]*\w")


def words(text):
    return tuple(w.lower().replace("’", "'") for w in WORD.findall(text))


def known():
    """Names of the lists that make no mention of their own, by their words."""
    forms = set()
    for name in ("others", "holidays", "titles", "agreements"):
        rows = [line.split("\t") for line in (LISTS / f"{name}.tsv").read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
        for column in ("name", "aliases", "acronyms", "plural"):
            if column in rows[0]:
                at = rows[0].index(column)
                forms.update(words(form) for row in rows[1:] for form in row[at].split("|"))
    return forms - {()}


def holds(sequence, forms):
    """Whether most of a sequence is a name."""
    have = words(sequence)
    least = max(1, (len(have) + 1) // 2)
    return any(have[a:b] in forms for a in range(len(have)) for b in range(a + least, len(have) + 1))


def main(binary, path, most=200):
    opened = gzip.open(path, "rt") if path.endswith(".gz") else open(path)
    lines = opened.readlines()
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as plain:
        plain.writelines(lines)
        plain.flush()
        out = subprocess.run(
            [binary, "--input-format", "jsonl", "--text-field", "text", "--id-field", "id", "--date-field", "date",
             "--format", "jsonl", "--unnamed-roles", "--quiet", plain.name], capture_output=True, text=True, check=True).stdout
    inside = touched = total = either = 0
    forms, seen = known(), {}
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
            most_of_it = covered >= 0.6 * (m.end() - m.start())
            inside += most_of_it
            name = re.sub(r"\s+", " ", m.group())
            if name not in seen:
                seen[name] = holds(name, forms)
            either += most_of_it or seen[name]
            if not covered and not seen[name]:
                missing[name] += 1
    print(f"sequences {total}  explained {inside / total:.3f}  touched {touched / total:.3f}  with other names {either / total:.3f}")
    for name, n in missing.most_common(most):
        print(n, name, sep="\t")


main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:4]))
