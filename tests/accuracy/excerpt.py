"""The rows that README quotes, written between two marks in it: what people ask first, weak points included."""

from table import goal_words, number, peer_words

BEGIN, END = "<!-- written by ./dev eval --readme -->", "<!-- end -->"
ROWS = (  # group, row, words for people
    ("pitch/wide band", "either wrong", "pitch, wide band: 10 ms steps wrong"),
    ("pitch/telephone band", "either wrong", "the same in telephone band"),
    ("pitch/telephone band, white noise 10 dB", "either wrong", "the same with white noise 10 dB"),
    ("pitch/telephone band, babble 10 dB", "either wrong", "the same with other talkers 10 dB softer"),
    ("pitch/telephone band", "SD of F0, error per file", "spread of pitch, error a recording"),
    ("made voices/telephone band", "either wrong", "pitch of made voices with exact truth, telephone band"),
    ("speech, hand labels/as recorded", "F1", "speech, hand labels, F1"),
    ("hour/clean", "wrong, truth bridged", "speech in an hour of human prompts: steps wrong"),
    ("hour/white noise 10 dB", "wrong", "the same with white noise 10 dB"),
    ("hour/babble 10 dB", "wrong", "the same with other talkers 10 dB softer"),
    ("no talk/hold music", "called speech", "hold music alone called speech"),
    ("no talk/songs", "called speech", "songs (made here) called speech"),
    ("no talk/noise alone", "called speech", "noise alone called speech"),
    ("talk under music/5 dB softer", "talk kept", "talk kept over music 5 dB softer"),
    ("syllables/Mandarin, service talk", "error per file", "syllables, Mandarin service talk: error a recording"),
    ("syllables/Mandarin, read", "error per file", "the same, read Mandarin"),
    ("syllables/English prompts", "error per file", "the same, English prompts"),
    ("talk/events", "interruptions, F1", "interruptions in calls with planted events, F1"),
    ("holds/music", "end off", "end of music on hold"),
)


def renewed(text, results):
    """The text with the table between the marks made anew."""
    before, rest = text.split(BEGIN, 1)
    return before + BEGIN + "\n" + table_of(results) + END + rest.split(END, 1)[1]


def table_of(results):
    """The quoted rows; a row that was not measured is left out."""
    known = {(group.name, line.row.name): (group, line) for group, line in results.lines()}
    out = "| what | calltone, tuned | calltone, kept apart | best other tool | goal |\n|---|---|---|---|---|\n"
    for group, row, words in ROWS:
        if (group, row) in known:
            of, line = known[group, row]
            figures = [number(line.figures["calltone"][part], line.row.unit) for part in ("tuned", "apart")]
            out += f"| {words}, {line.row.unit} | {figures[0]} | {figures[1]} | {peer_words(of, line)} | {goal_words(line.row)} |\n"
    return out
