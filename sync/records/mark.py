"""*Sergeant first*: keyed hashes and an end date. It names nobody and shows no reason.

Made with the tenant's mark key over folded full name with birth year, alias, confirmed plate.
"""

from sync.conditions import before
from sync.fields import Field, RecordType, State

RECORD = RecordType(
    name="mark",
    label="Sergeant first",
    plural="Sergeant first",
    home="op",
    creators=("supervisor", "system"),
    writers=("supervisor", "system"),
    marking="OFFICIAL-SENSITIVE",
    states=(State("ended", "Ended", before("until", "$today")),),
    fields=(
        Field("names", "hashes", "Names", policy="set", winner="add", personal=False),
        Field("aliases", "hashes", "Aliases", policy="set", winner="add", personal=False),
        Field("plates", "hashes", "Plates", policy="set", winner="add", personal=False),
        Field("until", "date", "Until", required=True, personal=False),
    ),
)
