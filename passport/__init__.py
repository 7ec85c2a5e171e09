"""The passport: what a person did and holds, who vouches for each line, and since when."""
