"""What several tests share: worlds, servers, questions. No test module imports another."""
