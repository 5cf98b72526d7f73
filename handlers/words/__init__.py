"""The words desk: whoever speaks a language reads its sentences and says which are right."""
