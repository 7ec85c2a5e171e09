"""What answers look like, for the OpenAPI document alone: no answer is built from these models, nor checked by them.

Answers are the dicts of `recommend/document.py` and `recommend/entity.py`; tests hold these models to them, both ways.
A field added there is added here, with a line on what it says: models refuse what they do not name.
`python -m tests.api.write_examples` then writes `examples/` again.
"""
