"""What is asked of the open post and of the chosen day, and shown where it comes in time."""

from netdesk.domain.posts.backing import Backed
from netdesk.domain.posts.mix import Mixes
from netdesk.domain.posts.post import Post, PostText
from netdesk.ui.posts.asking import Asking, Details
from netdesk.ui.posts.bars import MixBars
from netdesk.ui.posts.chosen import Chosen
from netdesk.ui.posts.panel import PostPanel


class Opened:
    """Goes between the panel, the mix bars and what the services answer."""

    def __init__(self, chosen: Chosen, panel: PostPanel, mixes: MixBars, asking: Asking) -> None:
        """Ask by `asking` of what is `chosen`; show it in `panel` and `mixes`."""
        self._chosen = chosen
        self._panel = panel
        self._mixes = mixes
        self._asking = asking
        panel.tags_wanted.connect(lambda content: asking.tags(content, panel.fields.put_tags))

    def ask_mixes(self) -> None:
        """Show the mix of the windows that end on the chosen day."""
        day = self._chosen.day

        def done(mixes: Mixes) -> None:
            self._mixes.show_mixes(mixes, day, self._asking.here().today)

        self._asking.mixes(day, done, topic="mixes")

    def ask_details(self, post: Post) -> None:
        """Show what is known of a post beside itself."""

        def done(details: Details) -> None:
            if self._chosen.post_id == post.id:
                self._chosen.results = details.results
                self._panel.show_details(details.results, details.leads, details.missing)
                self._panel.use(details.facts)

        self._asking.details(post, self._chosen.content_of(post), done)

    def check(self, content: PostText) -> None:
        """Show what the rules say of the open post as it is written, and what they ask for."""
        post_id, saved = self._chosen.post_id, self._panel.saved()

        def done(backed: Backed) -> None:
            if self._chosen.post_id == post_id:
                self._panel.show_backed(backed, content)

        if saved is not None:
            self._asking.backed(content, saved, done)
