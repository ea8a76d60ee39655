"""Bulgarian: a light stemmer; the article behind the word first, then the plural or the ending."""

ARTICLES = ("ият", "ъта", "ът", "ят", "та", "то", "те", "ия")
ENDINGS = (
    "ването", "ване", "ането", "ане", "ене", "ости", "ост", "овете", "ове", "еве", "ища", "ета", "ята", "ата",
    "ски", "ска", "ско", "ите", "ам", "ям", "аш", "еш", "иш", "ат", "ят", "ени", "ена", "ено", "ия", "ии", "а",
    "я", "о", "е", "и", "у", "й",
)  # fmt: skip
IRREGULAR = {
    "деца": "дет", "децата": "дет", "дете": "дет", "детето": "дет", "детски": "дет", "детска": "дет",
    "детско": "дет", "детската": "дет", "бебета": "беб", "бебето": "беб", "бебе": "беб",
}  # fmt: skip


def stem(word: str) -> str:
    """`кърменето` -> `кърм`; three letters must stay."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    for endings in (ARTICLES, ENDINGS):
        ending = next((one for one in endings if word.endswith(one) and len(word) - len(one) >= 3), "")
        word = word.removesuffix(ending)
    return word
