"""Every screen of every role in Operation Harbour, in the order of the round."""

from tests.journeys.ways import (
    CARE,
    OP,
    Stop,
    approved,
    at,
    changed_mind,
    clashing,
    contact,
    copy_settled,
    covered,
    ending,
    first_unsent,
    follow,
    given,
    in_force,
    is_open,
    its_page,
    locked,
    nothing_seen,
    of,
    of_no_kind,
    on_patrol,
    passing_on,
    searched,
    share_found,
    share_lost,
    show_to_them,
    signal_again,
    standing_at,
    take_it_back,
    tap,
    typed_name,
    uncover,
    unlocked_again,
    unsent,
    with_files,
    wrong_at_once,
    wrong_pin,
)

LOCKED = (
    Stop("wren", "locked", "locked", at("#/"), locked(), unlocked_again),
    Stop("wren", "locked_met", "locked met someone", at("#/"), locked("Met someone"), unlocked_again),
    Stop("wren", "locked_vehicle", "locked vehicle", at("#/"), locked("Vehicle"), unlocked_again),
    Stop("wren", "locked", "locked note", at("#/"), locked("Note"), unlocked_again),
    Stop("wren", "locked_other", "locked somebody else", at("#/"), locked("Somebody else"), unlocked_again),
    Stop(
        "wren", "locked_forgotten", "locked pin forgotten", at("#/"), locked("PIN forgotten"), unlocked_again
    ),
    Stop("wren", "locked", "locked wrong pin", at("#/"), wrong_pin, unlocked_again),
    Stop("wren", "locked", "locked share lost", at("#/"), share_lost, share_found),
)
"""What a locked phone shows; no address leads there."""

