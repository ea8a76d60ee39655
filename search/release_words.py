"""New words of a release come into an installation whose editors have worked on their own: only additions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction
from wagtail.models import RevisionMixin

from offers.catalogue_import.reading import Catalogue
from offers.catalogue_import.terms import term_rows
from offers.documents.refresh import refresh_house
from offers.models import Term
from offers.signal_handlers import houses
from offers.signals import taxonomy_changed
from search.models import LoadedWord

KEYS_AT_ONCE = 500
WORD_LISTS = ("synonyms", "phrases")


@dataclass
class Merge:
    """What came in, and what did not because an editor had taken it out before."""

    labels: int = 0
    synonyms: int = 0
    phrases: int = 0
    left_out: int = 0
    unknown: list[str] = field(default_factory=list)
    """Terms of the release that this installation does not have."""
    keys: set[str] = field(default_factory=set)

    @property
    def added(self) -> int:
        """How many words came in."""
        return self.labels + self.synonyms + self.phrases


def merge_words(folder: Path) -> Merge:
    """Add the labels, synonyms and phrases of a catalogue folder that are new; never change or remove any."""
    merge = Merge()
    with transaction.atomic():
        met = set(LoadedWord.objects.values_list("key", flat=True))
        for model, rows in term_rows(Catalogue(folder, timedelta())):
            merge_list(model, rows, met, merge)
        new = [LoadedWord(key=key) for key in sorted(merge.keys - met)]
        LoadedWord.objects.bulk_create(new, batch_size=KEYS_AT_ONCE, ignore_conflicts=True)
        if merge.added:
            # One look at everything costs less than one a term.
            for house in houses():
                refresh_house(house)
            taxonomy_changed.send(sender=Term)
    return merge


def merge_list(model: type[Term], rows: list[dict[str, Any]], met: set[str], merge: Merge) -> None:
    """Merge the words of one shared list."""
    terms = {term.slug: term for term in model._default_manager.all()}
    changed = []
    for row in rows:
        term = terms.get(row["slug"])
        if term is None:
            merge.unknown.append(f"{model._meta.model_name}/{row['slug']}")
        elif merge_term(term, row, met, merge):
            changed.append(term)
    names = ["labels", *(name for name in WORD_LISTS if hasattr(model, name))]
    model._default_manager.bulk_update(changed, names, batch_size=100)
    for term in changed:
        if isinstance(term, RevisionMixin):
            term.save_revision(log_action="wagtail.edit")


def merge_term(term: Term, row: dict[str, Any], met: set[str], merge: Merge) -> bool:
    """Merge the words of one term; whether any was added."""
    before = merge.added
    for code, label in row["labels"].items():
        if is_new(term, "labels", code, label, bool(term.labels.get(code)), met, merge):
            term.labels[code] = label
            merge.labels += 1
    for name, code, text in words_of_lists(row):
        known = getattr(term, name).setdefault(code, [])
        is_known = text.casefold() in {one.casefold() for one in known}
        if is_new(term, name, code, text, is_known, met, merge):
            known.append(text)
            setattr(merge, name, getattr(merge, name) + 1)
    for name in WORD_LISTS:
        if hasattr(term, name):
            setattr(term, name, {code: texts for code, texts in getattr(term, name).items() if texts})
    return merge.added > before


def words_of_lists(row: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The synonyms and phrases of a term: (list, language, text)."""
    for name in WORD_LISTS:
        for code, texts in (row.get(name) or {}).items():
            for text in texts:
                yield name, code, text


def is_new(term: Term, name: str, code: str, text: str, is_known: bool, met: set[str], merge: Merge) -> bool:
    """Whether a word is to be added. Notes that it was met; one that was met before and is gone stays out."""
    where = f"{term._meta.model_name}\n{term.slug}\n{name}\n{code}\n{text}"
    key = sha256(where.encode()).hexdigest()[:32]
    merge.keys.add(key)
    if is_known:
        return False
    if key in met:
        merge.left_out += 1
    return key not in met
