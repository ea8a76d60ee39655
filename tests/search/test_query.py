"""Answers of the catalogue: order, pages, distances, what a search says, and an index that follows the log."""

import threading
import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from offers.models import OfferDocument, PublishedOffer
from offers.schedules import next_occurrence
from search.catalogue_index import CatalogueIndex, distance_m
from search.engines.base import SearchHits
from search.index import forget_indexes, index_for
from search.parsing import parse
from search.query import Answer, run
from tests.search.demo_rows import (
    NOW,
    TODAY,
    content_locales,
    facts_of,
    house_of,
    index_of,
    load,
    offers,
    passes,
    place_of,
    rows_of,
    schedule_of,
    taxonomy_in,
    titles_of,
    vocabulary,
)
from tests.search.example_offers import house as new_house

KNOWN = vocabulary()


def answer(index, asked, *, hits=None, locale="nl", offset=0, limit=100, now=NOW):
    query = parse(asked.items() if isinstance(asked, dict) else asked, KNOWN)
    return Answer(index, locale, query, hits, TODAY, now, taxonomy_in(locale)).results((), offset, limit)


def titles(ids):
    return [offers()[pk - 1]["text"]["nl"]["title"] for pk in ids]


def test_families_are_asked_for_unless_said_otherwise():
    index = index_of()
    families = [pk for pk, offer in enumerate(offers(), start=1) if offer["audience"] == "families"]
    assert set(answer(index, {}).ids) == set(families)
    assert answer(index, {"audience": "all"}).total == len(offers())


@pytest.mark.parametrize("sort", ["title", "next", "-updated_at", "distance"])
def test_pages_give_each_offer_once(sort):
    index = index_of()
    asked = {"sort": sort, "near": "51.0,4.3", "radius_m": "50000"} if sort == "distance" else {"sort": sort}
    whole = answer(index, asked)
    collected, offset = [], 0
    while offset is not None:
        page = answer(index, asked, offset=offset, limit=7)
        collected += page.ids
        assert page.total == whole.total
        offset = page.next_offset
    assert collected == whole.ids
    assert len(set(collected)) == whole.total
    assert answer(index, asked, limit=0).ids == []
    assert answer(index, asked, limit=0).next_offset is None
    assert answer(index, asked, offset=10_000, limit=7).ids == []


def test_the_order_of_titles_follows_the_language():
    index = index_of()
    plain = [title.lower().lstrip("'’\"“ ")[0] for title in titles(answer(index, {}).ids)]
    assert plain == sorted(plain)
    assert answer(index, {}, locale="ar").ids != answer(index, {}).ids


def test_soonest_first_and_those_without_dates_last():
    index = index_of()
    found = answer(index, {"sort": "next"}).ids
    coming = [next_occurrence(schedule_of(offers()[pk - 1]), NOW) for pk in found]
    starts = [occurrence.begin for occurrence in coming if occurrence]
    assert starts == sorted(starts)
    assert coming.index(None) == len(starts)


def test_the_order_of_dates_moves_with_the_clock():
    index = index_of()
    first = answer(index, {"sort": "next"}).ids[0]
    over = next_occurrence(schedule_of(offers()[first - 1]), NOW).end
    later = answer(index, {"sort": "next"}, now=over).ids
    starts = [next_occurrence(schedule_of(offers()[pk - 1]), over) for pk in later]
    begins = [occurrence.start for occurrence in starts if occurrence]
    assert begins == sorted(begins)
    assert answer(index, {"sort": "next"}).ids[0] == first


def test_latest_changed_first_and_equal_ones_by_title():
    index = index_of()
    found = answer(index, {"sort": "-updated_at"}).ids
    moments = {row.pk: row.updated_at for row in rows_of()}
    assert [moments[pk] for pk in found] == sorted((moments[pk] for pk in found), reverse=True)
    latest = [pk for pk in found if moments[pk] == moments[found[0]]]
    by_title = [pk for pk in answer(index, {}).ids if pk in latest]
    assert latest == by_title


def test_nearest_first_with_metres():
    index = index_of()
    asked = {"near": "51.0,4.3", "radius_m": "20000", "sort": "distance"}
    results = answer(index, asked)
    metres = [results.distances[pk] for pk in results.ids]
    assert metres == sorted(metres)
    for pk in results.ids:
        place = place_of(offers()[pk - 1])
        assert results.distances[pk] == round(distance_m((51.0, 4.3), (place["lat"], place["lon"])))
    assert answer(index, {}).distances == {}
    assert set(results.ids) == {
        pk for pk, offer in enumerate(offers(), start=1) if passes(offer, asked | {"sort": ""}, but="sort")
    }


