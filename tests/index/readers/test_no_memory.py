"""A parser that runs out of memory is told from one that met a damaged file, whatever it was doing when it did."""

import subprocess
import sys

import pytest
from lxml import etree

from factcontext.index.readers.no_memory import ran_out_of_memory

LEFT = 2**20  # bytes; the found elements take four times as much
SEARCH = f"""
import resource
from lxml import etree, html
from factcontext.index.readers.no_memory import ran_out_of_memory
tree = html.fromstring(b"<p>" + b"<b></b>" * 500_000)
with open("/proc/self/status") as status:
    used = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmData"))
resource.setrlimit(resource.RLIMIT_DATA, (used + {LEFT}, resource.RLIM_INFINITY))
try:
    found = tree.xpath("//b")
except etree.XPathEvalError as error:
    resource.setrlimit(resource.RLIMIT_DATA, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print(ran_out_of_memory(error))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited and measured in Linux's way")
def test_a_search_that_runs_out_of_memory_is_told():
    run = subprocess.run([sys.executable, "-c", SEARCH], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "True", run.stderr


def test_a_damaged_file_is_not_taken_for_it():
    with pytest.raises(etree.XMLSyntaxError) as damaged:
        etree.fromstring("<page><story></page>")
    assert not ran_out_of_memory(damaged.value)
    assert not ran_out_of_memory(ValueError("no number"))
