"""What is said about doctor, dentist and health nurse."""

from locales.phrasebook.answers import AT_HOME, CAN_COME, DONE, HAVE_IT, HOW, UNDERSTOOD, YES_PLEASE
from locales.phrasebook.phrase import Phrase, Situation
from locales.translator import P_

SITUATION = Situation(
    "health",
    P_("button", "Health"),
    (
        Phrase("health-child", P_("phrase", "How is your child doing today?"), HOW),
        Phrase("health-doctor-time", P_("phrase", "There is a time for you at the doctor. Time: {time}"), CAN_COME),
        Phrase(
            "health-dentist-time", P_("phrase", "There is a time for your child at the dentist. Time: {time}"), CAN_COME
        ),
        Phrase("health-called", P_("phrase", "Have you called your doctor?"), DONE),
        Phrase("health-call-together", P_("phrase", "Shall we call the doctor together?"), YES_PLEASE),
        Phrase("health-112", P_("phrase", "Call 112 now if somebody's life is in danger."), UNDERSTOOD),
        Phrase("health-nurse-visit", P_("phrase", "The health nurse would like to visit you. Time: {time}"), AT_HOME),
        Phrase("health-card", P_("phrase", "Please bring your yellow health card to the doctor."), HAVE_IT),
        Phrase("health-vaccine", P_("phrase", "Would you like to talk about vaccines for your child?"), YES_PLEASE),
        Phrase("health-interpreter", P_("phrase", "Shall we ask the doctor about an interpreter?"), YES_PLEASE),
        Phrase("health-along", P_("phrase", "Would you like somebody with you at the doctor?"), YES_PLEASE),
        Phrase("health-weigh", P_("phrase", "Would you like the health nurse to weigh your baby?"), YES_PLEASE),
        Phrase("health-baby-food", P_("phrase", "How is it going with milk and food for the baby?"), HOW),
    ),
)
