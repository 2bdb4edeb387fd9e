from pathlib import Path

import pytest

from quickreply.core.language import speech, tongue


@pytest.mark.parametrize(
    ("language", "environ", "spoken"),
    [
        ("en", {"LANG": "zh_CN.UTF-8"}, "en"),
        ("zh_CN", {"LANG": "en_US.UTF-8"}, "zh_CN"),
        ("system", {"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ("system", {"LANG": "en_US.UTF-8"}, "en"),
        ("system", {"LANG": "zh_TW.UTF-8"}, "zh_CN"),
        ("system", {"LANG": "zh-Hans"}, "zh_CN"),
        ("system", {"LANG": "de_DE.UTF-8"}, "en"),
        ("system", {"LANG": "C"}, "en"),
        ("system", {"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ("system", {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh_CN"),
        ("system", {"LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh_CN"),
        ("system", {"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ("system", {"LANGUAGE": "de:zh_CN:en", "LANG": "en_US.UTF-8"}, "zh_CN"),
        ("system", {"LANGUAGE": "en:zh", "LANG": "zh_CN.UTF-8"}, "en"),
        ("system", {"LANGUAGE": "zh_CN", "LANG": "C.UTF-8"}, "en"),
        ("system", {"LANGUAGE": "de", "LANG": "zh_CN.UTF-8"}, "zh_CN"),
    ],
)
def test_the_language_is_the_users(language: str, environ: dict[str, str], spoken: str):
    assert tongue(language, environ) == spoken


@pytest.mark.parametrize(
    ("system", "spoken"),
    [
        ("Chinese (Simplified)_China", "zh_CN"),
        ("zh_CN", "zh_CN"),
        ("English_United States", "en"),
        (None, "en"),
    ],
)
def test_where_no_variable_is_set_the_system_is_asked(
    monkeypatch: pytest.MonkeyPatch, system: str | None, spoken: str
):
    monkeypatch.setattr("locale.getlocale", lambda: (system, None))
    assert tongue("system", {}) == spoken


def test_without_a_catalogue_english_is_spoken(tmp_path: Path):
    assert speech("zh_CN", {}, tmp_path)("Pause") == "Pause"
