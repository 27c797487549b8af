"""Groups of fields that several record types share: fields with a joint meaning, one policy."""

from typing import Any

from sync.conditions import in_, is_, not_
from sync.fields import NOT_KNOWN, Choice, Field, choices, described_other
from sync.records.lists import (
    AGE_BASIS,
    AGE_VIEW,
    CHILD_VIEWS,
    CONFIDENCE,
    CONTACT_METHOD,
    CONTACT_METHOD_ORDER,
    DAY,
    EVIDENCE_KIND,
    HOW_KNOWN,
    RISK,
)


def age_group(name: str = "age", label: str = "Age", **more: Any) -> Field:
    """An officer's view of an age. The youngest view is in force until a person decides."""
    return Field(
        name,
        "group",
        label,
        policy="protective",
        protective=(*CHILD_VIEWS, "adult_believed", "adult_known"),
        protective_part="view",
        parts=(
            Field("view", "choice", "Age", choices=AGE_VIEW, required=True),
            Field("how_known", "choice", "How known", choices=HOW_KNOWN),
            Field("words", "text", "What makes you think so"),
        ),
        **more,
    )


def risk_field(name: str = "risk", label: str = "Risk", **more: Any) -> Field:
    """Risk to a person. The highest is in force until a person decides."""
    order = ("immediate_danger", "high", "medium", "not_known", "standard", "none_seen")
    return Field(name, "choice", label, choices=RISK, policy="protective", protective=order, **more)


def safe_contact_group(**more: Any) -> Field:
    """How it is safe to reach somebody. The way that gives least away is in force."""
    return Field(
        "safe_contact",
        "group",
        "Safe way to reach them",
        hint="Read before any contact.",
        policy="protective",
        protective=CONTACT_METHOD_ORDER,
        protective_part="how",
        parts=(
            Field("how", "choice", "How", choices=CONTACT_METHOD, required=True),
            Field("by_whom", "text", "By whom"),
            Field("telephone", "telephone", "Number", shown_when=in_("how", "call", "text")),
            Field("days", "choices", "Days", choices=DAY),
            Field("from_hour", "time", "Not before"),
            Field("to_hour", "time", "Not after"),
            Field("somebody_else_answers", "text", "If somebody else answers, say"),
            Field("never", "text", "Never"),
            Field("must_not_know", "text", "Who must not know"),
            Field("true_until", "date", "True until", hint="14 days unless changed."),
            Field("checked_by", "person", "Last checked by"),
            Field("checked_at", "moment", "Last checked"),
        ),
        **more,
    )


def birth_group(*, date_needed: bool, **more: Any) -> Field:
    """When somebody was born and how that is known; a keeper's or an officer's guess is no date."""
    return Field(
        "birth",
        "group",
        "Born",
        parts=(
            Field("date", "date", "Date of birth", required=date_needed, never_future=True),
            Field("how_known", "choice", "How known", choices=AGE_BASIS, required=True),
            Field("reference", "text", "Reference"),
        ),
        **more,
    )


def identity_group(**more: Any) -> Field:
    """How it is known who somebody is (DOMAIN, recipient of a warning)."""
    return Field(
        "identity",
        "group",
        "Identity",
        hint="A keeper is a lead and never identity. What a police check says is not kept here.",
        parts=(
            Field(
                "basis",
                "choice",
                "How known",
                choices=choices(
                    ("document", "Document"),
                    ("checked", "Checked, ref"),
                    ("known", "Known"),
                    ("self_stated", "Told me"),
                ),
                required=True,
            ),
            Field("reference", "text", "Reference", required_when=is_("basis", "checked")),
        ),
        **more,
    )


def links_field(target: str, **more: Any) -> Field:
    """Records of the same person, linked and unlinked with reasons, never rewritten.

    The element id is the other record's id, so that two phones offline meet in one element.
    """
    return Field(
        "links",
        "repeated",
        "Same person as",
        parts=(
            Field("other", "record", "Other record", targets=(target,), required=True),
            Field(
                "state",
                "choice",
                "Link",
                choices=(Choice("apart", "Not the same person"), Choice("linked", "Same person")),
                policy="protective",
                protective=("apart", "linked"),
                required=True,
            ),
            Field("reason", "text", "Why", required=True),
            Field("confidence", "choice", "How sure", choices=CONFIDENCE),
        ),
        **more,
    )


def evidence_field(**more: Any) -> Field:
    """Pieces of evidence, each with its kind and where to find it. Two lists join, no question asked."""
    return Field(
        "evidence",
        "repeated",
        "Evidence",
        parts=(
            Field("kind", "choice", "Kind", choices=EVIDENCE_KIND, required=True),
            described_other("kind", "Which kind"),
            Field("reference", "text", "Reference or number"),
            Field(
                "source",
                "record",
                "Entry here",
                targets=("community_report", "sighting", "breach_check", "premises_visit"),
            ),
            Field("on", "date", "Of"),
            Field("words", "text", "What it shows"),
        ),
        **more,
    )


FILES_MAX = 10
"""Files of one record."""


def files_field(label: str, hint: str, **more: Any) -> Field:
    """Photographs, sound and documents, each a file of its own; what was attached is never replaced, only taken away.

    Never on a record of somebody supported: there is no photograph of her here (`tests/sync/test_files.py`).
    """
    return Field(
        "files",
        "repeated",
        label,
        hint=hint,
        limit=FILES_MAX,
        parts=(
            Field("file", "file", "File", required=True, policy="fixed"),
            Field("shows", "text", "What it shows"),
            Field(
                "origin",
                "choice",
                "Where it is from",
                choices=choices(
                    ("taken_here", "Taken with this phone"),
                    ("recorded_here", "Recorded with this phone"),
                    ("chosen", "Chosen from this phone"),
                ),
                policy="fixed",
                personal=False,
            ),
            Field("added_at", "moment", "Added", policy="fixed", personal=False),
        ),
        **more,
    )


def reached_group(name: str, label: str, **more: Any) -> Field:
    """Whether somebody who must be told was reached, by whom and when."""
    reached = is_("reached", "yes")
    return Field(
        name,
        "group",
        label,
        parts=(
            Field(
                "reached",
                "choice",
                "Did you reach them?",
                choices=(Choice("yes", "Yes"), Choice("not_yet", "Not yet")),
                required=True,
            ),
            Field("who", "text", "Who", shown_when=reached),
            Field("at", "moment", "When", shown_when=reached, required_when=reached),
        ),
        **more,
    )


def look_group(name: str, label: str, hint: str, signs: tuple[Choice, ...], **more: Any) -> Field:
    """One letter of the VAF: a look, what was seen, a short note."""
    concern = is_("look", "concern")
    return Field(
        name,
        "group",
        label,
        hint=hint,
        parts=(
            Field(
                "look",
                "choice",
                label,
                choices=(
                    Choice("none", "None"),
                    Choice("concern", "Concern"),
                    Choice("not_seen", "Not seen"),
                ),
                required=True,
            ),
            Field("signs", "choices", "What", choices=(*signs, NOT_KNOWN), shown_when=concern),
            Field("note", "text", "Short note", shown_when=not_(is_("look", "not_seen"))),
        ),
        **more,
    )
