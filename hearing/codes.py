"""The words of a hearing. Pure."""

COMMENTER_KINDS = ("anonymous", "individual", "organisation")
