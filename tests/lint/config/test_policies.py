"""What a configuration means: which rules run where, at which weight and with which options."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coursewright.lint import registry
from coursewright.lint.config import layers, policies
from coursewright.lint.config.choices import Choices
from coursewright.lint.config.document import ConfigError
from coursewright.lint.config.policies import Policies
from coursewright.lint.registry import all_rules
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coursewright.lint.policy import Policy
    from coursewright.lint.registry import Rule

NAME = "coursewright.yaml"


def policy_at(folder: Path, **choices: Any) -> Policy:
    return Policies(Choices(**choices)).applied(folder).policy


def severity(policy: Policy, code: str, path: Path | None = None, node: str = "") -> str:
    return str(policy.severity(code, path or Path("/x/m.module.yaml"), node) or "off")


def test_without_any_the_defaults_hold(repo: Path) -> None:
    applied = Policies().applied(repo)
    assert applied.files == ()
    assert severity(applied.policy, "FUP001") == "error"
    assert severity(applied.policy, "OUT014") == "off"
    assert applied.policy.limit.word == "warning"


def test_an_empty_one_changes_nothing_and_yet_is_the_nearest(repo: Path, write: Callable[..., None]) -> None:
    write({NAME: "profile: essential\n", f"a/{NAME}": "# nothing yet\n", "b/x": ""})
    assert severity(policy_at(repo / "a"), "TSK005") == "info"
    assert severity(policy_at(repo / "b"), "TSK005") == "off"
    assert severity(policy_at(repo / "a/b/c"), "TSK005") == "info"


def test_the_other_ending(repo: Path, write: Callable[..., None]) -> None:
    write({"coursewright.yml": "profile: essential\n"})
    assert severity(policy_at(repo), "TSK005") == "off"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rules: {FUP001: warning}", {"FUP001": "warning", "FUP002": "warning"}),
        ("rules: {no-follow-up: off}", {"FUP001": "off"}),
        ("rules: {No-Follow-Up: info}", {"FUP001": "info"}),
        ("rules: {FUP: off}", {"FUP001": "off", "FUP012": "off", "TSK001": "warning"}),
        ("rules: {follow-up: info}", {"FUP001": "info", "FUP012": "info"}),
        ("rules: {FUP001: error, FUP: off}", {"FUP001": "error", "FUP002": "off"}),
        ("rules: {FUP: off, FUP001: on}", {"FUP001": "error", "FUP002": "off"}),
        ("rules: {FUP: off, all: info}", {"FUP001": "off", "TSK001": "info", "OUT014": "off"}),
        ("rules: {all: off, essential: on}", {"FUP001": "error", "TSK005": "off", "SPC001": "error"}),
        ("rules: {FUP003: {hours: 24}, FUP: info}", {"FUP003": "info"}),
        ("rules: {FUP: info, FUP003: {hours: 24}}", {"FUP003": "info"}),
        ("rules: {FUP003: {severity: error, hours: 24}}", {"FUP003": "error"}),
        ("rules: {OUT014: on}", {"OUT014": "info"}),
        ("rules: {OUT014: warning}", {"OUT014": "warning"}),
        ("rules: {OUT: warning}", {"OUT014": "off", "OUT001": "warning"}),
        ("profile: smart\nrules: {OUT: warning}", {"OUT014": "warning"}),
        ("profile: essential\nrules: {TSK: on}", {"TSK005": "info", "REF002": "off"}),
        ("profile: essential\nrules: {TSK005: {severity: on}}", {"TSK005": "info"}),
        ("profile: strict\nrules: {TSK005: on}", {"TSK005": "info", "TSK006": "warning"}),
        ("rules: {SPC: off}", {"SPC001": "error", "SPC002": "error", "SPC004": "off"}),
        ("rules: {SPC001: error, SPC002: on}", {"SPC001": "error", "SPC002": "error"}),
        ("profile: []", {"TSK005": "info"}),
        ("profile: strict\nedition: 0.1", {"FUP001": "error", "TSK005": "warning"}),
        ("profile: strict\nedition: 0", {"FUP001": "error"}),
        ("edition: 0.0\nrules: {FUP001: on}", {"FUP001": "error", "FUP002": "off", "SPC001": "error"}),
        ("edition: 0.0\nrules: {FUP: warning}", {"FUP001": "off"}),
        ("edition: 0.0\nprofile: us-rsi", {"PRE007": "off", "PRE002": "off"}),
    ],
)
def test_rules(text: str, expected: dict[str, str], repo: Path, write: Callable[..., None]) -> None:
    write({NAME: text})
    policy = policy_at(repo)
    assert {code: severity(policy, code) for code in expected} == expected


def test_options(repo: Path, write: Callable[..., None]) -> None:
    write({NAME: "rules: {FUP003: {hours: 24}, MAT004: {severity: off, minutes: 20}}\n"})
    policy = policy_at(repo)
    assert policy.options("FUP003") == {"hours": 24}
    assert severity(policy, "MAT004") == "off"
    assert policy_at(repo, isolated=True).options("FUP003") == {"hours": 12}


class TestExtends:
    def test_a_chain(self, repo: Path, write: Callable[..., None]) -> None:
        """What stands nearer is laid over what stands further off, key by key and rule by rule."""
        write(
            {
                "far.yaml": "profile: essential\nfail_on: never\n"
                "rules: {FUP003: {hours: 24}, TSK005: error}\n"
                "allow_verbs: know\nexclude: archive\nrates: {posting: 100, reply_least: 5}\n",
                "near/base.yaml": "extends: ../far.yaml\nfail_on: error\n"
                "rules: {FUP003: info, TSK005: off}\n",
                NAME: "extends: near/base.yaml\nrules: {FUP003: {severity: warning}, OUT014: on}\n"
                "allow_verbs: [appreciate]\nexclude: [drafts]\nrates: {posting: 300}\n",
            }
        )
        applied = Policies().applied(repo)
        policy = applied.policy
        assert [severity(policy, code) for code in ("FUP003", "TSK005", "TSK006", "OUT014")] == [
            "warning",
            "off",
            "off",
            "info",
        ]
        assert policy.options("FUP003") == {"hours": 24}
        assert policy.limit.word == "error"
        assert policy.lexicons is not None
        assert policy.lexicons.allow_verbs == {"know", "appreciate"}
        assert policy.rates is not None
        assert (policy.rates.of("posting"), policy.rates.of("reply_least")) == (300, 5)
        assert [file.relative_to(repo).as_posix() for file in applied.files] == [
            "far.yaml",
            "near/base.yaml",
            NAME,
        ]

    def test_a_list_goes_from_first_to_last(self, repo: Path, write: Callable[..., None]) -> None:
        write(
            {
                "a.yaml": "profile: essential\nrules: {FUP001: info, FUP002: info}\n",
                "b.yaml": "profile: strict\nrules: {FUP001: warning}\n",
                NAME: "extends: [a.yaml, ./b.yaml]\n",
            }
        )
        policy = policy_at(repo)
        assert [severity(policy, code) for code in ("FUP001", "FUP002", "TSK005")] == [
            "warning",
            "info",
            "warning",
        ]

    def test_a_nearer_family_wins_over_a_rule_further_off(
        self, repo: Path, write: Callable[..., None]
    ) -> None:
        write({"a.yaml": "rules: {FUP001: warning}\n", NAME: "extends: a.yaml\nrules: {FUP: off}\n"})
        assert severity(policy_at(repo), "FUP001") == "off"

    def test_one_file_by_two_ways(self, repo: Path, write: Callable[..., None]) -> None:
        write(
            {
                "base.yaml": "locked: [FUP001]\nrules: {FUP001: warning}\ncustom_rules: house.yaml\n",
                "house.yaml": HOUSE,
                "a.yaml": "extends: base.yaml\n",
                "b.yaml": "extends: base.yaml\n",
                NAME: "extends: [a.yaml, b.yaml]\n",
                f"in/{NAME}": "extends: ../base.yaml\nprofile: essential\n",
                f"in/deeper/{NAME}": "extends: ../coursewright.yaml\n",
            }
        )
        for folder in (repo, repo / "in", repo / "in/deeper"):
            policy = policy_at(folder)
            assert severity(policy, "FUP001") == "warning"
            assert [rule.meta.code for rule in policy.known].count("HSE001") == 1

    def test_patterns_and_paths_count_from_their_file(self, repo: Path, write: Callable[..., None]) -> None:
        write(
            {
                NAME: "exclude: /archive\ncustom_rules: house.yaml\n"
                "overrides: [{files: 'a/*.yaml', rules: {FUP001: off}}]\n",
                "house.yaml": HOUSE,
                f"a/{NAME}": "extends: ../coursewright.yaml\n",
            }
        )
        policies = Policies()
        assert policies.excluded(repo / "archive")
        assert not policies.excluded(repo / "a/archive")
        policy = policies.applied(repo / "a").policy
        assert severity(policy, "FUP001", repo / "a/m.module.yaml") == "off"
        assert severity(policy, "FUP001", repo / "b.module.yaml") == "error"


HOUSE = """\
code: HSE001
name: no-welcome
statement: Each module greets its learners
for: module
must: {required: [description]}
message: "Module does not greet anybody."
why: people stay where they are welcome
fix: add `description:` with a greeting
severity: info
"""


@pytest.fixture
def preset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Install a package that ships a preset, and give its folder."""
    site = tmp_path / "site"
    package = site / "uni_presets"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    info = site / "uni_presets-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: uni-presets\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[coursewright.presets]\nour-university = uni_presets\nempty = email\nbroken = uni_presets.broken\n"
        "gone = no_such_package_here\n"
    )
    (package / "broken").mkdir()
    (package / "broken/__init__.py").write_text("raise RuntimeError('what a pity')\n")
    monkeypatch.syspath_prepend(str(site))
    yield package
    for name in [name for name in sys.modules if name.partition(".")[0] == "uni_presets"]:
        del sys.modules[name]


