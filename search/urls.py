"""Addresses of the pages that search the catalogue, under /<locale>/."""

from django.urls import path

from search import channels, missing, views, voice_pages

urlpatterns = [
    path("", views.home, name="home"),
    path("aanbod/", views.catalogue, name="catalogue"),
    path("aanbod/embed/", channels.embed, name="embed"),
    path("aanbod/print/", channels.print_list, name="print_list"),
    path("ontbreekt/", missing.missing, name="missing"),
    path("vraag/", voice_pages.question, name="question"),
    path("mening/", voice_pages.opinion, name="opinion"),
    path("partners/<slug:slug>/", views.partner, name="partner"),
]
