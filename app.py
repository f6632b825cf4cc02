"""The page's entry: its server, for `streamlit run app.py`, and the page itself, which that server runs."""

from streamlit import App
from streamlit.runtime.scriptrunner import get_script_run_ctx

from factcontext.ui import page, server

if get_script_run_ctx(suppress_warning=True):
    page.show()
else:
    server.take_over()
    app = App(__file__, middleware=server.guards())
