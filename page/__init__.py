"""The pieces of the page: HTML made from answers and notices, its words, style and script."""
