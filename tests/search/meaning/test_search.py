"""What meaning adds to a search, and what happens when it is late, broken, not ready or off."""

from collections.abc import Iterator
from threading import Event

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import HousePage
from offers.models import Category, LogPosition, Pillar, PublishedOffer
from offers.signals import documents_changed
from search import searching
from search.engines.base import SearchHits
from search.engines.lexicon import forget_everything
from search.meaning import background, leg
from search.meaning.offers import forget_meanings
from search.models import OfferMeaning, TextVector
from tests.search.example_offers import house, offer
from tests.search.meaning.small_model import SmallModel

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(searching, "LEG", leg.MeaningLeg())
    forget_everything()
    forget_meanings()
    yield
    forget_everything()
    forget_meanings()


@pytest.fixture(autouse=True)
def _little_out_of_scope(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = (("nl", ("grasmaaier", "autoband")), ("en", ("lawnmower",)))
    for module in (searching, background):
        monkeypatch.setattr(module, "decoys", lambda: texts)


@pytest.fixture
def page() -> HousePage:
    """A House with two categories and two offers."""
    pillar = Pillar.objects.create(slug="practical", labels={"nl": "Praktisch"})
    words = {"toy-library": ("Speelgoed lenen", "toys"), "childcare": ("Kinderopvang", "creche")}
    for slug, (label, synonym) in words.items():
        Category.objects.create(slug=slug, pillar=pillar, labels={"nl": label}, synonyms={"en": [synonym]}, phrases={})
    page = house()
    offer(page, "toverkoffer", {"nl": {"title": "De Toverkoffer", "body": "puzzels lenen"}}, categories=["toy-library"])
    offer(page, "wolkenfabriek", {"nl": {"title": "Wolkenfabriek", "body": "opvang"}}, categories=["childcare"])
    publish(page)
    return page


def publish(page: HousePage) -> None:
    pks = list(PublishedOffer.objects.filter(house=page).values_list("pk", flat=True))
    documents_changed.send(PublishedOffer, house_id=page.pk, offer_pks=pks)


@pytest.fixture
def model(page: HousePage) -> SmallModel:
    """A model whose vectors have been made."""
    model = SmallModel()
    sum(background.make_missing(model))
    model.asked.clear()
    return model


def found(page: HousePage, text: str, model: SmallModel | None) -> SearchHits:
    position = LogPosition.objects.get(house=page).position
    return searching.search(page.pk, position, text, "nl", model=model)


def slugs(hits: SearchHits) -> list[str]:
    known = dict(PublishedOffer.objects.values_list("pk", "slug"))
    return [known[pk] for pk in hits.in_order()]


def test_an_offer_is_found_that_has_no_word_of_the_query(page: HousePage, model: SmallModel) -> None:
    hits = found(page, "legoblokken", model)
    assert slugs(hits)[0] == "toverkoffer"
    assert hits.mode == "meaning"
    assert not hits.degraded


def test_words_alone_do_not_find_it(page: HousePage) -> None:
    assert slugs(found(page, "legoblokken", None)) == []


def test_an_offer_with_the_words_comes_before_one_with_the_meaning(page: HousePage, model: SmallModel) -> None:
    offer(page, "ander-speelgoed", {"nl": {"title": "Speelgoed"}}, categories=["toy-library"])
    offer(page, "regenlaarzen", {"nl": {"title": "Regenlaarzen"}}, categories=["toy-library"])
    publish(page)
    sum(background.make_missing(model))
    hits = found(page, "regenlaarzen", model)
    assert slugs(hits)[0] == "regenlaarzen"
    assert hits.mode == "all_words"


def test_a_question_about_something_else_finds_nothing(page: HousePage, model: SmallModel) -> None:
    assert slugs(found(page, "tondeuse", model)) == []


def test_a_question_at_the_edge_is_answered_with_little_and_says_so(
    page: HousePage, model: SmallModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.fusion.CERTAIN", 99.0)
    hits = found(page, "legoblokken", model)
    assert hits.tentative
    assert 0 < len(hits.scores) <= 5


def test_a_slow_model_is_not_waited_for(page: HousePage, model: SmallModel, settings) -> None:
    settings.MEANING_BUDGET = 0.01
    model.seconds = 0.5
    hits = found(page, "puzzels", model)
    assert hits.degraded
    assert slugs(hits) == ["toverkoffer"]


def test_a_broken_model_is_left_alone_for_a_while(page: HousePage, model: SmallModel) -> None:
    model.fails = True
    assert found(page, "puzzels", model).degraded
    assert found(page, "opvang", model).degraded
    assert model.asked == ["puzzels"]


def test_the_same_question_is_read_once(page: HousePage, model: SmallModel) -> None:
    first, second = found(page, "legoblokken", model), found(page, "legoblokken", model)
    assert first == second
    assert model.asked == ["legoblokken"]


def test_before_the_vectors_are_made_words_answer(page: HousePage) -> None:
    model = SmallModel()
    hits = found(page, "puzzels", model)
    assert hits.degraded
    assert slugs(hits) == ["toverkoffer"]
    assert model.asked == []


def test_an_offer_that_has_gone_is_not_found_by_its_meaning(page: HousePage, model: SmallModel) -> None:
    assert slugs(found(page, "legoblokken", model))[0] == "toverkoffer"
    PublishedOffer.objects.filter(slug="toverkoffer").update(withdrawn=True, seq=2)
    LogPosition.objects.filter(house=page).update(position=2)
    publish(page)
    assert "toverkoffer" not in slugs(found(page, "legoblokken", model))


def test_an_offer_with_a_new_text_is_found_by_it_once_its_vector_is_made(page: HousePage, model: SmallModel) -> None:
    found(page, "oppas", model)
    texts = {"nl": {"title": "De Toverkoffer", "body": "opvang oppas creche"}}
    PublishedOffer.objects.filter(slug="toverkoffer").update(texts=texts, seq=2, facts={"categories": ["childcare"]})
    LogPosition.objects.filter(house=page).update(position=2)
    publish(page)
    assert sum(background.make_missing(model)) == 1
    assert set(slugs(found(page, "oppas", model))) == {"toverkoffer", "wolkenfabriek"}


def test_meaning_costs_no_statement_once_it_is_in_memory(page: HousePage, model: SmallModel) -> None:
    found(page, "legoblokken", model)
    with CaptureQueriesContext(
        connection,
    ) as words_only:
        position = 1
        searching.search(page.pk, position, "puzzels", "nl")
    with CaptureQueriesContext(connection) as with_meaning:
        searching.search(page.pk, position, "puzzels", "nl", model=model)
    assert len(with_meaning) == len(words_only) == 1


def test_nothing_is_made_twice_and_what_nobody_needs_is_dropped(page: HousePage, model: SmallModel) -> None:
    assert sum(background.make_missing(model)) == 0
    PublishedOffer.objects.filter(slug="toverkoffer").delete()
    publish(page)
    assert OfferMeaning.objects.count() == 1
    assert background.drop_unused(model.name) == 1
    others = TextVector.objects.count()
    assert background.drop_unused("another/1") == others


def test_vectors_of_another_model_are_never_compared(
    page: HousePage, model: SmallModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leg, "LOOK_AGAIN", -1.0)
    other = SmallModel(name="small/2")
    assert found(page, "puzzels", other).degraded
    assert sum(background.make_missing(other)) > 0
    assert slugs(found(page, "legoblokken", other))[0] == "toverkoffer"


def test_while_newer_concepts_are_made_the_older_ones_answer_at_once(
    page: HousePage, monkeypatch: pytest.MonkeyPatch, settings
) -> None:
    settings.MEANING_ASIDE, settings.MEANING_BUDGET = True, 30
    may_end, made = Event(), []

    class Concepts:
        missing = 0

        def __init__(self, model: str, vocabulary: object) -> None:
            if made:
                may_end.wait(30)
            made.append(self)

    monkeypatch.setattr(leg, "ConceptSpace", Concepts)
    own = leg.MeaningLeg()
    before = own.space("small/1", (), (("nl", ("grasmaaier",)),))
    assert own.space("small/1", (), (("nl", ("autoband",)),)) is before
    may_end.set()
    newer = own.space("small/1", (), (("nl", ("autoband",)),), patience=30)
    assert newer is not before
    assert own.space("small/1", (), (("nl", ("autoband",)),)) is newer
