"""What the fork server imports and loads once, so that each killed process starts at once."""

import chromadb  # noqa: F401
import langchain_chroma  # noqa: F401

import ingest.sync  # noqa: F401
import tests.crash.steps  # noqa: F401
import vectorstore.store  # noqa: F401
from vectorstore.embeddings import encode_bundled

encode_bundled(["预热"])
