"""The page Today: what is due, signs, lights, and how a round went."""

WORDS: dict[str, tuple[str, str]] = {
    # page "Today"
    "today_page": ("Today", "I dag"),
    "today_who": (
        "Choose above who you are, and what is due for you is shown.",
        "Vælg ovenfor, hvem du er, så vises det, der står for tur for dig.",
    ),
    "light_green": ("Green light", "Grønt lys"),
    "light_yellow": ("Yellow light", "Gult lys"),
    "light_red": ("Red light", "Rødt lys"),
    "light_before_green": (
        "You can exercise with a pain of {pain}. Stop if it gets clearly worse.",
        "Med smerter på {pain} kan du godt træne. Stop, hvis det bliver tydeligt værre.",
    ),
    "light_before_yellow": (
        "A pain of {pain} is acceptable if it has settled a day later. Go gently, and do less if"
        " you like.",
        "Smerter på {pain} går an, hvis de har lagt sig et døgn senere. Tag det roligt, og lav"
        " gerne mindre.",
    ),
    "light_before_red": (
        "A pain of {pain} is too much for training. Leave it for now, or do only the vein pump,"
        " gently. Stop if it gets worse. If the pain is new to you, ask a doctor.",
        "Smerter på {pain} er for meget til at træne med. Lad være nu, eller lav kun venepumpen,"
        " helt roligt. Stop, hvis det bliver værre. Er smerterne nye for dig, så spørg en læge.",
    ),
    "light_after_green": (
        "A pain of {pain} afterwards is fine. You can go on like this.",
        "Smerter på {pain} bagefter er helt i orden. Du kan blive ved på den måde.",
    ),
    "light_after_yellow": (
        "A pain of {pain} afterwards is all right if it has settled a day later. Next time do no"
        " more than today.",
        "Smerter på {pain} bagefter går an, hvis de har lagt sig et døgn senere. Lav ikke mere"
        " næste gang end i dag.",
    ),
    "light_after_red": (
        "A pain of {pain} afterwards is too much. Rest now. Next time do less, or something"
        " gentler.",
        "Smerter på {pain} bagefter er for meget. Hvil dig nu. Lav mindre næste gang, eller noget"
        " mildere.",
    ),
    "light_morning_green": (
        "Good, your body took it well. You can go on like this.",
        "Godt, det kunne din krop tåle. Du kan blive ved på den måde.",
    ),
    "light_morning_yellow": (
        "That is all right, since it settled within a day. Do no more this time than last time.",
        "Det er i orden, fordi det lagde sig inden for et døgn. Lav ikke mere denne gang end"
        " sidst.",
    ),
    "light_morning_red": (
        "That was too much. Do less today, or rest a day. If it does not settle, ask a"
        " physiotherapist.",
        "Det var for meget. Lav mindre i dag, eller hold en dags pause. Lægger det sig ikke, så"
        " spørg en fysioterapeut.",
    ),
    "morning_ask": (
        "You exercised on {day}. How did you feel the next morning?",
        "Du trænede i {day}s. Hvordan havde du det næste morgen?",
    ),
    "morning_ask_yesterday": (
        "You exercised yesterday. How did you feel this morning?",
        "Du trænede i går. Hvordan havde du det i morges?",
    ),
    "morning_as_before": ("As before, or better", "Som før eller bedre"),
    "morning_settled": (
        "Worse, but gone within a day",
        "Værre, men det gik over inden for et døgn",
    ),
    "morning_worse": ("Worse for longer than a day", "Værre i mere end et døgn"),
    "morning_change": ("Change the answer", "Ret svaret"),
    "signs_ask": (
        "Do you have any of these now? If not, choose nothing.",
        "Har du noget af det her lige nu? Hvis ikke, så vælg ingenting.",
    ),
    "sign_chest": ("Chest pain", "Smerter i brystet"),
    "sign_breath": ("Sudden trouble breathing", "Pludseligt besvær med at trække vejret"),
    "sign_calf": (
        "New in one calf: swollen, hot, red or painful",
        "Nyt i den ene læg: hævet, varm, rød eller gør ondt",
    ),
    "sign_dizzy": ("Dizzy or about to faint", "Svimmel eller ved at besvime"),
    "sign_emergency_do": (
        "**Call the emergency number now: 112 in Denmark.** Do not exercise.",
        "**Ring 112 nu.** Lad være med at træne.",
    ),
    "sign_calf_do": (
        "**Call a doctor today, because it may be a blood clot.** When the surgery is closed, call"
        " the doctor on call, in Denmark lægevagten. Do not exercise, and do not massage the leg.",
        "**Ring til en læge i dag, for det kan være en blodprop.** Har lægen lukket, så ring til"
        " lægevagten. Lad være med at træne, og lad være med at massere benet.",
    ),
    "sign_dizzy_do": (
        "**Sit or lie down until it is over.** Do not exercise now. If it lasts or comes back, call"
        " a doctor.",
        "**Sæt eller læg dig, til det er gået over.** Lad være med at træne nu. Bliver det ved,"
        " eller kommer det igen, så ring til en læge.",
    ),
    "signs_wait": (
        "You cannot start anything here while one of these is chosen.",
        "Du kan ikke starte noget her, så længe noget af det er valgt.",
    ),
    "worst_now": ("The pain is worst now", "Smerterne er værst nu"),
    "worst_help": ("Begins “{name}” at once.", "Begynder “{name}” med det samme."),
    "worst_before": ("Read this the first time", "Læs det her den første gang"),
    "worst_begins": (
        "“{name}”, now that the pain is worst. Go gently, and stop if it gets worse.",
        "“{name}”, nu hvor smerterne er værst. Tag det roligt, og stop, hvis det bliver værre.",
    ),
    "slot_done": ("done", "lavet"),
    "slot_part": ("part done", "delvis lavet"),
    "slot_skipped": ("skipped", "sprunget over"),
    "slot_open": ("begun, can be carried on", "begyndt, kan fortsættes"),
    "slot_due": ("due now", "står for tur"),
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
        "Følg et program på dage og tidspunkter, du selv vælger",
    ),
    "today_mend": ("See it on the page Programmes", "Se det på siden Programmer"),
    "today_intro": (
        "You do not follow a programme yet. Choose one and do it now, or follow it on days and"
        " times that suit you. Then you see here every day what is due.",
        "Du følger ikke noget program endnu. Vælg et, og lav det nu, eller følg det på de dage og"
        " tidspunkter, der passer dig. Så kan du hver dag se her, hvad der står for tur.",
    ),
    "today_now_or_later": (
        "If you would like to do something now, choose a programme.",
        "Hvis du har lyst til at lave noget nu, kan du vælge et program.",
    ),
    "today_nothing_due": ("Nothing is due now.", "Der står ikke noget for tur lige nu."),
    "today_enough_done": ("That is all for now. Well done.", "Det var det hele for nu. Godt gået."),
    "today_next": ("Next: “{name}”, {when}.", "Næste gang: “{name}”, {when}."),
    "coming_today": ("today at {time}", "i dag kl. {time}"),
    "coming_tomorrow": ("tomorrow at {time}", "i morgen kl. {time}"),
    "coming_weekday": ("{day} at {time}", "{day} kl. {time}"),
    "today_new": ("New for you. Read this before you begin.", "Nyt for dig. Læs det her først."),
    "today_known": (
        "Cautions of the exercises you know",
        "Det skal du passe på ved de øvelser, du kender",
    ),
    "today_once_done": ("I have done this once", "Det har jeg gjort én gang"),
    "today_skip": ("Skip it this time", "Spring over denne gang"),
    "today_after_all": ("Do it after all", "Lav det alligevel"),
    "today_rest": ("Carry on with the rest", "Fortsæt med resten"),
    "today_see": ("See how it went", "Se, hvordan det gik"),
    "today_back": ("Back to today", "Tilbage til i dag"),
    "round_title": ("How it went", "Sådan gik det"),
    "round_done": ("You have done all of it. Well done.", "Du har lavet det hele. Godt gået."),
    "round_part": (
        "Done to the end: {done} of {of}. All that you did counts.",
        "Lavet helt færdig: {done} af {of}. Alt, hvad du har lavet, tæller med.",
    ),
    "round_skipped": (
        "Skipped this time. That is fine: there is a next time.",
        "Sprunget over denne gang. Det er helt i orden: du kan lave det en anden gang.",
    ),
    "round_carry_on": ("Carry on", "Fortsæt"),
    "round_enough": ("That is enough for now", "Det er nok for nu"),
    "round_goes_on": (
        "Press Start to carry on where you stopped.",
        "Tryk på Start for at fortsætte, hvor du slap.",
    ),
    "round_elsewhere": (
        "This goes on in another program just now.",
        "Det her er i gang i et andet program lige nu.",
    ),
    "look_again": ("Look again", "Se efter igen"),
    "round_other_window": (
        "This goes on in another window just now. Press Start to carry on here instead.",
        "Det her er i gang i et andet vindue lige nu. Tryk på Start for at fortsætte her i stedet.",
    ),
    "effort": (
        "How hard was it? (0 = not at all, 10 = as hard as can be)",
        "Hvor hårdt var det? (0 = slet ikke, 10 = så hårdt, det kan være)",
    ),
    "told_intro": (
        "No camera can see “{name}”. How did it go?",
        "Intet kamera kan se “{name}”. Hvordan gik det?",
    ),
    "told_held": (
        "Could you hold the squeezes for as long as they were to last?",
        "Kunne du holde knibene så længe, som de skulle vare?",
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
        "If it hurts to squeeze: stop, and ask a physiotherapist.",
        "Hvis det gør ondt at knibe: stop, og spørg en fysioterapeut.",
    ),
    "told_ask_somebody": (
        "Many are unsure at first, and leaking is common. A physiotherapist can check whether you"
        " squeeze right.",
        "Mange er i tvivl i begyndelsen, og det er almindeligt at være utæt. En fysioterapeut kan"
        " undersøge, om du kniber rigtigt.",
    ),
    "weeks_title": ("The last four weeks", "De sidste fire uger"),
    "weeks_done": ("exercised", "trænet"),
    "weeks_felt": (
        "Week {week} of “{name}”. Many feel a difference after {first} to {last} weeks, some"
        " later.",
        "Uge {week} med “{name}”. Mange mærker en forskel efter {first} til {last} uger, nogle"
        " senere.",
    ),
}
