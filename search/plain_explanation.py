"""An explanation of a search in the words of people who edit lists, beside the same search with other lists."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.engines.wording import EXACT, OTHER_LANGUAGE, QueryWord
from search.explanation import MOST_ALTERNATIVES, MOST_CATEGORIES, MOST_OFFERS, Explanation
from search.fusion import TEXTS_WEIGHT, WORDS_WEIGHT

MOST_SPELLINGS = 10


def plainly(explanation: Explanation, labels: Mapping[str, str], before: Explanation | None = None) -> dict[str, Any]:
    """What the page shows. `labels` name the categories; `before` is the same search without the draft."""
    return {
        "words": [word_row(word, explanation) for word in explanation.words],
        "meaning": meaning_note(explanation),
        "categories": category_rows(explanation, labels),
        "answer": answer_note(explanation),
        "offers": offer_rows(explanation, before),
        "gone": gone(explanation, before) if before else [],
        "is_same": before is not None and before.hits.in_order() == explanation.hits.in_order(),
    }


def word_row(word: QueryWord, explanation: Explanation) -> dict[str, Any]:
    """A word of the query, how it was understood, and the words that it finds."""
    terms = sorted(word.alternatives, key=lambda term: (-word.alternatives[term], term))[:MOST_ALTERNATIVES]
    found = [(term[:2], one) for term in terms for one in sorted(explanation.spellings.get(term, [term[2:]]))]
    return {
        "text": word.text,
        "how": how_understood(word),
        "stands_for": [{"code": code, "text": text} for code, text in dict.fromkeys(found)][:MOST_SPELLINGS],
    }


def how_understood(word: QueryWord) -> str:
    """In which way a word was recognised."""
    best = max(word.alternatives.values(), default=0.0)
    if word.is_outside:
        return _("names something that no House offers")
    if word.corrected:
        return _("read as “%(word)s”") % {"word": word.corrected}
    if not best:
        return _("no offer and no category has this word")
    if best >= EXACT:
        return _("known as it is")
    return _("known in another language") if best >= OTHER_LANGUAGE else _("known by its parts or in other forms")


def meaning_note(explanation: Explanation) -> str:
    """Why there is no meaning, if there is none."""
    if explanation.meaning_is_off:
        return _("Search by meaning is off in this installation: only words count.")
    return "" if explanation.meant else _("Search by meaning was not ready in time: only words count. Try again.")


def category_rows(explanation: Explanation, labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """The categories that come closest in meaning, the closest first, 0 to 100."""
    if explanation.meant is None:
        return []
    nearest = sorted(explanation.meant.meaning.categories.items(), key=lambda pair: -pair[1])[:MOST_CATEGORIES]
    return [
        {"label": labels.get(slug, slug), "closeness": max(0, min(100, round(100 * value)))} for slug, value in nearest
    ]


def answer_note(explanation: Explanation) -> str:
    """What a family would see."""
    count = len(explanation.hits.scores)
    if not count:
        return _("A family sees no offers, but the contact point.")
    if explanation.hits.tentative:
        return ngettext(
            "A family sees %(count)s offer under “Perhaps this helps”.",
            "A family sees %(count)s offers under “Perhaps this helps”.",
            count,
        ) % {"count": count}
    return ngettext("A family sees %(count)s offer.", "A family sees %(count)s offers.", count) % {"count": count}


def offer_rows(explanation: Explanation, before: Explanation | None) -> list[dict[str, Any]]:
    """The first offers, why they stand where they stand, and how far they moved."""
    ranks = {pk: rank for rank, pk in enumerate(before.hits.in_order())} if before else {}
    shown = explanation.hits.in_order()[:MOST_OFFERS]
    return [
        {
            "title": explanation.titles.get(pk, ""),
            "why": reasons(explanation, pk),
            "is_new": before is not None and pk not in ranks,
            "up": max(0, ranks.get(pk, rank) - rank),
            "down": max(0, rank - ranks.get(pk, rank)),
        }
        for rank, pk in enumerate(shown)
    ]


def reasons(explanation: Explanation, pk: int) -> list[dict[str, Any]]:
    """What each leg gave an offer, without those that gave nothing."""
    words, meant = explanation.found.scores.get(pk, 0.0), explanation.meant
    if meant is None:
        return [{"name": _("words"), "value": words}]
    parts = [(_("words"), WORDS_WEIGHT * words)]
    if (row := meant.house.row_of.get(pk)) is not None:
        parts.append((_("text"), TEXTS_WEIGHT * float(meant.near_texts()[row])))
        parts.append((_("category"), float(meant.house.concepts(meant.meaning)[row])))
    return [{"name": name, "value": value} for name, value in parts if round(value, 2)]


def gone(explanation: Explanation, before: Explanation) -> list[str]:
    """The titles of first offers that would not be found any more."""
    shown = before.hits.in_order()[:MOST_OFFERS]
    return [before.titles.get(pk, "") for pk in shown if pk not in explanation.hits.scores]
