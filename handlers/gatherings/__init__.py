"""Gatherings: family evenings, family courses, Mødre Imellem and mothers' groups."""
