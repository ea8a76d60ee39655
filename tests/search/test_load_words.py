"""New words of a release: they come in, and what editors changed stays."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from offers.models import Category
from tests.factories import make_category

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A folder with one category."""
    publish(tmp_path, {"nl": ["speelhoek", "spelotheek"]}, {"nl": ["waar kan mijn kind spelen"]})
    return tmp_path


def publish(folder: Path, synonyms: dict, phrases: dict, slug: str = "play-and-meet") -> None:
    row = {"slug": slug, "pillar": "x", "labels": {"nl": "Spelen", "fr": "Jouer"}, "synonyms": synonyms}
    taxonomy = {name: [] for name in ("pillars", "life_stages", "target_groups", "facilities")} | {"categories": [row]}
    (folder / "taxonomy.json").write_text(json.dumps(taxonomy), encoding="utf-8")
    phrases_of_slug = {code: {slug: texts} for code, texts in phrases.items()}
    (folder / "phrases.json").write_text(json.dumps({"phrases": phrases_of_slug}), encoding="utf-8")


def load(folder: Path) -> str:
    out = StringIO()
    call_command("load_words", folder=folder, stdout=out)
    return out.getvalue()


def test_new_words_come_in_and_a_second_run_adds_nothing(release: Path) -> None:
    make_category()
    Category.objects.update(synonyms={"nl": ["Speelhoek", "eigen woord"]})
    assert "Added: 1 labels, 1 synonyms, 1 phrases." in load(release)
    category = Category.objects.get()
    assert category.labels == {"nl": "Spelen en ontmoeten", "fr": "Jouer"}
    assert category.synonyms == {"nl": ["Speelhoek", "eigen woord", "spelotheek"]}
    assert category.phrases == {"nl": ["waar kan mijn kind spelen"]}
    assert category.revisions.count() == 1
    assert "Added: 0 labels, 0 synonyms, 0 phrases." in load(release)
    assert Category.objects.get().revisions.count() == 1


def test_a_word_that_an_editor_took_out_stays_out(release: Path) -> None:
    make_category()
    load(release)
    Category.objects.update(synonyms={"nl": ["speelhoek"]})
    publish(release, {"nl": ["speelhoek", "spelotheek", "speelgroep"]}, {})
    text = load(release)
    assert "1 synonyms" in text
    assert "took them out: 1" in text
    assert Category.objects.get().synonyms == {"nl": ["speelhoek", "speelgroep"]}


def test_a_term_that_is_not_here_is_named_and_not_made(release: Path) -> None:
    make_category("other")
    assert "category/play-and-meet" in load(release)
    assert Category.objects.count() == 1
