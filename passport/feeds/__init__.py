"""Feeds: what issuers send, record by record: the certifiers' XML, and one signed format of lines for all issuers.

A feed is read in flat memory, and gives for each record either a Passage, or why it is refused. Nothing here opens the
vault: `take.take` hands batches to the service, and makes the receipt.
May import `referentials`, `passport.document`, `passport.proof`, and the rows of `passport.vault`.
Public: `passage.Passage`, `receipt.Receipt`, `registry.FEEDS`, `take.take`, `errors.FeedError`.
"""
