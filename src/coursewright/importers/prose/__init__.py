"""HTML of learning platforms as Markdown and as plain text.

markdownify over BeautifulSoup was measured first: it takes 2 s of CPU for 1 MB, recurses over the nesting,
and escapes every star. What stands here goes through lxml's tree once, without recursion.
"""

from __future__ import annotations

from coursewright.importers.prose.losses import lost_in
from coursewright.importers.prose.pieces import Resolve
from coursewright.importers.prose.plain import body_of, plain_of, title_of
from coursewright.importers.prose.prose import markdown_of

__all__ = ["Resolve", "body_of", "lost_in", "markdown_of", "plain_of", "title_of"]
