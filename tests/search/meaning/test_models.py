"""The models behind the port: the embedded one, an endpoint by address, and none."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from search.meaning import bundled
from search.meaning.bundled import BundledModel, processor_flags, usable, why_not
from search.meaning.embedder import embedder
from search.meaning.endpoint import Endpoint, vectors_of
from search.meaning.errors import EmbedderError
from search.meaning.packing import pack, unit, unpack

Reply = Callable[[dict[str, Any]], tuple[int, bytes]]


@pytest.fixture
def installed() -> BundledModel:
    """The embedded model; a machine of the CI must have it."""
    if (reason := why_not()) and not os.environ.get("CI"):
        pytest.skip(reason)
    assert not reason
    return BundledModel()


def test_the_embedded_model_brings_languages_together(installed: BundledModel) -> None:
    dutch, turkish, other = installed.queries(["kinderopvang", "çocuk bakımı", "blockchain"])
    assert float(dutch @ turkish) > float(dutch @ other)
    assert np.allclose(np.linalg.norm(dutch), 1, atol=1e-3)


def test_long_and_hostile_texts_are_cut(installed: BundledModel) -> None:
    texts = ["opvang " * 5000, "a\0b", "\ud800", "", "\u202e🙂" * 500]
    assert np.isfinite(installed.queries(texts)).all()
    assert np.isfinite(installed.passages(texts)).all()
    assert usable("a\0b\ud800") == "a b"


def test_without_the_package_words_answer_alone(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setattr(bundled, "find_spec", lambda name: None)
    why_not.cache_clear()
    assert "not installed" in why_not()
    why_not.cache_clear()


def test_a_damaged_model_file_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "e5-small-q4.bin").write_bytes(b"half of it")

    class Spec:
        submodule_search_locations = (str(tmp_path),)

    monkeypatch.setattr(bundled, "find_spec", lambda name: Spec)
    why_not.cache_clear()
    assert "damaged" in why_not()
    why_not.cache_clear()


def test_the_processor_is_asked_what_it_can_do(tmp_path: Path) -> None:
    (tmp_path / "cpuinfo").write_text("model name: old\nflags\t\t: fpu sse2 avx\n", encoding="utf-8")
    assert processor_flags(str(tmp_path / "cpuinfo")) == {"fpu", "sse2", "avx"}


def test_off_is_off(settings: Any) -> None:
    settings.SEARCH_MEANING = "off"
    assert embedder() is None
    with pytest.raises(CommandError, match="Meaning is off"):
        call_command("search_vectors", "status")


@contextmanager
def served(reply: Reply) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A server of embeddings, and what it was asked."""
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # noqa: N802 - the name is the library's
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append(body | {"key": self.headers.get("Authorization")})
            status, content = reply(body)
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1/embeddings", asked
    finally:
        server.shutdown()
        server.server_close()


def rows(*vectors: list[float]) -> bytes:
    return json.dumps({"data": [{"index": i, "embedding": v} for i, v in enumerate(vectors)][::-1]}).encode()


def test_an_endpoint_is_asked_in_the_shape_of_openai() -> None:
    with served(lambda body: (200, rows([3.0, 4.0], [0.0, 2.0]))) as (url, asked):
        vectors = Endpoint(url, "multilingual-e5-small", "secret").queries(["opvang", "spelen"])
    assert vectors.tolist() == [[pytest.approx(0.6), pytest.approx(0.8)], [0.0, 1.0]]
    assert asked[0]["input"] == ["query: opvang", "query: spelen"]
    assert asked[0]["model"] == "multilingual-e5-small"
    assert asked[0]["key"] == "Bearer secret"


@pytest.mark.parametrize(
    ("status", "content"),
    [
        (500, b"no"),
        (200, b"<html>"),
        (200, b"[]"),
        (200, b'{"data": []}'),
        (200, b'{"data": [{"index": 0}]}'),
        (200, b'{"data": [{"index": 0, "embedding": ["x"]}]}'),
        (200, b'{"data": [{"index": 0, "embedding": [NaN]}]}'),
        (200, b'{"data": [{"index": 0, "embedding": 3}]}'),
    ],
)
def test_a_bad_answer_is_an_error_of_the_model(status: int, content: bytes) -> None:
    with served(lambda body: (status, content)) as (url, _asked), pytest.raises(EmbedderError):
        Endpoint(url, "some-model").queries(["opvang"])


def test_an_endpoint_that_is_not_there_is_an_error_of_the_model() -> None:
    with pytest.raises(EmbedderError):
        Endpoint("http://127.0.0.1:9/v1/embeddings", "some-model").passages(["opvang"])


def test_vectors_of_different_lengths_are_refused() -> None:
    answer = {"data": [{"index": 0, "embedding": [1.0]}, {"index": 1, "embedding": [1.0, 2.0]}]}
    with pytest.raises(ValueError, match=r"inhomogeneous|length"):
        vectors_of(answer, 2)


def test_packed_vectors_point_the_same_way() -> None:
    vectors = unit(np.random.default_rng(1).normal(size=(20, 384)).astype(np.float32))
    again = unit(unpack([pack(vector) for vector in vectors]))
    assert (np.sum(vectors * again, axis=1) > 0.9999).all()
    assert unpack([pack(np.zeros(4, np.float32))]).tolist() == [[0, 0, 0, 0]]


def test_matrices_fit_on_the_small_stack_of_a_server_thread() -> None:
    program = (
        "import threading, django; django.setup(); import numpy as np; threading.stack_size(256 * 1024);"
        "work = lambda: np.linalg.solve(np.eye(400) + np.ones((400, 400)) @ np.ones((400, 400)), np.ones(400));"
        "thread = threading.Thread(target=work); thread.start(); thread.join()"
    )
    environment = {key: value for key, value in os.environ.items() if key != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, check=False, timeout=60)
    assert done.returncode == 0
