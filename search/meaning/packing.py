"""Vectors in few bytes: eight bits a number and one factor, which changes no ranking that we measured."""

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
FACTOR = np.dtype("<f4")
LEVELS = 127


def pack(vector: Vectors) -> bytes:
    """A vector as its largest number (float32, little-endian) and signed bytes in proportion to it."""
    largest = float(np.abs(vector).max()) or 1.0
    return FACTOR.type(largest).tobytes() + np.round(vector / largest * LEVELS).astype(np.int8).tobytes()


def unpack(packed: list[bytes]) -> Vectors:
    """The vectors, a row each; they must be of one length."""
    rows = np.frombuffer(b"".join(packed), dtype=np.uint8).reshape(len(packed), -1)
    factors = np.ascontiguousarray(rows[:, : FACTOR.itemsize]).view(FACTOR)
    return rows[:, FACTOR.itemsize :].view(np.int8).astype(np.float32) * (factors / np.float32(LEVELS))


def unit(vectors: Vectors) -> Vectors:
    """The vectors at length one; those without any direction stay as they are."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return (vectors / np.where(lengths == 0, 1, lengths)).astype(np.float32)
