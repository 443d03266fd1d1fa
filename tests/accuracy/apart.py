"""Which sounds had no part in tuning. One rule, so that whoever tunes and whoever reports mean the same ones.

A recording is kept apart when the CRC-32 of its key's bytes is odd; the key is the stem of its file, or the sentence's
name where one sentence lies in several conditions. Of Debian's prompts the French and the Russian talker are kept
apart, of its hold tunes every second one. What is made here is kept apart from seed APART_SEED on, and speaks with
espeak-ng voices of its own (APART_VOICES).
"""

import zlib

PROMPT_LANGUAGES = {False: ("en", "it", "es"), True: ("fr", "ru")}
TUNED_VOICES = ("m1", "f1", "m4", "f4", "Andrea", "Edward")
APART_VOICES = ("m5", "f5", "m8", "f2", "Linda", "Mario", "shelby", "Zac")
APART_SEED = 1000


def is_apart(key):
    """Whether the recording of that key is kept apart."""
    return zlib.crc32(key.encode()) % 2 == 1


def voices(apart):
    """espeak-ng's voice variants of that part."""
    return APART_VOICES if apart else TUNED_VOICES


def seed(number, apart):
    """The seed with that number of that part."""
    return number + APART_SEED if apart else number
