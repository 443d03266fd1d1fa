"""Which sounds had no part in tuning. One rule, so that whoever tunes and whoever reports mean the same ones.

A recording is kept apart when the CRC-32 of its key's bytes is odd; the key is the stem of its file, or the sentence's
name where one sentence lies in several conditions. Of Debian's prompts the French and the Russian talker are kept
apart, of its hold tunes every second one. What is made here is kept apart from seed APART_SEED on, and speaks with
espeak-ng voices of its own (APART_VOICES).

A quarter of the recordings kept apart, and all that is made here from seed SEALED_SEED on, is sealed: nobody looks at
it while tuning or merging. It is measured by `--sealed` alone, as the part kept apart, when work on the ear has ended.
"""

import zlib

PROMPT_LANGUAGES = {False: ("en", "it", "es"), True: ("fr", "ru")}
TUNED_VOICES = ("m1", "f1", "m4", "f4", "Andrea", "Edward")
APART_VOICES = ("m5", "f5", "m8", "f2", "Linda", "Mario", "shelby", "Zac")
APART_SEED = 1000
SEALED_SEED = 2000
_state = {"unsealed": False}


def is_apart(key):
    """Whether the recording of that key is kept apart."""
    return zlib.crc32(key.encode()) % 2 == 1


def is_sealed(key):
    """Whether the recording of that key is kept apart and sealed."""
    return zlib.crc32(key.encode()) % 8 == 7


def unseal():
    """From now on what is kept apart is what is sealed."""
    _state["unsealed"] = True


def is_unsealed():
    """Whether what is kept apart is what is sealed."""
    return _state["unsealed"]


def is_measured(part, key):
    """Whether the recording of that key, of that part, belongs to this run."""
    return not part or is_sealed(key) == _state["unsealed"]


def voices(apart):
    """espeak-ng's voice variants of that part."""
    return APART_VOICES if apart else TUNED_VOICES


def seed(number, apart):
    """The seed with that number of that part."""
    first = SEALED_SEED if _state["unsealed"] else APART_SEED
    return number + first if apart else number
