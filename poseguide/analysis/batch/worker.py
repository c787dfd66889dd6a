"""The analysis of one video of many, in any process: plain values in, plain values out."""

from __future__ import annotations

import socket
from collections import Counter
from pathlib import Path

from poseguide.analysis.batch.job import Job, Result, failed, result_of
from poseguide.analysis.recognition import recognise
from poseguide.analysis.recording import analyze, analyze_poses
from poseguide.analysis.session_export import session_dict, table
from poseguide.core.errors import PoseGuideError
from poseguide.core.records import Session, Source
from poseguide.definitions.catalog import Definition, definition_from
from poseguide.definitions.schema import looks_per_s
from poseguide.engine.cue_policy import cue_of
from poseguide.vision.pose_source import poses_of
from poseguide.vision.video_reader import probe


def work(job: Job) -> Result:
    """Return the result of one video. What a person can put right is in `trouble`, not raised.

    A message in it calls the video by its path, as the job does.
    """
    path = Path(job["video"])
    if not path.is_file():
        return failed("batch_not_shared", host=socket.gethostname())
    try:
        definitions = [
            definition
            for file, text in job["exercises"].items()
            if (definition := definition_from(text.encode(), Path(file)).tracked) is not None
        ]
        if not job["recognise"]:
            session = analyze(
                path, definitions[0], every_frame=job["every_frame"], workers=job["workers"]
            )
            return _seen(session, definitions[0], None)
        return _recognised(path, definitions, job)
    except PoseGuideError as error:
        kinds = [kind.__name__ for kind in type(error).__mro__]
        kinds = kinds[: kinds.index("PoseGuideError") + 1]
        return failed(*kinds, message=str(error))


def _recognised(path: Path, definitions: list[Definition], job: Job) -> Result:
    info = probe(path)
    exercises = [each.exercise for each in definitions]
    rate = looks_per_s(exercises, every_frame=job["every_frame"])
    poses = list(poses_of(path, surface=True, rate=rate, workers=job["workers"]))
    if not any(pose.found for pose in poses):
        return failed("batch_nobody")
    found = recognise(poses, definitions)
    if found.best is None:
        if not found.matches:
            return result_of(None, fits=False, confidence=0.0)
        nearest = found.matches[0]
        return result_of(nearest.definition.exercise.id, fits=False, confidence=nearest.confidence)
    source = Source(str(path), info.duration_s, len(poses), info.width_px, info.height_px)
    definition = found.best.definition
    return _seen(analyze_poses(poses, definition, source), definition, found.best.confidence)


def _seen(session: Session, definition: Definition, confidence: float | None) -> Result:
    if session.seen_share == 0:
        return failed("batch_nobody")
    exercise = definition.exercise
    result = result_of(exercise.id, fits=True, confidence=confidence)
    result["faults"] = dict(Counter(f.rule for rep in session.reps for f in rep.faults))
    result["columns"], result["rows"] = table(session, exercise)
    result["cues"] = [cue_of(exercise, rep) for rep in session.reps]
    report = session_dict(session)
    result["report"], result["summary"] = report, report["summary"]
    return result
