"""Webhooks: channels that keep a copy are told that the change log of a House has moved."""
