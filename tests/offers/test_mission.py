"""The mission, whose lists may be translated later than its text."""

from tests.pages import visit


def test_a_list_that_is_not_translated_is_marked_as_dutch(families):
    page = visit(families, "/ar/missie/")
    promises = page.find("//section[@aria-labelledby='commitments']//ol")[0]
    assert (promises.get("lang"), promises.get("dir")) == ("nl", "ltr")
    assert not page.find("//h1/@lang")
