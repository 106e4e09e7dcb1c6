from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def local_model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of a small sentence-transformers model of 32 dimensions."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    characters = ["[UNK]", *sorted(set("整改落实追回工资种植树木河道绿化核酸检测能力"))]
    vocabulary = {character: i for i, character in enumerate(characters)}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    folder: Path = tmp_path_factory.mktemp("model")
    module = StaticEmbedding(tokenizer, embedding_dim=32)
    SentenceTransformer(modules=[module], device="cpu").save(str(folder))
    return str(folder)
