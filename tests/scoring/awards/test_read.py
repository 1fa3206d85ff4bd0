from drill.i18n import Language
from drill.scenario.model import Text
from drill.scenario.problems import Found, rendered
from scoring.awards.measures import measure_of, names, rule_words
from scoring.awards.model import AwardRule, Better, Eligible, Measure, MeasureKind, Over
from scoring.awards.read import read_awards, standard

WHOLE = """
awards:
  crown:
    title: {vi: Giải Vàng, en: Gold}
    place: 3
    prizes: 2
    by: points for judged teamwork
    better: lower
    ties: [total, last gain]
    jury: 30%
    main: yes
    exclusive: yes
    over: drill
    eligible:
      division: [A, B]
      minimum total: 100
      minimum percent: 40
      no penalty: yes
      no unreleased penalty: yes
      finished: yes
      minimum drills: 2
"""


def read(text: str) -> tuple[tuple[AwardRule, ...], list[str]]:
    """Return the rules of a text and its problems as authors see them."""
    found = Found()
    rules = read_awards("a.yaml", text, found)
    return rules, [rendered(problem, Language.ENGLISH) for problem in found.problems]


def test_every_word_of_a_rule_is_read() -> None:
    """Each key lands in its place; nothing is lost and nothing is made up."""
    rules, problems = read(WHOLE)

    assert problems == []
    assert rules == (
        AwardRule(
            id="crown",
            title=Text("Gold", "Giải Vàng"),
            place=3,
            prizes=2,
            by=Measure(MeasureKind.POINTS, "judged teamwork"),
            better=Better.LOWER,
            ties=(Measure(MeasureKind.TOTAL), Measure(MeasureKind.GAIN)),
            jury=30,
            main=True,
            exclusive=True,
            over=Over.DRILL,
            eligible=Eligible(
                ("A", "B"),
                100,
                40,
                no_penalty=True,
                no_unreleased_penalty=True,
                finished=True,
                minimum_drills=2,
            ),
        ),
    )


def test_what_is_left_out_has_a_default() -> None:
    """Times are better when lower, all else when higher; places follow the file."""
    rules, problems = read(
        "awards:\n"
        "  one: {title: One, by: fastest containment}\n"
        "  two: {title: Two, by: evidence kept}\n"
        "  three: {title: Three, by: places gained}\n"
    )

    assert problems == []
    assert [(rule.place, rule.prizes, rule.better, rule.over) for rule in rules] == [
        (1, 1, Better.LOWER, Over.BOTH),
        (2, 1, Better.HIGHER, Over.BOTH),
        (3, 1, Better.HIGHER, Over.SEASON),
    ]


def test_every_mistake_is_told_at_once_with_its_line_and_a_suggestion() -> None:
    """Unknown words, values that do not fit and places given twice; whoever mends the file sees all of them."""
    _rules, problems = read(
        "awards:\n"
        "  first:\n"
        "    title: First\n"
        "    by: fastest containmnt\n"
        "    prizes: none\n"
        "  second:\n"
        "    tytle: Second\n"
        "    by: total\n"
        "    place: 1\n"
        "    jury: 130%\n"
        "    eligible:\n"
        "      finish: yes\n"
        "  third:\n"
        "    title: Third\n"
        "    by: places gained\n"
        "    over: drill\n"
    )

    assert problems == [
        "a.yaml: line 4: 'fastest containmnt' is nothing that teams are compared by; did you mean 'fastest containment'?",
        "a.yaml: line 5: 'none' does not fit: prizes is a whole number from 1 to 100",
        'a.yaml: line 6: award "second" has no "title"; give it a title',
        "a.yaml: line 10: '130%' is not a whole percentage from 0 to 100",
        'a.yaml: line 12: "finish" does not say who may win; did you mean "finished"?',
        'a.yaml: line 7: "tytle" is not a word for an award; did you mean "title"?',
        'a.yaml: line 16: "places gained" needs a season; write over: season',
        'a.yaml: line 6: place 1 is that of "first" already',
    ]


def test_a_file_without_awards_says_so() -> None:
    """Nothing, a list, a section of something else: each has its own sentence."""
    assert read("")[1] == ["a.yaml: line 1: the file is empty"]
    assert read("- one\n")[1] == ['a.yaml: line 1: a file of awards begins with "awards:"']
    assert read("awards: {}\n")[1] == ["a.yaml: line 1: there are no awards; name at least one"]
    assert read("award: {}\n")[1] == [
        'a.yaml: line 1: the file has no "awards"',
        'a.yaml: line 1: "award" is not a word for a file of awards; did you mean "awards"?',
    ]


def test_the_standard_awards_are_the_customary_ones() -> None:
    """Four main prizes by points, exclusive of each other, and five special ones, each sayable in both languages."""
    rules = standard()

    assert [rule.title.vi for rule in rules[:4]] == ["Giải Nhất", "Giải Nhì", "Giải Ba", "Giải Khuyến khích"]
    assert all(rule.main and rule.exclusive for rule in rules[:4])
    assert [rule.id for rule in rules[4:]] == [
        *("fastest-containment", "best-report", "best-evidence", "best-teamwork", "most-improved"),
    ]
    for rule in rules:
        said = rule_words(rule)
        assert said.say(Language.ENGLISH) != said.say(Language.VIETNAMESE)


def test_measures_are_found_by_what_rules_write() -> None:
    """Each measure that a rule may name is found under that name again; blanks and case do not matter."""
    for name in names():
        found = measure_of(f"  {name.upper()} ")

        assert found is not None
        assert found.name == name
    assert measure_of("points") is None
