"""Arabic: marks and letter variants first, then a light stemmer (articles, conjunctions, common endings)."""

# Vowel marks, small letters and tatweel say nothing about which word it is.
MARKS = dict.fromkeys([0x0640, 0x0670, *range(0x0610, 0x061B), *range(0x064B, 0x0660), *range(0x06D6, 0x06EE)])
VARIANTS = str.maketrans("أإآٱىةؤئکیۀە٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "ااااي" + "هوي" + "كيهه" + "01234567890123456789")

PREFIXES = ("وبال", "وال", "بال", "كال", "فال", "ولل", "ال", "لل")
SUFFIXES = ("هما", "تنا", "ها", "ان", "ات", "ون", "ين", "يه", "ته", "نا", "هم", "ه", "ي")
BROKEN_PLURALS = {
    "اطفال": "طفل", "اولاد": "ولد", "كتب": "كتاب", "دروس": "درس", "العاب": "لعب", "لعبه": "لعب", "اسنان": "سن",
    "مدارس": "مدرس", "امهات": "ام", "اباء": "اب", "بنات": "بنت", "ابناء": "ابن", "اسر": "اسر", "اوراق": "ورق",
    "وثائق": "وثيق", "وثايق": "وثيق", "حقوق": "حق", "ديون": "دين", "مشاكل": "مشكل", "اصدقاء": "صديق",
    "شباب": "شاب", "رضع": "رضيع", "حوامل": "حامل", "نساء": "امرا", "رجال": "رجل", "اجداد": "جد",
    "احفاد": "حفيد", "انشطه": "نشاط", "اماكن": "مكان", "مواعيد": "موعد", "اطباء": "طبيب", "نصائح": "نصيح",
    "نصايح": "نصيح", "قصص": "قص", "اغاني": "اغن", "اعياد": "عيد", "فواتير": "فاتور", "رسائل": "رسال",
    "رسايل": "رسال", "عطل": "عطل", "مصاريف": "مصروف", "مراكز": "مركز", "ملاعب": "ملعب", "حدائق": "حديق",
    "حدايق": "حديق", "دور": "دار", "مواليد": "مولود", "عيون": "عين", "اغراض": "غرض", "انديه": "نادي",
    "صفوف": "صف", "لغات": "لغ", "معلومات": "معلوم",
}  # fmt: skip


def normalise(text: str) -> str:
    """One spelling for letters that people write in several ways: hamza, ta marbuta, alif maqsura, Persian keys."""
    return text.translate(MARKS).translate(VARIANTS)


def without_prefix(word: str) -> str:
    """`والأطفال` -> `أطفال`; three letters must stay."""
    for prefix in PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            return word[len(prefix) :]
    if word.startswith("و") and len(word) >= 5:
        return word[1:]
    return word


def stem(word: str) -> str:
    """A light stem: article, conjunction and at most two endings; broken plurals of everyday words by list."""
    base = word if word in BROKEN_PLURALS else without_prefix(word)
    for _round in range(2):
        if base in BROKEN_PLURALS:
            return BROKEN_PLURALS[base]
        ending = next((one for one in SUFFIXES if base.endswith(one) and len(base) - len(one) >= 3), "")
        base = base.removesuffix(ending)
    return BROKEN_PLURALS.get(base, base)
