"""What is said about the time and place of an appointment."""

from locales.phrasebook.answers import CAN_COME, HAVE_IT, TIME_OF_DAY, UNDERSTOOD, WHEN, WHERE, WHO, YES_NO, YES_PLEASE
from locales.phrasebook.phrase import Phrase, Situation
from locales.translator import P_

SITUATION = Situation(
    "appointment",
    P_("button", "Appointment"),
    (
        Phrase("time-suits", P_("phrase", "Can you come? Time: {time}"), CAN_COME),
        Phrase("which-day", P_("phrase", "When does it suit you best?"), WHEN),
        Phrase("which-hour", P_("phrase", "What time of the day is good for you?"), TIME_OF_DAY),
        Phrase("meet-where", P_("phrase", "Where would you like to meet?"), WHERE),
        Phrase("meet-place", P_("phrase", "We meet here: {place}"), UNDERSTOOD),
        Phrase("time-place", P_("phrase", "We meet here: {place}. Time: {time}"), CAN_COME),
        Phrase("time-moved", P_("phrase", "We are sorry, we must find a new time. New time: {time}"), CAN_COME),
        Phrase("want-interpreter", P_("phrase", "Would you like an interpreter when we meet?"), YES_PLEASE),
        Phrase("who-comes", P_("phrase", "Who will come to the appointment?"), WHO),
        Phrase("bring-child", P_("phrase", "Your child is welcome too. Will you bring your child?"), YES_NO),
        Phrase("bring-paper", P_("phrase", "Please bring this: {document}"), HAVE_IT),
        Phrase("missed-you", P_("phrase", "We did not meet today. Would you like a new time?"), YES_PLEASE),
        Phrase("meet-person", P_("phrase", "You will meet this person: {person}"), UNDERSTOOD),
    ),
)
