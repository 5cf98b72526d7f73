"""The house itself: the door, languages, opening hours, help now, privacy."""
