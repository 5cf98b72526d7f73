"""What is said about a meeting with the municipality."""

from locales.phrasebook.answers import CAN_COME, HAVE_IT, HOW, UNDERSTOOD, WHEN, WHO, YES_PLEASE
from locales.phrasebook.phrase import Phrase, Situation
from locales.translator import P_

SITUATION = Situation(
    "municipality",
    P_("button", "Municipality meeting"),
    (
        Phrase("kommune-invite", P_("phrase", "The municipality invites you to a meeting. Time: {time}"), CAN_COME),
        Phrase("kommune-place", P_("phrase", "The meeting is here: {place}"), UNDERSTOOD),
        Phrase("kommune-person", P_("phrase", "This person from the municipality will be there: {person}"), UNDERSTOOD),
        Phrase("kommune-along", P_("phrase", "Would you like somebody to come along (bisidder)?"), YES_PLEASE),
        Phrase("kommune-interpreter", P_("phrase", "Shall we ask the municipality about an interpreter?"), YES_PLEASE),
        Phrase("kommune-prepare", P_("phrase", "Shall we get ready for the meeting together?"), YES_PLEASE),
        Phrase("kommune-prepare-when", P_("phrase", "When would you like to get ready for the meeting?"), WHEN),
        Phrase("kommune-bring", P_("phrase", "Please bring this to the meeting: {document}"), HAVE_IT),
        Phrase("kommune-who", P_("phrase", "Who will come to the meeting with the municipality?"), WHO),
        Phrase("kommune-break", P_("phrase", "You may ask for a break in the meeting."), UNDERSTOOD),
        Phrase("kommune-again", P_("phrase", "You may ask them to say it again in simple words."), UNDERSTOOD),
        Phrase("kommune-after", P_("phrase", "How did the meeting go?"), HOW),
    ),
)