def test_a_preset(preset: Path, repo: Path, write: Callable[..., None]) -> None:
    """Its files are those of the package; its patterns are about the folder of whoever extends it."""
    (preset / NAME).write_text(
        "profile: essential\nlocked: [FUP001]\nexclude: /archive\nextends: more.yaml\n"
        "custom_rules: house.yaml\n"
        "overrides: [{files: 'labs/**', rules: {FUP002: off}}]\n"
    )
    (preset / "more.yaml").write_text("exclude: drafts\nrules: {TSK005: on}\n")
    (preset / "house.yaml").write_text(HOUSE)
    write({f"a/{NAME}": "extends: our-university\n"})
    policies = Policies()
    policy = policies.applied(repo / "a").policy
    assert severity(policy, "TSK006") == "off"
    assert severity(policy, "TSK005") == "info"
    assert severity(policy, "HSE001") == "info"
    assert severity(policy, "FUP002", repo / "a/labs/m.module.yaml") == "off"
    assert severity(policy, "FUP002", repo / "labs/m.module.yaml") == "warning"
    assert policies.excluded(repo / "a/archive")
    assert policies.excluded(repo / "a/b/drafts")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("our-universty", "Did you mean `our-university`?"),
        ("empty", "which holds no coursewright.yaml"),
        ("our-university", "which holds no coursewright.yaml"),
        ("broken", "cannot be imported (what a pity)"),
        ("gone", "cannot be imported (No module named"),
    ],
)
@pytest.mark.usefixtures("preset")
def test_presets_that_do_not_work(name: str, said: str, repo: Path, write: Callable[..., None]) -> None:
    write({NAME: f"extends: {name}\n"})
    with pytest.raises(ConfigError) as raised:
        Policies().applied(repo)
    (fault,) = raised.value.faults
    assert said in f"{fault.message} {fault.hint}"
    assert fault.span.start == (1, 10)


