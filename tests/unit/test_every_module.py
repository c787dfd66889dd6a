"""Every module has its test file, or stands in one list with the tests that go through it."""

from fnmatch import fnmatch
from pathlib import Path

import pytest
from support.places import ROOT, TESTS

PACKAGE = ROOT / "poseguide"

#: Modules without a file of their own, by their path or the pattern of it, and the tests that go
#: through them: what they do is seen only together with what they serve.
TESTED_THROUGH = {
    "analysis/batch/*": "integration/test_batch.py",
    "analysis/samples.py": "unit/cli/test_analyze.py",
    "authoring/candidate_signals.py": "unit/authoring/test_propose.py",
    "authoring/draft.py": "unit/authoring/test_propose.py",
    "authoring/key_poses.py": "unit/authoring/test_propose.py",
    "authoring/movement.py": "unit/authoring/test_propose.py",
    "authoring/segment.py": "unit/authoring/test_propose.py",
    "authoring/toml_writer.py": "unit/authoring/test_propose.py",
    "cli/batch.py": "integration/test_batch.py",
    "cli/exercise_tables.py": "unit/cli/test_exercises.py",
    "cli/doctor.py": "unit/cli/test_checkup.py",
    "cli/options.py": "integration/test_hostile.py",
    "cli/rescue.py": "unit/storage/test_rescue.py",
    "cli/tables.py": "integration/test_readme.py",
    "core/browser_message.py": "unit/ui/test_message_types.py",
    "core/errors.py": "unit/ui/test_problems.py",
    "core/i18n/dates.py": "unit/core/test_numbers.py",
    "core/skeleton.py": "unit/engine/test_signals.py",
    "definitions/cue_text.py": "unit/engine/test_cue_policy.py",
    "definitions/education.py": "pages/test_why_page.py",
    "definitions/limits.py": "unit/definitions/test_catalog.py",
    "definitions/movement.py": "unit/definitions/test_schema.py",
    "definitions/ranges.py": "unit/definitions/test_format_docs.py",
    "definitions/stick_figure.py": "unit/authoring/test_selftest.py",
    "definitions/toml_schema.py": "unit/definitions/test_catalog_gaps.py",
    "definitions/validation.py": "unit/definitions/test_catalog.py",
    "engine/checker.py": "unit/engine/test_coach.py",
    "engine/uncertainty.py": "unit/engine/test_fault_rules.py",
    "engine/totals.py": "unit/analysis/test_recording.py",
    "evaluation/benchmark.py": "unit/cli/test_evaluate.py",
    "evaluation/ground_truth.py": "unit/evaluation/test_run.py",
    "evaluation/report_json.py": "unit/evaluation/test_reports.py",
    "evaluation/report_markdown.py": "unit/evaluation/test_reports.py",
    "live/clip_writer.py": "unit/live/test_workout_run.py",
    "live/exercise_guide.py": "unit/live/test_session_guide.py",
    "live/guidance.py": "unit/live/test_session_guide.py",
    "live/workout.py": "unit/live/test_workout_run.py",
    "live/workout_guide.py": "unit/live/test_workout_run.py",
    "reports/issues.py": "unit/reports/test_pdf.py",
    "reports/pdf/*": "unit/reports/test_pdf.py",
    "reports/review_board.py": "unit/reports/test_review_view.py",
    "reports/review_rows.py": "unit/reports/test_review_view.py",
    "storage/annotation_repository.py": "unit/storage/test_people_repository.py",
    "storage/archive_*.py": "unit/storage/test_archive.py",
    "storage/damage.py": "unit/storage/test_rescue.py",
    "storage/dose_repository.py": "unit/storage/test_plan_repository.py",
    "storage/folders.py": "unit/storage/test_session_repository.py",
    "storage/plan_rows.py": "unit/storage/test_plan_repository.py",
    "storage/record_rows.py": "unit/storage/test_session_repository.py",
    "storage/session_rows.py": "unit/storage/test_session_repository.py",
    "storage/store.py": "unit/storage/test_session_repository.py",
    "storage/tables.py": "unit/storage/test_session_repository.py",
    "training/clock_changes.py": "unit/training/test_calendar.py",
    "training/dose_levels.py": "unit/training/test_progression.py",
    "training/plan.py": "unit/storage/test_plan_repository.py",
    "training/rounds.py": "unit/storage/test_round_repository.py",
    "training/session.py": "unit/storage/test_session_repository.py",
    "ui/answers.py": "pages/test_today_page.py",
    "ui/baseline_panel.py": "pages/test_check_video_page.py",
    "ui/components/*": "unit/ui/test_review_desk.py",
    "ui/deletion.py": "pages/test_history_page.py",
    "ui/downloads.py": "pages/test_history_page.py",
    "ui/exercise/*": "pages/test_exercise_page.py",
    "ui/guidance.py": "pages/test_exercise_page.py",
    "ui/health_questions.py": "pages/test_today_page.py",
    "ui/history/*": "pages/test_history_page.py",
    "ui/limits_panel.py": "pages/test_history_page.py",
    "ui/live_panel.py": "pages/test_exercise_page.py",
    "ui/local_time.py": "pages/test_today_page.py",
    "ui/media_files.py": "pages/test_check_video_page.py",
    "ui/navigation.py": "pages/test_why_page.py",
    "ui/pages.py": "pages/test_history_page.py",
    "ui/people/*": "pages/test_history_page.py",
    "ui/person_picker.py": "pages/test_history_page.py",
    "ui/programmes/*": "pages/test_programmes_page.py",
    "ui/result.py": "pages/test_check_video_page.py",
    "ui/review/*": "pages/test_check_video_page.py",
    "ui/server/visitor.py": "unit/evaluation/test_benchmark_pages.py",
    "ui/round_workout.py": "pages/test_today_page.py",
    "ui/session_list.py": "pages/test_history_page.py",
    "ui/state.py": "pages/test_history_page.py",
    "ui/today/*": "pages/test_today_page.py",
    "ui/why/*": "pages/test_why_page.py",
    "ui/widgets.py": "pages/test_programmes_page.py",
    "vision/lettering.py": "unit/vision/test_overlay.py",
    "vision/overlay_body.py": "unit/vision/test_overlay.py",
    "vision/overlay_gauge.py": "unit/vision/test_overlay.py",
    "vision/transforms.py": "unit/evaluation/test_run.py",
}


