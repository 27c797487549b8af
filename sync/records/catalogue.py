"""Every record type, in the order in which they are listed."""

from collections.abc import Mapping
from types import MappingProxyType

from sync.fields import RecordType
from sync.records import (
    agency,
    agreement,
    breach_check,
    casenote,
    community_report,
    decision,
    engagement,
    legal_setting,
    mark,
    occupier_visit,
    operation,
    patrol,
    person,
    person_supported,
    premises,
    premises_visit,
    referral,
    referral_basis,
    referral_work,
    reporter,
    result,
    sighting,
    staff,
    task,
    vehicle,
    warning,
    warning_template,
    zone,
)

SCHEMA = 1
"""The number that every change carries.

1: the first release.
"""

CATALOGUE: Mapping[str, RecordType] = MappingProxyType(
    {
        module.RECORD.name: module.RECORD
        for module in (
            agency,
            legal_setting,
            staff,
            operation,
            zone,
            patrol,
            sighting,
            person,
            vehicle,
            premises,
            premises_visit,
            community_report,
            warning_template,
            warning,
            breach_check,
            mark,
            result,
            person_supported,
            engagement,
            occupier_visit,
            agreement,
            referral,
            referral_basis,
            reporter,
            referral_work,
            casenote,
            decision,
            task,
        )
    }
)
"""Record types by name."""
