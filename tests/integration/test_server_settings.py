"""How the app is served when nothing else is said."""

import tomllib

from poseguide.core.files import bundled


def test_it_is_served_to_this_computer_and_tells_nobody() -> None:
    settings = bundled("exercises").parent / ".streamlit" / "config.toml"
    told = tomllib.loads(settings.read_text(encoding="utf-8"))
    assert told["server"]["address"] == "localhost"
    assert told["browser"]["gatherUsageStats"] is False
    assert told["server"]["maxUploadSize"] <= 1000
