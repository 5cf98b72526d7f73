"""What is said about daycare."""

from locales.phrasebook.answers import CAN_COME, HAVE_IT, HOW, UNDERSTOOD, WHO, YES_NO, YES_PLEASE
from locales.phrasebook.phrase import Phrase, Situation
from locales.translator import P_

SITUATION = Situation(
    "daycare",
    P_("button", "Daycare"),
    (
        Phrase("daycare-list", P_("phrase", "Is your child on the waiting list for daycare?"), YES_NO),
        Phrase("daycare-sign-up", P_("phrase", "Shall we sign your child up for daycare together?"), YES_PLEASE),
        Phrase("daycare-start", P_("phrase", "The daycare suggests this start day: {time}. Does it suit you?"), YES_NO),
        Phrase("daycare-visit", P_("phrase", "Would you like to see the daycare first? Place: {place}"), YES_PLEASE),
        Phrase("daycare-price", P_("phrase", "Daycare costs this much each month: {amount}"), UNDERSTOOD),
        Phrase(
            "daycare-pay-less",
            P_("phrase", "Some families pay less for daycare (friplads). Shall we read about it together?"),
            YES_PLEASE,
        ),
        Phrase("daycare-talk", P_("phrase", "The daycare would like to talk with you. Time: {time}"), CAN_COME),
        Phrase("daycare-going", P_("phrase", "How is it going in daycare?"), HOW),
        Phrase("daycare-pick-up", P_("phrase", "Who will pick up your child today?"), WHO),
        Phrase("daycare-rain", P_("phrase", "Does your child have rain clothes for daycare?"), HAVE_IT),
        Phrase("daycare-closed", P_("phrase", "The daycare is closed on this day: {time}"), UNDERSTOOD),
        Phrase("daycare-ill", P_("phrase", "Please tell the daycare when your child is ill."), UNDERSTOOD),
    ),
)
