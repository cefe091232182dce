"""What is said in the demo's hearing, and answered: all of it made up for the demo, and marked so."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A comment of the demo's hearing and the committee's answer to it; only organisations are named."""

    part: str
    kind: str
    body: str
    changed: bool
    answer: str
    name: str = ""
    theme: str = ""
    support: bool = False
    quote: str = ""
    paragraph: int | None = None
    signatories: tuple[tuple[str, str], ...] = ()


COMMENTS = (
    Said(
        "q1r1",
        "individual",
        "Please say what to do where gadoxetic acid is not available or must not be given.",
        True,
        "A remark now names diffusion-weighted MRI without contrast as the way out.",
        theme="Where care is organised otherwise",
        quote="Where contrast cannot be given",
        paragraph=6,
    ),
    Said(
        "q5r1",
        "organisation",
        "For a single lesion of two centimetres many centres ablate. Does 'rather than' rule that out?",
        False,
        "It does not: the recommendation is weak, and the remarks already speak of small lesions.",
        "A society for interventional radiology",
    ),
    Said(
        "q12r1",
        "anonymous",
        "Strong on low certainty needs its reason beside it, or readers will take it for a misprint.",
        False,
        "The page names the certainty beside the strength, and the reasons are one tap away.",
        theme="Strength and certainty",
    ),
    Said(
        "document",
        "individual",
        "Patients should be able to read what each question means for them without a dictionary.",
        False,
        "Agreed for the next edition: lay summaries need patients to write them with us.",
        theme="Words for patients",
    ),
    Said(
        "document",
        "organisation",
        "We ask for a page for patients beside the guideline, and offer to read a draft of it.",
        False,
        "Gladly taken up for the next edition, together with comment 4; we will come back to the offer.",
        "A patient organisation",
        theme="Words for patients",
        signatories=(("Its board", "Tokyo"), ("Its group for the liver", "Osaka")),
    ),
    Said(
        "q4r1",
        "organisation",
        "The trials took patients with few, well-placed lesions. The wording should not be read as advice for "
        "every resection.",
        False,
        "The remark limits it to patients like those who were studied and names major resections as the gap.",
        "A surgical society",
    ),
    Said(
        "q3r1",
        "individual",
        "I support this as it stands: a second hepatectomy is often needed, and what was spared counts then.",
        False,
        "Thank you. Nothing was to be changed.",
        support=True,
    ),
    Said(
        "q13r1",
        "organisation",
        "Survival without recurrence improved and overall survival did not. Which of the two carries the "
        "recommendation?",
        False,
        "Both were rated as critical, and the table of the evidence shows both; the suggestion is weak for this reason.",
        "A society for medical oncology",
    ),
    Said(
        "q13r2",
        "anonymous",
        "With so little evidence 'no recommendation' would be more honest.",
        False,
        "The committee discussed this and voted; the certainty is shown as very low, and the remark says what the "
        "suggestion leans on.",
        theme="Strength and certainty",
    ),
    Said(
        "q14r1",
        "individual",
        "What counts as resectable differs from hospital to hospital. Who decides?",
        False,
        "A team with a liver surgeon, as the text on the question says; a definition that fits every hospital does not "
        "exist.",
        theme="Where care is organised otherwise",
    ),
    Said(
        "section:q6",
        "individual",
        "My relative was refused surgery with a pointer to the draft. She is Mrs N. of ward 7. Is an exception possible?",
        False,
        "Yes: the remark names few and small metastases without spread elsewhere as the exception. We cannot advise in "
        "a single case.",
    ),
    Said(
        "q11r1",
        "individual",
        "Weak against will be read as never. Please keep the exception in the sentence itself.",
        False,
        "The exception stands directly under the sentence, in every format in which the recommendation is shown.",
        theme="Strength and certainty",
    ),
    Said(
        "q7r1",
        "individual",
        "The duration of imatinib after the operation should be stated.",
        False,
        "The evidence does not say how long, and the remark says that this is not known.",
    ),
    Said(
        "q11r1",
        "anonymous",
        "Breast cancer with liver metastases is not one disease. Do not close the door to surgery.",
        False,
        "One answer to three comments of the same wording: the door is not closed, see the exception in the remark.",
    ),
    Said(
        "q11r1",
        "anonymous",
        "Breast cancer with liver metastases is not one disease. Do not close the door to surgery!",
        False,
        "One answer to three comments of the same wording: the door is not closed, see the exception in the remark.",
    ),
    Said(
        "q11r1",
        "anonymous",
        "Breast cancer with liver metastases is not one disease; do not close the door to surgery.",
        False,
        "One answer to three comments of the same wording: the door is not closed, see the exception in the remark.",
    ),
)
# Its author takes it back before publication.
TAKEN_BACK = Said("document", "individual", "Sent too early, please ignore this.", False, "")
# Advertising, sent without script: held, and kept so before the guideline is published.
HELD = Said(
    "document",
    "anonymous",
    "Cheap liver cleansing! Order at cleansing.example today.",
    False,
    "",
)
NOT_A_COMMENT = "It advertises and says nothing on the draft."
# Who answers the comments on which questions, by the name of the account.
ANSWERED_BY = {"member-07": ("q1", "q3", "q4", "q5"), "member-12": ("q11", "q12", "q13", "q14")}
LATE = Said(
    "q9r1",
    "individual",
    "I read of the hearing a day too late: does the recommendation hold for recurrence as well?",
    False,
    "The studies hardly separated first metastases from recurrence; the text names this as a question for research.",
)
# Somebody could be recognised: this much of a comment is blacked out.
PASSAGE, BECAUSE = "She is Mrs N. of ward 7.", "a patient could be recognised"
# What is changed after the first comment.
NEW_REMARK = "Where gadoxetic acid cannot be given, diffusion-weighted MRI without contrast is an alternative."