class TestLocked:
    def test_it_is_as_whoever_locked_it_left_it(self, repo: Path, write: Callable[..., None]) -> None:
        """Neither another profile nor an edition further down changes it; the house rules come along."""
        write(
            {
                NAME: "locked: [TSK005, HSE001, OUT014, FUP003]\ncustom_rules: house.yaml\n"
                "rules: {OUT014: warning, FUP003: {hours: 24}}\n"
                "overrides: [{nodes: 'tasks[quiz]', rules: {TSK005: off, FUP001: off}}]\n",
                "house.yaml": HOUSE,
                f"a/{NAME}": "profile: essential\nedition: 0.0\n",
                f"b/{NAME}": "extends: ../coursewright.yaml\nprofile: essential\nedition: 0.0\n",
                f"c/{NAME}": "",
                f"c/d/{NAME}": "profile: essential\n",
            }
        )
        for folder in ("a", "b", "c", "c/d"):
            policy = policy_at(repo / folder)
            assert [severity(policy, code) for code in ("TSK005", "HSE001", "OUT014", "FUP003")] == [
                "info",
                "info",
                "warning",
                "warning",
            ], folder
            assert policy.options("FUP003") == {"hours": 24}
            assert severity(policy, "TSK005", node="tasks[quiz]") == "off"
            assert policy.locked >= {"TSK005", "HSE001", "OUT014", "FUP003"}
            assert {"HSE001"} <= {rule.meta.code for rule in policy.rules}
        assert severity(policy_at(repo / "a"), "FUP001", node="tasks[quiz]") == "off", "too young"
        assert severity(policy_at(repo / "c/d"), "FUP001", node="tasks[quiz]") == "error"

    def test_off_can_be_locked_too(self, repo: Path, write: Callable[..., None]) -> None:
        write({NAME: "rules: {TSK005: off}\nlocked: [TSK005]\n", f"a/{NAME}": "profile: strict\n"})
        assert severity(policy_at(repo / "a"), "TSK005") == "off"

    def test_the_command_line_may_do_otherwise(self, repo: Path, write: Callable[..., None]) -> None:
        write({NAME: "locked: [FUP001]\n"})
        assert severity(policy_at(repo, ignore=("FUP001",)), "FUP001") == "off"
        assert severity(policy_at(repo, select=("TSK005",)), "FUP001") == "off"


