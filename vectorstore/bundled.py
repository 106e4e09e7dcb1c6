"""The bundled encoder as a sentence-transformers module. Importing this imports torch."""

from pathlib import Path
from typing import Any

import torch
from sentence_transformers.base.modules import Module

from .embeddings import BUNDLED_DIMENSION, encode_bundled


class BundledEncoder(Module):
    """Multilingual USE v3 as the first and only module of a ``SentenceTransformer``."""

    modalities = ("text",)

    def preprocess(
        self, inputs: list[str], prompt: str | None = None, **_: Any
    ) -> dict[str, Any]:
        """Vectors straight from the texts: the encoder tokenises by itself."""
        texts = [f"{prompt or ''}{text}" for text in inputs]
        return {"sentence_embedding": torch.from_numpy(encode_bundled(texts))}

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The features as they came: nothing is left to compute."""
        return features

    def get_embedding_dimension(self) -> int:
        """Length of the vectors."""
        return BUNDLED_DIMENSION

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """Write the (empty) configuration: the weights come with the package."""
        Path(output_path).mkdir(parents=True, exist_ok=True)
        self.save_config(output_path)
