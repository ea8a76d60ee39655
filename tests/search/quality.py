"""How good the search is: graded queries over the example catalogue, measured the same way for tests and table."""

import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log2
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
FIGURES = DATA / "quality.json"
# The first set chose the weights; the second was written by others, after the words, and chose nothing.
SETS = ("queries", "queries_second")
# A mean over fewer queries than this jumps when one offer changes places.
ENOUGH = 5
# The figures of a set may fall by so much before a test fails.
MOST_DROP = 0.02

Query = dict[str, Any]
Figures = dict[str, Any]


def queries(name: str) -> list[Query]:
    """One set of graded queries: text, locale, House, kind, and the grade (1 to 3) of each offer that fits."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def ndcg(order: list[str], relevant: dict[str, int]) -> float:
    """nDCG@10 with gain 2^grade - 1."""

    def gain(grades: list[int]) -> float:
        return sum((2**grade - 1) / log2(rank + 2) for rank, grade in enumerate(grades[:10]))

    return gain([relevant.get(slug, 0) for slug in order]) / gain(sorted(relevant.values(), reverse=True))


@dataclass(frozen=True)
class Answered:
    """A query with the slugs of what was found, best first."""

    query: Query
    order: list[str]

    @property
    def value(self) -> float:
        """The nDCG@10 of this one."""
        return ndcg(self.order, self.query["relevant"])


def mean(answers: Iterable[Answered]) -> float:
    """The mean nDCG@10, to three digits."""
    values = [answer.value for answer in answers]
    return round(sum(values) / len(values), 3)


def figures(answers: list[Answered]) -> Figures:
    """The figures of one engine and mode on one set of queries."""
    asked = [answer for answer in answers if answer.query["type"] != "negative"]
    negatives = [answer for answer in answers if answer.query["type"] == "negative"]
    groups: dict[str, dict[str, float]] = {}
    for name in ("type", "locale"):
        members: defaultdict[str, list[Answered]] = defaultdict(list)
        for answer in asked:
            members[answer.query[name]].append(answer)
        groups[name] = {key: mean(group) for key, group in members.items() if len(group) >= ENOUGH}
    return {
        "overall": mean(asked),
        "nothing_found": round(sum(not answer.order for answer in asked) / len(asked), 3),
        "negatives": len(negatives),
        "negatives_answered": sum(bool(answer.order) for answer in negatives),
        **groups,
    }


def committed() -> dict[str, dict[str, Figures]]:
    """The figures in the repository: by engine and mode, by set."""
    return json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.is_file() else {}


def commit(name: str, measured: dict[str, Figures]) -> None:
    """Write the figures of one engine and mode, where the caller asked for it (`UPDATE_FIGURES=1`)."""
    if os.environ.get("UPDATE_FIGURES"):
        FIGURES.write_text(
            json.dumps(committed() | {name: measured}, indent=1, sort_keys=True) + "\n", encoding="utf-8"
        )


def drops(before: Figures, now: Figures, most: float) -> dict[str, tuple[float, float]]:
    """What became worse by more than `most`: overall and per type, and any more negatives or empty answers."""
    pairs = {f"type {kind}": (value, now["type"].get(kind, 0.0)) for kind, value in before["type"].items()}
    pairs["overall"] = (before["overall"], now["overall"])
    worse = {name: pair for name, pair in pairs.items() if pair[0] - pair[1] > most}
    for name in ("nothing_found", "negatives_answered"):
        if now[name] - before[name] > most:
            worse[name] = (before[name], now[name])
    return worse


def checked(name: str, measured: dict[str, Figures]) -> dict[str, Figures]:
    """Compare with the committed figures, print the table where it is asked for, and give the figures back."""
    before = committed().get(name, {})
    for set_name, now in measured.items():
        if os.environ.get("SEARCH_QUALITY"):
            sys.stdout.write("\n" + table(name, set_name, now, before.get(set_name)) + "\n")
    commit(name, measured)
    known = committed()[name]
    worse = {set_name: drops(known[set_name], now, MOST_DROP) for set_name, now in measured.items()}
    assert worse == {set_name: {} for set_name in measured}
    return measured


def table(name: str, set_name: str, now: Figures, before: Figures | None) -> str:
    """The figures as lines of text, each with its difference to the committed ones."""
    rows = [("overall", now["overall"], (before or {}).get("overall"))]
    rows += [
        (f"{group} {key}", value, (before or {}).get(group, {}).get(key))
        for group in ("type", "locale")
        for key, value in now[group].items()
    ]
    lines = [
        f"{name}, {set_name}: nothing found {now['nothing_found']:.1%}, "
        f"negatives answered {now['negatives_answered']} of {now['negatives']}"
    ]
    for label, value, old in rows:
        lines.append(f"  {label:<18} {value:.3f}" + (f"  {value - old:+.3f}" if old is not None else ""))
    return "\n".join(lines)
