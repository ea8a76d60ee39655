"""Dutch: diminutives and third persons are undone before Snowball's `dutch_porter`, which knows neither."""

import re

from Stemmer import Stemmer

from search.analysis.lists import current
from search.analysis.normalise import fold

SNOWBALL = Stemmer("dutch_porter", maxCacheSize=0)
VOWELS = "aeiouy"
LONG_VOWEL = r"(?:aa|ee|oo|uu|ie|oe|eu|ui|ij|ou|au|ei)"
FALLEN_T = re.compile(LONG_VOWEL + r"[lnr]t$")
THIRD_PERSON = re.compile(rf"(?:{LONG_VOWEL}[bdfgklmnpr]|[lrm][kpfgm]|[^aeiou]er|ngen|nd)t$")
# Nouns that end like a third person.
ENDS_IN_T = (
    "kaart",
    "taart",
    "staart",
    "vaart",
    "poort",
    "soort",
    "buurt",
    "markt",
    "concert",
    "expert",
    "dessert",
    "noord",
)

EXCEPTIONS = {
    "kinderen": "kind", "kinder": "kind", "kleuters": "kleuter", "kids": "kind", "kindjes": "kind",
    "kleinkinderen": "kleinkind", "schoolkinderen": "schoolkind", "eieren": "ei", "kleren": "kled",
    "kleertjes": "kled", "kleding": "kled", "kledij": "kled", "kleed": "kled", "kleedje": "kled",
    "kleedjes": "kled", "babies": "baby", "mamas": "mama", "papas": "papa", "moeke": "mama", "mami": "mama",
    "papi": "papa", "vaders": "vader", "moeders": "moeder", "zwangerschap": "zwanger",
    "zwangerschaps": "zwanger", "zwangerschappen": "zwanger", "zwangeren": "zwanger", "ouderschap": "ouder",
    "vriendschap": "vriend", "vaderschap": "vader", "moederschap": "moeder", "help": "hulp", "helpt": "hulp",
    "helpen": "hulp", "geholpen": "hulp", "helper": "hulp", "helpers": "hulp", "spel": "spel", "spelen": "spel",
    "speel": "spel", "speelt": "spel", "spelletje": "spel", "spelletjes": "spel", "spellen": "spel",
    "gespeeld": "spel", "speels": "spel", "slaap": "slap", "slaapt": "slap", "geslapen": "slap",
    "sliep": "slap", "zwom": "zwem", "gezwommen": "zwem", "las": "lez", "lees": "lez", "leest": "lez",
    "lezer": "lez", "lezers": "lez", "bracht": "breng", "gebracht": "breng", "verloren": "verlies",
    "verloor": "verlies", "verlies": "verlies", "verliezen": "verlies", "overleden": "overlijd",
    "overlijden": "overlijd", "gestorven": "sterv", "sterft": "sterv", "gescheiden": "scheid",
    "scheiding": "scheid", "scheiden": "scheid", "scheidt": "scheid", "gepest": "pest", "pesten": "pest",
    "pester": "pest", "pesters": "pest", "pesterij": "pest", "pesterijen": "pest", "pest": "pest",
    "gevaccineerd": "vaccin", "vaccinatie": "vaccin", "vaccinaties": "vaccin", "vaccineren": "vaccin",
    "vaccins": "vaccin", "inenten": "inent", "inenting": "inent", "inentingen": "inent", "ingeent": "inent",
    "vertaling": "vertal", "vertalingen": "vertal", "vertaald": "vertal", "vertaler": "vertal",
    "vertalers": "vertal", "vertaalt": "vertal", "vrijwilligers": "vrijwill", "vrijwilliger": "vrijwill",
    "vrijwilligerswerk": "vrijwill", "begeleiding": "begeleid", "begeleider": "begeleid",
    "begeleiders": "begeleid", "begeleidster": "begeleid", "bevallen": "bevall", "bevalling": "bevall",
    "bevallingen": "bevall", "geboren": "geboort", "geboorte": "geboort", "geboortes": "geboort",
    "geld": "geld", "gelden": "geld", "leden": "lid", "lid": "lid", "steden": "stad", "dagen": "dag",
    "wegen": "weg", "gewogen": "weg", "weegt": "weg", "tand": "tand", "tanden": "tand", "school": "school",
    "scholen": "school", "schooltje": "school", "huizen": "huis", "huis": "huis", "huisje": "huis",
    "brieven": "brief", "brief": "brief", "gezinnen": "gezin", "zieken": "ziek", "zieke": "ziek",
    "ziekte": "ziek", "ziektes": "ziek", "muziek": "muziek", "lessen": "les", "les": "les", "bossen": "bos",
    "bussen": "bus", "dansen": "dans", "danst": "dans", "danser": "dans", "gedanst": "dans", "zussen": "zus",
    "broers": "broer", "fietsen": "fiets", "fietst": "fiets", "rijdt": "rijd", "rijden": "rijd",
    "gereden": "rijd", "rit": "rit", "koken": "kok", "kookt": "kok", "kook": "kok", "gekookt": "kok",
    "zingt": "zing", "gezongen": "zing", "zang": "zing", "leent": "len", "leen": "len", "lenen": "len",
    "geleend": "len", "uitleen": "uitlen", "uitlenen": "uitlen", "huurt": "hur", "gehuurd": "hur",
    "borstgevoed": "borstvoed", "opgevoed": "opvoed", "opvoeder": "opvoed", "opvoeders": "opvoed",
    "opvoedkundig": "opvoed", "opvoedkundige": "opvoed", "angstig": "angst", "angstige": "angst",
    "verdrietig": "verdriet", "verdrietige": "verdriet", "eenzaamheid": "eenzam", "eenzaam": "eenzam",
    "gehandicapt": "handicap", "gehandicapte": "handicap", "autistisch": "autism", "autistische": "autism",
    "geweld": "geweld", "gewelddadig": "geweld", "jongeren": "jonger", "jongere": "jonger", "tieners": "tiener",
    "pubers": "puber", "puberteit": "puber", "puberen": "puber", "grootouders": "grootouder",
}  # fmt: skip


