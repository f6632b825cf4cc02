"""Takes a file of the generation before into a new one: as a second name of the same file, or copied."""

import os
import shutil
from pathlib import Path


def linked_copy(source: Path, target: Path) -> None:
    """Give a file that nobody will change a second name (a hard link); copy it where the disk knows none.

    Whoever wants other content in its place must remove the name first: what is written into the file is written into
    the generation before.
    """
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:  # a disk without links, or no more of them on this file
        shutil.copy2(source, target)  # with its time, by which it is known for the same
