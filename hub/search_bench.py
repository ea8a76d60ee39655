"""Many different questions to a House, and how long their answers take. `manage.py bench_search` calls it."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from pathlib import Path
from random import Random
from time import perf_counter, thread_time
from typing import Any

import numpy as np
from django.conf import settings
from django.test import Client

from offers.documents import read
from offers.documents.read import House
from offers.models import PublishedOffer
from search.meaning.embedder import Embedder, embedder
from search.meaning.leg import LEG
from search.meaning.packing import FACTOR, LEVELS
from search.models import OfferMeaning, TextVector
from search.query import parse, run
from search.searching import warm_up

Pairs = list[tuple[str, str]]
Texts = Mapping[str, Mapping[str, str]]

WORD = re.compile(r"[^\W\d_]{4,}")
LONG = 6
# Questions of each kind, after as many others that warm the process up.
QUESTIONS = 300
QUESTIONS_OF_MEANING = 100
SAMPLES = 300
# A language in which hardly anything is written is asked in Dutch.
MOST_TRIES = 1000
TEXTS_TO_EMBED = 32
DIMENSIONS = 384
ENOUGH_PATIENCE = 60.0


@dataclass(frozen=True)
class Times:
    """How long answers took, in milliseconds: by the clock, and of the processor alone."""

    p50: float
    p95: float
    p99: float
    processor_p99: float

    @classmethod
    def of(cls, clock: Sequence[float], processor: Sequence[float]) -> "Times":
        """From seconds."""
        p50, p95, p99 = (1000 * float(np.percentile(clock, part)) for part in (50, 95, 99))
        return cls(p50, p95, p99, 1000 * float(np.percentile(processor, 99)))


@dataclass
class Figures:
    """What was measured of one House."""

    offers: int
    first_answer: float = 0.0
    """Seconds until the first answer of a new process: it reads filter index and words."""
    kinds: dict[str, Times] = field(default_factory=dict)
    memory: float = 0.0
    """Resident megabytes of the process when all words were asked."""
    memory_with_meaning: float = 0.0
    passages_a_second: float = 0.0
    query_vector: float = 0.0
    """Milliseconds to embed a query (median)."""

    def as_json(self) -> str:
        """For another process."""
        return json.dumps(asdict(self))


@dataclass
class Asker:
    """Makes questions from words that offers of the House have, in each of its languages in turn."""

    house: House
    random: Random
    samples: list[tuple[Texts, dict[str, Any]]]

    @classmethod
    def of(cls, house: House, seed: int) -> "Asker":
        """With a sample of the House's offers that depends on the seed."""
        random = Random(seed)  # noqa: S311 - nothing secret
        pks = list(PublishedOffer.objects.live(house.id).order_by("pk").values_list("pk", flat=True))
        chosen = random.sample(pks, min(len(pks), SAMPLES))
        rows = PublishedOffer.objects.filter(pk__in=chosen).order_by("pk").values_list("texts", "facts")
        return cls(house, random, list(rows))

    def words(self, locale: str, number: int, shortest: int = 4) -> list[str]:
        """So many words that stand one after the other in some text in this language."""
        for tries in range(2 * MOST_TRIES):
            texts, _facts = self.random.choice(self.samples)
            lines = texts.get(locale if tries < MOST_TRIES else "nl", {}).values()
            found = [word for text in lines for word in WORD.findall(text) if len(word) >= shortest]
            if len(found) >= number:
                start = self.random.randrange(len(found) - number + 1)
                return found[start : start + number]
        raise ValueError("The offers have no words to ask with.")

    def mistyped(self, locale: str) -> str:
        """A word with two letters in the wrong order, or without one of its letters."""
        word = self.words(locale, 1, LONG)[0]
        place = self.random.randrange(1, len(word) - 2)
        letters = word[place + 1] + word[place] if self.random.random() < 0.5 else word[place]
        return word[:place] + letters + word[place + 2 :]

    def filters(self) -> Pairs:
        """Two or three filters that some offer passes."""
        _texts, facts = self.random.choice(self.samples)
        pairs = [("category", facts["categories"][0]), ("spoken_lang", facts["spoken"][0] if facts["spoken"] else "nl")]
        return self.random.choice([pairs, [*pairs, ("free", str(facts["free"]).lower())], pairs[:1]])

    def nearby(self) -> Pairs:
        """Within some kilometres of some offer."""
        while True:
            _texts, facts = self.random.choice(self.samples)
            if facts["lat"] is not None and facts["lon"] is not None:
                lat, lon = (
                    round(value + self.random.uniform(-0.02, 0.02), 4) for value in (facts["lat"], facts["lon"])
                )
                return [("near", f"{lat},{lon}"), ("radius_m", str(self.random.choice([2000, 5000, 15000])))]

    def question(self, kind: str, locale: str) -> Pairs:
        """The parameters of a question of one kind."""
        match kind:
            case "one word" | "suggest":
                return [("q", self.words(locale, 1)[0])]
            case "two words":
                return [("q", " ".join(self.words(locale, 2)))]
            case "typing error":
                return [("q", self.mistyped(locale))]
            case "filters, all facets":
                return [*self.filters(), ("facets", "all")]
            case "word, filters, all facets":
                return [("q", self.words(locale, 1)[0]), *self.filters(), ("facets", "all")]
            case "near":
                return [*self.nearby(), ("sort", "distance")]
            case "word, near":
                return [("q", self.words(locale, 1)[0]), *self.nearby()]
        raise ValueError(kind)

    def questions(self, kind: str, number: int) -> Iterator[tuple[str, Pairs]]:
        """So many questions of one kind, with their language."""
        for count in range(number):
            locale = self.house.locales[count % len(self.house.locales)]
            yield locale, self.question(kind, locale)


