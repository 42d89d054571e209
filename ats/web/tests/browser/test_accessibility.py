"""What a machine can say about reading and reaching; people have to say the rest."""

import pytest
from axe_playwright_python.sync_playwright import Axe

STAFF = ["/test/styleguide/", "/test/board/", "/test/person/7/"]

# Text and its ground (4.5:1), and lines that mark a field or the focus (3:1), on every surface.
SURFACES = ["--sunken", "--paper", "--surface", "--raised"]
INKS = ["--ink", "--ink-soft", "--accent", "--success", "--warning", "--danger"]
PAIRS = [
    *((ink, ground, 4.5) for ink in INKS for ground in SURFACES),
    *((mark, ground, 3.0) for mark in ("--line-strong", "--focus") for ground in SURFACES),
    *((f"--{tone}", f"--{tone}-soft", 4.5) for tone in ("accent", "success", "warning", "danger")),
    ("--on-accent", "--accent", 4.5),
    ("--on-accent", "--accent-strong", 4.5),
    ("--on-danger", "--danger", 4.5),
]
CONTRAST = """(pairs) => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d");
  const probe = document.body.appendChild(document.createElement("i"));
  const luminance = (token) => {
    probe.style.setProperty("color", `var(${token})`);
    canvas.fillStyle = getComputedStyle(probe).color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return pairs.map(([front, ground]) => {
    const [light, dark] = [luminance(front), luminance(ground)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  });
}"""


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_have_contrast(open_page, scheme):
    page = open_page(color_scheme=scheme)
    page.goto("/test/apply/")
    ratios = page.evaluate(CONTRAST, PAIRS)
    assert len(set(ratios)) > 20  # the canvas did understand the colours
    weak = [(*pair, ratio) for pair, ratio in zip(PAIRS, ratios, strict=True) if ratio < pair[2]]
    assert weak == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", STAFF)
def test_axe_finds_nothing_on_staff_pages(staff_page, path, scheme):
    page = staff_page(color_scheme=scheme, bypass_csp=True)
    page.goto(path)
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_refused_public_form(open_page, scheme):
    page = open_page(color_scheme=scheme, bypass_csp=True)
    page.goto("/test/apply/")
    page.get_by_role("button", name="Send").click()
    assert page.title().startswith("Error: ")
    assert violations(page) == []


@pytest.mark.parametrize("path", [*STAFF, "/test/apply/"])
def test_no_page_scrolls_sideways(staff_page, path):
    page = staff_page()
    for width in (320, 360, 768, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


SMALL = """(least) => [...document.querySelectorAll("a[href], button, input, select, textarea")]
  .filter((one) => one.checkVisibility() && !one.closest("p, dd, .notice, .prose"))
  .filter((one) => !one.matches(".skip-link, [type=hidden]"))
  .map((one) => {
    const whole = one.closest("label, .choice, .list > li, .board-card, tr") ?? one;
    return [whole.getBoundingClientRect(), one.outerHTML.slice(0, 100)];
  })
  .filter(([box]) => Math.min(box.width, box.height) < least - 0.5)
  .map(([box, html]) => `${Math.round(box.width)}×${Math.round(box.height)} ${html}`)"""


@pytest.mark.parametrize("path", STAFF)
def test_targets_of_staff_pages_have_24_pixels(staff_page, path):
    page = staff_page()
    page.goto(path)
    assert page.evaluate(SMALL, 24) == []


def test_targets_of_public_pages_have_44_pixels(open_page):
    page = open_page(viewport={"width": 360, "height": 740})
    page.goto("/test/apply/")
    page.get_by_role("button", name="Send").click()
    assert page.evaluate(SMALL, 44) == []
