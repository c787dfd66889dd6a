"""Programmes: following and writing them, reminders, and why an amount is asked for."""

WORDS: dict[str, tuple[str, str]] = {
    # page "Programmes"
    "programmes_page": ("Programmes", "Programmer"),
    "programmes_intro": (
        "A programme is some exercises in their order. Follow one on your own days, at your own"
        " times. PoseGuide is not a medical device and does not replace a doctor or a"
        " physiotherapist.",
        "Et program er nogle øvelser i en fast rækkefølge. Følg det på de dage og tidspunkter, der"
        " passer dig. PoseGuide er ikke medicinsk udstyr og erstatter ikke en læge eller en"
        " fysioterapeut.",
    ),
    "programmes_known": ("Programmes to follow", "Programmer, du kan følge"),
    "programmes_own": ("Write a programme", "Skriv et program"),
    "programme_followed": ("Is followed already.", "Følges allerede."),
    "programme_grows": (
        "The amounts grow slowly when it goes well.",
        "Der lægges langsomt mere på, når det går godt.",
    ),
    "programme_stays": ("The amounts stay the same.", "Mængderne er de samme hver gang."),
    "programme_felt": (
        "Many feel a difference after {weeks} weeks, some later.",
        "Mange mærker en forskel efter {weeks} uger, nogle senere.",
    ),
    "programme_guide": ("Good to know first", "Godt at vide først"),
    "programme_source": ("Source: {source}", "Kilde: {source}"),
    "programme_follow": ("Follow it", "Følg det"),
    "programme_proposed": ("Proposed: {when}.", "Forslag: {when}."),
    "programme_not_now": ("Not now", "Ikke nu"),
    "followed": ("Current programmes", "Programmer i gang"),
    "followed_none": (
        "No programme is followed yet. Choose one below, or write one.",
        "Der er ikke noget program i gang endnu. Vælg et herunder, eller skriv et.",
    ),
    "followed_since": ("Followed since {day}.", "Fulgt siden {day}."),
    "followed_own": ("Written here.", "Skrevet her."),
    "followed_when": ("Change days and times", "Ændr dage og tidspunkter"),
    "followed_doses": ("How much next time", "Hvor meget næste gang"),
    "followed_write": ("Change the programme", "Ændr programmet"),
    "followed_stop": ("Stop following", "Stop programmet"),
    "followed_stop_ask": (
        "Stop following “{name}”? What was done stays in History, and it can be followed again at"
        " any time. Its reminders in your calendar you delete there.",
        "Vil du stoppe “{name}”? Det, der er lavet, bliver i Historik, og programmet kan følges"
        " igen når som helst. Påmindelser i din kalender sletter du dér.",
    ),
    "followed_stop_own": (
        "Stop following “{name}”? It was written here and will be gone. What was done stays in"
        " History. Its reminders in your calendar you delete there.",
        "Vil du stoppe “{name}”? Programmet er skrevet her og bliver slettet. Det, der er lavet,"
        " bliver i Historik. Påmindelser i din kalender sletter du dér.",
    ),
    "followed_stop_broken": (
        "Stop following this programme? It will be gone. What was done stays in History.",
        "Vil du stoppe dette program? Det bliver slettet. Det, der er lavet, bliver i Historik.",
    ),
    "followed_stop_yes": ("Yes, stop following", "Ja, stop programmet"),
    "followed_stop_no": ("Go on following", "Nej, fortsæt"),
    "followed_broken": (
        "A programme that was followed cannot be used any more. {message}",
        "Et program, der blev fulgt, kan ikke bruges mere: det passer ikke længere til øvelserne,"
        " eller det er væk. Stop det, og vælg eller skriv et nyt.",
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
        "Normalt: {dose}. Mindre er i orden, men ikke mere. {source}",
    ),
    "own_levels": (
        "Levels, in the order in which they are reached",
        "Trin i den rækkefølge, de skal nås i",
    ),
    "own_levels_none": ("The first level", "Det første trin"),
    "own_grows": ("The amounts grow slowly", "Der lægges langsomt mere på"),
    "own_grows_help": (
        "When it went well twice in a row, a little more is asked for, never more than the source"
        " of the exercise says.",
        "Når det er gået godt to gange i træk, lægges der lidt mere på, men aldrig mere, end"
        " øvelsens kilde siger.",
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
        " replaced. Where you moved a time or stopped a programme, the old entries stay in the"
        " calendar: delete them there. The file names the programmes and exercises, and a calendar"
        " may keep it on the internet.",
        "PoseGuide kører kun på denne computer og kan ikke sende dig besked. Gem filen, og åbn den"
        " med din kalender på telefonen eller computeren: så minder den dig om det på disse dage og"
        " tidspunkter. Når du har ændret noget, så gem og åbn filen igen: aftaler på samme"
        " tidspunkt bliver erstattet. Har du flyttet et tidspunkt eller stoppet et program, bliver"
        " de gamle aftaler stående i kalenderen: slet dem dér. Filen nævner programmerne og"
        " øvelserne, og din kalender gemmer den måske på internettet.",
    ),
    "reminders_save": ("Save for the calendar (.ics)", "Gem til kalenderen (.ics)"),
    "reminders_zone": ("Time zone: {zone}.", "Tidszone: {zone}."),
    "reminders_no_zone": (
        "Your browser does not say which time zone you are in. Choose it here.",
        "Din browser fortæller ikke, hvilken tidszone du er i. Vælg den her.",
    ),
    "reminders_choose_zone": ("Your time zone", "Din tidszone"),
    "reminders_zone_none": ("Choose a place near you", "Vælg et sted nær dig"),
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
    # why an amount is asked for
    "rung_start": ("This is where you begin.", "Her begynder du."),
    "rung_chosen": ("This is what you have chosen.", "Det er det, du har valgt."),
    "rung_capped": ("This is the most that the source asks for.", "Mere beder kilden ikke om."),
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
        "Du har nået det meste, som kilden beder om. Tag det langsommere i stedet for at lave"
        " flere.",
    ),
    "rung_most": (
        "The same again: this is the most that the source asks for.",
        "Det samme igen: mere beder kilden ikke om.",
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
        "Det samme igen: der mangler svar på, hvor ondt det gjorde bagefter.",
    ),
    "rung_no_morning_told": (
        "The same again: how it felt the next morning is not known yet.",
        "Det samme igen: der mangler endnu svar på, hvordan det var næste morgen.",
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
        "Smerten var {pain}: gør det forsigtigt, eller spring det over, og spørg en fysioterapeut.",
    ),
    "rung_back_least_morning": (
        "It hurt for longer than a day: do it gently or leave it out, and ask a physiotherapist.",
        "Det gjorde ondt i mere end et døgn: gør det forsigtigt, eller spring det over, og spørg en"
        " fysioterapeut.",
    ),
}
