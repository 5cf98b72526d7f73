"""Gatherings: family evenings, courses, Mødre Imellem and mothers' groups."""
