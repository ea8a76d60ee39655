"""Postings of common words are kept in memory, and are never older than the log."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from offers.models import PublishedOffer
from search.engines import kept_postings
from search.engines.database import DatabaseEngine
from search.engines.kept_postings import postings_of
from search.engines.lexicon import forget_everything
from search.engines.scores import Scores, added
from tests.search.example_offers import house, offer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _every_word_is_common(monkeypatch):
    monkeypatch.setattr(kept_postings, "COMMON", 1)
    forget_everything()


@pytest.fixture
def page():
    page = house()
    offers = [offer(page, f"speelgroep-{number}", {"nl": {"title": "Speelgroep"}}) for number in range(3)]
    DatabaseEngine().index_offers(page.pk, [one.pk for one in offers])
    return page


def found(page, position, text="speelgroep"):
    return sorted(DatabaseEngine().match_words(page.pk, position, text, "nl").scores)


def change(page, one, seq, title=""):
    """Publish an offer with another title, or withdraw it."""
    PublishedOffer.objects.filter(pk=one).update(seq=seq, withdrawn=not title, texts={"nl": {"title": title}})
    DatabaseEngine().index_offers(page.pk, [one])


def test_a_common_word_is_read_once(page):
    first = found(page, 1)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert found(page, 1) == first
    assert len(first) == 3
    assert not queries.captured_queries


def test_what_is_kept_follows_the_log(page):
    one, two, three = found(page, 1)
    change(page, one, 2)
    assert found(page, 2) == [two, three]
    change(page, two, 3, "Huiswerk")
    assert found(page, 3) == [three]
    change(page, two, 4, "Weer een speelgroep")
    assert found(page, 4) == [two, three]


def test_many_changes_and_a_rebuild_read_everything_anew(page, monkeypatch):
    one, two, three = found(page, 1)
    monkeypatch.setattr(kept_postings, "MOST_CHANGED", 0)
    change(page, one, 2)
    assert found(page, 2) == [two, three]
    PublishedOffer.objects.filter(pk=two).update(withdrawn=True)
    DatabaseEngine().rebuild(page.pk)
    assert found(page, 2) == [three]


def test_memory_has_a_limit(page, monkeypatch):
    monkeypatch.setattr(kept_postings, "MOST_POSTINGS", 2)
    assert len(found(page, 1)) == 3
    assert len(postings_of(page.pk, 1, ["nlspeelgroep"], None)["nlspeelgroep"]) == 3


def test_scores_read_like_a_mapping():
    scores = Scores.of({7: 2.0, 3: 1.0})
    assert dict(scores) == {3: 1.0, 7: 2.0}
    assert scores.get(5) is None
    assert dict(added([(scores, 2.0), (Scores.of({5: 1.0, 7: 1.0}), 1.0)])) == {3: 2.0, 5: 1.0, 7: 5.0}
    assert scores.amounts_of(Scores.of({3: 0, 4: 0, 9: 0}).pks).tolist() == [1.0, 0.0, 0.0]
