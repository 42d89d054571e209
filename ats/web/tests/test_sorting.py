from ats.web.sorting import human_key


def test_names_stand_where_people_look_for_them() -> None:
    names = ["Zoe", "Émile", "anna", "Óscar", "Bram", "emil", "Ömer"]
    assert sorted(names, key=human_key) == [
        "anna", "Bram", "emil", "Émile", "Ömer", "Óscar", "Zoe",
    ]  # fmt: skip
