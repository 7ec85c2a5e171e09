"""Builders: from what the engine found to the answer that is printed or sent, one function per answer.

May import everything below `answers`, `answers.shapes` and `answers.words`; nothing here computes advice.
Public: in the module of each family of answers, `…_answer(engine, …)`; `…_fields` where other answers have its fields.
"""
