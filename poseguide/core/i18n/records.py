"""What was done: reports, the history, people, and taking everything along."""

WORDS: dict[str, tuple[str, str]] = {
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
    # everything out and in
    # what can be read of a damaged database
    "rescue_help": (
        "The database is damaged, but much of it can often be read still. What can be read is saved"
        " in a new one in its place. The damaged file is kept beside it; nothing is deleted. Close"
        " other windows and programs that use PoseGuide first.",
        "Databasen er beskadiget, men ofte kan meget af den stadig læses. Det, der kan læses,"
        " gemmes i en ny på samme sted. Den beskadigede fil bliver liggende ved siden af; intet"
        " slettes. Luk først andre vinduer og programmer, der bruger PoseGuide.",
    ),
    "rescue_button": ("Save what can be read", "Red det, der kan læses"),
    "rescue_working": ("Saving what can be read…", "Redder det, der kan læses…"),
    "rescued": (
        "Sessions saved: {saved}. Sessions that could not be read: {lost}. The damaged file is kept"
        " as {kept}.",
        "Reddede træninger: {saved}. Træninger, der ikke kunne læses: {lost}. Den beskadigede fil"
        " ligger nu her: {kept}.",
    ),
    "rescued_not_all": (
        "Something else could not be read: repetitions, limits, programmes or answers may be"
        " missing.",
        "Andet kunne ikke læses: der kan mangle gentagelser, grænser, programmer eller svar.",
    ),
    "transfer": ("Take everything along", "Tag det hele med"),
    "transfer_help": (
        "One file with everybody's sessions, programmes, limits, clips and poses, to be imported on"
        " another computer. Keep it as you would keep other private papers.",
        "Én fil med alles træninger, programmer, grænser, klip og punkter, som kan hentes ind på en"
        " anden computer. Pas på den som på andre private papirer.",
    ),
    "transfer_export": ("Export everything", "Eksportér alt"),
    "transfer_file": ("A file that PoseGuide exported", "En fil, som PoseGuide har eksporteret"),
    "transfer_ask": (
        "Sessions and programmes that are not here yet are added. Nothing that is here is changed.",
        "Træninger og programmer, der ikke er her endnu, lægges til. Intet af det, der er her,"
        " ændres.",
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
        " their clips and poses, all programmes with their answers, and all own limits. A programme"
        " that was written for them is gone too. Reminders in a calendar stay until they are"
        " deleted there.",
        "Slet {name} for altid? Alt om personen forsvinder, alle steder: {sessions} træninger med"
        " klip og punkter, alle programmer med svar, og alle egne grænser. Et program, der er"
        " skrevet til personen, forsvinder også. Påmindelser i en kalender bliver, til de slettes"
        " dér.",
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
}