OFFICER = (
    Stop("wren", "home", "today", at("#/")),
    Stop("wren", "home", "met someone", at("#/"), tap("Met someone")),
    Stop("wren", "home", "write", at("#/"), tap("Write…")),
    Stop("wren", "today", "today by its name", at("#/today")),
    Stop("wren", "for_you", "for you", at("#/for-you")),
    Stop("wren", "help", "help", at("#/help")),
    Stop("wren", "map", "map", at("#/map")),
    Stop("wren", "find", "find empty", at("#/find")),
    Stop("wren", "find", "find", at("#/find"), searched("ro")),
    Stop("wren", "find", "find nothing", at("#/find"), searched("zzzz")),
    Stop("wren", "more", "more", at("#/more")),
    Stop("wren", "copy", "copy", at("#/more/copy")),
    Stop("wren", "copy", "copy read back", at("#/more/copy"), copy_settled),
    Stop("wren", "unlocking", "unlocking", at("#/more/unlocking")),
    Stop("wren", "storage", "room on this phone", at("#/more/storage")),
    Stop("wren", "take_in", "take in a file", at("#/more/take-in")),
    Stop("wren", "sign_in", "sign in again", at("#/sign-in")),
    Stop("wren", "patrol_start", "patrol start", at("#/patrol/start")),
    Stop("wren", "patrol", "patrol none", at("#/patrol")),
    Stop("wren", "note", "note", at("#/note/{new}")),
    Stop("wren", "note", "note empty", at("#/note/{new}"), wrong_at_once("Save")),
    Stop("wren", "talked", "talked", at("#/met/talked/{new}")),
    Stop("wren", "talked", "talked empty", at("#/met/talked/{new}"), wrong_at_once("Save")),
    Stop("wren", "wishes", "wishes", at("#/met/wishes/{new}")),
    Stop("wren", "child", "child", at("#/met/child/{new}")),
    Stop("wren", "urgent", "urgent", at("#/met/urgent/{new}")),
    Stop("wren", "warning", "warning who", at("#/warning/{new}")),
    Stop("wren", "warning", "warning who known", at("#/warning/{new}"), typed_name("Ivor Ro")),
    Stop("wren", "warning_page", "warning happened", at("#/warning/{new}/happened")),
    Stop("wren", "warning_page", "warning test", at("#/warning/{new}/test")),
    Stop("wren", "warning_page", "warning stop", at("#/warning/{new}/stop")),
    Stop("wren", "warning_page", "warning check", at("#/warning/{new}/check")),
    Stop("wren", "warning_page", "warning copy", at("#/warning/{new}/copy")),
    Stop("wren", "warning_page", "warning give", at("#/warning/{new}/give")),
    Stop(
        "wren",
        "warning_record",
        "warning record in force",
        of("#/warning-record/{record}", "warning", OP, given),
    ),
    Stop(
        "wren",
        "warning_record",
        "warning record open",
        of("#/warning-record/{record}", "warning", OP, is_open),
    ),
    Stop("wren", "give", "give", of("#/give/{record}", "warning", OP, is_open)),
    Stop("wren", "check", "check", at("#/check/{new}"), searched("ro")),
    Stop(
        "wren",
        "check_warning",
        "check warning",
        of("#/check/{new}/{record}/patrol_pass", "warning", OP, given),
    ),
    Stop(
        "wren",
        "check_warning",
        "check warning placed",
        of("#/check/{new}/{record}/patrol_pass", "warning", OP, in_force),
        standing_at(51.900674, 1.904004),
    ),
    Stop("wren", "vehicle", "vehicle", at("#/vehicle/{new}")),
    Stop("wren", "vehicle", "vehicle with files", at("#/vehicle/{new}"), with_files),
    Stop("wren", "vehicle", "vehicle with a file refused", at("#/vehicle/{new}"), of_no_kind),
    Stop("wren", "vehicle_record", "vehicle record", of("#/vehicle-record/{record}", "vehicle", OP)),
    Stop("wren", "vehicle_record", "vehicle clash", of("#/vehicle-record/{record}", "vehicle", OP, clashing)),
    Stop(
        "wren", "person_record", "person supported", of("#/person-record/{record}", "person_supported", CARE)
    ),
    Stop("wren", "report", "report", at("#/report/{new}")),
    Stop("wren", "visit", "visit", at("#/visit/{new}")),
    Stop("wren", "referral", "referral", at("#/referral/{new}")),
    Stop("wren", "record", "record engagement", of("#/record/{stream}/{record}", "engagement", CARE)),
    Stop("wren", "record", "record report", of("#/record/{stream}/{record}", "community_report", OP)),
    Stop("wren", "record", "record referral", of("#/record/{stream}/{record}", "referral", CARE)),
    Stop("wren", "record", "record agreement", of("#/record/{stream}/{record}", "agreement", CARE)),
    Stop(
        "wren", "record", "record missing", at("#/record/op%2Fharbour/0197f000-0000-7000-8000-000000000000")
    ),
    Stop(
        "wren",
        "edit",
        "edit report",
        of("#/edit/community_report/{stream}/{record}/{new}", "community_report", OP),
    ),
    Stop(
        "wren", "edit", "edit warning", of("#/edit/warning/{stream}/{record}/{new}", "warning", OP, is_open)
    ),
    Stop("wren", "write", "write vehicle", at("#/write/vehicle/{new}")),
    Stop("wren", "write", "write vehicle empty", at("#/write/vehicle/{new}"), wrong_at_once("Save")),
    Stop("wren", "write", "write person", at("#/write/person/{new}")),
    Stop("wren", "write", "write result", at("#/write/result/{new}")),
    Stop("wren", "unsent", "unsent", at("#/unsent")),
    Stop("wren", "unknown", "no such page", at("#/nowhere")),
    Stop("wren", "warning_page", "warning to give", of("#/warning/{record}/give", "warning", OP, approved)),
    Stop(
        "wren",
        "warning_page",
        "show to them",
        of("#/warning/{record}/give", "warning", OP, approved),
        show_to_them,
        take_it_back,
    ),
    Stop("wren", "home", "today on patrol", at("#/"), on_patrol),
    Stop("wren", "patrol", "patrol", at("#/"), its_page),
    Stop("wren", "patrol_end", "patrol end", at("#/"), ending),
    Stop("wren", "home", "nothing seen", at("#/"), nothing_seen, signal_again),
    Stop("wren", "unsent", "unsent without a signal", at("#/"), unsent, signal_again),
    Stop("wren", "unsent_change", "unsent change", at("#/"), first_unsent, signal_again),
    *LOCKED,
)

