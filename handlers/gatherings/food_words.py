"""Words about food: what a family brings, and what the kitchen has to know."""

from collections.abc import Mapping

from locales import Translator


def dish_name(tr: Translator, dish: str) -> str:
    """What a family brings; a key that we know no more stands for itself."""
    names = {
        "own": tr.ptext("button", "Our own food"),
        "main": tr.ptext("button", "A warm dish"),
        "salad": tr.ptext("button", "A salad"),
        "bread": tr.ptext("button", "Bread"),
        "dessert": tr.ptext("button", "Something sweet"),
        "fruit": tr.ptext("button", "Fruit"),
        "drinks": tr.ptext("button", "Something to drink"),
    }
    return names.get(dish, dish)


def kitchen_name(tr: Translator, kind: str) -> str:
    """What somebody does not eat; a key that we know no more stands for itself."""
    names = {
        "nuts": tr.ptext("button", "No nuts"),
        "milk": tr.ptext("button", "No milk"),
        "egg": tr.ptext("button", "No egg"),
        "gluten": tr.ptext("button", "No gluten"),
        "fish": tr.ptext("button", "No fish"),
        "pork": tr.ptext("button", "No pork"),
        "halal": tr.ptext("button", "Halal"),
        "vegetarian": tr.ptext("button", "Vegetarian"),
        "other": tr.ptext("button", "Something else"),
    }
    return names.get(kind, kind)


def kitchen_words(tr: Translator, allergies: Mapping[str, int]) -> str:
    """All that the kitchen has to know, with how many it is true of."""
    counted = (counted_name(tr, kind, count) for kind, count in allergies.items() if count)
    return tr.list(list(counted))


def counted_name(tr: Translator, kind: str, count: int) -> str:
    """One thing the kitchen has to know, and of how many."""
    # Translators: {kind} is such as "No nuts"; {n} is for how many people.
    return tr.text("{kind}: {n}", kind=kitchen_name(tr, kind), n=tr.number(count))
