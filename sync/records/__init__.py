"""One file per record type, each with its declaration `RECORD`; `catalogue` puts them in order.

`lists` holds the choice lists and `groups` the groups of fields that several types share. The long
forms are split along their pages: `engagement_child`, `engagement_choices`, `warning_conduct`,
`warning_terms`, `warning_giving`.

To add a field or a choice: declare it, run `python -m sync.typescript` and
`python -m tests.vectors.generate_overlay`, add it to the type's
`good_full` in `tests/vectors/records/`, and to `tests/vectors/names_in_use.json` when it is
released. A name that is in use is never renamed or taken away, since phones have written it.
"""
