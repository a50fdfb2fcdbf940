"""The machine: stages and shapes. It knows no policy vocabulary; that lives in `lexicons` and `extractors`."""
