"""What is used in many places: sides, units, verdicts, exercises, commands, and problems."""

WORDS: dict[str, tuple[str, str]] = {
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
    # page "Why it helps"
    "why_page": ("Why it helps", "Derfor hjælper det"),
    "why_intro": (
        "What the exercises are meant to do, and what is not known. PoseGuide is not a medical"
        " device and does not replace a doctor or a physiotherapist.",
        "Hvad øvelserne er ment til, og hvad man ikke ved. PoseGuide er ikke medicinsk udstyr og"
        " erstatter ikke en læge eller en fysioterapeut.",
    ),
    "why_exercises": ("Exercises to open:", "Øvelser, der kan åbnes:"),
    # what the server refuses
    "door_host": (
        "PoseGuide does not serve the address {host}. If it is yours, name it in the setting"
        " POSEGUIDE_HOSTS where PoseGuide is started; behind a proxy set POSEGUIDE_PROXY=1 too.",
        "PoseGuide svarer ikke på adressen {host}. Hvis den er din, så skriv den i indstillingen"
        " POSEGUIDE_HOSTS dér, hvor PoseGuide startes; bag en proxy skal POSEGUIDE_PROXY=1 også"
        " sættes.",
    ),
    "door_origin": (
        "PoseGuide takes this from its own pages only. If a proxy stands before it, set"
        " POSEGUIDE_PROXY=1 and name its address in POSEGUIDE_HOSTS where PoseGuide is started.",
        "PoseGuide tager kun imod dette fra sine egne sider. Hvis der står en proxy foran, så sæt"
        " POSEGUIDE_PROXY=1, og skriv dens adresse i POSEGUIDE_HOSTS dér, hvor PoseGuide startes.",
    ),
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
        "Programmet findes ikke længere. Stop det på siden Programmer.",
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
    "DamagedStoreError": (
        "{message} The page “History” does it with a press of a button.",
        "Databasen med dine træninger er beskadiget. Intet er slettet. Læg en kopi tilbage på dens"
        " plads, eller åbn siden “Historik” og tryk på “Red det, der kan læses”. {message}",
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
    "BusyTransferError": (
        "{message}",
        "En anden fil bliver hentet ind lige nu. Vent, til den er færdig, og hent så filen ind"
        " igen.",
    ),
    "CameraError": ("{message}", "Kameraet kan ikke bruges. Tilslut det igen, og prøv igen."),
    "SettingError": ("{message}", "En indstilling på serveren kan ikke bruges. {message}"),
    "LiveError": ("{message}", "PoseGuide gik i stå. Det, du har lavet, er gemt. Start igen."),
    "PoseGuideError": ("{message}", "Videoen kunne ikke tjekkes. Prøv en anden optagelse."),
}
