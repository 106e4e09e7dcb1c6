"""The kinds of reply the assistant makes without a chat model, one module each."""
