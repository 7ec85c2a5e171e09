"""Report: an analysis as a page that an advisor prints, made from the JSON documents and nothing else."""