class TestOverrides:
    def test_by_files_by_nodes_and_by_both(self, repo: Path, write: Callable[..., None]) -> None:
        write(
            {
                NAME: """\
rules: {OUT014: off}
overrides:
  - {files: 'labs/**', rules: {FUP001: off, OUT014: warning}}
  - {nodes: ['tasks[quiz]', 'units[*].reflection'], rules: {FUP001: info, FUP003: {hours: 2}}}
  - {files: [x.module.yaml], nodes: 'tasks[quiz]', rules: {FUP001: warning, FUP: info, FUP003: {hours: 3}}}
"""
            }
        )
        policy = policy_at(repo)

        def at(path: str, node: str = "", code: str = "FUP001") -> str:
            return severity(policy, code, repo / path, node)

        assert at("m.module.yaml") == "error"
        assert at("labs/a/m.module.yaml") == "off"
        assert at("labs/a/m.module.yaml", code="OUT014") == "warning"
        assert at("m.module.yaml", code="OUT014") == "off"
        assert at("labs/a/m.module.yaml", "tasks[quiz].due") == "info"
        assert at("m.module.yaml", "tasks[quiz]") == "info"
        assert at("m.module.yaml", "units[2].tasks[quiz].due") == "info"
        assert at("m.module.yaml", "tasks[quiz-2]") == "error"
        assert at("m.module.yaml", "units[a].reflection.prompts[1]") == "info"
        assert at("a/x.module.yaml", "tasks[quiz]") == "warning", "a name alone is meant at any depth"
        assert at("a/x.module.yaml", "tasks[quiz]", "FUP002") == "info"
        assert at("a/x.module.yaml", "tasks[other]", "FUP002") == "warning"
        assert policy.options("FUP003", repo / "m.module.yaml", "tasks[quiz]") == {"hours": 2}
        assert policy.options("FUP003", repo / "x.module.yaml", "tasks[quiz]") == {"hours": 3}
        assert policy.options("FUP003", repo / "x.module.yaml", "tasks[other]") == {"hours": 12}
        assert any(rule.meta.code == "OUT014" for rule in policy.rules)

    def test_the_command_line_narrows_them_too(self, repo: Path, write: Callable[..., None]) -> None:
        write({NAME: "overrides: [{files: '*.yaml', rules: {FUP001: warning, OUT014: on}}]\n"})
        path = repo / "m.module.yaml"
        assert severity(policy_at(repo, ignore=("FUP",)), "FUP001", path) == "off"
        assert severity(policy_at(repo, select=("TSK001",)), "FUP001", path) == "off"
        assert severity(policy_at(repo, select=("FUP001",)), "FUP001", path) == "warning"

    def test_a_family_does_not_mean_what_is_on_request(self, repo: Path, write: Callable[..., None]) -> None:
        write({NAME: "profile: essential\noverrides: [{files: '*.yaml', rules: {OUT: warning}}]\n"})
        policy = policy_at(repo)
        assert severity(policy, "OUT014", repo / "m.module.yaml") == "off"
        assert severity(policy, "OUT012", repo / "m.module.yaml") == "warning"


