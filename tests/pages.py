"""The families' pages as a reader meets them."""

from lxml import html

RIGHT_TO_LEFT = ("ar", "fa")
# Lists that stand beside the offers: the catalogue itself, and the one on paper.
NO_OFFERS = ("", "print")


class Page:
    """A page and what is on it."""

    def __init__(self, response):
        self.response = response
        self.status = response.status_code
        self.source = response.content.decode()
        self.tree = html.fromstring(self.source)

    def find(self, path):
        return self.tree.xpath(path)

    def texts(self, path):
        return [words(node) for node in self.find(path)]

    @property
    def text(self):
        return words(self.tree)

    @property
    def main(self):
        return words(self.find("//main")[0])

    def offers(self, locale="nl"):
        """The slugs of the offers to which the content leads, each once."""
        prefix = f"/{locale}/aanbod/"
        paths = [address.split("?")[0] for address in self.find("//main//a/@href") if address.startswith(prefix)]
        slugs = dict.fromkeys(path.removeprefix(prefix).strip("/") for path in paths)
        return [slug for slug in slugs if slug not in NO_OFFERS]


def words(node):
    return " ".join(" ".join(node.itertext()).split())


def visit(client, path, house="londerzeel", **headers):
    return Page(client.get(path, headers={"host": f"{house}.localhost:8000", **headers}))
