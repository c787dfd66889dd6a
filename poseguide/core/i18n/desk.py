"""Checking a recording, on the page and the desk."""

WORDS: dict[str, tuple[str, str]] = {
    # page "Check a video"
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
    "exercise": ("Exercise", "Øvelse"),
    "check_now": ("Check the video", "Tjek videoen"),
    "cancel": ("Cancel", "Afbryd"),
    "starting": ("Getting ready…", "Gør klar…"),
    "checking": ("Checking: {percent} % done", "Tjekker: {percent} % færdig"),
    "checking_left": (
        "Checking: {percent} % done, about {left} left",
        "Tjekker: {percent} % færdig, cirka {left} tilbage",
    ),
    "privacy": (
        "Nothing leaves this computer: the video is checked here, the copy of your recording is"
        " deleted afterwards, and the numbers are saved in History. PoseGuide is not a medical"
        " device.",
        "Intet forlader denne computer: videoen tjekkes her, kopien af din optagelse slettes"
        " bagefter, og tallene gemmes i Historik. PoseGuide er ikke medicinsk udstyr.",
    ),
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
    # the exercise that a recording shows
    "recognised": ("Exercise: {exercise}.", "Øvelse: {exercise}."),
    "recognised_next": ("Next: {exercise}.", "Dernæst: {exercise}."),
    "recognised_twin": (
        "For a camera it looks the same as: {exercise}.",
        "For et kamera ser den ud som: {exercise}.",
    ),
    "exercise_share": (
        "{name} ({id}), confidence {percent} %",
        "{name} ({id}), sikkerhed {percent} %",
    ),
    "none_fits_well": (
        "None of the exercises fits this recording well.",
        "Ingen af øvelserne passer godt til denne optagelse.",
    ),
    "none_nearest": ("The nearest: {nearest}.", "De nærmeste: {nearest}."),
    "name_it": (
        "Name the exercise with --exercise; poseguide list shows them all.",
        "Angiv øvelsen med --exercise; poseguide list viser dem alle.",
    ),
    # the desk of a checked video
    "desk_label": ("Video, timeline and table", "Video, tidslinje og tabel"),
    "desk_no_video": (
        "The video was not kept. Timeline and table stand alone.",
        "Videoen er ikke gemt. Tidslinjen og tabellen står alene.",
    ),
    "desk_video_gone": (
        "The video cannot be played. It may have been deleted; reload the page.",
        "Videoen kan ikke afspilles. Den er måske slettet; genindlæs siden.",
    ),
    "desk_no_curve": (
        "No curve was kept of this session.",
        "Der er ikke gemt nogen kurve af denne træning.",
    ),
    "desk_no_repetitions": ("No repetition was found.", "Der blev ikke fundet nogen gentagelse."),
    "desk_none_match": (
        "No repetition matches these choices.",
        "Ingen gentagelse passer til valgene.",
    ),
    "desk_play": ("Play", "Afspil"),
    "desk_pause": ("Pause", "Pause"),
    "desk_previous": ("Previous repetition", "Forrige gentagelse"),
    "desk_next": ("Next repetition", "Næste gentagelse"),
    "desk_speed": ("Speed", "Hastighed"),
    "desk_loop": ("Repeat this repetition", "Gentag denne gentagelse"),
    "desk_full": ("Full screen", "Fuld skærm"),
    "desk_zoom_in": ("Zoom in", "Zoom ind"),
    "desk_zoom_out": ("Zoom out", "Zoom ud"),
    "desk_timeline": ("Timeline", "Tidslinje"),
    "desk_signals": ("Show also", "Vis også"),
    "desk_table": ("Table of repetitions", "Tabel over gentagelser"),
    "desk_sort": ("Sort by: {column}", "Sortér efter: {column}"),
    "desk_keys": (
        "Keys: space plays, ← → one picture, Shift ← → one second, P and N previous and next"
        " repetition.",
        "Taster: mellemrum afspiller, ← → et billede, Shift ← → et sekund, P og N forrige og næste"
        " gentagelse.",
    ),
    "desk_sources": (
        "All figures are measured. Where ✎ stands, a person says it.",
        "Alle tal er målt. Hvor der står ✎, siger et menneske det.",
    ),
    "desk_said": ("said by a person", "sagt af et menneske"),
    "desk_measured": ("measured", "målt"),
    "desk_start": ("Start", "Start"),
    "desk_end": ("End", "Slut"),
    "desk_added": ("added", "tilføjet"),
    "desk_missed": ("not found · you: added", "ikke fundet · du: tilføjet"),
    "desk_counted": ("counted", "talt med"),
    "desk_not_counted": ("not counted", "ikke talt med"),
    "desk_not_judged": ("not judged", "ikke vurderet"),
    "desk_kept": ("kept", "overholdt"),
    "desk_both_views": ("found: {found} · you: {said}", "fundet: {found} · du: {said}"),
    "desk_filter_side": ("Side", "Side"),
    "desk_filter_verdict": ("Verdict", "Vurdering"),
    "desk_filter_rule": ("Fault", "Fejl"),
    "desk_all_side": ("all sides", "alle sider"),
    "desk_all_verdict": ("all verdicts", "alle vurderinger"),
    "desk_all_rule": ("all faults", "alle fejl"),
    "desk_good": ("good", "gode"),
    "desk_faults": ("with faults", "med fejl"),
    "desk_incomplete": ("not counted", "ikke talt med"),
    "desk_unjudged": ("not judged", "ikke vurderet"),
    "desk_corrected": ("corrected", "rettet"),
    "desk_shown": ("{shown} of {all} shown", "{shown} af {all} vist"),
    "desk_compare": ("Repetition {number} of each", "Gentagelse {number} fra hver"),
    "desk_from_start": ("Seconds from the repetition's start", "Sekunder fra gentagelsens start"),
    "desk_no_such": ("has no such repetition", "har ingen sådan gentagelse"),
    "desk_signal": ("Curve", "Kurve"),
    "desk_figure": ("Figure", "Tal"),
    # the desk's panels
    "own_videos": ("Recordings", "Optagelser"),
    "from_folder": ("From the folder of recordings", "Fra mappen med optagelser"),
    "folder_videos": ("Recordings in the folder", "Optagelser i mappen"),
    "choose_videos": ("Choose one or several", "Vælg en eller flere"),
    "propose_it": ("Let PoseGuide propose it", "Lad PoseGuide foreslå den"),
    "propose_help": (
        "PoseGuide compares the movement with all its exercises and says which one fits, and how"
        " sure it is. Where none fits well, it says so.",
        "PoseGuide sammenligner bevægelsen med alle sine øvelser og siger, hvilken der passer, og"
        " hvor sikker den er. Passer ingen godt, siger den det.",
    ),
    "choose_it": (
        "Choose the exercise yourself above, and check again.",
        "Vælg selv øvelsen ovenfor, og tjek igen.",
    ),
    "which_of": ("{number} of {of}: {name}", "{number} af {of}: {name}"),
    "which_recording": ("Recording shown", "Vist optagelse"),
    "save_again": ("Try to save it again", "Prøv at gemme igen"),
    "definition_changed": (
        "The exercise's file has changed since this session.",
        "Øvelsens fil er ændret siden denne træning.",
    ),
    "definition_gone": (
        "The exercise's file is gone, or does not fit this session any more. The numbers can be"
        " saved below.",
        "Øvelsens fil er væk, eller den passer ikke længere til denne træning. Tallene kan gemmes"
        " nedenfor.",
    ),
    "with_own_limits": ("own limits: {number}", "egne grænser: {number}"),
    "as_found": ("As found by PoseGuide", "Som PoseGuide fandt det"),
    "as_corrected": ("As corrected by a person", "Som et menneske har rettet det"),
    "compare_with": ("Lay another session beside it", "Læg en anden træning ved siden af"),
    "compare_none": ("None", "Ingen"),
    "correct_title": ("Your own judgement", "Din egen vurdering"),
    "correct_help": (
        "What PoseGuide found stays beside what you say.",
        "Det, PoseGuide fandt, bliver stående ved siden af det, du siger.",
    ),
    "does_it_count": ("Does it count?", "Tæller den?"),
    "it_counts": ("it counts", "den tæller"),
    "it_counts_not": ("it does not count", "den tæller ikke"),
    "as_found_choice": ("as found: {found}", "som fundet: {found}"),
    "complete_one": ("complete", "hel"),
    "rule_kept": ("kept", "overholdt"),
    "rule_broken": ("fault", "fejl"),
    "note": ("Note", "Note"),
    "session_note": ("Note on the whole session", "Note til hele træningen"),
    "save_correction": ("Save", "Gem"),
    "take_back": ("Take back what was said", "Fortryd det, der er sagt"),
    "remove_added": ("Remove it", "Fjern den"),
    "add_missed": ("Add a repetition that was missed", "Tilføj en gentagelse, der blev overset"),
    "add_repetition": ("Add", "Tilføj"),
    "add_order": (
        "The start must come before the end. Write both in seconds.",
        "Starten skal komme før slutningen. Skriv begge i sekunder.",
    ),
    "start_s": ("Start (seconds)", "Start (sekunder)"),
    "end_s": ("End (seconds)", "Slut (sekunder)"),
    "proposals": ("Limits that would fit better", "Grænser, der ville passe bedre"),
    "proposal": (
        "“{what}”: with the limit at {proposed} instead of {now} PoseGuide would agree with you on"
        " {would} of {of} (now: {agrees} of {of_now}).",
        "“{what}”: med grænsen på {proposed} i stedet for {now} ville PoseGuide være enig med dig i"
        " {would} af {of} (nu: {agrees} af {of_now}).",
    ),
    "no_proposal": (
        "No other limit was found that would agree with you more often.",
        "Der blev ikke fundet en grænse, som oftere ville være enig med dig.",
    ),
    "proposal_needs_person": (
        "Limits are kept for a person. Choose one above before you check the video.",
        "Grænser gemmes for en person. Vælg en ovenfor, før du tjekker videoen.",
    ),
    "take_proposal": ("Use it for {name}", "Brug den for {name}"),
    "proposal_taken": (
        "{name} has this limit from now on.",
        "{name} har denne grænse fra nu af.",
    ),
    "try_limits": (
        "Look for limits that count as you do",
        "Find grænser, der tæller, som du gør",
    ),
    "trying_limits": ("Counting anew…", "Tæller igen…"),
    "save_pdf": ("Report (PDF)", "Rapport (PDF)"),
    "keep_video": ("Keep the video with the drawing", "Behold videoen med tegningen"),
    "keep_video_help": (
        "Without this it is gone when you close the window; your own recording is never kept.",
        "Ellers er den væk, når du lukker vinduet; din egen optagelse gemmes aldrig.",
    ),
}
