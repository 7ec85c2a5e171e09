"""Feeds: what issuers send, record by record: the certifiers' XML, and one signed format of lines for all issuers.

A feed is read in flat memory, and gives for each record either a Passage, or why it is refused. Nothing here opens the
vault: `take.take` hands batches to the service, and makes the receipt.
May import `referentials`, `passport.access`, `passport.document`, `passport.proof`, and of `passport.vault` the rows
and what tells civil statuses apart.
Public: `passage.Passage`, `receipt.Receipt`, `registry.FEEDS`, `take.take`, `errors.FeedError`.
"""
