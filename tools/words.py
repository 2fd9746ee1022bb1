#!/usr/bin/env python3
"""Renews the class `common` of gazetteers/words.tsv.

Usage: tools/words.py SCOWL_DIR RELEASES_JSONL_GZ [WORDS_TSV]

SCOWL_DIR is usr/share/dict/scowl of Debian's package `scowl` (permissive licence, see its copyright file):
`apt-get download scowl && dpkg-deb -x scowl_*.deb DIR`. RELEASES_JSONL_GZ has one release a line, field `text`.
A word is common when SCOWL counts it among the most frequent English words (level 10), or a little rarer (20, 35) and the
releases write it in lower case in at least MIN_DOCS documents. Words on the file's comment line BY_HAND are
common in any case. All other classes are kept by hand in the file and are not touched.
"""
import collections
import gzip
import json
import pathlib
import re
import sys
import unicodedata

MIN_DOCS = {20: 20, 35: 60}
BY_HAND = "# common whatever the sources say (read by tools/words.py): "
WORD = re.compile(r"[A-Za-z]+")


def scowl(folder, level):
    words = set()
    for variant in ("english", "american", "british"):
        path = pathlib.Path(folder) / f"{variant}-words.{level}"
        if path.exists():
            words |= {w for w in path.read_text("latin-1").split() if re.fullmatch("[a-z]+", w)}
    return words


def lower_case_documents(path):
    count = collections.Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            count.update({w for w in WORD.findall(json.loads(line)["text"]) if w.islower()})
    return count


def fold(word):
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return bare.lower().replace("\u0131", "i")


def main():
    folder, releases = sys.argv[1:3]
    target = pathlib.Path(sys.argv[3] if len(sys.argv) > 3 else "gazetteers/words.tsv")
    count = lower_case_documents(releases)
    common = scowl(folder, 10)
    for level, least in MIN_DOCS.items():
        common |= {w for w in scowl(folder, level) if count[w] >= least}
    common = {w for w in common if len(w) > 1 or w in ("a", "i")}

    comments, classes = [], collections.defaultdict(list)
    for line in target.read_text("utf-8").splitlines():
        if line.startswith("#"):
            comments.append(line)
            if line.startswith(BY_HAND):
                common |= set(line[len(BY_HAND):].split())
        elif line and not line.startswith("name\t"):
            word, kinds = line.split("\t")
            classes[word] = [k for k in kinds.split("|") if k != "common"]
    for word in common:
        classes[word].insert(0, "common")
    with target.open("w", encoding="utf-8") as out:
        out.write("\n".join(["name\tclass", *comments]) + "\n")
        for word in sorted((w for w, k in classes.items() if k), key=lambda w: (fold(w), w)):
            out.write(f"{word}\t{'|'.join(classes[word])}\n")
    print(len(common), "common of", len(classes), "words")


if __name__ == "__main__":
    main()