def test_distances_are_those_of_a_map():
    assert round(distance_m((51.0105, 4.3016), (51.0105, 4.3016))) == 0
    assert distance_m((0, 0), (0, 180)) == pytest.approx(20_015_114, abs=10)
    assert distance_m((50.8466, 4.3528), (51.2194, 4.4025)) == pytest.approx(41_600, rel=0.01)


def test_offers_without_text_in_the_language_can_be_left_out():
    index = index_of()
    asked = {"fallback": "none"}
    arabic = {
        pk
        for pk, offer in enumerate(offers(), start=1)
        if offer["audience"] == "families" and "ar" in content_locales(offer)
    }
    assert set(answer(index, asked, locale="ar").ids) == arabic
    assert answer(index, asked).total == answer(index, {}).total


def test_relevance_is_score_then_title():
    index = index_of()
    hits = SearchHits(
        scores={3: 1.0, 1: 1.0, 2: 5.0}, mode="some_words", matched_langs=["nl", "fr"], did_you_mean="baby"
    )
    results = answer(index, {"q": "babby", "audience": "all"}, hits=hits)
    assert results.ids[0] == 2
    assert titles(results.ids[1:]) == sorted(titles([1, 3]))
    assert results.search == {
        "q": "babby",
        "engine": "database",
        "degraded": False,
        "mode": "some_words",
        "did_you_mean": "baby",
        "matched_lang": ["nl", "fr"],
        "suggestions": None,
    }
    assert answer(index, {}).search is None


def test_hits_that_are_no_longer_public_are_not_shown():
    index = index_of()
    assert answer(index, {"q": "x"}, hits=SearchHits(scores={1: 1.0, 777: 9.0})).ids == [1]


def suggested(index, asked, hits, locale="nl"):
    return answer(index, asked, hits=hits, locale=locale).search["suggestions"]["categories"]


def test_nonsense_leads_to_the_fullest_categories_of_every_pillar():
    index = index_of()
    found = suggested(index, {"q": "qwertzuiop"}, SearchHits(), locale="fr")
    labels = {term["slug"]: term["label"] for term in taxonomy_in("fr")["categories"]}
    pillars = {term["slug"]: term["parent"] for term in taxonomy_in("fr")["categories"]}
    assert len(found) == 6
    assert all(labels[row["slug"]] == row["label"] for row in found)
    assert len({pillars[row["slug"]] for row in found}) >= 3


def test_words_without_filters_lead_to_their_categories():
    index = index_of()
    asked = {"q": "baby", "locality": "nope"}
    found = suggested(index, asked, SearchHits(scores={1: 1.0}))
    assert {row["slug"] for row in found[:3]} == set(offers()[0]["categories"])


def test_a_chosen_category_leads_to_those_beside_it():
    index = index_of()
    found = suggested(index, {"q": "qwertzuiop", "category": "sport"}, SearchHits())
    parents = {term["slug"]: term["parent"] for term in taxonomy_in("nl")["categories"]}
    assert parents[found[0]["slug"]] == "leisure"


def test_changes_make_the_same_index_as_starting_anew():
    rows = rows_of()
    index = CatalogueIndex(1, 0, titles_of()).with_changes(1, rows[:50])
    answer(index, {})  # the order of titles is known before the changes come
    changed = rows[3]._replace(facts=rows[3].facts | {"free": not rows[3].facts["free"], "kind": "info", "age": [0, 1]})
    newer = index.with_changes(2, [changed, *rows[50:]], gone=[rows[0].pk, 4711])
    anew = CatalogueIndex(1, 0, titles_of()).with_changes(2, [*rows[1:3], changed, *rows[4:]])
    for asked in ({}, {"kind": "info"}, {"age_months": "1"}, {"free": "true", "sort": "next"}, {"day": "wed"}):
        assert answer(newer, asked).ids == answer(anew, asked).ids
    assert answer(index, {"audience": "all"}).total == 50  # the older version still answers as before
    assert newer.position == 2


