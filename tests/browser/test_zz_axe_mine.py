import pytest
from tests.browser.pages import INSIDE
from tests.browser.test_accessibility import complaints, STILL, each_language, each_scheme
from tests.browser.names import ADMINISTRATOR
from tests.browser.visit import speak
from tests.browser.conftest import *
pytestmark = pytest.mark.browser
@pytest.mark.parametrize("language,scheme",[("en","light"),("ar","dark")])
def test_mine(signed_in_as, language, scheme):
    page = signed_in_as(ADMINISTRATOR, color_scheme=scheme, **STILL)
    speak(page, language)
    found = {}
    for name in ("alignment","health","matrix","align","objective","key-result"):
        INSIDE[name](page)
        found |= complaints(page, name)
    page.goto("/"); speak(page, "id")
    assert found == {}