def modules() -> list[Path]:
    """The modules of the packages: not the one sentence of a package, not a migration."""
    files = [path.relative_to(PACKAGE) for path in sorted(PACKAGE.rglob("*.py"))]
    inner = [path for path in files if len(path.parts) > 1 and "migrations" not in path.parts]
    return [
        path
        for path in inner
        if path.name != "__init__.py" or "def " in (PACKAGE / path).read_text(encoding="utf-8")
    ]


def own_test(module: Path) -> Path:
    """Where the tests of a module stand if it has a file of its own."""
    name = module.stem if module.stem != "__init__" else module.parent.name
    return TESTS / "unit" / module.parts[0] / f"test_{name}.py"


@pytest.mark.parametrize("module", modules(), ids=str)
def test_a_module_has_its_test_file_or_is_tested_through_others(module: Path) -> None:
    named = [pattern for pattern in TESTED_THROUGH if fnmatch(module.as_posix(), pattern)]
    if own_test(module).is_file():
        assert module.as_posix() not in named, "it has a file of its own: take it off the list"
    else:
        assert len(named) == 1, f"write {own_test(module).relative_to(ROOT)}"


@pytest.mark.parametrize(("pattern", "test"), TESTED_THROUGH.items(), ids=lambda each: each)
def test_the_list_names_modules_and_tests_that_are_there(pattern: str, test: str) -> None:
    assert (TESTS / test).is_file()
    assert any(fnmatch(module.as_posix(), pattern) for module in modules())
