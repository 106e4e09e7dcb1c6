"""All settings of the app, in one typed place: environment variables and ``.env``.

``.env.example`` and the README's table say the same as the fields here; a test holds them to it.
"""

from functools import lru_cache
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from errors import AssistantError

ROOT = Path(__file__).resolve().parent


class Settings(BaseSettings):
    """Read once at start; every field can be set as an upper-case environment variable."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore")

    notices: Path = Field(ROOT / "notices", description="Folder (or file) of notices to serve.")
    store: Path = Field(ROOT / ".store", description="Folder that holds the vector store.")
    embedding_model: str = Field(
        "universal-sentence-encoder",
        description="The bundled encoder, or any sentence-transformers name or local folder.",
    )
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(7860, ge=1, le=65535, description="Port to listen on.")
    question_limit: int = Field(500, ge=50, description="Longest question, in characters.")
    upload_limit_mb: int = Field(32, ge=1, le=512, description="Largest file to upload, in MB.")
    concurrent_answers: int = Field(
        4, ge=1, le=64, description="Questions answered at the same time.")
    queue_limit: int = Field(
        64, ge=1, le=10_000, description="Questions that may wait; beyond, the page says it is full.")
    asks_per_minute: int = Field(
        30, ge=1, description="Questions and uploads of one login in a minute; without logins: no limit.")
    uploads: bool = Field(
        True, description="Files can be added in the browser (with logins: by whom it is granted).")
    upload_files: int = Field(100, ge=1, le=1000, description="Most files in one upload.")
    allowed_hosts: str = Field(
        "", description="Names the page is reached by besides this machine's, with commas.")
    users_file: Path = Field(
        ROOT / ".users", description="File of logins, made by 'python -m page.users add NAME'.")
    log_questions: bool = Field(False, description="Write questions into the log as they are.")
    chat_model: str = Field("", description="Chat model, e.g. 'openai:qwen2.5'; empty: none.")
    chat_base_url: str = Field("", description="Base URL of an OpenAI-compatible server.")
    chat_api_key: SecretStr = Field(SecretStr(""), description="Key for the chat model.")


@lru_cache
def settings() -> Settings:
    """The settings of this process; AssistantError names the first that cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise AssistantError(
            f"设置 {name} 的值 {first['input']!r} 不能用({first['msg']}):请改环境变量或 .env。"
        ) from None