def without_diminutive(word: str) -> str:
    """`verhaaltjes` -> `verhaal`, `boompje` -> `boom`, `balletje` -> `bal`, `tandje` -> `tand`."""
    base = word.removesuffix("s")
    if not base.endswith("je") or len(base) < 6:
        return word
    base = base[:-2]
    if base.endswith("et") and len(base) > 5 and base[-3] == base[-4] and base[-3] not in VOWELS:
        return base[:-3]
    if base.endswith("nget"):
        return base[:-2]
    if base.endswith(("oomp", "aamp", "lmp", "rmp", "iemp", "uimp", "emp")):
        return base[:-1]
    if base.endswith(ENDS_IN_T):
        return base
    if FALLEN_T.search(base) or base.endswith(("ert", "yt", "elt", "ent", "oet", "iet", "uwt", "awt")):
        return base[:-1]
    return base


def stem(word: str) -> str:
    """The Dutch stem; exceptions first, because the rules of a stemmer know no irregular forms.

    What editors say about a word (`kids = kind`) comes before what the project says.
    """
    same_word = current().same_word
    word = same_word.get(fold(word), word)
    if word in EXCEPTIONS:
        return EXCEPTIONS[word]
    base = without_diminutive(word)
    base = same_word.get(fold(base), base)
    if base in EXCEPTIONS:
        return EXCEPTIONS[base]
    if THIRD_PERSON.search(base) and not base.endswith(ENDS_IN_T):
        base = base[:-1]
    return SNOWBALL.stemWord(base)


def without_apostrophe(word: str) -> str:
    """`baby's` -> `baby`, `zo'n` -> `zon`."""
    return word.removesuffix("'s").replace("'", "")
