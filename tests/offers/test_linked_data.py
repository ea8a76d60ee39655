"""What search engines read of a page: schema.org, parsed by a library that knows nothing of the product."""

import datetime
import json

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF

from offers.documents import read
from offers.documents.differences import dumps
from offers.models import OfferDocument
from offers.schedules import occurrences
from tests.pages import visit

SCHEMA = Namespace("https://schema.org/")
HOSTILE = '</script><script>alert(1)</script><!-- &amp; " \u2028\u2029'


def block(page):
    """The one data block of a page."""
    (text,) = page.find("//script[@type='application/ld+json']/text()")
    return json.loads(text)


def graph(page):
    """What it says, as triples; the vocabulary stands in for the context that is fetched elsewhere."""
    data = block(page)
    assert data["@context"] == "https://schema.org"
    data["@context"] = {"@vocab": str(SCHEMA)}
    return Graph().parse(data=json.dumps(data), format="json-ld")


def offer_of(facts):
    things = {subject for kind in ("Service", "Event") for subject in facts.subjects(RDF.type, SCHEMA[kind])}
    (found,) = things - set(facts.objects(None, SCHEMA.subEvent))
    return found


def slugs():
    house = read.house_by_slug("londerzeel")
    return [row["slug"] for row in every(house)]


def every(house):
    rows = OfferDocument.objects.live(house.id).filter(locale="nl", offer__audience="families")
    return [json.loads(row.list_json) | json.loads(row.detail_json) for row in rows.order_by("offer__slug")]


def test_a_service_says_who_gives_it_where_and_for_whom(families):
    facts = graph(visit(families, "/nl/aanbod/consultatiebureau-londerzeel/"))
    service = offer_of(facts)
    assert (service, RDF.type, SCHEMA.Service) in facts
    assert facts.value(service, SCHEMA.name) == Literal("Consultatiebureau: je baby en peuter op controle", lang="nl")
    provider = facts.value(service, SCHEMA.provider)
    assert str(facts.value(provider, SCHEMA.name)) == "Kind en Gezin, regioteam Londerzeel"
    house = facts.value(provider, SCHEMA.memberOf)
    assert str(facts.value(house, SCHEMA.name)) == "Huis van het Kind Londerzeel"
    assert str(facts.value(facts.value(service, SCHEMA.areaServed), SCHEMA.identifier)) == "23045"
    channel = facts.value(service, SCHEMA.availableChannel)
    assert {"nl", "ar", "tr"} <= {str(code) for code in facts.objects(channel, SCHEMA.availableLanguage)}
    place = facts.value(channel, SCHEMA.serviceLocation)
    assert float(facts.value(facts.value(place, SCHEMA.geo), SCHEMA.latitude)) == pytest.approx(51.00534)
    assert len(list(facts.objects(place, SCHEMA.amenityFeature))) == 10
    people = facts.value(service, SCHEMA.audience)
    assert (people, RDF.type, SCHEMA.PeopleAudience) in facts
    assert float(facts.value(people, SCHEMA.suggestedMinAge)) == 0
    assert float(facts.value(people, SCHEMA.suggestedMaxAge)) == pytest.approx(35 / 12, abs=0.01)
    assert str(facts.value(facts.value(service, SCHEMA.offers), SCHEMA.price)) == "0.00"
    page = facts.value(None, SCHEMA.mainEntity, service)
    assert str(facts.value(page, SCHEMA.inLanguage)) == "nl"


@pytest.mark.parametrize("locale", ["nl", "ar"])
def test_every_page_of_an_offer_names_it_in_the_language_of_its_text(families, locale):
    for slug in slugs()[::4]:
        page = visit(families, f"/{locale}/aanbod/{slug}/")
        facts = graph(page)
        name = facts.value(offer_of(facts), SCHEMA.name)
        assert str(name) == page.texts("//h1")[0]
        assert name.language == (page.find("//h1/@lang") or [locale])[0]
        assert None not in block(page)["@graph"][1].values()
        languages = {word.language for word in facts.objects(None, SCHEMA.name) if word.language}
        assert languages <= {locale, "nl"}


def test_the_schedule_of_an_activity_is_that_of_its_dates(families):
    house = read.house_by_slug("londerzeel")
    checked = 0
    for offer in every(house):
        facts = graph(visit(families, f"/nl/aanbod/{offer['slug']}/"))
        event = offer_of(facts)
        if (event, RDF.type, SCHEMA.Event) not in facts:
            continue
        first = datetime.date(2026, 11, 25)
        last = first + datetime.timedelta(360)
        promised = {(day, opens) for day, opens in dates_of(facts, event) if first <= day <= last}
        single = {date["start"] for date in offer["schedule"]["dates"]}
        held = {
            (row.begin.date(), f"{row.begin:%H:%M}")
            for row in occurrences(offer["schedule"], first, last)
            if f"{row.begin:%Y-%m-%dT%H:%M}" not in single
        }
        assert promised == held, offer["slug"]
        assert facts.value(event, SCHEMA.startDate)
        assert facts.value(event, SCHEMA.organizer)
        checked += bool(held)
    assert checked > 10


def dates_of(facts, event):
    """The dates that the schedules of an event promise."""
    days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    for schedule in facts.objects(event, SCHEMA.eventSchedule):
        begin = datetime.date.fromisoformat(facts.value(schedule, SCHEMA.startDate))
        end = datetime.date.fromisoformat(facts.value(schedule, SCHEMA.endDate) or "2028-01-01")
        weeks = int(str(facts.value(schedule, SCHEMA.repeatFrequency)).strip("PW"))
        weekday = days.index(str(facts.value(schedule, SCHEMA.byDay)).rpartition("/")[2])
        dropped = {str(day) for day in facts.objects(schedule, SCHEMA.exceptDate)}
        day = begin - datetime.timedelta(begin.weekday()) + datetime.timedelta(weekday)
        while day <= end:
            if day >= begin and day.isoformat() not in dropped:
                yield day, str(facts.value(schedule, SCHEMA.startTime))
            day += datetime.timedelta(weeks=weeks)


@pytest.mark.parametrize("locale", ["nl", "ar"])
def test_a_house_says_how_to_reach_it(families, locale):
    facts = graph(visit(families, f"/{locale}/"))
    (house,) = facts.subjects(RDF.type, SCHEMA.Organization)
    assert house == URIRef("http://londerzeel.localhost/#house")
    assert str(facts.value(house, SCHEMA.url)).endswith(f"/{locale}/")
    contact = facts.value(house, SCHEMA.contactPoint)
    assert str(facts.value(contact, SCHEMA.telephone)) == "052 55 01 01"
    assert {"nl", "ar"} <= {str(code) for code in facts.objects(contact, SCHEMA.availableLanguage)}


def test_a_hostile_title_ends_no_script(families):
    document = OfferDocument.objects.get(offer__slug="consultatiebureau-londerzeel", locale="nl")
    document.list_json = dumps(json.loads(document.list_json) | {"title": HOSTILE})
    document.save()
    page = visit(families, "/nl/aanbod/consultatiebureau-londerzeel/")
    assert block(page)["@graph"][1]["name"]["@value"] == HOSTILE
    assert len(page.find("//script[not(@src)]")) == 1
    assert "\u2028" not in page.find("//script[@type='application/ld+json']/text()")[0]
