"""Ukrainian: a light stemmer; endings of nouns, adjectives and verbs, then the commonest change of consonant."""

SUFFIXES = (
    "остями", "ування", "ювання", "ються", "уються", "ається", "аються", "иться", "яться", "тися", "лася",
    "лося", "лися", "енням", "аннями", "ання", "ення", "іння", "ість", "ості", "ами", "ями", "ові", "еві",
    "єві", "ого", "ому", "ими", "іми", "ої", "ими", "ах", "ях", "ою", "ею", "єю", "ів", "їв", "ам", "ям", "ом",
    "ем", "єм", "ий", "ій", "им", "їм", "их", "їх", "ати", "ити", "яти", "ути", "іти", "ють", "уть", "ять",
    "ать", "ить", "ає", "яє", "ує", "ює", "еш", "єш", "їш", "иш", "ала", "али", "ила", "или", "ти", "ть", "ла",
    "ло", "ли", "а", "я", "о", "е", "є", "у", "ю", "и", "і", "ї", "й", "ь",
)  # fmt: skip
SOFTENED = {"ж": "г", "ч": "к", "ц": "к", "ш": "х"}
IRREGULAR = {
    "діти": "дит", "дітей": "дит", "дітям": "дит", "дітьми": "дит", "дитина": "дит", "дитини": "дит",
    "дитину": "дит", "дитині": "дит", "дитиною": "дит", "дитячий": "дит", "дитяча": "дит", "дитячі": "дит",
    "дитячого": "дит", "малюк": "маля", "малюка": "маля", "малюків": "маля",
}  # fmt: skip
ORDERED = sorted(set(SUFFIXES), key=len, reverse=True)


def stem(word: str) -> str:
    """The longest ending goes, if three letters stay: `допоможе` and `допомогу` both become `допомог`."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    for ending in ORDERED:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] + SOFTENED.get(word[-1], word[-1]) if len(word) > 3 else word


def without_apostrophe(word: str) -> str:
    """`здоров'я` -> `здоровя`, as many people type it."""
    return word.replace("'", "")
