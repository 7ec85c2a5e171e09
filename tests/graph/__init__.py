"""Tests of the graph: model, matrices, stores, holders, exports."""
