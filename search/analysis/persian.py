"""Persian: the letters of `arabic.normalise`, then plural, possessive and comparative endings."""

SUFFIXES = (
    "هايشان", "هايمان", "هايتان", "هايي", "هايم", "هايت", "هايش", "هاي", "ها", "ترين", "تر", "يان", "گان", "ان",
    "ات", "شان", "مان", "تان", "يي", "ام", "اش", "م", "ش", "ي",
)  # fmt: skip
IRREGULAR = {"بچگان": "بچه", "اطفال": "طفل", "والدين": "والد", "مدارس": "مدرسه", "كتب": "كتاب", "اسناد": "سند"}


def stem(word: str) -> str:
    """Takes one ending off, if three letters stay."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    for ending in SUFFIXES:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
