"""Texts that break careless code: controls, halves of characters, operators of query languages, endless words."""

HOSTILE = [
    "", " ", '"', "'", "*", "\x00", "\ud800", "opvang\x00\udfff", "NEAR(a b)", 'a" OR "b', "title:x AND NOT y", "%_\\",
    "{}[]()^~:", "-", "--", "🙂",
    "a" + "\u0301" * 150, "opvang " * 8000, "x" * 50_000, "\u202e\u200b", "日本語", "1" * 300, "a-" * 100, "'" * 200,
]  # fmt: skip
