"""Administrative units in time: what the map of any day looked like, and what became of each unit.

Nouns: Area (an identity that outlives its names), AreaVersion (name, type, code and parent from a day to a day),
Succession (what an old unit gave to a new one), Event (a merger, split, move … that is carried out whole, with all who
follow it through `ports`, and undone whole), Zone (areas that a document groups), Denominator (residents, households,
land by the year), Boundary. Verbs: open_area, revise_area, close_area, propose_event, apply_event, undo_event,
drop_event, load_province, hand_in_file, import_file, define_zone, change_zone, close_zone, record_denominator.
Codes are used again for other units, so that only a code together with a day finds an area.
It must never know what is counted in an area or who works there.
"""
