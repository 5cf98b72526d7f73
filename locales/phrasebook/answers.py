"""The answers to phrases, set by set: what is kept, and what stands on the button. They come back in Danish."""

from collections.abc import Mapping

from locales.translator import P_

Answers = Mapping[str, str]

YES_NO: Answers = {
    "yes": P_("button", "Yes"),
    "no": P_("button", "No"),
    "unsure": P_("button", "I don't know"),
}
YES_PLEASE: Answers = {
    "yes-please": P_("button", "Yes, please"),
    "no-thanks": P_("button", "No, thank you"),
    "maybe-later": P_("button", "Maybe later"),
}
CAN_COME: Answers = {
    "can": P_("button", "I can come"),
    "cannot": P_("button", "I can't come"),
    "other-time": P_("button", "Find another time"),
    "not-sure-yet": P_("button", "I don't know yet"),
}
UNDERSTOOD: Answers = {
    "understand": P_("button", "I understand"),
    "not-understand": P_("button", "I don't understand"),
    "call-me": P_("button", "Please call me"),
}
HAVE_IT: Answers = {
    "have": P_("button", "I have it"),
    "not-yet": P_("button", "Not yet"),
    "cannot-find": P_("button", "I can't find it"),
    "need-help": P_("button", "I need help"),
}
DONE: Answers = {
    "done": P_("button", "I have done it"),
    "not-yet": P_("button", "Not yet"),
    "need-help": P_("button", "I need help"),
}
WHEN: Answers = {
    "today": P_("button", "Today"),
    "tomorrow": P_("button", "Tomorrow"),
    "this-week": P_("button", "Later this week"),
    "next-week": P_("button", "Next week"),
    "unsure": P_("button", "I don't know"),
}
TIME_OF_DAY: Answers = {
    "morning": P_("button", "In the morning"),
    "noon": P_("button", "Around noon"),
    "afternoon": P_("button", "In the afternoon"),
    "evening": P_("button", "In the evening"),
}
WHO: Answers = {
    "me": P_("button", "Me"),
    "partner": P_("button", "My partner"),
    "both": P_("button", "Both of us"),
    "other": P_("button", "Somebody else"),
    "unsure": P_("button", "I don't know"),
}
HOW: Answers = {
    "good": P_("button", "Good"),
    "so-so": P_("button", "So-so"),
    "not-good": P_("button", "Not so good"),
    "rather-not": P_("button", "I'd rather not say"),
}
WHERE: Answers = {
    "house": P_("button", "At the community house"),
    "home": P_("button", "At my home"),
    "phone": P_("button", "On the phone"),
    "other-place": P_("button", "Another place"),
}
CONTACT: Answers = {
    "write": P_("button", "Write to me here"),
    "call-me": P_("button", "Please call me"),
    "come-by": P_("button", "I will come by myself"),
}
AT_HOME: Answers = {
    "home": P_("button", "I will be at home"),
    "not-home": P_("button", "I will not be at home"),
    "other-time": P_("button", "Find another time"),
}
NEED: Answers = {
    "talk": P_("button", "Have a talk"),
    "break": P_("button", "Take a break"),
    "company": P_("button", "Have somebody with me"),
    "nothing": P_("button", "Nothing right now"),
}
# What only has to be read.
NONE: Answers = {}
