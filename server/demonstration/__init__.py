"""Operation Harbour: a made-up operation of four months, told through signed changes as real phones make them.

Every name, plate, number and place is invented. `build.py` is where it begins.
"""
