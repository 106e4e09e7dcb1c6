"""Every error this product raises on purpose, in one tree.

    AssistantError
    ├── IngestError          a file offered could not be taken in
    │   ├── UnreadableFile   empty, binary, encrypted, truncated, of an unknown format
    │   └── UnsafeFile       a bomb, a link out of the folder, an entity trick, too large
    ├── StoreError           the store cannot be used as it is
    │   ├── StoreBusy        another process owns it
    │   ├── StoreMismatch    made with another model or schema
    │   └── StoreDamaged     a leg is missing or unreadable
    ├── QuestionError        the question cannot be answered as it was sent (empty, too long)
    └── ModelError           the chat model failed (unreachable, refused, timed out, nonsense)

Each message is one sentence for the person at the keyboard: what it was, why, and what to do.
"""


class AssistantError(Exception):
    """Base of all expected errors; its message is shown to the user as it stands."""


class IngestError(AssistantError):
    """A file offered for ingest could not be taken in."""


class UnreadableFile(IngestError):
    """The file holds no text that can be read."""


class UnsafeFile(IngestError):
    """The file was refused for safety."""


class StoreError(AssistantError):
    """The store cannot be used as it is."""


class StoreBusy(StoreError):
    """Another process owns the store."""


class StoreMismatch(StoreError):
    """The store was made with another embedding model or schema."""


class StoreDamaged(StoreError):
    """A part of the store is missing or unreadable."""


class QuestionError(AssistantError):
    """The question cannot be answered as it was sent."""


class ModelError(AssistantError):
    """The chat model failed."""
