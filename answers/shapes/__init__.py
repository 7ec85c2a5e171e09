"""What answers look like, for the OpenAPI document alone: no answer is built from these models, nor checked by them.

Answers are the dicts of `answers/document.py` and `answers/entity.py`; tests hold these models to them, both ways.
A field added there is added here, with a line on what it says: models refuse what they do not name.
`python -m tests.support.api_examples` then writes `examples/` again.
"""
