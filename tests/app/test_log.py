import subprocess
import sys
from pathlib import Path

LOGS = """
import logging, os
from quickreply.app import _log_to
from quickreply.store.paths import places

where = places(os.environ)
where.log.symlink_to("/dev/full")
_log_to(where)
logging.error("something")
"""


def test_a_log_that_cannot_be_written_says_nothing(tmp_path: Path):
    # WHEN something is logged on a full disk
    env = {"QUICKREPLY_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", LOGS], env=env, check=False, capture_output=True)
    # THEN there is no traceback on the terminal, and no error
    assert (done.returncode, done.stderr) == (0, b"")
