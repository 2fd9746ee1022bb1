#!/usr/bin/env python3
"""Make gazetteers/ministries.tsv: ministries, government, presidency and forces of every state under the names that
English text gives them ("Kazakh Ministry of Energy", "Ministry of Energy of Kazakhstan", "Kazakh Energy Ministry").

    python3 tools/ministries.py          # writes the list
    python3 tools/ministries.py --check  # says whether it would change

Reads tools/ministries/ministries.tsv (hand-written: a country a line; what it holds stands at its top), countries.tsv,
and the other lists of bodies: a body that one of them has under any of its names is left out here.
"""
import pathlib, re, sys, unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
LISTS = ROOT / "gazetteers"
OUT = LISTS / "ministries.tsv"
TABLE = ROOT / "tools" / "ministries" / "ministries.tsv"
BODIES = ["foreign-government.tsv", "international.tsv", "us-government.tsv", "us-military.tsv", "armed-groups.tsv"]
COLUMNS = "id kind name aliases acronyms country parent case".split()

# area: (suffix of the id, acronyms, what the short form calls it)
AREAS = {
    "foreign": ("mfa", "MFA|MOFA|MoFA", "Foreign"),
    "defence": ("mod", "MOD|MoD", "Defense"),
    "interior": ("moi", "", "Interior"),
    "justice": ("moj", "", "Justice"),
    "health": ("moh", "", "Health"),
    "finance": ("mof", "", "Finance"),
    "energy": ("moe", "", "Energy"),
}
SHORT = {"F": "Foreign Affairs", "D": "Defense", "N": "National Defense", "I": "the Interior", "H": "Home Affairs",
         "IA": "Internal Affairs", "PS": "Public Security", "J": "Justice", "E": "Energy"}
SHORT_IN = {"health": {"H": "Health"}, "finance": {"F": "Finance"}}
# countries whose interior, justice, health and finance ministries releases call MOI, MOJ, MOH, MOF
WITH_ACRONYMS = set("AF IQ SA KW QA BH JO LB SY YE OM AE EG LY GE UA KZ AM AZ KG TJ UZ TM XK MK AL VN KH LA LR SO SS".split())
MONARCHIES = set("AD AU BE BH BN BS BT BZ CA DK ES GB GD JM JO JP KH KW LC LI LS LU MA MC MY NL NO NZ OM PG QA SA SE SB SZ "
                 "TH TO TV KN VC AG VA WS".split())
NO_PRIME_MINISTER = set("SA VA MC LI AD".split())
WITH_PRIME_MINISTER = set("IN PK BD NP IT GR IL IQ LB ET IE FI EE LV LT PL CZ SK SI HR HU RO BG RS ME MK XK AL GE AM MD MN SG "
                          "VN TT MT IS FR PT SO DZ TN TL FJ VU MU BB DM UA KG KZ UZ TJ HT".split())
ARTICLE = set("NL PH BS GM MV SC KM CF DO CD CG AE GB US MH SB".split())
# none, or under a name of their own ("Defence Forces") in foreign-government.tsv
NO_FORCES = set("CR IS PA LI MC AD SM VA NR PW MH FM TV KI DM GD LC VC SB WS MU AG AU BH BB BZ BW BN BI SZ ER EE ET FJ FI GY IE IL JM JP "
                "KE LA LS MW MV NA NZ KP CN PG PS RW KN SC ZA SS TZ BS TL TT UG VU ZM ZW".split())
# bodies that other lists have under a name that is not among these
ELSEWHERE = {"hn-mod": "hn-sedena", "ae-mfa": "ae-mofaic", "de-moe": "de-bmwk", "ba-presidency": "ba-presidency"}


def fold(text):
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return text.replace("’", "'").lower()


def rows(path, columns=None):
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if columns is None:
            columns = cells
            continue
        yield dict(zip(columns, cells + [""] * (len(columns) - len(cells))))


def spellings(name):
    """The name with American and British spelling, and with and without "the Interior"."""
    out = [name]
    for one, other in [("Defense", "Defence"), ("Defence", "Defense"), ("Labour", "Labor"), ("of the Interior", "of Interior")]:
        out += [form.replace(one, other) for form in out if one in form]
    return list(dict.fromkeys(out))


def country_names(country):
    """What stands behind "of": the country, its formal names."""
    def article(name):
        the = country["id"][4:] in ARTICLE or re.match(r"(Republic|Kingdom|State|Islamic|Federal|Federative|Democratic|People|Union|"
                                            r"Grand|Hashemite|Sultanate|Principality|Commonwealth|Bolivarian|Plurinational|Arab|United|"
                                            r"Socialist|Hellenic|Italian|French|Portuguese|Slovak|Kyrgyz|Lao|Swiss|Russian|Gabonese|"
                                            r"Togolese|Central|Oriental|Independent|Co-operative|Argentine)", name)
        return ("the " if the and not name.startswith("The ") else "") + name
    name = country["name"].removeprefix("The ")
    formal = [a for a in country["aliases"].split("|")
              if re.search(r"Republic|Kingdom|State of|Sultanate|Federation|Confederation|Principality|Union", a) and "(" not in a
              and "," not in a][:1]
    if country["id"] == "iso-TR":
        formal = ["Turkey", "Republic of Türkiye", "Republic of Turkey"]
    if country["id"] == "iso-CZ":
        formal = ["Czech Republic"]
    if country["id"] == "iso-MM":
        formal = ["Myanmar"]
    return ["Turkey" if n == "Turkey" else article(n) for n in dict.fromkeys([name, *formal])]


