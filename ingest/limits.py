"""How large a file, a text or an archive may be before it is refused.

A notice has 10,000 to 50,000 characters; the limits leave room for twenty times that and keep
time and memory bounded whatever is offered.
"""

MB = 1024 * 1024
FILE_BYTES = 64 * MB
"""Any file: a PDF or Word document with many pictures stays below."""
TEXT_BYTES = 16 * MB
"""A text, Markdown, CSV or HTML file."""
TEXT_CHARACTERS = 1_000_000
"""The text of one file."""
PAGE_CHARACTERS = 4_000_000
"""An HTML file without its embedded pictures."""
PAGE_TAGS = 30_000
"""Tags of an HTML file: a long notice pasted from Word has a third of that."""
XML_BYTES = 32 * MB
"""One part of a Word document, unpacked."""
UNPACKED_BYTES = 256 * MB
"""All that an archive or a Word document says it unpacks to."""
UNPACKED_RATIO = 200
"""Times that an archive may grow when unpacked (a megabyte is free)."""
ARCHIVE_MEMBERS = 1000
"""Files in an archive."""
PDF_PAGES = 2000
PDF_SECONDS = 60
"""Processor time for the pages of one PDF."""
PDF_MEMORY = 2048 * MB
"""Address space for the pages of one PDF."""
NAME_CHARACTERS = 120
"""Characters of a file's name that are shown."""