class TestCommandLine:
    def test_a_profile_takes_the_place_of_the_configured(
        self, repo: Path, write: Callable[..., None]
    ) -> None:
        write({NAME: "profile: essential\nrules: {FUP001: off}\n"})
        policy = policy_at(repo, profile=("strict",))
        assert severity(policy, "TSK005") == "warning"
        assert severity(policy, "FUP001") == "off"

    def test_select_takes_configured_weights(self, repo: Path, write: Callable[..., None]) -> None:
        write({NAME: "rules: {FUP001: info, FUP002: off}\n"})
        policy = policy_at(repo, select=("FUP", "OUT014"), ignore=("FUP003",))
        assert severity(policy, "FUP001") == "info"
        assert severity(policy, "FUP002") == "warning", "whoever selects a rule wants to see it"
        assert severity(policy, "FUP003") == "off"
        assert severity(policy, "OUT014") == "info"
        assert severity(policy, "TSK001") == "off"
        assert severity(policy, "SPC001") == "error"

    def test_another_file_and_none(self, repo: Path, write: Callable[..., None]) -> None:
        write({NAME: "profile: essential\n", "b/other.yaml": "profile: strict\nexclude: /a\n"})
        other = repo / "b/other.yaml"
        assert severity(policy_at(repo, config=other), "TSK005") == "warning"
        assert Policies(Choices(config=other)).excluded(repo / "b/a")
        assert severity(policy_at(repo, isolated=True), "TSK005") == "info"

    def test_words_that_only_some_configurations_know(self, repo: Path, write: Callable[..., None]) -> None:
        write({f"a/{NAME}": "custom_rules: house.yaml\n", "a/house.yaml": HOUSE, f"b/{NAME}": "profil: x\n"})
        found = Policies(Choices(select=("HSE001",)))
        files = [repo / "a/m.module.yaml", repo / "b/m.module.yaml", repo / "m.module.yaml"]
        found.check_words(files)
        assert severity(found.of(files[0]), "HSE001") == "info"
        assert severity(found.of(files[2]), "FUP001") == "off"
        with pytest.raises(UsageError, match="there is no rule or family `HSE001`"):
            found.check_words(files[1:])


