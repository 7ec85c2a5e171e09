"""API: the answers over HTTP, for other services (docs/api.md). A passport in the body, advice out, nothing kept.

May import `answers` and all that is below; never `cli` or `lab`. A route reads the request, asks the engine, and hands
the result to a builder of `answers`, whose shape is its response model.
Public: `app.create_app`, `settings.Settings`.
"""
