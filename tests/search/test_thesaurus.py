"""Lists that editors write: they count at once in every process, and the worker makes the index again."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import translation

from home.models import HousePage
from hub.worker import jobs
from offers.documents.log import Log
from offers.models import Change, LogPosition, PublishedOffer
from search.analysis.compounds import parts_of
from search.analysis.languages import term_of
from search.analysis.lists import Additions, Lists, install, using
from search.engines.database import DatabaseEngine, index_is_current
from search.engines.lexicon import forget_everything
from search.engines.renewal import renew_outdated
from search.models import IndexState, Posting, Thesaurus, Word
from search.out_of_scope import decoys
from search.searching import search
from search.word_lines import read_building_words, read_exceptions, read_outside
from tests.search.example_offers import house, offer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_memory() -> Iterator[None]:
    forget_everything()
    yield
    forget_everything()


@pytest.fixture
def page() -> HousePage:
    """A House with three indexed offers."""
    own = house()
    texts = {
        "boek": {"title": "Voorlezen", "summary": "Wij lezen samen een boek."},
        "boekskes": {"title": "Snuffelen", "summary": "Kom boekskes bekijken."},
        "zomer": {"title": "Wibbelnamiddag", "summary": "Op woensdag."},
    }
    offers = [offer(own, slug, {"nl": text}) for slug, text in texts.items()]
    DatabaseEngine().index_offers(own.pk, [one.pk for one in offers])
    return own


def position(own: HousePage) -> int:
    return LogPosition.objects.get(house=own).position


def found(own: HousePage, text: str) -> set[str]:
    hits = search(own.pk, position(own), text, "nl")
    return set(PublishedOffer.objects.filter(pk__in=hits.scores).values_list("slug", flat=True))


def write(**lists: str) -> Thesaurus:
    """Save the lists as the admin does."""
    thesaurus = Thesaurus.load()
    for name, text in lists.items():
        setattr(thesaurus, name, text)
    thesaurus.full_clean()
    thesaurus.save()
    return thesaurus


def test_a_change_counts_at_the_next_question(page: HousePage) -> None:
    assert "boek" not in found(page, "boekskes")
    write(exceptions="boekskes = boek")
    assert found(page, "boekskes") >= {"boek", "boekskes"}


def test_another_process_learns_it_when_the_log_moves(page: HousePage) -> None:
    found(page, "boekskes")
    write(exceptions="boekskes = boek")
    # What another process has in memory at this moment: the old lists, and a lexicon of the position before.
    install(Additions())
    assert "boek" in found(page, "boekskes")


def test_a_fresh_process_knows_it(page: HousePage) -> None:
    write(exceptions="boekskes = boek", out_of_scope="nl: zonnepanelen")
    forget_everything()
    assert "boek" in found(page, "boekskes")
    assert "zonnepanelen" in dict(decoys())["nl"]


def test_questions_cost_no_statement_more(page: HousePage, django_assert_num_queries) -> None:
    write(exceptions="boekskes = boek")
    here = position(page)
    search(page.pk, here, "boekskes", "nl")
    with django_assert_num_queries(1):  # the postings of the words
        search(page.pk, here, "boekskes", "nl")


def test_the_index_is_outdated_until_the_worker_has_been_there(page: HousePage) -> None:
    assert index_is_current(page.pk)
    write(exceptions="boekskes = boek", building_words="wibbel")
    assert not index_is_current(page.pk)
    with pytest.raises(CommandError, match="Outdated"):
        call_command("search_index", "status", stdout=StringIO())
    next(job for job in jobs() if job.run is renew_outdated).run()
    assert index_is_current(page.pk)
    call_command("search_index", "status", stdout=StringIO())
    assert found(page, "boek") >= {"boek", "boekskes"}
    assert found(page, "wibbel") == {"zomer"}
    assert not Word.objects.filter(house=page, surface="boekskes").exclude(term=term_of("boek", "nl")).exists()


def test_old_rows_are_found_in_the_meantime(page: HousePage) -> None:
    write(exceptions="boekskes = boek")
    renew_outdated()
    write(exceptions="", building_words="wibbel")
    assert "boekskes" in found(page, "boekskes")
    assert "zomer" in found(page, "wibbelnamiddag")
    assert "zomer" in found(page, "wibbelnamidag")


def test_the_worker_has_nothing_to_do_when_nothing_changed(page: HousePage, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):  # the lists, the states of the indexes
        assert renew_outdated() == 0
    write(out_of_scope="nl: zonnepanelen")
    assert renew_outdated() == 0


def test_every_step_moves_the_log_on_without_a_change(page: HousePage) -> None:
    before = position(page)
    write(exceptions="boekskes = boek")
    assert position(page) == before + 1
    assert renew_outdated() == 3
    assert position(page) == before + 3


def test_offers_published_meanwhile_are_indexed_with_the_newest_lists(page: HousePage) -> None:
    write(exceptions="boekskes = boek")
    install(Additions())
    new = offer(page, "nieuw", {"nl": {"title": "Boekskes ruilen"}})
    DatabaseEngine().index_offers(page.pk, [new.pk])
    assert Posting.objects.filter(offer=new, term=term_of("boek", "nl")).exists()
    assert IndexState.objects.get(house=page).additions == Additions().of_index()


def test_a_number_without_a_change_is_no_change(page: HousePage) -> None:
    with transaction.atomic():
        Log(page).move_on()
    assert position(page) == 2
    assert not Change.objects.exists()


def test_pinned_lists_hold_in_their_block_only() -> None:
    lists = Lists(Additions(same_words=(("fietske", "fiets"),), building_words=("wibbel",)))
    with using(lists):
        assert term_of("fietske", "nl") == term_of("fiets", "nl")
        assert parts_of("wibbelboek") == ("wibbel", "boek")
    assert term_of("fietske", "nl") != term_of("fiets", "nl")
    assert parts_of("wibbelboek") == ()


def test_what_editors_say_goes_through_chains_accents_and_diminutives() -> None:
    write(exceptions="crèche = kribbe\nkribbe = opvang\n# een opmerking\n\nFietske = fiets")
    DatabaseEngine().index_offers(house("ander").pk, [])
    for word in ("crèche", "creche", "kribbe"):
        assert term_of(word, "nl") == term_of("opvang", "nl")
    assert term_of("fietske", "nl") == term_of("fiets", "nl")


@pytest.mark.parametrize(
    ("read", "text", "problem"),
    [
        (read_exceptions, "kinderen kind", "Line 1: write a word, ="),
        (read_exceptions, "a = b = c", "Line 1: write a word, ="),
        (read_exceptions, "\nkids =", "Line 2: a word is missing"),
        (read_exceptions, "twee woorden = woord", "“twee woorden” is not one word"),
        (read_exceptions, "speel-o-theek = spel", "without a hyphen"),
        (read_exceptions, "kind = kind", "the same word stands on both sides"),
        (read_exceptions, "de = kind", "search leaves out the word “de”"),
        (read_exceptions, "kids = kind\nkids = baby", "Line 2: “kids” counts as another word in line 1"),
        (read_exceptions, "kids = kind\nkids = kind", "Line 2: this stands in line 1 already"),
        (read_exceptions, "kids = kind\nkind = kids", "Line 2: this goes in a circle"),
        (read_building_words, "bib\nab", "Line 2: a word of compounds has at least three letters"),
        (read_building_words, "bib speel", "is not one word"),
        (read_building_words, "w" * 60, "is too long"),
        (read_outside, "autoverzekering", "Line 1: begin with a language"),
        (read_outside, "xx: autoverzekering", "Line 1: begin with a language"),
        (read_outside, "nl: ", "Line 1: a word is missing"),
        (read_outside, "nl: " + "lang " * 40, "longer than 100"),
    ],
)
def test_wrong_lines_are_named(read, text: str, problem: str) -> None:
    with translation.override("en"):
        problems = [str(one) for one in read(text).problems]
    assert len(problems) == 1
    assert problem in problems[0]


def test_a_list_with_a_wrong_line_is_refused_and_all_are_named() -> None:
    thesaurus = Thesaurus(exceptions="kids = kind\nfout", building_words="ab", out_of_scope="fout")
    with pytest.raises(ValidationError) as refused:
        thesaurus.full_clean()
    assert set(refused.value.message_dict) == {"exceptions", "building_words", "out_of_scope"}


def test_hostile_lines_are_refused_or_harmless() -> None:
    for text in ("\x00 = kind", "'' = ''", "= ", "🙂 = kind", "ا = kind", "=" * 5000, "nl:" * 50, "\ud800 = x"):
        for read in (read_exceptions, read_building_words, read_outside):
            read(text)
