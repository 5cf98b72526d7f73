"""What is said at the end of a talk."""

from locales.phrasebook.answers import CAN_COME, CONTACT, HAVE_IT, NONE, UNDERSTOOD, YES_NO, YES_PLEASE
from locales.phrasebook.phrase import Phrase, Situation
from locales.translator import P_

SITUATION = Situation(
    "goodbye",
    P_("button", "Goodbye"),
    (
        Phrase("bye-thanks", P_("phrase", "Thank you for talking with us today."), NONE),
        Phrase("bye-next-time", P_("phrase", "Thank you. We meet again: {time}"), CAN_COME),
        Phrase("bye-again", P_("phrase", "Would you like to meet again?"), YES_PLEASE),
        Phrase("bye-contact", P_("phrase", "How would you like to talk next time?"), CONTACT),
        Phrase("bye-remind", P_("phrase", "Shall we write to you the day before?"), YES_PLEASE),
        Phrase("bye-questions", P_("phrase", "Do you have more questions?"), YES_NO),
        Phrase("bye-clear", P_("phrase", "Did we say everything clearly today?"), YES_NO),
        Phrase("bye-find-paper", P_("phrase", "Please find this before we meet again: {document}"), HAVE_IT),
        Phrase("bye-ask-person", P_("phrase", "Until we meet, you can ask this person: {person}"), UNDERSTOOD),
        Phrase("bye-closed", P_("phrase", "We are closed on this day: {time}"), UNDERSTOOD),
        Phrase("bye-write", P_("phrase", "You are welcome to write to us here again."), NONE),
        Phrase("bye-good-day", P_("phrase", "Have a good day. We look forward to seeing you again."), NONE),
    ),
)
