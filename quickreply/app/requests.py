"""What the command line may ask of the running program."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quickreply.app.program import Program
    from quickreply.desktop.instance import Answer, Handler


def handlers(program: "Program") -> "Mapping[str, Handler]":
    """One function for each request."""

    def status(_request: Mapping[str, Any]) -> "Answer":
        return {
            "running": True,
            "armed": program.armed,
            "mode": str(program.settings.mode),
            "why": program.why,
            "abilities": sorted(program.hands.abilities),
            "phrases": program.count(),
        }

    def palette(_request: Mapping[str, Any]) -> "Answer":
        program.ask_for_palette()
        return {}

    def pause(_request: Mapping[str, Any]) -> "Answer":
        program.pause(True)
        return {}

    def resume(_request: Mapping[str, Any]) -> "Answer":
        program.pause(False)
        return {}

    def insert(request: Mapping[str, Any]) -> "Answer":
        program.insert_by_id(int(request["phrase"]))
        return {}

    def reload(_request: Mapping[str, Any]) -> "Answer":
        program.reload()
        return {}

    def config(_request: Mapping[str, Any]) -> "Answer":
        program.reconfigure()
        return {}

    def leave(_request: Mapping[str, Any]) -> "Answer":
        program.quit()
        return {}

    return {
        "status": status,
        "palette": palette,
        "pause": pause,
        "resume": resume,
        "insert": insert,
        "reload": reload,
        "config": config,
        "quit": leave,
    }
