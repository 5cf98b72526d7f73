"""What is said about how she is."""

from locales.phrasebook.answers import HOW, NEED, NONE, WHERE, YES_NO, YES_PLEASE
from locales.phrasebook.phrase import Phrase, Situation
from locales.translator import P_

SITUATION = Situation(
    "feelings",
    P_("button", "Feelings"),
    (
        Phrase("feel-today", P_("phrase", "How are you today?"), HOW),
        Phrase("feel-need", P_("phrase", "What would be good for you now?"), NEED),
        Phrase("feel-break", P_("phrase", "Would you like to take a break?"), YES_PLEASE),
        Phrase("feel-talk", P_("phrase", "Would you like to have a talk with us?"), YES_PLEASE),
        Phrase("feel-where", P_("phrase", "Where would you feel good talking?"), WHERE),
        Phrase("feel-along", P_("phrase", "Would you like somebody to come along?"), YES_PLEASE),
        Phrase("feel-other-person", P_("phrase", "Would you rather talk with this person? {person}"), YES_NO),
        Phrase("feel-no-answer", P_("phrase", "You do not need to answer now."), NONE),
        Phrase("feel-pause-ok", P_("phrase", "It is all right to say no."), NONE),
        Phrase("feel-many", P_("phrase", "Many parents find this hard. Take the time you need."), NONE),
        Phrase("feel-thanks", P_("phrase", "Thank you for telling us."), NONE),
        Phrase("feel-tea", P_("phrase", "Would you like to come by for tea? Time: {time}"), YES_PLEASE),
    ),
)
