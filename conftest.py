"""Where pytest finds the project's own plugin."""

pytest_plugins = ["ats.testing.plugin"]
