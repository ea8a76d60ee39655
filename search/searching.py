"""One search: the engine of the settings finds words, the model finds meaning, and both become one answer."""

import logging
from dataclasses import replace

from django.conf import settings
from django.db import DatabaseError, connections

from search.engines.base import Engine, EngineError, SearchHits
from search.engines.choice import current_engine
from search.engines.database import DatabaseEngine
from search.engines.lexicon import lexicon_for, taxonomy_rows
from search.fusion import Meant, by_words, fused
from search.meaning.embedder import Embedder, embedder
from search.meaning.leg import LEG
from search.meaning.offers import house_meaning
from search.out_of_scope import decoys
from search.thesaurus import learn_lists

logger = logging.getLogger(__name__)

WARM_UP = 60.0


def search(
    house_id: int, position: int, text: str, locale: str, *, engine: Engine | None = None, model: Embedder | None = None
) -> SearchHits:
    """Find offers of a House as of a log position; `engine` and `model` are those of the settings unless given.

    Where the engine cannot answer, the database does.
    """
    try:
        return found_by(engine or current_engine(), house_id, position, text, locale, model)
    except EngineError:
        return replace(found_by(DatabaseEngine(), house_id, position, text, locale, model), degraded=True)


def found_by(
    engine: Engine, house_id: int, position: int, text: str, locale: str, model: Embedder | None
) -> SearchHits:
    """The answer with the words of one engine."""
    words = engine.match_words(house_id, position, text, locale)
    chosen = model or embedder()
    if chosen is None:
        return replace(by_words(words), engine=engine.name)
    meant = meant_by(house_id, position, words.spelled or text, locale, engine, chosen)
    if meant is None:
        return replace(by_words(words), engine=engine.name, degraded=True)
    return replace(fused(words, meant, settings.SEARCH_LEAST_SCOPE), engine=engine.name)


def meant_by(
    house_id: int,
    position: int,
    text: str,
    locale: str,
    engine: Engine,
    model: Embedder,
    patience: float | None = None,
) -> Meant | None:
    """The leg of meaning; nothing when it is not ready, or not in time (`patience` seconds, else MEANING_BUDGET)."""
    space = LEG.space(model.name, lexicon_for(house_id, position).taxonomy, decoys(), patience)
    meaning = LEG.meaning_of(text, locale, space, model, patience) if space else None
    if space is None or meaning is None:
        return None
    house = house_meaning(house_id, position, model.name, space)
    return Meant(meaning, house, engine.match_meaning(house_id, position, meaning.direction))


def warm_up() -> None:
    """Let a new process learn what the leg of meaning needs (about a second), so that no family waits for it."""
    model = embedder()
    if model is None:
        return
    try:
        learn_lists()
        LEG.space(model.name, taxonomy_rows(), decoys(), WARM_UP)
        LEG.vector_of("opvang", model, WARM_UP)
    except DatabaseError as error:
        logger.warning("Nothing learnt before the first search: %s", error)
    finally:
        connections.close_all()
