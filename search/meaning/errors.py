"""What can go wrong between us and a model."""


class EmbedderError(Exception):
    """A model gave no vectors: not installed, out of reach, too slow, or its answer made no sense."""
