"""Where data and sockets lie, and what an awkward place does to them."""

from pathlib import Path

import environ
import pytest

from ats.embedded import paths


def test_sockets_lie_in_the_folder_for_running():
    assert paths.socket_folder(Path("/srv/fairlead/var")) == Path("/srv/fairlead/var/run")


@pytest.mark.parametrize("name", ["x" * 100, "a,b", "with space", "per%cent", "ümlaut", "a?b#c"])
def test_sockets_move_where_a_path_is_too_long_or_means_something_in_an_address(name):
    folder = paths.socket_folder(Path("/srv") / name)
    assert folder.parent == Path("/tmp")
    assert folder != paths.socket_folder(Path("/srv") / f"{name}2")


def test_the_address_leads_django_to_the_socket_folder():
    config = environ.Env.db_url_config(paths.database_url(Path("/srv/fairlead/var")))
    assert (config["NAME"], config["USER"], config["PORT"]) == ("fairlead", "fairlead", 5432)


def test_a_folder_that_is_ours_becomes_private(tmp_path):
    folder = tmp_path / "run"
    folder.mkdir(mode=0o777)
    paths.make_private(folder)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_link_in_its_place_is_refused(tmp_path):
    (tmp_path / "run").symlink_to(tmp_path)
    with pytest.raises(PermissionError):
        paths.make_private(tmp_path / "run")
