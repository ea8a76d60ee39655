"""The database engine as the catalogue uses it: index, search, keep up with changes."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import HousePage
from offers.models import Category, Pillar, PublishedOffer
from offers.signals import documents_changed, taxonomy_changed
from search import searching
from search.engines.base import SearchHits
from search.engines.database import DatabaseEngine
from search.engines.lexicon import forget_everything
from search.models import IndexState, Posting
from tests.search.example_offers import house, offer

pytestmark = pytest.mark.django_db

HOSTILE = [
    "", " ", '"', "'", "*", "\x00", "\ud800", "opvang\x00\udfff", "NEAR(a b)", 'a" OR "b', "title:x AND NOT y", "%_\\",
    "{}[]()^~:", "-", "--", "🙂",
    "a" + "\u0301" * 150, "opvang " * 8000, "x" * 50_000, "\u202e\u200b", "日本語", "1" * 300, "a-" * 100, "'" * 200,
]  # fmt: skip


@pytest.fixture(autouse=True)
def _empty_memory() -> None:
    forget_everything()


@pytest.fixture
def page() -> HousePage:
    """A House with a small taxonomy and four offers."""
    pillar = Pillar.objects.create(slug="practical", labels={"nl": "Praktisch"})
    Category.objects.create(
        slug="toy-library",
        pillar=pillar,
        labels={"nl": "Speelgoed lenen", "ar": "إعارة الألعاب"},
        synonyms={"nl": ["speel-o-theek"], "tr": ["oyuncak"]},
        phrases={"nl": ["iets voor een regendag"]},
    )
    Category.objects.create(
        slug="childcare-0-3",
        pillar=pillar,
        labels={"nl": "Kinderopvang", "fr": "Garde d'enfants"},
        synonyms={},
        phrases={},
    )
    page = house()
    offer(
        page,
        "toverkoffer",
        {"nl": {"title": "De Toverkoffer", "summary": "Kom puzzels halen."}},
        categories=["toy-library"],
    )
    offer(
        page,
        "wolkenfabriek",
        {"nl": {"title": "De Wolkenfabriek", "body": "Opvang voor baby's"}},
        categories=["childcare-0-3"],
    )
    offer(
        page,
        "spreekuur",
        {"nl": {"title": "Opvoedingsspreekuur"}, "fr": {"title": "Permanence éducative"}},
        partner_names=["Kompasroos"],
    )
    offer(
        page,
        "wandeling",
        {"nl": {"title": "Wandelen met de buggy", "body": "Samen op stap"}},
        place_names=["Bib", "Kerkstraat", "Malderen"],
    )
    DatabaseEngine().rebuild(page.pk)
    return page


def search(page: HousePage, text: str, locale: str = "nl", position: int = 1) -> SearchHits:
    return searching.search(page.pk, position, text, locale)


def found(page: HousePage, text: str, locale: str = "nl", position: int = 1) -> list[str]:
    slugs = dict(PublishedOffer.objects.values_list("pk", "slug"))
    return [slugs[pk] for pk in search(page, text, locale, position).in_order()]


@pytest.mark.parametrize(
    ("text", "locale", "slug"),
    [
        ("toverkoffer", "nl", "toverkoffer"),
        ("speelgoed", "nl", "toverkoffer"),
        ("SPEELOTHEEK", "nl", "toverkoffer"),
        ("speel-o-theek", "nl", "toverkoffer"),
        ("regendag", "nl", "toverkoffer"),
        ("ألعاب", "ar", "toverkoffer"),
        ("oyuncak", "nl", "toverkoffer"),
        ("garde enfants", "fr", "wolkenfabriek"),
        ("kinder opvang", "nl", "wolkenfabriek"),
        ("opvoeding", "nl", "spreekuur"),
        ("opvoedingspreekuur", "nl", "spreekuur"),
        ("Kompasroos", "uk", "spreekuur"),
        ("educative", "fr", "spreekuur"),
        ("éducative", "nl", "spreekuur"),
        ("buggywandeling", "nl", "wandeling"),
        ("malderen", "en", "wandeling"),
        ("waar kan ik wandelen?", "nl", "wandeling"),
    ],
)
def test_an_offer_is_found_first(page: HousePage, text: str, locale: str, slug: str) -> None:
    assert found(page, text, locale)[:1] == [slug]


@pytest.mark.parametrize("text", ["qwertzuiop", "blockchain xqzzv", "!!!", "日本語"])
def test_nonsense_finds_nothing(page: HousePage, text: str) -> None:
    assert search(page, text).scores == {}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("locale", ["nl", "ar", "tr", "xx"])
def test_no_text_and_no_locale_stops_the_search(page: HousePage, text: str, locale: str) -> None:
    assert isinstance(search(page, text, locale), SearchHits)


def test_the_hits_say_how_they_were_found(page: HousePage) -> None:
    assert search(page, "opvang baby").mode == "all_words"
    assert search(page, "opvang wandelen").mode == "some_words"
    assert search(page, "oyuncak").matched_langs == ("tr",)
    assert search(page, "Wandlen met een buggy").did_you_mean == "wandelen met een buggy"
    assert search(page, "wandelen").did_you_mean is None


def test_more_words_of_the_query_count_for_more(page: HousePage) -> None:
    assert found(page, "wandelen malderen toverkoffer")[0] == "wandeling"


def test_a_warm_search_asks_one_statement(page: HousePage) -> None:
    search(page, "opvang")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        search(page, "opvang voor mijn baby")
    assert len(queries) == 1
    with CaptureQueriesContext(connection) as queries:
        search(page, "qwertzuiop")
    assert len(queries) == 0


def test_houses_are_apart(page: HousePage) -> None:
    other = house("ander")
    offer(other, "elders", {"nl": {"title": "Toverkoffer elders"}})
    DatabaseEngine().rebuild(other.pk)
    assert found(other, "toverkoffer") == ["elders"]
    assert found(page, "toverkoffer") == ["toverkoffer"]


def test_a_changed_offer_is_found_by_its_new_words_only(page: HousePage) -> None:
    assert found(page, "paardrijden") == []
    changed = PublishedOffer.objects.get(slug="wandeling")
    changed.texts = {"nl": {"title": "Paardrijden"}}
    changed.save()
    documents_changed.send(sender=PublishedOffer, house_id=page.pk, offer_pks=[changed.pk])
    assert found(page, "paardrijden", position=2) == ["wandeling"]
    assert found(page, "buggy", position=2) == []


def test_a_withdrawn_offer_leaves_the_index(page: HousePage) -> None:
    gone = PublishedOffer.objects.get(slug="toverkoffer")
    gone.withdrawn, gone.texts, gone.facts = True, {}, {}
    gone.save()
    documents_changed.send(sender=PublishedOffer, house_id=page.pk, offer_pks=[gone.pk])
    assert found(page, "toverkoffer", position=2) == []
    assert not Posting.objects.filter(offer=gone).exists()


def test_a_new_synonym_needs_no_indexing(page: HousePage) -> None:
    assert found(page, "knikkers") == []
    before = Posting.objects.count()
    category = Category.objects.get(slug="toy-library")
    category.synonyms = {"nl": ["knikkers"]}
    Category.objects.bulk_update([category], ["synonyms"])
    taxonomy_changed.send(sender=Category)
    assert found(page, "knikkers") == ["toverkoffer"]
    assert Posting.objects.count() == before


def test_another_process_sees_new_words_when_the_log_has_moved(page: HousePage) -> None:
    search(page, "buggy")
    memory = offer(page, "nieuw", {"nl": {"title": "Trampoline springen"}})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("search.engines.database.forget_house", lambda house_id: None)
        DatabaseEngine().index_offers(page.pk, [memory.pk])
    assert found(page, "trampoline", position=1) == []
    assert found(page, "trampoline", position=2) == ["nieuw"]


def test_indexing_takes_the_same_statements_for_many_offers(page: HousePage) -> None:
    def statements(pks: list[int]) -> int:
        with CaptureQueriesContext(connection) as queries:
            DatabaseEngine().index_offers(page.pk, pks)
        return len(queries)

    pks = list(PublishedOffer.objects.values_list("pk", flat=True))
    assert statements(pks[:1]) == statements(pks)


def test_the_command_tells_when_a_rebuild_is_needed(page: HousePage, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("search_index", "status")
    assert "4 offers, 4 indexed" in capsys.readouterr().out
    IndexState.objects.update(analysis_version=0)
    with pytest.raises(CommandError, match="rebuild"):
        call_command("search_index", "status")
    call_command("search_index", "rebuild", "--house", page.slug)
    call_command("search_index", "status")
    with pytest.raises(CommandError, match="no House"):
        call_command("search_index", "status", "--house", "nergens")
