"""Addresses of the pages about offers, partners and the House, under /<locale>/."""

from django.urls import path

from offers import channels, views

urlpatterns = [
    path("aanbod/<slug:slug>/", views.offer, name="offer"),
    path("aanbod/<slug:slug>/qr.svg", channels.offer_qr, name="offer_qr"),
    path("partners/<slug:slug>/badge.svg", channels.partner_badge, name="partner_badge"),
    path("partners/", views.partners, name="partners"),
    path("missie/", views.mission, name="mission"),
    path("<slug:slug>/", views.content_page, name="content_page"),
]
