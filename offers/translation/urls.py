"""Addresses about translations in the admin; those under `localize/` are wagtail-localize's own, with walls."""

from django.urls import path
from wagtail_localize.views import (
    convert,
    edit_translation,
    report,
    snippets_api,
    submit_translations,
    update_translations,
)

from home.admin_views import for_administrators, guarded
from offers.translation.guards import of_translation, submission, update
from offers.translation.views import TranslationsView

snippet_list = snippets_api.SnippetViewSet.as_view({"get": "list"})
snippet_detail = snippets_api.SnippetViewSet.as_view({"get": "retrieve"})
report_view, report_results = (
    report.TranslationsReportView.as_view(),
    report.TranslationsReportView.as_view(results_only=True),
)
submit_snippet = submit_translations.SubmitSnippetTranslationView.as_view()

urlpatterns = [
    path("translations/", TranslationsView.as_view(), name="translations"),
    path("localize/submit/page/<int:page_id>/", submission(submit_translations.SubmitPageTranslationView.as_view())),
    path(
        "localize/submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
        guarded(submit_snippet, for_administrators),
    ),
    path("localize/update/<int:translation_source_id>/", update(update_translations.UpdateTranslationsView.as_view())),
    path(
        "localize/translate/<int:translation_id>/strings/<int:string_segment_id>/edit/",
        of_translation(edit_translation.edit_string_translation),
    ),
    path(
        "localize/translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/",
        of_translation(edit_translation.edit_override),
    ),
    path("localize/translate/<int:translation_id>/pofile/download/", of_translation(edit_translation.download_pofile)),
    path("localize/translate/<int:translation_id>/pofile/upload/", of_translation(edit_translation.upload_pofile)),
    path(
        "localize/translate/<int:translation_id>/machine_translate/", of_translation(edit_translation.machine_translate)
    ),
    path("localize/translate/<int:translation_id>/preview/", of_translation(edit_translation.preview_translation)),
    path(
        "localize/translate/<int:translation_id>/preview/<str:mode>/",
        of_translation(edit_translation.preview_translation),
    ),
    path("localize/translate/<int:translation_id>/disable/", of_translation(edit_translation.stop_translation)),
    # An alias follows the Dutch page without being translated: the hub shows the Dutch text by itself where none is.
    path("localize/page/<int:page_id>/convert_to_alias/", guarded(convert.convert_to_alias, for_administrators)),
    path("localize/reports/translations/", guarded(report_view, for_administrators)),
    path("localize/reports/translations/results/", guarded(report_results, for_administrators)),
    path("localize/api/snippets/<slug:app_label>/<slug:model_name>/", guarded(snippet_list, for_administrators)),
    path(
        "localize/api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/",
        guarded(snippet_detail, for_administrators),
    ),
]
