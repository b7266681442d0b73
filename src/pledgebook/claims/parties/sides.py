"""Which side a claim's word comes from."""

from __future__ import annotations

from pledgebook.types import Side, Speaker


def said_by_side(
    contributor: str,
    recipient: str | None,
    speakers: tuple[Speaker, ...],
    *,
    asked: bool = False,
    organisers: frozenset[str] = frozenset(),
    rivals: frozenset[str] = frozenset(),
) -> Side:
    """From which side a claim's word comes.

    No speaker is the outlet's word. The contributor's own word anywhere in the chain makes
    it the provider's; then the recipient's; then that of who runs the coalition, conference
    or appeal; then a rival's; else a third party's. A signatory speaks for itself in a joint
    statement. Of a request only the last speaker counts: who asks.

    Args:
        asked: The claim's status is `asked`.
        organisers: Actor ids that lead or host what the contribution goes to: the USA of its
            coalition, the chair of a donor conference.
        rivals: Actor ids that oppose the contributor.

    Example: `said_by_side("FRA", "MLI", ())` is "outlet".

    Source: annotation contract, section 1 (`said_by_side`); architecture, section 6.
    """
    if not speakers:
        return "outlet"
    chain = speakers[-1:] if asked else speakers
    actors = {speaker.actor for speaker in chain if speaker.actor is not None}
    joint = "GROUP:signatories" in actors and not asked
    if contributor in actors or (joint and contributor.startswith("GROUP:")):
        return "provider"
    if recipient is not None and recipient in actors:
        return "recipient"
    if actors & organisers:
        return "organiser"
    return "rival" if actors & rivals else "third_party"
