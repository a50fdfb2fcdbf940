"""What the rules know, as data. See README.md in this folder."""
