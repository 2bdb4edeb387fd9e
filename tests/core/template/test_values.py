from quickreply.core.template.values import Values


def test_a_library_speaks_before_what_holds_everywhere():
    mine = Values({"电话": "1"}, {"时效表": {"北京": "1天"}})
    all_of_us = Values({"电话": "2", "链接": "x"}, {"时效表": {"上海": "2天"}, "价目": {"a": "1"}})

    assert mine.over(all_of_us) == Values(
        {"电话": "1", "链接": "x"}, {"时效表": {"北京": "1天"}, "价目": {"a": "1"}}
    )
