"""OpenAPI: what the document says beside the shapes: problems, the ETag, and an example of each answer.

May import `answers.shapes` and `api.problems`.
Public: `described` (used by routes and by the application), `passport.PASSPORT`, `service` (shapes of the API's own).
"""
