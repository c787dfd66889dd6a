"""Exercising in front of the camera: the page, the screen, and what is said aloud."""

WORDS: dict[str, tuple[str, str]] = {
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
        "This goes on in another window now. To exercise in this one instead, press Start.",
        "Træningen fortsætter i et andet vindue nu. Tryk på Start for at træne her i stedet.",
    ),
    "page_too_old": (
        "PoseGuide was started anew meanwhile. Press Start to go on.",
        "PoseGuide er startet på ny i mellemtiden. Tryk på Start for at fortsætte.",
    ),
    "computer_busy": (
        "The computer is busy with something else. It goes on as soon as it can.",
        "Computeren har travlt med noget andet. Det fortsætter, så snart den kan.",
    ),
    "live_full": (
        "As many people exercise on this computer already as it can follow. Try again when"
        " somebody is done.",
        "Der træner allerede så mange på denne computer, som den kan følge. Prøv igen, når nogen"
        " er færdig.",
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
    "timer_coming": ("Begins in, seconds", "Begynder om, sekunder"),
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
        "Tag det langsommere i dag i stedet for at lave flere.",
    ),
    "move_on": ("Next exercise", "Næste øvelse"),
    "begin_now": ("Begin now", "Begynd nu"),
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
    "model_starting": (
        "PoseGuide is getting ready to see you. Get into place meanwhile.",
        "PoseGuide gør sig klar til at se dig. Find på plads imens.",
    ),
    "get_ready": ("Get ready.", "Gør dig klar."),
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
}
