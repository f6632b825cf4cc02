"""Makes files and folders that nobody but their owner can read: an index holds the articles' words."""

import os
from pathlib import Path

OWNER_FILE = 0o600
OWNER_FOLDER = 0o700


def private_file(path: Path) -> None:
    """Make sure that a file is there, and its owner's alone; raises OSError where that is not possible."""
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_NONBLOCK, OWNER_FILE)
    try:
        if os.fstat(descriptor).st_mode & ~OWNER_FILE & 0o777:  # made by an older version
            os.fchmod(descriptor, OWNER_FILE)
    finally:
        os.close(descriptor)


def private_folder(path: Path) -> None:
    """Make sure that a folder is there; it and those above it that are made now are their owner's alone."""
    if not path.parent.is_dir():
        private_folder(path.parent)
    path.mkdir(OWNER_FOLDER, exist_ok=True)


def close_to_others(folder: Path) -> None:
    """Take the rights of all but the owner from a folder and from everything in it."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(OWNER_FOLDER if path.is_dir() else OWNER_FILE)