DESK = (
    Stop("kestrel", "queue", "queue", at("#/queue")),
    Stop("kestrel", "queue", "queue keys", at("#/queue"), lambda phone: phone.page.keyboard.press("?")),
    *(
        Stop("kestrel", "queue_item", f"queue {kind}", at("#/queue"), follow(words))
        for kind, words in (
            ("danger", "Hurt, in danger"),
            ("agreement", "Agreement withdrawn"),
            ("clash", "Clash: safe way"),
            ("plates", "Clash: plate"),
            ("warning", "Warning waits"),
            ("overdue", "Referral: the agency"),
            ("unanswered", "Resident's report unanswered"),
            ("task", "Overdue .* days"),
        )
    ),
    *(
        Stop("kestrel", "records", f"records {each}", at(f"#/records/{each}"))
        for each in ("community_report", "warning", "person", "vehicle", "premises", "patrol", "task")
    ),
    Stop("kestrel", "today", "patrol of a supervisor", at("#/today")),
    Stop("kestrel", "find", "find", at("#/find"), searched("ro")),
    Stop("kestrel", "more", "more", at("#/more")),
    Stop("kestrel", "ended", "from ended phones", at("#/ended-phones")),
    Stop("kestrel", "record", "record task", of("#/record/{stream}/{record}", "task", OP)),
    Stop("kestrel", "record", "record warning", of("#/record/{stream}/{record}", "warning", OP)),
)

AGENCY = (
    Stop("linnet", "inbox", "inbox", at("#/inbox")),
    Stop("linnet", "inbox_view", "mine", at("#/inbox/mine")),
    Stop("linnet", "inbox_view", "done", at("#/inbox/done")),
    Stop("linnet", "inbox_referral", "referral", at("#/inbox"), follow("R-")),
    Stop("linnet", "inbox_referral", "referral in progress", at("#/inbox/mine"), follow("In progress")),
    Stop("linnet", "inbox_referral", "contact", at("#/inbox/mine"), contact),
    Stop("linnet", "inbox_referral", "they changed their mind", at("#/inbox"), changed_mind),
    Stop("linnet", "inbox_referral", "pass on", at("#/inbox"), passing_on),
    Stop("linnet", "inbox", "covered", at("#/inbox"), covered, uncover),
    Stop("linnet", "more", "more", at("#/more")),
)

RECORDS = (
    *(
        Stop("rook", "records", f"records {each}", at(f"#/records/{each}"))
        for each in ("legal_setting", "agency", "staff")
    ),
    Stop("rook", "record", "legal setting", of("#/record/{stream}/{record}", "legal_setting", "ref")),
    Stop("rook", "write", "new setting", at("#/write/legal_setting/{new}")),
    Stop("rook", "erasures", "erasures", at("#/erasures")),
    Stop("rook", "erasures", "erasures empty", at("#/erasures"), wrong_at_once("Look at its changes")),
    Stop("rook", "erase", "erase", of("#/erase/{record}/some/{new}", "sighting", OP)),
    Stop(
        "rook",
        "erase",
        "erase all",
        of("#/erase/{record}/some/{new}", "warning", OP, given),
        tap("All words of this record", "Erase for good"),
    ),
    Stop("rook", "more", "more", at("#/more")),
)

EVERY = (*OFFICER, *DESK, *AGENCY, *RECORDS)
