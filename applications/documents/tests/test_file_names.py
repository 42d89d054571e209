from hypothesis import given
from hypothesis import strategies as st

from applications.documents.file_names import (
    LONGEST_NAME,
    clean_name,
    download_name,
    extension_of,
)

ANY_NAME = st.text(max_size=400)


def test_a_plain_name_stays():
    assert clean_name("Lebenslauf Zoë Müller.pdf") == "Lebenslauf Zoë Müller.pdf"


def test_right_to_left_override_is_taken_out():
    assert clean_name("cv\u202efdp.exe") == "cvfdp.exe"
    assert extension_of(clean_name("cv\u202efdp.exe")) == "exe"


def test_nul_hides_no_extension():
    assert clean_name("cv.pdf\0.exe") == "cv.pdf.exe"


def test_folders_are_dropped():
    assert clean_name("../../etc/passwd.txt") == "passwd.txt"
    assert clean_name(r"C:\Users\me\cv.docx") == "cv.docx"


def test_line_ends_become_blanks():
    assert clean_name("my\r\ncv.pdf") == "my cv.pdf"


def test_joiners_of_other_scripts_stay():
    assert clean_name("رزومه\u200cمن.pdf") == "رزومه\u200cمن.pdf"


def test_dots_and_blanks_at_the_end_count_for_nothing():
    assert extension_of(clean_name("cv.pdf. . ")) == "pdf"


def test_a_name_of_nothing_becomes_document():
    assert clean_name("\u202e\0 . ") == "document"


def test_a_long_name_keeps_its_extension():
    name = clean_name("x" * 300 + ".docx")
    assert len(name) == LONGEST_NAME
    assert name.endswith("x.docx")


def test_a_hidden_file_has_no_extension():
    assert extension_of(".htaccess") == ""


def test_download_name_has_one_extension_and_it_is_the_checked_one():
    assert download_name("cv.exe.pdf", "pdf") == "cv_exe.pdf"
    assert download_name("CV.PDF", "pdf") == "CV.pdf"
    assert download_name("cv.exe", "pdf") == "cv_exe.pdf"


@given(ANY_NAME)
def test_cleaning_twice_changes_nothing_more(raw):
    assert clean_name(clean_name(raw)) == clean_name(raw)


@given(ANY_NAME)
def test_a_cleaned_name_is_short_visible_and_no_path(raw):
    name = clean_name(raw)
    assert 0 < len(name) <= LONGEST_NAME
    assert not set(name) & set("/\\\0\r\n\t\u202e\u2066")