@pytest.fixture
def renamed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let FUP001 have had another code and name, TSK001 be a preview, and TSK002 on its way out."""
    changes: dict[str, dict[str, Any]] = {
        "FUP001": {"aliases": ("OLD001", "homework")},
        "TSK001": {"status": "preview"},
        "TSK002": {"status": "deprecated"},
    }
    rules = tuple(
        rule._replace(meta=rule.meta._replace(**changes.get(rule.meta.code, {}))) for rule in all_rules()
    )

    def made() -> tuple[Rule, ...]:
        return rules

    for module in (registry, layers, policies):
        monkeypatch.setattr(module, "all_rules", made)


@pytest.mark.usefixtures("renamed")
class TestLifeCycle:
    @pytest.mark.parametrize("word", ["FUP001", "OLD001", "old001", "homework", "Homework", "no-follow-up"])
    def test_old_words_keep_working(self, word: str, repo: Path, write: Callable[..., None]) -> None:
        write({NAME: f"rules: {{{word}: info}}\n", f"a/{NAME}": f"rules: {{FUP: off, {word}: warning}}\n"})
        assert severity(policy_at(repo), "FUP001") == "info"
        assert severity(policy_at(repo / "a"), "FUP001") == "warning"
        write({f"b/{NAME}": f"locked: [{word}]\noverrides: [{{nodes: tasks, rules: {{{word}: off}}}}]\n"})
        assert policy_at(repo / "b").locked == {"FUP001"}
        assert severity(policy_at(repo / "b"), "FUP001", node="tasks[x]") == "off"
        assert severity(policy_at(repo, select=(word,)), "FUP001") == "info"
        assert severity(policy_at(repo, ignore=(word,)), "FUP001") == "off"

    def test_their_new_names_are_told(self, repo: Path, write: Callable[..., None]) -> None:
        write(
            {
                NAME: "rules:\n  OLD001: off\n  TSK002: on\nlocked: [homework]\n"
                "overrides: [{nodes: tasks, rules: {homework: off, FUP002: off}}]\n"
            }
        )
        found = Policies(Choices(ignore=("old001", "TSK002", "FUP"), select=("Homework",)))
        said, notes = found.notes([repo / "m.module.yaml", repo / "n.module.yaml"])
        assert said == [
            "--select: `Homework` is now called FUP001 no-follow-up.",
            "--ignore: `old001` is now called FUP001 no-follow-up.",
            "--ignore: TSK002 unit-without-decision is deprecated, and will go.",
        ]
        assert [(note.span.start, note.message) for note in notes] == [
            ((2, 3), "`OLD001` is now called FUP001 no-follow-up."),
            ((3, 3), "TSK002 unit-without-decision is deprecated, and will go."),
            ((5, 36), "`homework` is now called FUP001 no-follow-up."),
            ((4, 10), "`homework` is now called FUP001 no-follow-up."),
        ]

    def test_one_rule_by_its_old_and_its_new_name(self, repo: Path, write: Callable[..., None]) -> None:
        write({NAME: "rules: {OLD001: off, FUP001: error}\n"})
        with pytest.raises(ConfigError, match="`FUP001` and `OLD001` are the same rule"):
            policy_at(repo)

    def test_previews_run_where_they_are_named(self, repo: Path, write: Callable[..., None]) -> None:
        for text, expected in {
            "": "off",
            "profile: strict": "off",
            "profile: constructivist": "warning",
            "rules: {TSK: error}": "off",
            "rules: {all: error}": "off",
            "rules: {TSK001: on}": "warning",
            "rules: {missing-purpose: {severity: info}}": "info",
            "rules: {TSK002: on}": "off",
        }.items():
            write({NAME: text})
            assert severity(policy_at(repo), "TSK001") == expected, text
        assert severity(policy_at(repo, select=("TSK",)), "TSK001") == "off"
        assert severity(policy_at(repo, select=("TSK001",)), "TSK001") == "warning"

    def test_deprecated_rules_run_where_they_are_named(self, repo: Path, write: Callable[..., None]) -> None:
        write({NAME: "rules: {TSK: on}\n", f"a/{NAME}": "rules: {TSK002: on}\n"})
        assert severity(policy_at(repo), "TSK002") == "off"
        assert severity(policy_at(repo / "a"), "TSK002") == "warning"


def test_house_rules_are_like_others(repo: Path, write: Callable[..., None]) -> None:
    write(
        {
            NAME: "custom_rules: ['rules/*.yaml']\nrules: {HSE: warning}\n",
            "rules/a.yaml": HOUSE,
            "rules/a.cases.yaml": "valid: []\n",
            "rules/notes.txt": "",
            f"a/{NAME}": "extends: ../coursewright.yaml\nrules: {no-welcome: off}\n",
            f"b/{NAME}": "custom_rules: [../rules/a.yaml]\n",
        }
    )
    assert severity(policy_at(repo), "HSE001") == "warning"
    assert severity(policy_at(repo / "a"), "HSE001") == "off"
    assert severity(policy_at(repo / "b"), "HSE001") == "info"


def test_two_house_rules_of_one_code(repo: Path, write: Callable[..., None]) -> None:
    write({NAME: "custom_rules: [a.yaml, b.yaml]\n", "a.yaml": HOUSE, "b.yaml": HOUSE})
    with pytest.raises(
        ConfigError, match=r"b\.yaml calls a rule `HSE001`, which the rule in a\.yaml is called, too"
    ):
        policy_at(repo)
