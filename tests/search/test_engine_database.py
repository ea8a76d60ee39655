"""What only the database engine promises: few statements, memory that follows the log, a command that tells."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import HousePage
from offers.models import PublishedOffer
from search.engines.database import DatabaseEngine
from search.engines.lexicon import forget_everything
from search.models import IndexState
from search.searching import search
from tests.search.example_offers import offer
from tests.search.small_house import small_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> HousePage:
    """A House with an index in the database."""
    forget_everything()
    made = small_house()
    DatabaseEngine().rebuild(made.pk)
    return made


def found(page: HousePage, text: str, position: int = 1) -> list[str]:
    slugs = dict(PublishedOffer.objects.values_list("pk", "slug"))
    return [slugs[pk] for pk in search(page.pk, position, text, "nl").in_order()]


def test_a_warm_search_asks_one_statement(page: HousePage) -> None:
    search(page.pk, 1, "opvang", "nl")
    with CaptureQueriesContext(connection) as queries:
        search(page.pk, 1, "opvang voor mijn baby", "nl")
    assert len(queries) == 1
    with CaptureQueriesContext(connection) as queries:
        search(page.pk, 1, "qwertzuiop", "nl")
    assert len(queries) == 0


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


def test_another_process_sees_new_words_when_the_log_has_moved(page: HousePage) -> None:
    found(page, "buggy")
    memory = offer(page, "nieuw", {"nl": {"title": "Trampoline springen"}})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("search.engines.database.forget_house", lambda house_id: None)
        DatabaseEngine().index_offers(page.pk, [memory.pk])
    assert found(page, "trampoline", position=1) == []
    assert found(page, "trampoline", position=2) == ["nieuw"]