@pytest.fixture
def published(db):
    """A House with rows of the read model; returns (house, publish)."""
    forget_indexes()
    page = new_house("rijhuis")

    def publish(pk, *, seq, title="", withdrawn=False, **facts):
        offer = offers()[pk - 1]
        row, _new = PublishedOffer.objects.update_or_create(
            house=page,
            slug=offer["slug"],
            defaults={
                "offer_id": uuid.uuid5(uuid.NAMESPACE_URL, offer["slug"]),
                "audience": offer["audience"],
                "version": seq,
                "seq": seq,
                "updated_at": NOW + timedelta(minutes=seq),
                "facts": facts_of(offer) | facts,
                "content_locales": ["nl"],
                "withdrawn": withdrawn,
            },
        )
        OfferDocument.objects.update_or_create(
            offer=row, house=page, locale="nl", defaults={"title_key": title, "list_json": "{}", "detail_json": "{}"}
        )
        return row.pk

    yield page, publish
    forget_indexes()


def house_at(page, position):
    return house_of().__class__(**{**house_of().__dict__, "id": page.pk, "position": position})


def ask(page, position, **asked):
    query = parse(asked.items(), KNOWN)
    return run(house_at(page, position), "nl", query, today=TODAY, taxonomy=taxonomy_in("nl"))


def test_the_index_follows_the_log(published):
    page, publish = published
    one, two = publish(1, seq=1, title="b"), publish(3, seq=2, title="c")
    assert ask(page, 2, audience="all").ids == [one, two]
    three = publish(4, seq=3, title="a")
    assert ask(page, 3, audience="all").ids == [three, one, two]
    publish(1, seq=4, title="z", free=False)
    assert ask(page, 4, audience="all").ids == [three, two, one]
    assert ask(page, 4, audience="all", free="false").ids.count(one) == 1
    publish(3, seq=5, title="c", withdrawn=True)
    assert ask(page, 5, audience="all").ids == [three, one]
    assert ask(page, 4, audience="all").ids == [three, one]  # an asker who is a little behind sees no less
    PublishedOffer.objects.filter(pk=one).delete()
    assert ask(page, 6, audience="all").ids == [three]


def test_no_sql_while_the_log_stands_still(published):
    page, publish = published
    for pk in range(1, 30):
        publish(pk, seq=pk, title=str(pk))
    ask(page, 30)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        ask(page, 30, day="wed", facets="all", sort="next")
        ask(page, 30, near="51.0,4.3", sort="distance")
    assert len(captured) == 0


def test_a_change_costs_as_many_statements_for_one_offer_as_for_many(published):
    page, publish = published
    for pk in range(1, 21):
        publish(pk, seq=pk, title=str(pk))
    ask(page, 20)
    counts = []
    for changed in (1, 15):
        for pk in range(1, changed + 1):
            publish(pk, seq=100 * changed + pk, title=str(pk))
        with CaptureQueriesContext(connection) as captured:
            ask(page, 100 * changed + 20)
        counts.append(len(captured))
    # The changed rows, their titles in the languages that are known, and a count to be sure.
    assert counts == [3, 3]


def test_houses_do_not_see_each_other(published):
    page, publish = published
    publish(1, seq=1, title="a")
    other = new_house("buurhuis")
    assert ask(page, 1, audience="all").total == 1
    assert index_for(other.pk, 1).everything == 0


def test_many_threads_may_ask_while_the_index_changes():
    rows, problems = rows_of(), []
    versions = [CatalogueIndex(1, 0, titles_of()).with_changes(1, rows[:40])]

    def work():
        try:
            for day in range(30):
                index = versions[-1]
                found = answer(index, {"sort": "next", "audience": "all"}, now=NOW + timedelta(days=day))
                assert found.total == len(index.number_of) == len(found.ids)
        except Exception as error:
            problems.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for row in rows[40:]:
        versions.append(versions[-1].with_changes(len(versions) + 1, [row]))
    for thread in threads:
        thread.join()
    assert problems == []


def test_slots_end_with_the_days():
    index = index_of()
    ends = {slot["valid_to"] for offer in offers() for slot in schedule_of(offer)["weekly"]}
    last = date.fromisoformat(max(ends))
    query = parse([("day", "mon,tue,wed,thu,fri,sat,sun")], KNOWN)
    after = Answer(index, "nl", query, None, last + timedelta(1), NOW, taxonomy_in("nl")).results((), 0, 100)
    kinds = {offers()[pk - 1]["schedule"]["type"] for pk in after.ids}
    assert kinds == {"permanent"}
    assert load("londerzeel/house.json")
