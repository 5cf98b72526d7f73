"""Open family counselling: the resident's request and the family worker's answer."""
