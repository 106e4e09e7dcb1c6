"""Traditional text read as simplified, so that one set of patterns serves both."""

from functools import lru_cache

from opencc import OpenCC

_TRADITIONAL = frozenset("們個對開關於視為國會區縣黨問題結構領導實從與這還進過來時發現後應當學習業務責處")


@lru_cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def simplified(text: str) -> str:
    """The text in simplified characters, offset for offset; itself if it already is."""
    if sum(c in _TRADITIONAL for c in text[:20000]) < len(text[:20000]) * .02:
        return text
    converted: str = _converter().convert(text)
    return converted if len(converted) == len(text) else text
