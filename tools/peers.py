#!/usr/bin/env python3
"""Runs another recogniser over JSON Lines, for a comparison on the same texts, and measures its speed.

    tools/peers.py spacy MODEL FEED.jsonl[.gz] [--limit N] > SPANS.jsonl       pip install spacy, and a model, or "blank:en"
    tools/peers.py dateparser FEED.jsonl[.gz] [--limit N] > SPANS.jsonl        pip install dateparser

Spans go to standard output, one document a line: {"id", "spans": [{"type", "start", "end", "text"}]}, offsets in
characters; figures to standard error. One process, one thread. No part of the program or of its tests.
"""
import argparse
import gzip
import itertools
import json
import os
import sys
import time

SPACY = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "NATIONALITY", "DATE": "DATE", "TIME": "DATE"}


def spacy_reader(model):
    import spacy

    language = model.removeprefix("blank:")  # "blank:en": the tokenizer alone
    nlp = spacy.blank(language) if language != model else spacy.load(model, exclude=["parser", "lemmatizer", "attribute_ruler", "tagger"])

    def read(text):
        for entity in nlp(text).ents:
            if entity.label_ in SPACY:
                yield SPACY[entity.label_], entity.start_char, entity.end_char, None

    return read


def dateparser_reader(_):
    from dateparser.search import search_dates

    def read(text):
        at = 0
        for piece, value in search_dates(text, languages=["en"]) or []:
            at = text.index(piece, at)
            yield "DATE", at, at + len(piece), value.date().isoformat()
            at += len(piece)

    return read


READERS = {"spacy": spacy_reader, "dateparser": dateparser_reader}


def main():
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reader", choices=READERS)
    parser.add_argument("model", nargs="?", default="")
    parser.add_argument("feed")
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    opener = gzip.open if options.feed.endswith(".gz") else open
    with opener(options.feed, "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in itertools.islice(lines, options.limit)]
    begin = time.perf_counter()
    read = READERS[options.reader](options.model)
    ready = time.perf_counter()
    for document in documents:
        text = document["text"]
        spans = [{"type": t, "start": a, "end": b, "text": text[a:b], **({"value": v} if v else {})} for t, a, b, v in read(text)]
        print(json.dumps({"id": document["id"], "spans": spans}, ensure_ascii=False))
    done = time.perf_counter()
    megabytes = sum(len(document["text"].encode()) for document in documents) / 1e6
    print(
        f"{options.reader} {options.model}: ready after {ready - begin:.2f} s; "
        f"{len(documents)} documents, {megabytes:.2f} MB at {megabytes / (done - ready):.3f} MB/s",
        file=sys.stderr,
    )


main()
