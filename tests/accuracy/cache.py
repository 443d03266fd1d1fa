"""What was made or measured once is kept: sounds with their truth, and what the peers said of them.

A name leads to a file in the cache folder; the sources of the module that makes it are part of its key, so that a
changed recipe is made anew. Files appear whole, by renaming: several runs may share a folder.
"""

import functools
import hashlib
import os
import pickle
from pathlib import Path

_folder = Path("build/eval")


def use(folder):
    """Keep things there from now on."""
    global _folder
    _folder = Path(folder)


def folder(kind):
    """The folder of that kind of thing."""
    path = _folder / kind
    path.mkdir(parents=True, exist_ok=True)
    return path


def key_of(*parts):
    """A short name for whatever the parts say; a Path stands for the bytes of its file."""
    return _key_at(parts, tuple(state_of(part) for part in parts if isinstance(part, Path)))


def state_of(path):
    """What changes when a file does."""
    known = path.stat()
    return known.st_size, known.st_mtime_ns


@functools.cache  # long calls are asked for again and again
def _key_at(parts, _states):
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.read_bytes() if isinstance(part, Path) else str(part).encode())
        digest.update(b"\0")
    return digest.hexdigest()[:16]


def kept(kind, key, ending, make):
    """The path of a thing; `make(path)` writes it where it is absent."""
    path = folder(kind) / f"{key}{ending}"
    if not path.exists():
        partial = path.with_name(f".{os.getpid()}-{path.name}")
        make(partial)
        partial.replace(path)
    return path


def value(kind, key, compute):
    """A value that `compute()` gives, computed once."""
    path = kept(kind, key, ".pickle", lambda partial: partial.write_bytes(pickle.dumps(compute())))
    return pickle.loads(path.read_bytes())


def has_value(kind, key):
    """Is that value there already?"""
    return (folder(kind) / f"{key}.pickle").exists()
