"""Starts Ray on this machine or joins a cluster, and keeps it quiet: no telemetry, no dashboard, no words."""

import logging
import os
import secrets
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from factcontext.errors import FactContextError

LOCAL = "local"  # as an address: a Ray of our own, on this machine, which ends with the build
# Of shared memory for what goes between stages here: a window of articles takes a tenth of it, the rest goes to disk.
STORE_BYTES = 256 * 2**20
_NEVER = {"RAY_USAGE_STATS_ENABLED": "0"}  # what it would report to its makers
# Ray keeps to loopback where it takes a machine for one that is in no cluster. It asks who connects for a token.
_ALONE = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}


@contextmanager
def session(address: str) -> Iterator[Any]:
    """Ray itself, connected; raises FactContextError where it is not installed or there is nobody at the address."""
    if "://" in address:
        raise FactContextError(f"{address} is no address of a cluster; run the build on one of its machines: HOST:PORT")
    private = Path(tempfile.mkdtemp(prefix="fc-"))  # Ray opens its own folder to all users; sockets want short names
    os.environ.update(_NEVER)
    if address == LOCAL:
        os.environ.update(_ALONE)
        os.environ.setdefault("RAY_AUTH_TOKEN", secrets.token_hex())  # else it writes one into the home folder
    ray = _imported()
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # errors come as exceptions, and we say them once
    own = {"_temp_dir": str(private / "ray"), "object_store_memory": STORE_BYTES, "include_dashboard": False}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of its own settings
            try:
                ray.init(
                    address,
                    logging_level=logging.CRITICAL,
                    log_to_driver=False,
                    runtime_env={"env_vars": _for_workers()},
                    **(own if address == LOCAL else {}),
                )
            except Exception as error:  # it raises plain ones too
                raise FactContextError(f"no Ray can be used at {address}: {str(error).splitlines()[0]}") from error
            settings = ray.data.DataContext.get_current()
        settings.enable_progress_bars = settings.print_on_execution_start = False
        settings.execution_options.preserve_order = True
        yield ray
    finally:
        ray.shutdown()
        shutil.rmtree(private, ignore_errors=True)


def _imported() -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import ray
            import ray.data
    except ImportError as error:
        raise FactContextError("--ray needs Ray, which is not installed: pip install 'factcontext[ray]'") from error
    return ray


def _for_workers() -> dict[str, str]:
    """What workers have to know of this machine's settings: they read files as it would."""
    return {name: value for name, value in os.environ.items() if name in ("FACTCONTEXT_COLUMNS", "HF_HUB_OFFLINE")}
