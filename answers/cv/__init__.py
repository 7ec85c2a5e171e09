"""The CV of a holder: lines that they choose of a verified passport, on one or two pages, signed; and its verification.

May import what answers do. `content`: what it says; `page`: how it looks; `make`: the PDF; `check`: its verification.
"""
