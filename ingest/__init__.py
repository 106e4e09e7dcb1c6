"""File → text → outline → passages → store."""

from ingest.chunks import passages_of
from ingest.parse import parse_file, parse_text

__all__ = ["parse_file", "parse_text", "passages_of"]
