"""The one catalogue of problems: a stable code, and words that an officer can act on.

The deciding code returns problems, all at once, each with the path of its field; one place in the
server turns them into HTTP, and the app shows the same words beside the field. Codes are for
ever; words may be mended. No word of a record ever enters a problem: `detail` holds limits and
names of fields, never a value that somebody typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

WORDS: Mapping[str, str] = {
    # A change's values (sync/checks.py; pwa/src/records/validate.ts).
    "field_required": "This needs an answer before it can be final.",
    "choice_unknown": "Choose one of the answers offered.",
    "text_too_long": "Shorten this to {limit} characters.",
    "type_wrong": "This does not have the form expected: {expected}.",
    "number_out_of_range": "Give a whole number from {minimum} to {limit}.",
    "date_impossible": "This date or time does not exist. Check day, month and year.",
    "date_in_future": "This date lies ahead. Check the year.",
    "position_off_earth": "This position is not on the Earth. Take it again or write the street.",
    "list_too_long": "Keep at most {limit} of these.",
    "plate_malformed": "Use letters, digits, ? for one character and * for several.",
    "telephone_malformed": "Use digits, spaces and a leading +.",
    "id_malformed": "This link is damaged. Choose the record again.",
    "hash_malformed": "This is not a keyed hash.",
    "element_malformed": "This line of the list is damaged. Take it out and add it again.",
    "strokes_too_large": "The signature is too long. Sign again.",
    "file_empty": "This file is empty. Take it again or choose another.",
    "file_too_large": "This file is larger than {megabytes} MB. Choose a smaller one. The force collects films.",
    "file_type_wrong": "Lantern keeps photographs, sound and PDF. Choose one of these.",
    "lone_surrogate": "This text has a damaged character. Type it again.",
    "not_permitted": "Your role may not write this.",
    "create_not_permitted": "Your role may not make this kind of record.",
    "rule_broken": "{words}",
    # A change as a whole (sync/exchange.py; PROTOCOL section 8).
    "change_malformed": "This entry arrived damaged. Send it again or enter it again.",
    "change_too_large": "This entry is too long. Shorten it: {limit} bytes at most.",
    "float_in_text": "A number with a decimal point stands in this entry. Update the app.",
    "duplicate_key": "This entry says the same thing twice. Update the app.",
    "newer_than_server": "The server does not know this kind of entry yet. It is kept until it does.",
    "signature_wrong": "This entry's signature does not match. It is kept apart and looked into.",
    "install_foreign": "This entry is from another phone than the one that sent it.",
    "author_foreign": "This entry is from another person than the one signed in.",
    "key_compromised": "This phone's key is marked as lost. Its entries are kept apart and looked into.",
    "tenant_foreign": "This entry belongs to another partnership.",
    "id_reused": "Another entry has this number. Both are kept and looked into.",
    "stream_not_granted": "You have never had access to where this entry belongs.",
    "stream_wrong": "This kind of record does not belong here.",
    "grant_ended": "Your access ended before this arrived. A supervisor will decide about it.",
    "install_ended": "This phone was signed off before this arrived. A supervisor will decide about it.",
    "record_share_used": "This phone has written too much to this record. It is kept apart and looked into.",
    "too_many_held": "Too many entries of this phone wait for others. It is kept apart and looked into.",
    "dseq_repeated": "This phone used the same number twice. A supervisor will decide about it.",
    "after_unknown": "An earlier entry of this phone has not arrived yet.",
    "record_unknown": "The record has not arrived yet.",
    "record_exists": "Another entry has made this record already.",
    "record_id_wrong": "This record's number does not follow from its pair.",
    "create_refused": "The entry that made this record was not accepted.",
    "sealed_malformed": "A sealed entry does not have the form expected. It is kept apart and looked into.",
    "sealing_key_unknown": "A sealed entry was sealed to a key that this server does not hold. It is kept apart.",
    "sealed_unreadable": "A sealed entry could not be opened. It is kept apart and looked into.",
    "sealed_mismatch": "A sealed entry is not what it says to be. It is kept apart and looked into.",
    "views_malformed": "A phone's report of opened records does not have the form expected. It is not kept.",
    "views_share_used": "This phone has reported too many opened records today. The rest is not kept.",
    "push_malformed": "The request does not have the form of a push at {place}.",
    "push_too_large": "Send at most {changes} changes and {bytes} bytes at once.",
    "pull_malformed": "The request does not have the form of a pull at {place}.",
    # A file on its way (server/files; PROTOCOL section 25).
    "tus_version_wrong": "The upload speaks another version of tus than {version}.",
    "tus_header_wrong": "The upload's header {header} does not have the form expected.",
    "file_offset_wrong": "The upload goes on at another place.",
    "file_checksum_wrong": "These bytes arrived damaged. Send them again.",
    "file_mismatch": "The file that arrived is not the one that was signed. Nothing of it was kept.",
    "file_share_used": "This phone has sent too much today. It goes on by itself tomorrow.",
    "file_whole": "The file is here whole. Only an erasure takes it away.",
    # A request as a whole (server/problems.py).
    "request_wrong": "The request cannot be understood.",
    "body_wrong": "The request does not have the form expected: {expected}",
    "tiles_replaced": "There is a newer map of this operation. Begin again.",
    "range_wrong": "This part lies behind the end of the file.",
    "body_too_large": "The request is too large: {bytes} bytes at most.",
    "content_type_wrong": "Send JSON.",
    "sign_in_wrong": "The name or the password is not right.",
    "sign_in_needed": "Sign in again. What is on this phone stays there.",
    "proof_wrong": "This phone could not prove its key. Try again; if it stays so, sign in again.",
    "install_revoked": "This phone was signed off by somebody in charge. Entries on it are kept; ask your supervisor.",
    "install_taken": "This phone has been enrolled before. Set it up again.",
    "origin_foreign": "The request came from another site.",
    "not_allowed": "You may not do this.",
    "already_decided": "Somebody has decided about this already.",
    "not_found": "There is nothing here.",
    "method_wrong": "This cannot be done here.",
    "too_many_tries": "Too many tries. Wait {minutes} minutes, then try again.",
    "push_service_not_allowed": "This browser's push service is not on this server's list.",
    "no_erasure_journal": "This server keeps no journal of erasures yet. Ask the operator to set one up.",
    "server_busy": "The server is busy. Nothing was stored; try again.",
    "server_failed": "Something went wrong on the server. Nothing on this phone is lost; try again later.",
}
"""Words by code. `{name}` is filled from the problem's detail."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where, and what to do about it.

    code: a key of `WORDS`. path: `set/age`, `set/conditions/k3/to`; empty for the whole change.
    words: a sentence to act on. detail: what the words were filled with, for programs.
    """

    code: str
    path: str
    words: str
    detail: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, str]:
        """The form on the wire: code, path and words."""
        return {"code": self.code, "path": self.path, "words": self.words}


def problem(code: str, path: str = "", **detail: Any) -> Problem:
    """The problem of the catalogue with this code; raises KeyError for a code it does not have."""
    return Problem(code, path, WORDS[code].format(**detail), detail)
