"""The error tree.

PledgebookError
├── SourceError        a file or folder cannot be read
├── DocumentError      bytes that are no readable English text
├── SentenceError      a tree or token that is not there
├── RuleError          a rule, lexicon or table file that is malformed
├── LedgerError        the ledger file is locked, read-only, newer or no ledger
│   └── ChangedError   what a decision is about changed since it was shown
├── SettingsError      a setting or metadata file that cannot be used
└── RunStoppedError    the whole run must stop

An item's error is recorded and the run goes on; only `RunStoppedError`, `LedgerError` and
`SettingsError` stop a run. Each message is one line that names the input and what to do.
"""


class PledgebookError(Exception):
    """Any error that Pledgebook raises on purpose; `str()` is one line for a person."""


class SourceError(PledgebookError):
    """A file, folder or pattern cannot be read."""


class DocumentError(PledgebookError):
    """The bytes hold no text that can be read as English news."""


class SentenceError(PledgebookError):
    """A tree, token or parser is not what was asked for."""


class RuleError(PledgebookError):
    """A rule, lexicon or fact table is malformed; the message names file and entry."""


class LedgerError(PledgebookError):
    """The ledger cannot be opened, read or written."""


class ChangedError(LedgerError):
    """What was decided on is not what was shown any more; the message says what changed."""


class SettingsError(PledgebookError):
    """A setting, option or metadata file cannot be used."""


class RunStoppedError(PledgebookError):
    """The run stops here; what was saved before stays saved."""
