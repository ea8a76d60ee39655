"""Sets of offers as Python integers: offer number n is bit n. To combine or count 100,000 takes microseconds."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]
BITS_OF_BYTE = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


def bits_of(positions: Iterable[int], size: int) -> int:
    """The set of these positions, all below `size`."""
    data = bytearray(size // 8 + 1)
    for position in positions:
        data[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(data, "little")


def bits_where(flags: Sequence[object]) -> int:
    """The set of positions at which a flag is true."""
    return int("".join("1" if flag else "0" for flag in reversed(flags)) or "0", 2)


def positions_in(bits: int) -> Iterator[int]:
    """The members of a set, in order."""
    for number, byte in enumerate(bits.to_bytes((bits.bit_length() + 7) // 8, "little")):
        if byte:
            base = number * 8
            for bit in BITS_OF_BYTE[byte]:
                yield base + bit


def flags_of(bits: int, size: int) -> Flags:
    """Whether each position below `size` is a member."""
    data = np.frombuffer(bits.to_bytes(max(size, bits.bit_length()) // 8 + 1, "little"), dtype=np.uint8)
    return np.unpackbits(data, count=size, bitorder="little").view(np.bool_)


def bits_of_flags(flags: Flags) -> int:
    """The set of positions at which a flag of an array is true."""
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")


def members_in_order(order: Numbers, bits: int, offset: int = 0, limit: int | None = None) -> list[int]:
    """The members of a set as they come in an order of all, from `offset` on, at most `limit`."""
    members = order[flags_of(bits, int(order.max(initial=-1)) + 1)[order]]
    found: list[int] = members[offset : None if limit is None else offset + limit].tolist()
    return found
