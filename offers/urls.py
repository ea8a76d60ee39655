"""Addresses of the pages about offers, partners and the House, under /<locale>/."""

from django.urls import path

from offers import views

urlpatterns = [
    path("aanbod/<slug:slug>/", views.offer, name="offer"),
    path("partners/", views.partners, name="partners"),
    path("missie/", views.mission, name="mission"),
    path("<slug:slug>/", views.content_page, name="content_page"),
]
