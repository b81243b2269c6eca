"""Files to documents, documents to tokens: see README.md beside this file."""
