"""The phrasebook in use: about a request, and on one phone between two people."""
