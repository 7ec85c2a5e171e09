"""Evaluation: how well acquis reads, task by task, on a public benchmark, with baselines beside (`acquis evaluate`).

May import every package below `lab`; scikit-learn and rapidfuzz for the baselines (extra `evaluate`).
Public: `evaluate_…` of each task, `rankers` (the baselines), `metrics`.
"""
