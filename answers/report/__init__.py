"""Report: an analysis as a page that an advisor prints, made from the shapes of the answers and their words.

May import `answers.shapes`, `answers.builders`, `answers.words` and what these import.
Public: `report.report` (HTML or Markdown), `report.Layout`, `report.Format`.
"""
