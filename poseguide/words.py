"""The words of the interface, in English and Danish. Words of an exercise stand in its own file."""

from __future__ import annotations

from collections.abc import Iterable

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
    "asked_once": ("1 repetition", "1 gentagelse"),
    "asked_holds": ("{times} times {length}", "{times} gange {length}"),
    "asked_sets": ("{sets} × {asked}", "{sets} × {asked}"),
    "asked_level": ("{level}, {times} times", "{level}, {times} gange"),
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
    # page "Exercise"
    "exercise_page": ("Exercise", "Træn"),
    "exercise_intro": (
        "Put the laptop on the floor or a chair, choose the exercise and press Start. From then on"
        " a voice leads you: nothing needs to be touched or read.",
        "Stil computeren på gulvet eller en stol, vælg øvelsen, og tryk på Start. Derefter leder"
        " en stemme dig: du behøver hverken røre eller læse noget.",
    ),
    "how_many": ("Repetitions", "Gentagelser"),
    "how_many_per_side": ("Repetitions on each side", "Gentagelser til hver side"),
    "how_many_sets": ("Sets", "Sæt"),
    "how_many_seconds": ("Seconds held", "Sekunder holdt"),
    "level": ("Pace", "Rytme"),
    "sound": ("Sound", "Lyd"),
    "sound_on": ("Voice", "Stemme"),
    "volume": ("Volume", "Lydstyrke"),
    "speed": ("Speed of speech", "Talehastighed"),
    "picture": ("Camera and picture", "Kamera og billede"),
    "mirror": ("Mirror the picture", "Spejl billedet"),
    "mirror_help": (
        "Only what you see is mirrored; left stays left.",
        "Kun det, du ser, spejles; venstre forbliver venstre.",
    ),
    "resolution": ("Picture size", "Billedstørrelse"),
    "resolution_standard": ("Standard (640 × 480)", "Standard (640 × 480)"),
    "resolution_fine": ("Fine (1280 × 720), slower", "Fin (1280 × 720), langsommere"),
    "show_rate": ("Show frame rate and latency", "Vis billedhastighed og forsinkelse"),
    "film": ("Record a clip of this session", "Optag et klip af denne træning"),
    "film_help": (
        "It is kept on this computer only, without sound, until you delete it.",
        "Det gemmes kun på denne computer, uden lyd, indtil du sletter det.",
    ),
    "live_privacy": (
        "The picture goes no further than to this program and is not kept, unless you ask for a"
        " clip. PoseGuide is not a medical device. Stop if it hurts.",
        "Billedet går ikke længere end til dette program og gemmes ikke, medmindre du beder om et"
        " klip. PoseGuide er ikke medicinsk udstyr. Stop, hvis det gør ondt.",
    ),
    "no_camera_needed": (
        "No camera can see this exercise, so none is used: a voice leads, and you feel how it"
        " goes.",
        "Intet kamera kan se denne øvelse, så der bruges ikke noget: en stemme leder dig, og du"
        " mærker selv, hvordan det går.",
    ),
    "unfinished": (
        "You were in the middle of “{name}” ({when}). Done so far: {count}.",
        "Du var midt i “{name}” ({when}). Lavet indtil nu: {count}.",
    ),
    "go_on": ("Go on with it", "Fortsæt den"),
    "finish_it": ("Finish it here", "Afslut den her"),
    "going_on": (
        "You go on with “{name}”. Done so far: {count}. Press Start.",
        "Du fortsætter “{name}”. Lavet indtil nu: {count}. Tryk på Start.",
    ),
    "start_anew": ("Begin anew instead", "Begynd forfra i stedet"),
    "running": ("The session is running.", "Træningen er i gang."),
    "nothing_done": (
        "Nothing was counted, so nothing was saved.",
        "Der blev ikke talt noget, så der er ikke gemt noget.",
    ),
    # the browser's half of it
    "start": ("Start", "Start"),
    "stop": ("Stop", "Stop"),
    "camera": ("Camera", "Kamera"),
    "full_screen": ("Full screen", "Fuld skærm"),
    "leave_full_screen": ("Leave full screen", "Forlad fuld skærm"),
    "connecting": ("Starting…", "Starter…"),
    "reconnecting": (
        "The connection is lost. It comes back by itself.",
        "Forbindelsen er afbrudt. Den kommer igen af sig selv.",
    ),
    "camera_blocked": (
        "The camera is blocked. Allow it for this page in the browser's address bar, and press"
        " Start again.",
        "Kameraet er blokeret. Tillad det for denne side i browserens adresselinje, og tryk på"
        " Start igen.",
    ),
    "camera_in_use": (
        "Another program uses the camera. Close it, and press Start again.",
        "Et andet program bruger kameraet. Luk det, og tryk på Start igen.",
    ),
    "camera_none": (
        "No camera was found. Plug one in, and press Start again.",
        "Der blev ikke fundet noget kamera. Tilslut et, og tryk på Start igen.",
    ),
    "camera_insecure": (
        "Browsers give the camera only to pages over https, or on this computer as"
        " http://localhost. Open the page that way.",
        "Browsere giver kun kameraet til sider over https, eller på denne computer som"
        " http://localhost. Åbn siden på den måde.",
    ),
    "camera_failed": (
        "The camera could not be started. Plug it in again, or choose another one.",
        "Kameraet kunne ikke startes. Tilslut det igen, eller vælg et andet.",
    ),
    "no_voice": (
        "This browser has no English voice of its own, so it beeps instead: short for a count,"
        " two tones for something to do. The words are on the screen.",
        "Denne browser har ingen dansk stemme på computeren, så den bipper i stedet: kort for"
        " et tal, to toner for noget, du skal gøre. Ordene står på skærmen.",
    ),
    "taken_over": (
        "This session goes on in another window.",
        "Træningen fortsætter i et andet vindue.",
    ),
    "page_too_old": (
        "This page is too old. Reload it to go on.",
        "Denne side er for gammel. Genindlæs den for at fortsætte.",
    ),
    "live_full": (
        "As many people exercise on this computer already as it can follow. Try again when"
        " somebody is done.",
        "Der træner allerede så mange på denne computer, som den kan følge. Prøv igen, når nogen"
        " er færdig.",
    ),
    # summary of a session
    "summary": ("Your session", "Din træning"),
    "end_dose": ("Goal reached.", "Målet er nået."),
    "end_stopped": ("Stopped before the goal.", "Stoppet før målet."),
    "end_nobody": (
        "Ended because nobody was seen for a while.",
        "Afsluttet, fordi ingen blev set i et stykke tid.",
    ),
    "end_recorded": ("The recording was over.", "Optagelsen var slut."),
    "end_interrupted": ("Broken off.", "Afbrudt."),
    "usual_tempo": ("Tempo (seconds)", "Tempo (sekunder)"),
    "usual_range": ("Range ({unit})", "Udslag ({unit})"),
    "led_repetitions": ("Led by the voice", "Ledet af stemmen"),
    "well": ("What went well", "Det gik godt"),
    "well_all_good": (
        "All {number} repetitions were complete, and no fault was seen.",
        "Alle {number} gentagelser var hele, og der blev ikke set fejl.",
    ),
    "well_one_good": (
        "One repetition was complete, and no fault was seen in it.",
        "Én gentagelse var hel, og der blev ikke set fejl i den.",
    ),
    "well_good": (
        "{number} repetitions were complete, and no fault was seen in them.",
        "{number} gentagelser var hele, og der blev ikke set fejl i dem.",
    ),
    "well_complete": (
        "All {number} repetitions were complete.",
        "Alle {number} gentagelser var hele.",
    ),
    "well_steady": ("The tempo was steady.", "Tempoet var jævnt."),
    "well_held": (
        "You held it for {seconds} seconds.",
        "Du holdt stillingen i {seconds} sekunder.",
    ),
    "well_led": (
        "You followed the pace through {number} repetitions.",
        "Du fulgte rytmen gennem {number} gentagelser.",
    ),
    "not_counted": ("Not counted", "Ikke talt med"),
    "not_counted_in": (
        "“{phase}” was missing. Repetitions: {numbers}",
        "“{phase}” manglede. Gentagelser: {numbers}",
    ),
    "pain_after": (
        "How much does it hurt now? (0 = not at all, 10 = as much as can be)",
        "Hvor ondt gør det nu? (0 = slet ikke, 10 = så ondt, det kan gøre)",
    ),
    "pain_before": (
        "How much does it hurt before you begin? (0 = not at all, 10 = as much as can be)",
        "Hvor ondt gør det, før du begynder? (0 = slet ikke, 10 = så ondt, det kan gøre)",
    ),
    "pain_was": ("Pain before you began: {pain}", "Smerte, før du begyndte: {pain}"),
    "pain_saved": ("Saved.", "Gemt."),
    "own_clip": ("Your clip", "Dit klip"),
    "delete_clip": ("Delete the clip", "Slet klippet"),
    "exercise_again": ("Exercise again", "Træn igen"),
    "kept_here": (
        "Saved on this computer, and nowhere else.",
        "Gemt på denne computer, og ingen andre steder.",
    ),
    # the screen while exercising
    "left_leg": ("left leg", "venstre ben"),
    "right_leg": ("right leg", "højre ben"),
    "stage_check": ("Setting up the camera", "Kameraet gøres klar"),
    "stage_rest": ("Rest", "Hvil"),
    "stage_done": ("Done", "Færdig"),
    "exercise_of": ("exercise {number} of {of}", "øvelse {number} af {of}"),
    "set_of": ("set {number} of {of}", "sæt {number} af {of}"),
    "timer_hold": ("Hold, seconds", "Hold, sekunder"),
    "timer_rest": ("Rest, seconds left", "Hvil, sekunder tilbage"),
    "rate": (
        "{fps} frames/s · {p50} ms (95 %: {p95} ms) · {dropped} dropped",
        "{fps} billeder/s · {p50} ms (95 %: {p95} ms) · {dropped} sprunget over",
    ),
    "not_saved": ("Not saved yet: {why}", "Ikke gemt endnu: {why}"),
    # the camera check, by the names of its advice
    "advice_dark": ("It is too dark here. Turn on a light.", "Her er for mørkt. Tænd lyset."),
    "advice_nobody": (
        "I can't see you. Come into the picture.",
        "Jeg kan ikke se dig. Kom ind i billedet.",
    ),
    "advice_two_people": (
        "I can see more than one person. I follow the one I saw first.",
        "Jeg kan se mere end én person. Jeg følger den, jeg så først.",
    ),
    "advice_get_down": (
        "Please get down into position.",
        "Gå ned på gulvet, og find stillingen.",
    ),
    "advice_back": ("Move the laptop back a little.", "Flyt computeren lidt længere væk."),
    "advice_head_out": (
        "Your head is out of the picture. Move a little towards your feet.",
        "Dit hoved er uden for billedet. Ryk lidt mod fødderne.",
    ),
    "advice_feet_out": (
        "There is no room for your feet. Move a little towards your head.",
        "Der er ikke plads til dine fødder. Ryk lidt mod hovedet.",
    ),
    "advice_go_forwards": ("Move a little forwards.", "Ryk lidt frem."),
    "advice_go_backwards": ("Move a little backwards.", "Ryk lidt tilbage."),
    "advice_go_left": ("Move a little to your left.", "Ryk lidt til venstre."),
    "advice_go_right": ("Move a little to your right.", "Ryk lidt til højre."),
    "advice_tilt_up": (
        "Lean the screen back a little. I need more room above you.",
        "Vip skærmen lidt bagover. Jeg mangler plads over dig.",
    ),
    "advice_tilt_down": (
        "Lean the screen forward a little, so that I can see all of you.",
        "Vip skærmen lidt forover, så jeg kan se hele dig.",
    ),
    "advice_closer": ("Move the laptop a little closer.", "Flyt computeren lidt tættere på."),
    "advice_side_on": ("Turn one side to me.", "Vend den ene side mod mig."),
    "try_anyway": (
        "I try it as it is. I may not see everything.",
        "Jeg prøver, som det er. Måske ser jeg ikke alt.",
    ),
    "turn_left_side": ("Turn your left side to me.", "Vend din venstre side mod mig."),
    "turn_right_side": ("Turn your right side to me.", "Vend din højre side mod mig."),
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
    "one_done": ("Well done.", "Flot."),
    "round_first": ("We begin with: {name}.", "Vi begynder med: {name}."),
    "round_next": ("Next: {name}.", "Næste øvelse: {name}."),
    "round_last": ("The last one: {name}.", "Den sidste: {name}."),
    "round_slower": (
        "Today take it slower instead of doing more.",
        "Gør det i dag langsommere i stedet for flere gange.",
    ),
    "move_on": ("Next exercise", "Næste øvelse"),
    "stopped": ("Stopped.", "Stoppet."),
    "ended_nobody": (
        "I have not seen you for a while, so I stop here.",
        "Jeg har ikke set dig i et stykke tid, så jeg stopper her.",
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
    # reports
    "months": (
        "January February March April May June July August September October November December",
        "januar februar marts april maj juni juli august september oktober november december",
    ),
    "report": ("Session report", "Træningsrapport"),
    "report_foot": (
        "PoseGuide {version} is not a medical device. It does not diagnose, treat or replace a"
        " physiotherapist.",
        "PoseGuide {version} er ikke medicinsk udstyr. Det stiller ingen diagnose, behandler ikke"
        " og erstatter ikke en fysioterapeut.",
    ),
    "page_of": ("Page {number} of {of}", "Side {number} af {of}"),
    "report_person": ("Person", "Person"),
    "report_nobody": ("no name", "uden navn"),
    "report_when": ("Date and time", "Dato og tid"),
    "report_day": ("Date", "Dato"),
    "report_source": ("Recorded with", "Optaget med"),
    "source_camera": ("camera", "kamera"),
    "source_video": ("video", "video"),
    "source_sample": ("sample video", "eksempelvideo"),
    "source_timer": ("timer, no camera", "timer, uden kamera"),
    "report_length": ("Length", "Varighed"),
    "report_goal": ("Goal", "Mål"),
    "report_end": ("How it ended", "Hvordan den sluttede"),
    "report_running": ("Still running.", "Stadig i gang."),
    "report_file": ("Exercise file", "Øvelsens fil"),
    "report_file_gone": ("The file is gone or broken.", "Filen findes ikke eller er i stykker."),
    "report_file_changed": (
        "The exercise file has changed since.",
        "Øvelsens fil er ændret siden.",
    ),
    "report_limits": ("Own limits used", "Egne grænser"),
    "report_usual_limits": ("none", "ingen"),
    "report_found": ("As found", "Som fundet"),
    "report_complete": ("Complete", "Hele"),
    "report_held": ("Held", "Holdt"),
    "report_corrected": ("As corrected by a person", "Som rettet af en person"),
    "report_sides": ("Sides, range and tempo", "Sider, udslag og tempo"),
    "report_counted": ("Counted", "Talt med"),
    "report_solid": (
        "Filled: counted. Hollow: not counted.",
        "Udfyldt: talt med. Hul: ikke talt med.",
    ),
    "report_plots_corrected": (
        "Sides and counts as corrected.",
        "Sider og antal som rettet.",
    ),
    "report_issues": ("What could be better", "Det kan gøres bedre"),
    "report_often": (
        "{times} of {of} repetitions ({numbers})",
        "{times} af {of} gentagelser ({numbers})",
    ),
    "report_none": ("no repetition", "ingen gentagelse"),
    "report_value": ("{value}; limit {limit}", "{value}; grænse {limit}"),
    "report_picture": (
        "Repetition {number} at {time}, {why}",
        "Gentagelse {number} ved {time}, {why}",
    ),
    "still_farthest": (
        "where it is farthest beyond the limit.",
        "hvor grænsen er overskredet mest.",
    ),
    "still_usual": (
        "where it is as it was for most of the time.",
        "hvor det er, som det mest var.",
    ),
    "still_phase": ("in the middle of the phase.", "midt i fasen."),
    "still_peak": ("at the farthest point of the movement.", "hvor bevægelsen er længst ude."),
    "report_says": ("What the person says", "Det siger personen"),
    "report_pain": ("Pain, 0 (none) to 10", "Smerte, 0 (ingen) til 10"),
    "report_pain_before": ("before", "før"),
    "report_pain_after": ("after", "efter"),
    "report_pain_short": ("Pain", "Smerte"),
    "report_not_asked": ("no answer", "intet svar"),
    "report_note": ("Note", "Note"),
    "report_no_camera": (
        "No camera followed this session: a voice led it, and how it was done was not seen.",
        "Intet kamera fulgte denne træning: en stemme ledte den, og udførelsen blev ikke set.",
    ),
    "report_nobody_seen": (
        "Nobody was seen, so nothing could be counted or judged.",
        "Der blev ikke set nogen, så intet kunne tælles eller vurderes.",
    ),
    "report_self_paced": (
        "{what}: could not be seen well enough to count. The pace was kept without it.",
        "{what}: kunne ikke ses godt nok til at tælle. Rytmen blev holdt uden.",
    ),
    "report_from": ("From", "Fra"),
    "report_not_found": ("not found", "ikke fundet"),
    "report_said": ("corrected: {what}", "rettet: {what}"),
    "report_counts": ("counts", "tæller med"),
    "report_counts_not": ("does not count", "tæller ikke med"),
    "report_ok": ("no fault", "ingen fejl"),
    "report_fault": ("fault", "fejl"),
    "report_over_time": ("Sessions over time", "Træning over tid"),
    "report_no_sessions": ("No sessions yet.", "Ingen træning endnu."),
    "report_period": (
        "Sessions: {number}, {first} to {last}",
        "Træninger: {number}, {first} til {last}",
    ),
    "report_over_corrected": (
        "Plots, range and tempo show what a person corrected, where somebody did; the table has"
        " both counts.",
        "Kurver, udslag og tempo viser det, som en person har rettet, hvor det er sket; tabellen"
        " har begge antal.",
    ),
    "report_weeks": ("Sessions a week", "Træninger om ugen"),
    "report_no_pain": ("Nobody was asked about pain.", "Der er ikke svaret på, om det gør ondt."),
    "report_pain_key": ("○ before   ● after", "○ før   ● efter"),
    "report_amounts": ("Repetitions and dose", "Gentagelser og mål"),
    "report_holds": ("Seconds held and goal", "Sekunder holdt og mål"),
    "report_done": ("Done", "Lavet"),
    "report_sessions": ("All sessions", "Alle træninger"),
    "report_led": ("{number} led", "{number} ledet"),
    "report_by_side": (" (L {left}, R {right})", " (V {left}, H {right})"),
    "report_left": ("L", "V"),
    "report_right": ("R", "H"),
    "report_incomplete": ("incomplete", "ufuldst."),
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
    # page "History"
    "history_page": ("History", "Historik"),
    "history_empty": (
        "Nothing is kept yet. What you do on the page Exercise, and what was found in a checked"
        " video, stands here afterwards.",
        "Der er ikke gemt noget endnu. Det, du laver på siden Træn, og det, der blev fundet i en"
        " tjekket video, står her bagefter.",
    ),
    "history_welcome_back": ("Welcome back.", "Velkommen tilbage."),
    "history_of_7": ("{number} of the last 7 days", "{number} af de sidste 7 dage"),
    "history_of_28": ("{number} of the last 28 days", "{number} af de sidste 28 dage"),
    "history_weeks": ("{number} weeks in a row", "{number} uger i træk"),
    "weekdays": (
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    ),
    "today": ("today", "i dag"),
    "month_before": ("Previous month", "Forrige måned"),
    "month_after": ("Next month", "Næste måned"),
    "month_title": ("{month} {year}", "{month} {year}"),
    "month_empty": ("Nothing in this month.", "Ikke noget i denne måned."),
    "goal_met": ("goal reached", "mål nået"),
    "goal_partly": ("part of the goal", "en del af målet"),
    "amount_sides": (
        "left {left}, right {right}, of {needed} each",
        "venstre {left}, højre {right}, af {needed} til hver side",
    ),
    "amount_total": ("{total} of {needed}", "{total} af {needed}"),
    "amount_hold": ("held {held} of {seconds} s", "holdt {held} af {seconds} s"),
    "amount_times": ("{times} of {of} times", "{times} af {of} gange"),
    "history_over_weeks": ("Over the weeks", "Uge for uge"),
    "history_week": ("Week from", "Uge fra"),
    "history_no_range": (
        "Range and tempo of this exercise are not measured, or nothing was counted yet.",
        "Udslag og tempo måles ikke i denne øvelse, eller der er ikke talt noget endnu.",
    ),
    "history_pain": ("Pain (0 to 10)", "Smerte (0 til 10)"),
    "history_before": ("before", "før"),
    "history_after": ("after", "efter"),
    "history_no_pain": (
        "No pain was told for this exercise.",
        "Der er ikke svaret på, om denne øvelse gjorde ondt.",
    ),
    "history_sessions": ("Sessions", "Træninger"),
    "history_found": ("Found: {counts}", "Fundet: {counts}"),
    "history_corrected": ("Corrected by a person: {counts}", "Rettet af en person: {counts}"),
    "history_led": ("Led by the voice: {number}", "Ledet af stemmen: {number}"),
    "history_held": ("Longest hold: {seconds} s", "Længste hold: {seconds} s"),
    "history_goal": ("Goal: {goal}", "Mål: {goal}"),
    "history_pain_of": ("Pain: {pain}", "Smerte: {pain}"),
    "history_count_left": ("{number} left", "{number} venstre"),
    "history_count_right": ("{number} right", "{number} højre"),
    "history_count_complete": ("{number} complete", "{number} hele"),
    "history_count_incomplete": ("{number} not counted", "{number} ikke talt med"),
    "history_goal_side": ("{number} on each side", "{number} til hver side"),
    "history_sample": (
        "A sample video: it does not count as exercise.",
        "En eksempelvideo: den tæller ikke som træning.",
    ),
    "history_running": ("Not ended yet.", "Ikke afsluttet endnu."),
    "history_unnamed": ("Exercise “{name}”, which is gone", "Øvelsen “{name}”, som ikke findes"),
    "history_open": ("Open", "Åbn"),
    "history_delete": ("Delete", "Slet"),
    "history_delete_ask": (
        "Delete this session for good? Its counts, notes and corrections go, and so do its clip"
        " and its poses.",
        "Slet denne træning for altid? Tal, noter og rettelser forsvinder, og det gør klippet og"
        " kroppens punkter også.",
    ),
    "delete_for_good": ("Delete for good", "Slet for altid"),
    "keep_it": ("Keep it", "Behold"),
    "history_more": ("Show more ({number} left)", "Vis flere ({number} tilbage)"),
    "history_back": ("Back to the history", "Tilbage til historikken"),
    # reminders in a calendar
    "reminder_calendar": ("My exercises", "Mine øvelser"),
    "reminder_lead": (
        "Open PoseGuide, and it leads you through:",
        "Åbn PoseGuide, så bliver du ført igennem:",
    ),
    "reminder_kind": (
        "Take your time. If you miss a day, just go on with the next one.",
        "Tag dig god tid. Springer du en dag over, så fortsæt bare næste gang.",
    ),
    # everything out and in
    "transfer": ("Take everything along", "Tag det hele med"),
    "transfer_help": (
        "One file with everybody's sessions, limits, clips and poses, to be imported on another"
        " computer. Keep it as you would keep other private papers.",
        "Én fil med alles træninger, grænser, klip og punkter, som kan hentes ind på en anden"
        " computer. Pas på den som på andre private papirer.",
    ),
    "transfer_export": ("Export everything", "Eksportér alt"),
    "transfer_file": ("A file that PoseGuide exported", "En fil, som PoseGuide har eksporteret"),
    "transfer_ask": (
        "Sessions that are not here yet are added. Nothing that is here is changed.",
        "Træninger, der ikke er her endnu, lægges til. Intet af det, der er her, ændres.",
    ),
    "transfer_import": ("Import", "Hent ind"),
    "transfer_importing": ("Importing…", "Henter ind…"),
    "transfer_done": (
        "Imported. New sessions: {sessions}. New people: {people}. Here already and left as they"
        " are: {skipped}.",
        "Hentet ind. Nye træninger: {sessions}. Nye personer: {people}. Var her allerede og er"
        " ikke ændret: {skipped}.",
    ),
    # page "People"
    "people_page": ("People", "Personer"),
    # page "Today"
    "today_page": ("Today", "I dag"),
    "light_green": ("Green light", "Grønt lys"),
    "light_yellow": ("Yellow light", "Gult lys"),
    "light_red": ("Red light", "Rødt lys"),
    "light_before_green": (
        "You can exercise with a pain of {pain}. Stop if it gets clearly worse.",
        "Med en smerte på {pain} kan du godt træne. Stop, hvis det bliver klart værre.",
    ),
    "light_before_yellow": (
        "A pain of {pain} is acceptable if it has settled a day later. Go gently, and do fewer if"
        " you like.",
        "En smerte på {pain} går an, hvis den har lagt sig et døgn senere. Tag det roligt, og gør"
        " gerne mindre.",
    ),
    "light_before_red": (
        "A pain of {pain} is too much for training. Leave it for now, or do only the vein pump,"
        " gently. Stop if it gets worse.",
        "En smerte på {pain} er for meget til at træne med. Lad være nu, eller lav kun venepumpen,"
        " helt roligt. Stop, hvis det bliver værre.",
    ),
    "light_after_green": (
        "A pain of {pain} afterwards is fine. You can go on like this.",
        "En smerte på {pain} bagefter er helt i orden. Du kan blive ved på den måde.",
    ),
    "light_after_yellow": (
        "A pain of {pain} afterwards is all right if it has settled a day later. Next time it is no"
        " more than today.",
        "En smerte på {pain} bagefter går an, hvis den har lagt sig et døgn senere. Næste gang"
        " bliver det ikke mere end i dag.",
    ),
    "light_after_red": (
        "A pain of {pain} afterwards is too much. Rest now. Next time do less, or something"
        " gentler.",
        "En smerte på {pain} bagefter er for meget. Hvil dig nu. Næste gang skal du gøre mindre"
        " eller noget mildere.",
    ),
    "light_morning_green": (
        "Good, your body took it well. You can go on like this.",
        "Godt, din krop kunne tåle det. Du kan blive ved på den måde.",
    ),
    "light_morning_yellow": (
        "That is all right, since it settled within a day. This time it is no more than last time.",
        "Det er i orden, når det lægger sig inden for et døgn. Denne gang bliver det ikke mere end"
        " sidst.",
    ),
    "light_morning_red": (
        "That was too much. Do less today, or rest a day.",
        "Det var for meget. Gør mindre i dag, eller hold en dags pause.",
    ),
    "morning_ask": (
        "You exercised on {day}. How was it the next morning?",
        "Du trænede {day}. Hvordan var det næste morgen?",
    ),
    "morning_ask_yesterday": (
        "You exercised yesterday. How was it this morning?",
        "Du trænede i går. Hvordan var det i morges?",
    ),
    "morning_as_before": ("As before, or better", "Som før eller bedre"),
    "morning_settled": ("Worse, but gone within a day", "Værre, men væk inden for et døgn"),
    "morning_worse": ("Worse for longer than a day", "Værre i mere end et døgn"),
    "morning_change": ("Change the answer", "Ret svaret"),
    "signs_ask": (
        "Do you have any of these now? If not, choose nothing.",
        "Har du noget af det her lige nu? Hvis ikke, skal du ikke vælge noget.",
    ),
    "sign_chest": ("Chest pain", "Smerter i brystet"),
    "sign_breath": ("Sudden trouble breathing", "Pludseligt besvær med at trække vejret"),
    "sign_calf": (
        "One calf newly swollen, hot, red or painful",
        "Den ene læg nyligt hævet, varm, rød eller øm",
    ),
    "sign_dizzy": ("Dizzy or about to faint", "Svimmel eller ved at besvime"),
    "sign_emergency_do": (
        "**Call the emergency number now: 112 in Denmark.** Do not exercise.",
        "**Ring 112 nu.** Lad være med at træne.",
    ),
    "sign_calf_do": (
        "**Call a doctor today, because it may be a blood clot.** Do not exercise, and do not"
        " massage the leg.",
        "**Ring til en læge i dag, for det kan være en blodprop.** Lad være med at træne og med at"
        " massere benet.",
    ),
    "sign_dizzy_do": (
        "**Sit or lie down until it is over.** Do not exercise now. If it lasts or comes back, call"
        " a doctor.",
        "**Sæt eller læg dig, til det er gået over.** Lad være med at træne nu. Bliver det ved,"
        " eller kommer det igen, så ring til en læge.",
    ),
    "signs_wait": (
        "Nothing can be started here as long as one of these is chosen.",
        "Her kan ikke startes noget, så længe noget af det er valgt.",
    ),
    "worst_now": ("The pain is worst now", "Smerten er værst nu"),
    "worst_help": ("Begins “{name}” at once.", "Begynder “{name}” med det samme."),
    "worst_before": ("Read this the first time", "Læs dette den første gang"),
    "worst_begins": (
        "“{name}”, now that the pain is worst. Go gently, and stop if it gets worse.",
        "“{name}”, nu hvor smerten er værst. Tag det roligt, og stop, hvis det bliver værre.",
    ),
    "slot_done": ("done", "lavet"),
    "slot_part": ("part done", "delvis lavet"),
    "slot_skipped": ("skipped", "sprunget over"),
    "slot_open": ("begun, can be carried on", "begyndt, kan fortsættes"),
    "slot_due": ("due now", "det er tid nu"),
    "slot_later": ("later today", "senere i dag"),
    "step_done": ("Done", "Lavet"),
    "step_part": ("Part done", "Delvis lavet"),
    "step_skipped": ("Skipped", "Sprunget over"),
    "step_open": ("Still to do", "Mangler endnu"),
    "today_choose": ("What do you want to do?", "Hvad vil du lave?"),
    "today_other": ("Something else now", "Noget andet nu"),
    "today_another": ("Choose another programme", "Vælg et andet program"),
    "today_do_now": ("Do it now", "Lav det nu"),
    "today_follow": (
        "Follow a programme on days and times of your own",
        "Følg et program på dine egne dage og tider",
    ),
    "today_mend": ("See it on the page Programmes", "Se det på siden Programmer"),
    "today_intro": (
        "You do not follow a programme yet. Choose one and do it now, or follow it on days and"
        " times that suit you. Then what is due stands here every day.",
        "Du følger ikke et program endnu. Vælg et og lav det nu, eller følg det på de dage og"
        " tider, der passer dig. Så står det her hver dag, hvad der er tid til.",
    ),
    "today_now_or_later": (
        "If you would like to do something now, choose a programme.",
        "Hvis du har lyst til at lave noget nu, kan du vælge et program.",
    ),
    "today_nothing_due": ("Nothing is due now.", "Der er ikke tid til noget lige nu."),
    "today_enough_done": (
        "That is all for now. Well done.",
        "Det er alt for nu. Godt gået.",
    ),
    "today_next": ("Next: “{name}”, {when}.", "Næste gang: “{name}”, {when}."),
    "coming_today": ("today at {time}", "i dag kl. {time}"),
    "coming_tomorrow": ("tomorrow at {time}", "i morgen kl. {time}"),
    "coming_weekday": ("{day} at {time}", "{day} kl. {time}"),
    "today_new": ("New for you. Read this before you begin.", "Nyt for dig. Læs det her først."),
    "today_known": (
        "Cautions of the exercises you know",
        "Pas på ved de øvelser, du kender",
    ),
    "today_once_done": ("I have done this once", "Det har jeg gjort én gang"),
    "today_skip": ("Skip it this time", "Spring over denne gang"),
    "today_after_all": ("Do it after all", "Lav det alligevel"),
    "today_rest": ("Carry on with the rest", "Fortsæt med resten"),
    "today_see": ("See how it went", "Se, hvordan det gik"),
    "today_back": ("Back to today", "Tilbage til i dag"),
    "round_title": ("How it went", "Sådan gik det"),
    "round_done": ("All of it is done. Well done.", "Det hele er lavet. Godt gået."),
    "round_part": (
        "Done to the end: {done} of {of}. All that you did counts.",
        "Lavet helt: {done} af {of}. Alt, hvad du har lavet, tæller.",
    ),
    "round_skipped": (
        "Skipped this time. That is fine: there is a next time.",
        "Sprunget over denne gang. Det er helt i orden: der kommer en næste gang.",
    ),
    "round_carry_on": ("Carry on", "Fortsæt"),
    "round_enough": ("That is enough for now", "Det er nok for nu"),
    "round_goes_on": (
        "Press Start to carry on where you stopped.",
        "Tryk på Start for at fortsætte, hvor du slap.",
    ),
    "round_elsewhere": (
        "This goes on in another window just now.",
        "Det her er i gang i et andet vindue lige nu.",
    ),
    "effort": (
        "How hard was it? (0 = not at all, 10 = as hard as can be)",
        "Hvor hårdt var det? (0 = slet ikke, 10 = så hårdt, det kan være)",
    ),
    "told_intro": (
        "No camera saw “{name}”. How did it go?",
        "Intet kamera så “{name}”. Hvordan gik det?",
    ),
    "told_held": (
        "Did you hold the squeezes for as long as they were to last?",
        "Holdt du knibene så længe, som de skulle vare?",
    ),
    "held_all": ("all of them", "alle"),
    "held_some": ("some", "nogle"),
    "held_none": ("none", "ingen"),
    "told_felt": (
        "Did you feel the muscle lift, and let go again?",
        "Kunne du mærke, at musklen løftede sig og slap igen?",
    ),
    "felt_yes": ("yes", "ja"),
    "felt_unsure": ("not sure", "ved ikke"),
    "felt_no": ("no", "nej"),
    "told_leak": ("Did you leak while exercising?", "Var du utæt, mens du trænede?"),
    "leak_no": ("no", "nej"),
    "leak_yes": ("yes", "ja"),
    "told_pain": (
        "If it hurts there: stop, and ask a physiotherapist.",
        "Hvis det gør ondt dér: stop, og spørg en fysioterapeut.",
    ),
    "told_ask_somebody": (
        "Many are unsure at first, and leaking is common. A physiotherapist can check how you"
        " squeeze.",
        "Mange er i tvivl i begyndelsen, og det er almindeligt at være utæt. En fysioterapeut kan"
        " se efter, hvordan du kniber.",
    ),
    "weeks_title": ("The last four weeks", "De sidste fire uger"),
    "weeks_done": ("exercised", "trænet"),
    "weeks_felt": (
        "Week {week} of “{name}”. Results are often felt after {first} to {last} weeks; some need"
        " longer.",
        "Uge {week} med “{name}”. Det kan ofte mærkes efter {first} til {last} uger; nogle skal"
        " bruge længere tid.",
    ),
    # page "Why it helps"
    "why_page": ("Why it helps", "Derfor hjælper det"),
    "why_intro": (
        "What the exercises are meant to do, and what is not known. PoseGuide is not a medical"
        " device and does not replace a doctor or a physiotherapist.",
        "Hvad øvelserne er ment til, og hvad man ikke ved. PoseGuide er ikke medicinsk udstyr og"
        " erstatter ikke en læge eller en fysioterapeut.",
    ),
    "why_exercises": ("Exercises to open:", "Øvelser, der kan åbnes:"),
    "people_intro": (
        "Give each person a name or an alias, and their sessions and limits are kept apart. You"
        " can also use PoseGuide without a name.",
        "Giv hver person et navn eller et dæknavn, så holdes træninger og grænser adskilt. Du kan"
        " også bruge PoseGuide uden navn.",
    ),
    "person": ("Person", "Person"),
    "person_nobody": ("Me, without a name", "Mig, uden navn"),
    "person_new": ("Name or alias of a new person", "Navn eller dæknavn på en ny person"),
    "person_add": ("Add", "Tilføj"),
    "person_added": ("{name} is added.", "{name} er tilføjet."),
    "person_none": (
        "Choose a person above to change their name or limits, or add a new one.",
        "Vælg en person ovenfor for at ændre navn eller grænser, eller tilføj en ny.",
    ),
    "person_name": ("Name", "Navn"),
    "person_rename": ("Change the name", "Skift navn"),
    "person_delete": ("Delete {name}", "Slet {name}"),
    "person_delete_ask": (
        "Delete {name} for good? Everything of theirs goes, everywhere: {sessions} sessions with"
        " their clips and poses, and all own limits.",
        "Slet {name} for altid? Alt om personen forsvinder, alle steder: {sessions} træninger med"
        " klip og punkter, og alle egne grænser.",
    ),
    "own_limits": ("Own limits", "Egne grænser"),
    "own_limits_help": (
        "They take the place of the usual limits in this person's sessions from now on. A change"
        " is saved at once.",
        "De træder i stedet for de sædvanlige grænser i personens træninger fra nu af. En ændring"
        " gemmes med det samme.",
    ),
    "own_limits_used": ("Own limits used: {number}", "Egne grænser, der bruges: {number}"),
    "own_limits_none": (
        "No camera sees this exercise, so it has no limits.",
        "Intet kamera kan se denne øvelse, så den har ingen grænser.",
    ),
    "limit_usual": ("usual: {value}", "sædvanlig: {value}"),
    "limit_reset": ("Reset", "Nulstil"),
    "limit_reset_all": ("Reset all of this exercise", "Nulstil alle i denne øvelse"),
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
    "programme": ("Programme", "Program"),
    "programme_exercises": ("Exercises, in order", "Øvelser i rækkefølge"),
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
    # many videos
    "batch_file": ("File", "Fil"),
    "incomplete_short": ("incom-\nplete", "ufuld-\nstændige"),
    "left_right": ("left/\nright", "venstre/\nhøjre"),
    "seen": ("seen", "set"),
    "failed": ("failed", "mislykkedes"),
    "none_fits": ("none fits", "ingen passer"),
    "batch_none_fits": (
        "{name}: none of the exercises fits.",
        "{name}: ingen af øvelserne passer.",
    ),
    "batch_nearest": (
        "{name}: none of the exercises fits. The nearest is “{nearest}” ({share} %).",
        "{name}: ingen af øvelserne passer. Den nærmeste er “{nearest}” ({share} %).",
    ),
    "batch_done": (
        "{done} of {all} videos analysed. Tables: {results} and {summary}",
        "{done} af {all} videoer analyseret. Tabeller: {results} og {summary}",
    ),
    "batch_stopped": (
        "Stopped. {done} of {all} videos are done and kept. Go on with --resume.",
        "Stoppet. {done} af {all} videoer er færdige og gemt. Fortsæt med --resume.",
    ),
    "batch_nobody": (
        "Nobody was seen in {name}. The whole body must be in the picture, in good light.",
        "Der blev ikke set nogen i {name}. Hele kroppen skal være i billedet, i godt lys.",
    ),
    "batch_not_shared": (
        "{name} is not seen on {host}: it was moved, or the folder is not shared with that"
        " computer under the same path.",
        "{name} kan ikke ses på {host}: den er flyttet, eller mappen er ikke delt med den computer"
        " under samme sti.",
    ),
    "batch_died": (
        "The process that analysed {name} was ended each time. Perhaps there was too little"
        " memory.",
        "Processen, der analyserede {name}, blev afbrudt hver gang. Måske var der for lidt"
        " hukommelse.",
    ),
    "batch_cut_off": (
        "The scheduler was lost before {name} was done. Go on with --resume.",
        "Forbindelsen til scheduleren blev afbrudt, før {name} var færdig. Fortsæt med --resume.",
    ),
    "batch_bug": (
        "The program failed on {name}: {message}",
        "Programmet gik i stå ved {name}: {message}",
    ),
    # page "Programmes"
    "programmes_page": ("Programmes", "Programmer"),
    "programmes_intro": (
        "A programme is some exercises in their order. Follow one on your own days, at your own"
        " times.",
        "Et program er nogle øvelser i rækkefølge. Følg et på dine egne dage og tidspunkter.",
    ),
    "programmes_known": ("Programmes to follow", "Programmer, der kan følges"),
    "programmes_own": ("Write a programme", "Skriv et program"),
    "programme_followed": ("Is followed already.", "Følges allerede."),
    "programme_grows": (
        "The amounts grow slowly when it goes well.",
        "Der kommer langsomt mere på, når det går godt.",
    ),
    "programme_stays": (
        "The amounts stay the same.",
        "Der skal laves lige meget hver gang.",
    ),
    "programme_felt": (
        "Many feel a difference after {weeks} weeks, some later.",
        "Mange mærker en forskel efter {weeks} uger, nogle senere.",
    ),
    "programme_guide": ("Good to know first", "Godt at vide først"),
    "programme_source": ("Source: {source}", "Kilde: {source}"),
    "programme_follow": ("Follow it", "Følg det"),
    "programme_proposed": ("Proposed: {when}.", "Forslag: {when}."),
    "programme_not_now": ("Not now", "Ikke nu"),
    "followed": ("Followed now", "Følges nu"),
    "followed_none": (
        "No programme is followed yet. Choose one below, or write one.",
        "Der følges ikke noget program endnu. Vælg et herunder, eller skriv et.",
    ),
    "followed_since": ("Followed since {day}.", "Fulgt siden {day}."),
    "followed_own": ("Written here.", "Skrevet her."),
    "followed_when": ("Change days and times", "Ændr dage og tidspunkter"),
    "followed_doses": ("How much next time", "Hvor meget næste gang"),
    "followed_write": ("Change the programme", "Ændr programmet"),
    "followed_stop": ("Stop following", "Hold op med at følge"),
    "followed_stop_ask": (
        "Stop following “{name}”? What was done stays in History, and it can be followed again at"
        " any time.",
        "Vil du holde op med at følge “{name}”? Det, der er lavet, bliver i Historik, og det kan"
        " følges igen når som helst.",
    ),
    "followed_stop_own": (
        "Stop following “{name}”? It was written here and will be gone. What was done stays in"
        " History.",
        "Vil du holde op med at følge “{name}”? Det er skrevet her og vil være væk. Det, der er"
        " lavet, bliver i Historik.",
    ),
    "followed_stop_broken": (
        "Stop following this programme? It will be gone. What was done stays in History.",
        "Vil du holde op med at følge dette program? Det vil være væk. Det, der er lavet, bliver i"
        " Historik.",
    ),
    "followed_stop_yes": ("Yes, stop following", "Ja, hold op"),
    "followed_stop_no": ("Go on following", "Bliv ved med at følge"),
    "followed_broken": (
        "A programme that was followed cannot be used any more. {message}",
        "Et program, der blev fulgt, kan ikke bruges mere: det passer ikke længere til øvelserne,"
        " eller det er væk. Hold op med at følge det, og vælg eller skriv et nyt.",
    ),
    "when_every_day": ("every day", "hver dag"),
    "when_at": ("{days} at {times}", "{days} kl. {times}"),
    "when_and": ("{first} and {last}", "{first} og {last}"),
    "when_to": ("{first} to {last}", "{first} til {last}"),
    "when_days": ("Days", "Dage"),
    "when_time": ("Time {number}", "Tidspunkt {number}"),
    "when_add": ("Add a time", "Tilføj et tidspunkt"),
    "when_remove": ("Remove", "Fjern"),
    "when_no_day": ("Choose at least one day.", "Vælg mindst én dag."),
    "when_twice": (
        "Two times are the same. Change one of them, or remove it.",
        "To tidspunkter er ens. Ret det ene, eller fjern det.",
    ),
    "when_save": ("Save", "Gem"),
    "do_not_save": ("Do not save", "Gem ikke"),
    "doses_new": ("New", "Ny"),
    "doses_change": ("Change", "Ændr"),
    "doses_amount": ("How much of “{name}” next time", "Hvor meget af “{name}” næste gang"),
    "doses_amount_none": ("Choose an amount", "Vælg en mængde"),
    "doses_back": ("Let PoseGuide decide", "Lad PoseGuide bestemme"),
    "own_help": (
        "A physiotherapist can put exercises together for one person: in which order, how much, and"
        " on which days.",
        "En fysioterapeut kan sætte øvelser sammen til én person: i hvilken rækkefølge, hvor meget"
        " og på hvilke dage.",
    ),
    "own_write": ("Write a new one", "Skriv et nyt"),
    "own_for": ("For **{name}**", "Til **{name}**"),
    "own_name": ("Name of the programme", "Programmets navn"),
    "own_no_name": ("Write a name.", "Skriv et navn."),
    "own_purpose": (
        "What it is for (may be left empty)",
        "Hvad det skal gøre godt for (må gerne være tomt)",
    ),
    "own_no_purpose": ("A programme for one person.", "Et program til én person."),
    "own_source": ("Written in PoseGuide.", "Skrevet i PoseGuide."),
    "own_exercises": (
        "Exercises, in the order in which they are done",
        "Øvelser i den rækkefølge, de skal laves i",
    ),
    "own_exercises_none": ("Choose exercises", "Vælg øvelser"),
    "own_no_exercise": ("Choose at least one exercise.", "Vælg mindst én øvelse."),
    "own_up": ("Up", "Op"),
    "own_down": ("Down", "Ned"),
    "own_dose": (
        "Usual: {dose}. Less is fine, more is not. {source}",
        "Normalt: {dose}. Mindre er i orden, mere er ikke. {source}",
    ),
    "own_levels": (
        "Levels, in the order in which they are reached",
        "Trin i den rækkefølge, de skal nås i",
    ),
    "own_levels_none": ("The first level", "Det første trin"),
    "own_grows": ("The amounts grow slowly", "Der kommer langsomt mere på"),
    "own_grows_help": (
        "When it went well twice in a row, a little more is asked for, never more than the source"
        " of the exercise says.",
        "Når det er gået godt to gange i træk, kommer der lidt mere på, aldrig mere, end øvelsens"
        " kilde siger.",
    ),
    "own_save": ("Save the programme", "Gem programmet"),
    "own_not_saved": (
        "Not saved yet: put right what is marked in red above.",
        "Ikke gemt endnu: ret det, der er markeret med rødt ovenfor.",
    ),
    "own_refused": (
        "The programme cannot be saved as it is. {message}",
        "Programmet kan ikke gemmes, som det er: noget i det passer ikke til øvelserne. Ret det, og"
        " gem igen.",
    ),
    "reminders": ("Reminders", "Påmindelser"),
    "reminders_help": (
        "PoseGuide runs on this computer only and cannot call you. Save this file and open it with"
        " your calendar, on the phone or the computer: it then reminds you on these days, at these"
        " times. After a change, save the file and open it again: entries at the same time are"
        " replaced. Entries that you no longer want you delete in the calendar. The file names the"
        " programmes and exercises, and a calendar may keep it on the internet.",
        "PoseGuide kører kun på denne computer og kan ikke sende dig besked. Gem filen, og åbn den"
        " med din kalender på telefonen eller computeren: så minder den dig om det på disse dage og"
        " tidspunkter. Når du har ændret noget, så gem og åbn filen igen: aftaler på samme"
        " tidspunkt bliver erstattet. Aftaler, du ikke vil have mere, sletter du i kalenderen."
        " Filen nævner programmerne og øvelserne, og din kalender gemmer den måske på"
        " internettet.",
    ),
    "reminders_save": ("Save for the calendar (.ics)", "Gem til kalenderen (.ics)"),
    "reminders_zone": ("Time zone: {zone}.", "Tidszone: {zone}."),
    "reminders_no_zone": (
        "Your browser does not say which time zone you are in. Choose it here.",
        "Din browser fortæller ikke, hvilken tidszone du er i. Vælg den her.",
    ),
    "reminders_choose_zone": ("Your time zone", "Din tidszone"),
    "reminders_zone_none": ("Choose a place near you", "Vælg et sted nær dig"),
    # why an amount is asked for
    "rung_start": ("This is where you begin.", "Her begynder du."),
    "rung_chosen": ("This is what you have chosen.", "Det er det, du har valgt."),
    "rung_capped": (
        "This is the most that the source asks for.",
        "Det er det meste, som kilden beder om.",
    ),
    "rung_fixed": ("The amount is the same every time.", "Mængden er den samme hver gang."),
    "rung_up_same": (
        "+{more}: two full sessions, pain {pain} both times.",
        "+{more}: to hele træninger, smerte {pain} begge gange.",
    ),
    "rung_up_two": (
        "+{more}: two full sessions, pain {before} and {pain}.",
        "+{more}: to hele træninger, smerte {before} og {pain}.",
    ),
    "rung_up_seconds_same": (
        "+{more:g} seconds: two full sessions, pain {pain} both times.",
        "+{more:g} sekunder: to hele træninger, smerte {pain} begge gange.",
    ),
    "rung_up_seconds_two": (
        "+{more:g} seconds: two full sessions, pain {before} and {pain}.",
        "+{more:g} sekunder: to hele træninger, smerte {before} og {pain}.",
    ),
    "rung_up_level_same": (
        "Next level: two full sessions, pain {pain} both times.",
        "Næste trin: to hele træninger, smerte {pain} begge gange.",
    ),
    "rung_up_level_two": (
        "Next level: two full sessions, pain {before} and {pain}.",
        "Næste trin: to hele træninger, smerte {before} og {pain}.",
    ),
    "rung_up_level_held": (
        "Next level: two sessions, all held, no pain.",
        "Næste trin: to træninger, alle knib holdt, ingen smerte.",
    ),
    "rung_slower": (
        "You have reached the most that the source asks for. Take it slower instead of doing more.",
        "Du har nået det meste, som kilden beder om. Gør det langsommere i stedet for flere gange.",
    ),
    "rung_most": (
        "The same again: this is the most that the source asks for.",
        "Det samme igen: det er det meste, som kilden beder om.",
    ),
    "rung_one_more": (
        "The same again: one more good session, then a little more.",
        "Det samme igen: én god træning til, så bliver det lidt mere.",
    ),
    "rung_ache": (
        "The same again: the pain was {pain}.",
        "Det samme igen: smerten var {pain}.",
    ),
    "rung_ache_stop": (
        "The same again: the pain was {pain}. Stop if it hurts, and ask a physiotherapist.",
        "Det samme igen: smerten var {pain}. Stop, hvis det gør ondt, og spørg en fysioterapeut.",
    ),
    "rung_not_full": (
        "The same again, until you have done all of it twice.",
        "Det samme igen, indtil du har lavet det hele to gange.",
    ),
    "rung_not_held": (
        "The same again, until you can hold all of them.",
        "Det samme igen, indtil du kan holde dem alle.",
    ),
    "rung_form": (
        "The same again: first with good movements, then more.",
        "Det samme igen: først med gode bevægelser, så mere.",
    ),
    "rung_no_pain_told": (
        "The same again: how much it hurt afterwards is not known.",
        "Det samme igen: det vides ikke, hvor ondt det gjorde bagefter.",
    ),
    "rung_no_morning_told": (
        "The same again: how it felt the next morning is not known yet.",
        "Det samme igen: det vides endnu ikke, hvordan det føltes næste morgen.",
    ),
    "rung_settled": (
        "The same again: it hurt more afterwards, but that was gone within a day.",
        "Det samme igen: det gjorde mere ondt bagefter, men var ovre inden for et døgn.",
    ),
    "rung_back_fewer_pain": (
        "Fewer this time: the pain was {pain}.",
        "Færre denne gang: smerten var {pain}.",
    ),
    "rung_back_fewer_morning": (
        "Fewer this time: it hurt for longer than a day.",
        "Færre denne gang: det gjorde ondt i mere end et døgn.",
    ),
    "rung_back_shorter_pain": (
        "Shorter this time: the pain was {pain}.",
        "Kortere denne gang: smerten var {pain}.",
    ),
    "rung_back_shorter_morning": (
        "Shorter this time: it hurt for longer than a day.",
        "Kortere denne gang: det gjorde ondt i mere end et døgn.",
    ),
    "rung_back_level_pain": (
        "One level back: the pain was {pain}.",
        "Et trin tilbage: smerten var {pain}.",
    ),
    "rung_back_level_morning": (
        "One level back: it hurt for longer than a day.",
        "Et trin tilbage: det gjorde ondt i mere end et døgn.",
    ),
    "rung_back_least_pain": (
        "The pain was {pain}: do it gently or leave it out, and ask a physiotherapist.",
        "Smerten var {pain}: gør det forsigtigt, eller lad det være, og spørg en fysioterapeut.",
    ),
    "rung_back_least_morning": (
        "It hurt for longer than a day: do it gently or leave it out, and ask a physiotherapist.",
        "Det gjorde ondt i mere end et døgn: gør det forsigtigt, eller lad det være, og spørg en"
        " fysioterapeut.",
    ),
    # problems, by the kind of the error
    "VideoError": (
        "{message}",
        "{name} kan ikke læses til ende: det er ikke en video, den er beskadiget eller skåret"
        " af, eller den"
        " har ingen billeder. Kopiér eller optag den igen som MP4, MOV, WebM, MKV eller AVI.",
    ),
    "LongVideoError": (
        "{message}",
        "{name} varer mere end en time, og så lange videoer læses ikke. Klip det stykke ud, hvor"
        " øvelsen er.",
    ),
    "LargeVideoError": (
        "{message}",
        "Billederne i {name} er for store: højst 8192 punkter på hver led. Gem videoen mindre, for"
        " eksempel 1280 × 720.",
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
    "UnknownProgrammeError": (
        "{message}",
        "Programmet findes ikke længere. Hold op med at følge det på siden Programmer.",
    ),
    "DefinitionError": (
        "{message}",
        "En fil med en øvelse eller et program har fejl. Kør “poseguide check” for at se dem.",
    ),
    "StoreError": (
        "{message}",
        "Databasen med dine træninger kan ikke bruges lige nu: den er låst, beskadiget, for ny til"
        " dette program, eller disken er fuld. Intet er slettet. {message}",
    ),
    "PersonError": (
        "{message}",
        "Det går ikke: navnet er tomt, for langt eller findes allerede, eller personen er der ikke"
        " længere. Prøv et andet navn.",
    ),
    "LimitError": (
        "{message}",
        "Grænsen passer ikke til øvelsens andre grænser, så den er ikke gemt. Vælg en anden værdi.",
    ),
    "TransferError": (
        "The file cannot be imported, and nothing of it was kept. {message}",
        "Filen kan ikke hentes ind, og intet af den er gemt: den er ikke en hel eksport fra"
        " PoseGuide, er beskadiget, eller der er ikke plads. Eksportér igen på den anden computer,"
        " og prøv igen.",
    ),
    "NewerTransferError": (
        "{message}",
        "Filen er lavet af et nyere PoseGuide. Opdatér PoseGuide her, og hent den så ind.",
    ),
    "CameraError": ("{message}", "Kameraet kan ikke bruges. Tilslut det igen, og prøv igen."),
    "LiveError": ("{message}", "PoseGuide gik i stå. Det, du har lavet, er gemt. Start igen."),
    "PoseGuideError": ("{message}", "Videoen kunne ikke tjekkes. Prøv en anden optagelse."),
}


def word(key: str, language: Language, **values: object) -> str:
    """The words for a key, with `{name}` filled in. Raises KeyError for an unknown key."""
    english, danish = _WORDS[key]
    return (danish if language == "da" else english).format(**values)


def trouble_words(
    kinds: Iterable[str], language: Language, *, message: str, **values: object
) -> str:
    """The words for the first of these kinds of trouble that has any; else the message."""
    for kind in kinds:
        if kind in _WORDS:
            return word(kind, language, message=message, **values)
    return message
