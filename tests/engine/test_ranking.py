from random import Random

import pytest

from quickreply.core.usage import Habits
from quickreply.engine.ranking import Ranking


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("app", ["", "Chat"])
def test_where_codes_say_nothing_the_order_is_that_of_codes_that_are_all_alike(seed: int, app: str):
    """What was never used is not compared one by one, but must stand where it would."""
    random = Random(seed)
    numbers = random.sample(range(60), 40)
    recent = tuple(random.sample(range(60), random.choice([0, 5])))
    scores = {"": {number: random.choice([0.0, 1.0, 2.5]) for number in random.sample(range(60), 10)}}
    ranking = Ranking(
        Habits(recent, scores | {"Chat": {3: 1.0}}), lambda number: number, random.choice([0, 8])
    )

    assert ranking.by_use(numbers, app) == ranking.by_code(dict.fromkeys(numbers, ""), app)
