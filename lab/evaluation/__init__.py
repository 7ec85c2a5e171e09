"""The public benchmark: how well acquis reads, task by task, with baselines beside (`acquis evaluate`)."""