KINDS = (
    "one word",
    "two words",
    "typing error",
    "filters, all facets",
    "word, filters, all facets",
    "near",
    "word, near",
)


def answer(house: House, locale: str, pairs: Pairs) -> None:
    """Answer as the API does: read the question, search, read the cards of the page."""
    results = run(house, locale, parse(pairs, house))
    read.card_texts(house, results.ids, locale, results.distances)


def suggest(house: House, locale: str, pairs: Pairs) -> None:
    """Complete the first letters of a word, through the view."""
    typed = pairs[0][1][:4]
    reply = Client().get("/api/v1/suggest", {"q": typed, "lang": locale}, headers={"host": house.host})
    if reply.status_code != 200:
        raise RuntimeError(f"/suggest answers {reply.status_code}")


def timed(
    house: House, questions: Iterator[tuple[str, Pairs]], respond: Callable[[House, str, Pairs], None] = answer
) -> Times:
    """Ask one after the other."""
    clock, processor = [], []
    for locale, pairs in questions:
        begun, used = perf_counter(), thread_time()
        respond(house, locale, pairs)
        clock.append(perf_counter() - begun)
        processor.append(thread_time() - used)
    return Times.of(clock, processor)


def measure(house: House) -> Figures:
    """Everything of one House in this process."""
    figures = Figures(PublishedOffer.objects.live(house.id).count())
    settings.SEARCH_MEANING, meaning = "off", settings.SEARCH_MEANING
    begun = perf_counter()
    answer(house, "nl", [("q", "opvang")])
    figures.first_answer = perf_counter() - begun
    warming, asking = Asker.of(house, 1), Asker.of(house, 2)
    responders = dict.fromkeys(KINDS, answer) | ({"suggest": suggest} if find_spec("search.suggest") else {})
    for kind, respond in responders.items():
        timed(house, warming.questions(kind, QUESTIONS), respond)
    for kind, respond in responders.items():
        figures.kinds[kind] = timed(house, asking.questions(kind, QUESTIONS), respond)
    figures.memory = resident_megabytes()
    settings.SEARCH_MEANING = meaning
    model = embedder()
    if model is not None:
        measure_meaning(figures, house, model, asking)
    return figures


def measure_meaning(figures: Figures, house: House, model: Embedder, asking: Asker) -> None:
    """The model alone, and what the leg of meaning adds to questions whose vectors are known."""
    texts = [text["nl"]["summary"] for text, _facts in asking.samples[:TEXTS_TO_EMBED]]
    begun = perf_counter()
    model.passages(texts)
    figures.passages_a_second = len(texts) / (perf_counter() - begun)
    fill_vectors(house, model)
    warm_up()
    questions = list(asking.questions("two words", QUESTIONS_OF_MEANING))
    times = []
    for _locale, pairs in questions:
        begun = perf_counter()
        LEG.vector_of(pairs[0][1], model, ENOUGH_PATIENCE)
        times.append(perf_counter() - begun)
    figures.query_vector = 1000 * float(np.median(times))
    settings.MEANING_BUDGET = ENOUGH_PATIENCE
    for name, setting in (("words alone (as below)", "off"), ("words and meaning", settings.SEARCH_MEANING)):
        settings.SEARCH_MEANING = setting
        timed(house, iter(questions))
        figures.kinds[name] = timed(house, iter(questions))
    figures.memory_with_meaning = resident_megabytes()


def fill_vectors(house: House, model: Embedder) -> None:
    """Give every offer of the House a vector: any will do to measure with."""
    keys = sorted(set(OfferMeaning.objects.filter(house_id=house.id).values_list("key", flat=True)))
    random = np.random.default_rng(1)
    rows = random.integers(-LEVELS, LEVELS, (len(keys), DIMENSIONS), dtype=np.int8)
    factor = FACTOR.type(0.2).tobytes()
    TextVector.objects.bulk_create(
        [
            TextVector(model=model.name, key=key, vector=factor + row.tobytes())
            for key, row in zip(keys, rows, strict=True)
        ],
        ignore_conflicts=True,
        batch_size=2000,
    )


def resident_megabytes() -> float:
    """The memory of this process (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024
