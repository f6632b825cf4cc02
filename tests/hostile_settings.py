"""Settings of a user's own Streamlit that would open the page to others, as files and as variables."""

from pathlib import Path

HOSTILE_SETTINGS = """
[global]
developmentMode = true

[server]
address = "0.0.0.0"
port = 8999
allowedHosts = ["foreign.test"]
corsAllowedOrigins = ["http://foreign.test"]
enableCORS = false
enableXsrfProtection = false
enableStaticServing = true
enableAgentApi = true
trustedUserHeaders = { "X-User" = "user" }
baseUrlPath = "elsewhere"
sslCertFile = "certificate.pem"
cookieSecret = "known"
fileWatcherType = "auto"
headless = false
maxUploadSize = 900
maxMessageSize = 900
maxWidgetStateSize = 900

[secrets]
files = ["secrets.toml"]

[client]
allowedOrigins = ["https://foreign.test"]
showErrorDetails = "full"
showErrorLinks = true
toolbarMode = "developer"

[browser]
gatherUsageStats = true
serverAddress = "foreign.test"
serverPort = 80

[theme]
base = "theme-that-is-not-there.toml"
primaryColor = "#00ff00"

[theme.sidebar]
primaryColor = "#00ff00"
"""
HOSTILE_VARIABLES = {
    "STREAMLIT_SERVER_ADDRESS": "0.0.0.0",
    "STREAMLIT_SERVER_PORT": "8999",
    "STREAMLIT_SERVER_ALLOWED_HOSTS": "foreign.test",
    "STREAMLIT_SERVER_ENABLE_CORS": "false",
    "STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION": "false",
    "STREAMLIT_SERVER_COOKIE_SECRET": "known",
    "STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "full",
    "STREAMLIT_SECRETS_FILES": "secrets.toml",
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "true",
}


def write_hostile_settings(folder: Path) -> None:
    """Put the settings where Streamlit looks for them: a user's home, or the current folder."""
    settings = folder / ".streamlit" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(HOSTILE_SETTINGS)
