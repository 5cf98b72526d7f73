"""What is said about school."""

from locales.phrasebook.answers import CAN_COME, HAVE_IT, HOW, UNDERSTOOD, WHO, YES_NO, YES_PLEASE
from locales.phrasebook.phrase import Phrase, Situation
from locales.translator import P_

SITUATION = Situation(
    "school",
    P_("button", "School"),
    (
        Phrase(
            "school-talk",
            P_("phrase", "The school invites you to talk about your child (skole-hjem-samtale). Time: {time}"),
            CAN_COME,
        ),
        Phrase("school-who", P_("phrase", "Who will come to the school meeting?"), WHO),
        Phrase("school-along", P_("phrase", "Would you like somebody to come along to the school?"), YES_PLEASE),
        Phrase("school-interpreter", P_("phrase", "Shall we ask the school about an interpreter?"), YES_PLEASE),
        Phrase("school-aula", P_("phrase", "The school writes to parents in Aula. Can you open it?"), YES_NO),
        Phrase("school-aula-together", P_("phrase", "Shall we look at Aula together?"), YES_PLEASE),
        Phrase("school-message", P_("phrase", "The school has sent a message. Have you seen it?"), YES_NO),
        Phrase("school-going", P_("phrase", "How is it going at school?"), HOW),
        Phrase("school-homework", P_("phrase", "Would your child like help with homework?"), YES_PLEASE),
        Phrase("school-day-off", P_("phrase", "There is no school on this day: {time}"), UNDERSTOOD),
        Phrase("school-trip", P_("phrase", "The class is going on a trip. Place: {place}"), UNDERSTOOD),
        Phrase("school-paper", P_("phrase", "The school needs this paper: {document}"), HAVE_IT),
        Phrase(
            "school-teacher",
            P_("phrase", "This teacher would like to talk with you: {person}. Is that all right?"),
            YES_NO,
        ),
    ),
)
