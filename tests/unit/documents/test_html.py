import pytest

from pledgebook.documents.html import article
from pledgebook.errors import DocumentError

PAGE = """<!DOCTYPE html><html><head><title>Togo sends tents | The Zebra Post</title>
<meta property="og:site_name" content="The Zebra Post">
<meta property="article:published_time" content="2016-06-04T10:00:00Z">
<meta name="author" content="Ama Addo"><link rel="canonical" href="https://zebra.example/tents">
</head><body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article>
<h1>Togo sends tents</h1>
<p>Togo will send forty tents to the flooded towns of Benin,
   its government said on Monday &ndash; the third such gift in as many years.</p>
<h2>Wider help</h2><p>Others gave, too, the ministry said in its weekly report:</p>
<ul><li>Ghana: <b>rice</b> &amp; oil</li><li>Mali: nothing</li></ul>
<table><tr><th>Donor</th><th>Sum</th></tr><tr><td>Norway</td><td>$4m</td></tr></table>
<p>&ldquo;We are ready,&rdquo; he said, and went back to his tents by the river.</p>
</article><footer>&copy; 2016 The Zebra Post</footer></body></html>"""


def test_article_and_metadata() -> None:
    page = article(PAGE)
    assert page.text == (
        "Togo sends tents\n\n"
        "Togo will send forty tents to the flooded towns of Benin, its government said on Monday"
        " – the third such gift in as many years.\n\n"
        "Wider help\n\n"
        "Others gave, too, the ministry said in its weekly report:\n\n"
        "• Ghana: rice & oil\n• Mali: nothing\n\n"
        "Donor | Sum\nNorway | $4m\n\n"
        "“We are ready,” he said, and went back to his tents by the river."
    )
    assert page.metadata.title == "Togo sends tents"
    assert page.metadata.publisher == "The Zebra Post"
    assert page.metadata.published == "2016-06-04"
    assert page.metadata.url == "https://zebra.example/tents"
    assert page.byline == "Ama Addo"


def test_offsets_lead_to_the_same_words() -> None:
    page = article(PAGE)
    starts = {page.text[at : at + 6]: PAGE[source : source + 6] for at, source in page.offsets}
    assert len(starts) >= 5
    assert all(words == source for words, source in starts.items())


def test_xhtml_declaration() -> None:
    assert "forty tents" in article('<?xml version="1.0" encoding="utf-8"?>\n' + PAGE).text


def test_broken_page() -> None:
    broken = PAGE.replace("</p>", "").replace("<ul>", "<ul><ul <p>").replace("</article>", "</div>")
    assert "forty tents" in article(broken).text


def test_short_page() -> None:
    assert "Mali sent rice" in article("<html><body><p>Mali sent rice.</p></body></html>").text


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<",
        "<html></html>",
        "<html><body><nav><a href='/'>...</a></nav></body></html>",
        "<div>" * 3000,
        "\x00\x01",
        "<!-- only a comment -->",
    ],
)
def test_pages_without_an_article(page: str) -> None:
    with pytest.raises(DocumentError, match=r"page|nested"):
        article(page)


def test_half_a_surrogate_pair_is_replaced() -> None:
    text = article("<p>Mali sent rice &#xD83D; and oil to the towns by the river.</p>").text
    assert text.encode().decode() == text
