"""Addresses of the pages that search the catalogue, under /<locale>/."""

from django.urls import path

from search import views

urlpatterns = [
    path("", views.home, name="home"),
    path("aanbod/", views.catalogue, name="catalogue"),
    path("partners/<slug:slug>/", views.partner, name="partner"),
]