def bodies(line, country):
    """(id suffix, kind, forms, acronyms, forms without the country) of each body of a country."""
    code = line["country"]
    adjectives = [a for a in line["adjectives"].split("/") if a] or [country["name"]]
    names = country_names(country)
    bare = country["name"].removeprefix("The ")

    def with_country(base):
        # the formal name of the state goes with short names only
        known = names if base.count(" ") <= 4 else names[:1]
        forms = [f"{a} {base}" for a in adjectives] + [f"{base} of {n}" for n in known]
        if " " not in bare and bare not in adjectives:
            forms.append(f"{bare} {base}")
        return forms

    for area, (suffix, acronyms, short) in AREAS.items():
        cell = line[area]
        if cell in ("", "-"):
            continue
        forms, alone = [], []
        kind = "ministry"
        for number, part in enumerate(cell.split("/")):
            part = SHORT_IN.get(area, {}).get(part, SHORT.get(part, part))
            if part.startswith("!"):
                name = part[1:]
                if number == 0 and not re.search("Ministry", name):
                    kind = "department" if "Department" in name else "agency" if re.search("Office|Commission|Administration|Authority", name) else "ministry"
            elif part.startswith("for "):
                name = "Ministry " + part
            else:
                name = "Ministry of " + part
            alone += [base for base in spellings(name) if base.count(" ") > 2]
            for base in spellings(name):
                own = [base] if names[0].removeprefix("the ") in base or any(base.startswith(a + " ") for a in adjectives) else with_country(base)
                forms += own
        if kind == "ministry":
            wanted = {"defence": ["Defense", "Defence"]}.get(area, [short])
            forms += [f"{a} {s} Ministry" for a in adjectives[:1] for s in wanted if any(s in form for form in forms)]
        if kind != "ministry":
            acronyms = ""
        if not acronyms and kind == "ministry" and code in WITH_ACRONYMS:
            acronyms = {"interior": "MOI|MoI", "justice": "MOJ|MoJ", "health": "MOH|MoH", "finance": "MOF|MoF"}.get(area, "")
        yield suffix, kind, forms, acronyms, alone
    yield "gov", "government", [f"Government of {n}" for n in names] + [f"{a} Government" for a in adjectives] + \
        ([f"{bare} Government"] if " " not in bare and bare not in adjectives else []), "", []
    if code not in MONARCHIES:
        yield "presidency", "government", [f"Presidency of {n}" for n in names] + [f"{a} Presidency" for a in adjectives] + \
            [f"Office of the President of {n}" for n in names] + [f"Presidential Administration of {names[0]}"], "", []
    if code in MONARCHIES - NO_PRIME_MINISTER or code in WITH_PRIME_MINISTER:
        yield "pm-office", "government", [f"Office of the Prime Minister of {n}" for n in names] + \
            [f"{a} Prime Minister's Office" for a in adjectives], "", []
    if code not in NO_FORCES:
        yield "armed-forces", "military_service", [f"Armed Forces of {n}" for n in names] + [f"{a} Armed Forces" for a in adjectives] + \
            ([f"{bare} Armed Forces"] if " " not in bare and bare not in adjectives else []), "", []


def made():
    countries = {row["id"][4:]: row for row in rows(LISTS / "countries.tsv") if row["id"].startswith("iso-")}
    taken, ids = {}, set()
    for name in BODIES:
        for row in rows(LISTS / name):
            ids.add(row["id"])
            for form in [row["name"], *row["aliases"].split("|")]:
                taken[fold(form), row["country"]] = row["id"]
    out, forms_out = [], {}
    for line in rows(TABLE):
        country = countries[line["country"]]
        for suffix, kind, forms, acronyms, alone in bodies(line, country):
            forms = list({fold(f): f for f in reversed(forms)}.values())[::-1]
            code = line["country"]
            known = next((taken[fold(f), code] for f in forms + alone if (fold(f), code) in taken), None)
            known = known or ELSEWHERE.get(f"{code.lower()}-{suffix}")
            if known:
                yield known, None, forms, acronyms
                continue
            forms = [f for f in forms if (fold(f), code) not in forms_out]
            if not forms:
                continue
            for form in forms:
                forms_out[fold(form), code] = True
            name = next((f for f in forms if " of " in f and f.split(" of ")[-1].removeprefix("the ") == country["name"].removeprefix("The ")), forms[0])
            ident = f"{code.lower()}-{suffix}"
            if ident in ids:
                ident += "-office"
            yield ident, [ident, kind, name, "|".join(f for f in forms if f != name), acronyms, code, "", ""], forms, acronyms


def text():
    lines = sorted((row for _, row, _, _ in made() if row), key=lambda row: (fold(row[2]), row))
    return "\n".join("\t".join(row) for row in [COLUMNS, *lines]) + "\n"


if __name__ == "__main__":
    new = text()
    old = OUT.read_text(encoding="utf-8") if OUT.exists() else ""
    if "--check" in sys.argv:
        sys.exit("ministries.tsv would change" if new != old else None)
    OUT.write_text(new, encoding="utf-8")
    print(new.count("\n") - 1, "entries")
