"""Sets of offers as Python integers: offer number n is bit n. To combine or count 100,000 takes microseconds."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

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


def members_in_order(order: Sequence[int], bits: int, offset: int = 0, limit: int | None = None) -> list[int]:
    """The members of a set as they come in an order of all, from `offset` on, at most `limit`."""
    data = bits.to_bytes(bits.bit_length() // 8 + 1, "little")
    length = 8 * len(data)
    members = (number for number in order if number < length and data[number >> 3] >> (number & 7) & 1)
    return list(islice(members, offset, None if limit is None else offset + limit))
