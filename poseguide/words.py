"""The words of the interface, in English and Danish. Words of an exercise stand in its own file."""

from __future__ import annotations

from poseguide.exercise import Language

LANGUAGES: dict[Language, str] = {"en": "English", "da": "Dansk"}

_WORDS: dict[str, tuple[str, str]] = {
    # sides and states
    "left": ("left", "venstre"),
    "right": ("right", "højre"),
    "both": ("both", "begge"),
    "searching": ("I can't see you", "Jeg kan ikke se dig"),
    "positioning": ("Take the start posture", "Indtag udgangsstillingen"),
    "ready": ("Ready", "Klar"),
    "moving": ("Moving", "I gang"),
    "lost": ("I can't see you.", "Jeg kan ikke se dig."),
    "good": ("Well done.", "Flot."),
    "turn_round": (
        "Turn round for the other leg: this side hides part of it.",
        "Vend dig om for det andet ben: denne side skjuler en del af det.",
    ),
    # units
    "deg": ("degrees", "grader"),
    "trunk": ("trunk lengths", "torsolængder"),
    "ratio": ("times the start", "gange udgangsstillingen"),
    "s": ("seconds", "sekunder"),
    "count": ("times", "gange"),
    # verdicts
    "ok": ("good", "god"),
    "fault": ("fault", "fejl"),
    "unseen": ("not seen", "ikke set"),
    "complete": ("complete", "hele"),
    "incomplete": ("incomplete", "ufuldstændige"),
    # page: check a video
    "check_video": ("Check a video", "Tjek en video"),
    "check_video_intro": (
        "Choose a recording of one exercise. PoseGuide counts the repetitions and shows what"
        " to do better.",
        "Vælg en optagelse af én øvelse. PoseGuide tæller gentagelserne og viser, hvad der"
        " kan gøres bedre.",
    ),
    "video_source": ("Where is the video?", "Hvor er videoen?"),
    "from_sample": ("A sample", "Et eksempel"),
    "from_upload": ("My own recording", "Min egen optagelse"),
    "sample_video": ("Sample video", "Eksempelvideo"),
    "own_video": ("Recording", "Optagelse"),
    "exercise": ("Exercise", "Øvelse"),
    "choose_exercise": ("Choose the exercise", "Vælg øvelsen"),
    "check_now": ("Check the video", "Tjek videoen"),
    "cancel": ("Cancel", "Afbryd"),
    "starting": ("Getting ready…", "Gør klar…"),
    "checking": ("Checking: {percent} % done", "Tjekker: {percent} % færdig"),
    "checking_left": (
        "Checking: {percent} % done, about {left} left",
        "Tjekker: {percent} % færdig, cirka {left} tilbage",
    ),
    "privacy": (
        "Nothing leaves this computer: the video is checked here, and the copy of your"
        " recording is deleted"
        " afterwards. PoseGuide is not a medical device.",
        "Intet forlader denne computer: videoen tjekkes her, og kopien af din optagelse"
        " slettes bagefter."
        " PoseGuide er ikke medicinsk udstyr.",
    ),
    # about an exercise
    "about_exercise": ("About the exercise", "Om øvelsen"),
    "setup": ("Start posture", "Udgangsstilling"),
    "camera_place": ("Camera", "Kamera"),
    "dose": ("How much", "Hvor meget"),
    "cautions": ("Take care", "Pas på"),
    "dose_repetitions": ("{amount} repetitions", "{amount} gentagelser"),
    "dose_seconds": ("{amount} seconds", "{amount} sekunder"),
    "dose_per_side": ("on each side", "til hver side"),
    "dose_sets": ("{sets} sets", "{sets} sæt"),
    "dose_once_a_day": ("once a day", "en gang om dagen"),
    "dose_times_a_day": ("{times} times a day", "{times} gange om dagen"),
    # the result of a video
    "result": ("Result", "Resultat"),
    "complete_repetitions": ("Complete repetitions", "Hele gentagelser"),
    "incomplete_repetitions": ("Incomplete", "Ufuldstændige"),
    "left_repetitions": ("Left", "Venstre"),
    "right_repetitions": ("Right", "Højre"),
    "longest_hold": ("Longest hold", "Længste hold"),
    "seen_share": ("Body seen", "Kroppen set"),
    "seen_share_help": (
        "The share of the video in which the body could be seen.",
        "Den del af videoen, hvor kroppen kunne ses.",
    ),
    "work_on": ("The one thing to work on", "Det vigtigste at øve"),
    "work_on_in": ("Repetitions: {numbers}", "Gentagelser: {numbers}"),
    "no_fault": (
        "Well done. No fault was seen in any repetition.",
        "Flot. Der blev ikke set fejl i nogen gentagelse.",
    ),
    "nobody": (
        "Nobody was seen in this video. The whole body must be in the picture, in good light."
        " Camera: {place}",
        "Der blev ikke set nogen i denne video. Hele kroppen skal være i billedet, i godt lys."
        " Kamera: {place}",
    ),
    "self_paced": (
        "{what}: could not be seen well enough to count. Keep the pace and count by yourself.",
        "{what}: kunne ikke ses godt nok til at tælle. Hold rytmen, og tæl selv.",
    ),
    "no_repetition": (
        "No repetition was seen. Each begins in the start posture, held for a moment: {start}"
        " Check also that the right exercise is chosen.",
        "Der blev ikke set nogen gentagelser. Hver begynder i udgangsstillingen, holdt et"
        " øjeblik: {start}"
        " Se også efter, om den rigtige øvelse er valgt.",
    ),
    "words_in_video": (
        "The words drawn into the video are {drawn}. Check it again to change them.",
        "Ordene i videoen er på {drawn}. Tjek den igen for at skifte dem.",
    ),
    "name_en": ("English", "engelsk"),
    "name_da": ("Danish", "dansk"),
    "repetitions": ("Repetitions", "Gentagelser"),
    "number": ("No.", "Nr."),
    "side": ("Side", "Side"),
    "from_to": ("From – to (min:s)", "Fra – til (min:s)"),
    "range": ("Range ({unit})", "Udslag ({unit})"),
    "tempo": ("Tempo (seconds)", "Tempo (sekunder)"),
    "verdict": ("Verdict", "Vurdering"),
    "what_to_do": ("What to do", "Det kan gøres bedre"),
    "good_partly": ("good, partly hidden", "god, delvis skjult"),
    "incomplete_one": ("incomplete", "ufuldstændig"),
    "incomplete_missing": ("incomplete: “{phase}” is missing", "ufuldstændig: “{phase}” mangler"),
    "legend_good": (
        "all parts of the movement came in order, and no fault was seen.",
        "alle dele af bevægelsen kom i rækkefølge, og der blev ikke set fejl.",
    ),
    "legend_partly": (
        "no fault in what could be seen, but the view hid something.",
        "ingen fejl i det, der kunne ses, men noget var skjult.",
    ),
    "legend_fault": (
        "counted, with something to do better.",
        "talt med, men noget kan gøres bedre.",
    ),
    "legend_incomplete": (
        "a part of the movement was missing, so it is not counted.",
        "en del af bevægelsen manglede, så den er ikke talt med.",
    ),
    "legend_unseen": (
        "counted, but its form could not be judged.",
        "talt med, men udførelsen kunne ikke vurderes.",
    ),
    "movement": ("The movement", "Bevægelsen"),
    "chart_help": (
        "Coloured bands are repetitions, dashed lines are limits, and where the line breaks,"
        " nothing was seen"
        " or the other side works. Drag to move along; Shift and the wheel to zoom.",
        "Farvede bånd er gentagelser, stiplede linjer er grænser, og hvor kurven brydes, blev"
        " intet set,"
        " eller den anden side arbejder. Træk for at flytte; Shift og hjulet for at zoome.",
    ),
    "repetition": ("Repetition", "Gentagelse"),
    "phase": ("Phase", "Fase"),
    "time": ("Time", "Tid"),
    "and": ("and", "og"),
    "and_more": ("and more", "med mere"),
    "time_s": ("Time (s)", "Tid (s)"),
    "not_judged": ("What the camera could not see", "Det kunne kameraet ikke se"),
    "not_judged_in": (
        "“{what}” could not be judged in these repetitions: {numbers}.",
        "“{what}” kunne ikke vurderes i disse gentagelser: {numbers}.",
    ),
    "body_unseen": (
        "In {percent} % of the video the body could not be seen. Nothing was counted there.",
        "I {percent} % af videoen kunne kroppen ikke ses. Der blev intet talt.",
    ),
    "beyond_camera": (
        "A camera does not see muscle tension, pressure or how deep a breath is; they are never "
        "judged.",
        "Et kamera ser ikke muskelspænding, tryk, eller hvor dybt et åndedrag er; det bliver "
        "aldrig vurderet.",
    ),
    "downloads": ("Save", "Gem"),
    "save_video": ("Video with drawing (MP4)", "Video med tegning (MP4)"),
    "save_csv": ("Table (CSV)", "Tabel (CSV)"),
    "save_json": ("All results (JSON)", "Alle resultater (JSON)"),
    # the screen while exercising
    "left_leg": ("left leg", "venstre ben"),
    "right_leg": ("right leg", "højre ben"),
    "stage_check": ("Setting up the camera", "Kameraet gøres klar"),
    "stage_rest": ("Rest", "Hvil"),
    "stage_done": ("Done", "Færdig"),
    "set_of": ("set {number} of {of}", "sæt {number} af {of}"),
    "timer_hold": ("Hold, seconds", "Hold, sekunder"),
    "timer_rest": ("Rest, seconds left", "Hvil, sekunder tilbage"),
    "rate": (
        "{fps} frames/s · {p50} ms (95 %: {p95} ms) · {dropped} dropped",
        "{fps} billeder/s · {p50} ms (95 %: {p95} ms) · {dropped} sprunget over",
    ),
    "not_saved": ("Not saved yet: {why}", "Ikke gemt endnu: {why}"),
    # said aloud while exercising
    "ready_begin": ("Ready. Begin.", "Klar. Begynd."),
    "ready_hold": ("Ready. Hold it.", "Klar. Hold stillingen."),
    "five_more": ("Five more.", "Fem mere."),
    "last_one": ("Last one.", "Den sidste."),
    "switch_legs": ("Well done. Switch legs.", "Flot. Skift ben."),
    "turn_other": (
        "Turn round, so that I can see the other leg.",
        "Vend dig om, så jeg kan se det andet ben.",
    ),
    "rest_now": ("Well done. Rest for {seconds} seconds.", "Flot. Hvil i {seconds} sekunder."),
    "next_set": ("Next set.", "Næste sæt."),
    "held_so_far": ("{seconds} seconds.", "{seconds} sekunder."),
    "half_minute_held": ("Half a minute, well done.", "Et halvt minut, flot."),
    "seconds_held": ("{seconds} seconds, well done.", "{seconds} sekunder, flot."),
    "held_come_back": ("{seconds} seconds. Slowly back.", "{seconds} sekunder. Roligt tilbage."),
    "all_done": ("That was all. Well done.", "Det var det hele. Flot."),
    "stopped": ("Stopped. What you did is saved.", "Stoppet. Det, du har lavet, er gemt."),
    "ended_nobody": (
        "I have not seen you for a while, so I stop here. What you did is saved.",
        "Jeg har ikke set dig i et stykke tid, så jeg stopper her. Det, du har lavet, er gemt.",
    ),
    "seen_again": ("I can see you again. Go on.", "Nu kan jeg se dig igen. Fortsæt."),
    "face_first": (
        "I find you more easily if I see your face first: sit up for a moment, then lie down.",
        "Jeg finder dig lettere, hvis jeg først ser dit ansigt: sæt dig op et øjeblik, og læg dig"
        " så ned igen.",
    ),
    "another_person": (
        "I can see another person. I keep following you.",
        "Jeg kan se en person mere. Jeg følger stadig dig.",
    ),
    "slow_picture": (
        "The picture is slow. Close other programs if you can.",
        "Billedet er langsomt. Luk andre programmer, hvis du kan.",
    ),
    "get_ready": ("Get ready.", "Gør dig klar."),
    # command line
    "analysing": ("Analysing", "Analyserer"),
    "cadence_title": ("A minute", "I minuttet"),
    "over_the_series": ("Over the whole series", "Over hele serien"),
    "cadence": ("{cadence} a minute", "{cadence} i minuttet"),
    "times": ("From–to", "Fra–til"),
    "extent": ("Range", "Udslag"),
    "duration": ("Tempo", "Tempo"),
    "wrote": ("Wrote {path}", "Skrev {path}"),
    "name": ("Name", "Navn"),
    "posture": ("Posture", "Stilling"),
    "sides": ("Sides", "Sider"),
    "all_fours": ("on all fours", "på alle fire"),
    "supine": ("on the back", "på ryggen"),
    "elbows": ("on knees and elbows", "på knæ og albuer"),
    "seated": ("seated", "siddende"),
    "standing": ("standing", "stående"),
    "sides_one": ("one at a time", "én ad gangen"),
    "sides_both": ("both together", "begge på én gang"),
    "sides_alternate": ("in turn", "skiftevis"),
    "no_camera": ("timer, no camera", "timer, uden kamera"),
    # problems, by the kind of the error
    "VideoError": (
        "{message}",
        "{name} kan ikke læses til ende: det er ikke en video, den er beskadiget eller skåret"
        " af, eller den"
        " har ingen billeder. Kopiér eller optag den igen som MP4, MOV, WebM, MKV eller AVI.",
    ),
    "OutputError": (
        "{message}",
        "Videoen kunne ikke gemmes midlertidigt på denne computer. Gør plads på disken, og"
        " prøv igen.",
    ),
    "ModelError": (
        "{message}",
        "Programmet, der finder kroppen i billedet, kunne ikke startes. Installér PoseGuide igen.",
    ),
    "UnknownExerciseError": ("{message}", "Øvelsen findes ikke længere. Vælg en anden."),
    "DefinitionError": (
        "{message}",
        "Øvelsens fil har fejl. Kør “poseguide check” for at se dem.",
    ),
    "PoseGuideError": ("{message}", "Videoen kunne ikke tjekkes. Prøv en anden optagelse."),
}


def word(key: str, language: Language, **values: object) -> str:
    """The words for a key, with `{name}` filled in. Raises KeyError for an unknown key."""
    english, danish = _WORDS[key]
    return (danish if language == "da" else english).format(**values)
