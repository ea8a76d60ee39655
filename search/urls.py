"""Addresses of the pages that search the catalogue, under /<locale>/."""

from django.urls import path

from search import missing, views, voice_pages

urlpatterns = [
    path("", views.home, name="home"),
    path("aanbod/", views.catalogue, name="catalogue"),
    path("ontbreekt/", missing.missing, name="missing"),
    path("vraag/", voice_pages.question, name="question"),
    path("mening/", voice_pages.opinion, name="opinion"),
    path("partners/<slug:slug>/", views.partner, name="partner"),
]
