"""Small Houses for tests. Pages are made as the admin makes them, so their teams come along."""

import datetime
import io

from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import Locale, Page, Site

from home.models import ContentPage, HousePage, HubImage, MissionPage, PartnerIndexPage, PartnerPage, Team, User
from offers.models import Category, LifeStage, OfferCategory, OfferPage, Pillar, Place, TargetGroup

TODAY = datetime.date(2026, 11, 25)


def locale(code="nl"):
    return Locale.objects.get_or_create(language_code=code)[0]


def make_house(slug="londerzeel", languages=("nl", "fr", "en"), **fields):
    """A published House with its site and its list of partners, in Dutch."""
    root = Page.get_first_root_node()
    for code in languages:
        locale(code)
    house = HousePage(
        title=f"Huis van het Kind {slug.capitalize()}", slug=slug, languages=list(languages), locale=locale(), **fields
    )
    root.add_child(instance=house)
    Site.objects.create(
        hostname=f"{slug}.localhost",
        port=80,
        root_page=house,
        site_name=house.title,
        is_default_site=not Site.objects.exists(),
    )
    house.add_child(instance=PartnerIndexPage(title="Partners", slug="partners", locale=locale()))
    house.save_revision().publish()
    return HousePage.objects.get(pk=house.pk)


def make_partner(house, slug="de-speelvogel", *, published=True, **fields):
    """A partner whose engagement is valid."""
    index = PartnerIndexPage.objects.child_of(house).get()
    values = {
        "title": slug.replace("-", " ").capitalize(),
        "description": "Wij spelen.",
        "signed_on": datetime.date(2020, 1, 1),
    }
    values |= {"valid_until": datetime.date(2099, 12, 31), "live": False} | fields
    partner = index.add_child(instance=PartnerPage(slug=slug, locale=locale(), **values))
    if published:
        partner.save_revision().publish()
    return PartnerPage.objects.get(pk=partner.pk)


def make_offer(partner, slug="speeluurtje", *, published=True, **fields):
    """An offer by arrangement, free and for everybody."""
    values = {
        "title": slug.replace("-", " ").capitalize(),
        "summary": "Samen spelen.",
        "plain_summary": "Je kan hier spelen.",
        "body": "<p>Kom maar.</p>",
        "delivery_modes": ["phone"],
        "access": ["appointment"],
        "is_free": True,
        "phone": "052 55 01 12",
        "assured_at": TODAY,
        "live": False,
    } | fields
    offer = OfferPage(slug=slug, locale=locale(), **values)
    offer.offer_categories = [OfferCategory(category=make_category())]
    partner.add_child(instance=offer)
    if published:
        offer.save_revision().publish()
    return OfferPage.objects.get(pk=offer.pk)


def make_category(slug="play-and-meet", label="Spelen en ontmoeten"):
    pillar, _new = Pillar.objects.get_or_create(slug="meeting-cohesion", defaults={"labels": {"nl": "Ontmoeting"}})
    return Category.objects.get_or_create(slug=slug, defaults={"labels": {"nl": label}, "pillar": pillar})[0]


def make_life_stage(slug="0-1", label="Baby"):
    return LifeStage.objects.get_or_create(slug=slug, defaults={"labels": {"nl": label}})[0]


def make_target_group(slug="fathers", label="Vaders"):
    return TargetGroup.objects.get_or_create(slug=slug, defaults={"labels": {"nl": label}})[0]


def make_place(house, slug="de-zaal", name="De Zaal", **fields):
    values = {"street": "Dorp 1", "postcode": "1840", "locality": "Londerzeel", "lat": 51.0, "lon": 4.3} | fields
    return Place.objects.create(house=house, slug=slug, name=name, **values)


def make_mission(house):
    page = MissionPage(title="Onze missie", slug="missie", mission="<p>Samen.</p>", locale=locale(), live=False)
    house.add_child(instance=page)
    page.save_revision().publish()
    return MissionPage.objects.get(pk=page.pk)


def make_content_page(house, slug="privacy"):
    page = ContentPage(
        title="Privacy", slug=slug, introduction="Kort.", body="<p>Lang.</p>", locale=locale(), live=False
    )
    house.add_child(instance=page)
    page.save_revision().publish()
    return ContentPage.objects.get(pk=page.pk)


def make_user(name, *pages, **fields):
    """Somebody who works in the teams of these pages."""
    user = User.objects.create_user(username=name, password="geheim-woord-12", **fields)
    user.groups.add(*[team.group for team in Team.objects.filter(page__in=pages)])
    return user


def collection_of(page):
    return Team.objects.get(page=page).collection


def picture(name="foto.jpg", size=(40, 30), **options):
    """The bytes of a picture, as a file."""
    target = io.BytesIO()
    Image.new("RGB", size, "orange").save(target, format="JPEG", **options)
    target.seek(0)
    return ImageFile(target, name=name)


def make_image(page, title="Foto"):
    """A picture in the collection of a House or partner."""
    return HubImage.objects.create(title=title, description="Een foto.", file=picture(), collection=collection_of(page))
