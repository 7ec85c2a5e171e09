"""Training the encoder that acquis ships, from the referentials alone (extra `train`; `acquis train`)."""
