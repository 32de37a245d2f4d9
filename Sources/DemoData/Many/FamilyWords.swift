extension Subject {
    static let family: [Subject] = [
        Subject(
            "couples", in: "family-and-love", name: "couples",
            things: """
                the same fight
                a cold silence
                trust after a lie
                the division of chores
                a fading romance
                jealousy
                the talk about money
                a visit from the in-laws
                an affair
                a bed divided down the middle
                """,
            feelings: """
                being unheard
                longing for closeness
                hurt pride
                suspicion
                tenderness
                the wish to leave
                """,
            steps: """
                say the soft thing first
                take turns speaking
                sit on the sofa without phones
                ask one open question
                plan an evening for two
                repair after a quarrel
                """,
            people: """
                your partner
                a spouse who withdraws
                the couple next door
                a marriage counselor
                """),
        Subject(
            "eating-concerns", in: "hard-moments", name: "eating concerns",
            things: """
                the tense dinner
                a list of forbidden foods
                body talk
                a skipped breakfast
                the mirror in the hall
                comparing plates
                secret eating
                diet advice
                the family meal
                the dress from last year
                """,
            feelings: """
                shame about the body
                fear of the table
                hunger
                a need for control
                disgust
                worry about looks
                """,
            steps: """
                eat together at a set time
                leave out remarks about bodies
                ask a dietitian
                plan something for after the meal
                get a medical check
                put the scale away
                """,
            people: """
                a worried parent
                the dietitian
                a teammate
                your daughter
                """),
        Subject(
            "grief", in: "loss-and-change", name: "grief",
            things: """
                an empty chair
                the first birthday without her
                a box of letters
                the funeral
                the widow’s second winter
                the urn on the shelf
                an unfinished goodbye
                his old coat
                the anniversary
                a song in the store
                """,
            feelings: """
                sorrow
                missing someone
                yearning
                a rush of tears
                guilt toward the dead
                numb grief
                """,
            steps: """
                say the name aloud
                light a candle
                visit the grave
                tell one story about him
                join a mourning group
                keep the coat for now
                """,
            people: """
                a widower
                the bereaved family
                an aunt in mourning
                the hospice chaplain
                """),
        Subject(
            "life-transitions", in: "loss-and-change", name: "change",
            things: """
                a move across the country
                the first week of retirement
                a layoff
                the empty nest
                a new diploma
                an unfamiliar street
                the farewell party
                a career switch
                a stack of boxes in the hall
                a folder of immigration papers
                """,
            feelings: """
                homesickness
                being between two lives
                excitement
                uncertainty
                rootlessness
                pride
                """,
            steps: """
                become a regular somewhere
                keep one old habit
                learn the bus routes
                set a date to decide
                invite a neighbor in
                say goodbye properly
                """,
            people: """
                a newcomer
                a retired teacher
                the graduate
                an old classmate
                """),
        Subject(
            "parenting", in: "family-and-love", name: "parenting",
            things: """
                a toddler’s tantrum
                the bedtime battle
                homework
                a rule about screens
                a teen behind a door
                the school run
                sibling rivalry
                a diaper at dawn
                the handover on Friday
                a report card
                """,
            feelings: """
                parental guilt
                impatience
                fierce love
                worry for a child
                mom and dad fatigue
                delight
                """,
            steps: """
                get down on the floor to play
                praise one small thing
                set a rule and keep it
                offer a ride and stay silent
                read aloud at night
                let the baby nap on you
                """,
            people: """
                a single father
                the babysitter
                your teenager
                a grandparent
                """),
        Subject(
            "self-harm", in: "hard-moments", name: "self-harm", needsCrisisLine: true,
            things: """
                a bad night
                the urge that rises
                a safety plan
                the hidden hurt
                a frightened friend
                the crisis text
                a promise of ten minutes
                the scar that heals
                a locked cabinet
                the first honest answer
                """,
            feelings: """
                unbearable pain
                self-blame
                feeling nothing
                being a burden
                despair
                relief at being asked
                """,
            steps: """
                call a crisis counselor
                hold something cold
                go where other people are
                ask directly and calmly
                wait ten minutes more
                hand over what frightens you
                """,
            people: """
                the school counselor
                a scared mother
                somebody on the line
                a friend you can wake
                """),
        Subject(
            "trauma", in: "hard-moments", name: "trauma",
            things: """
                a flashback
                the car crash
                a veteran’s memory
                the sudden noise
                an old assault
                the smell of smoke
                a trigger
                the avoided street
                a storm siren
                the body’s alarm
                """,
            feelings: """
                terror
                being on guard
                feeling unreal
                survivor’s guilt
                startle
                distrust
                """,
            steps: """
                press your feet into the floor
                say today’s date aloud
                look for what is new in the room
                let someone sit near the door
                go at your own pace
                ask about trauma treatment
                """,
            people: """
                a survivor
                the advocate
                a fellow soldier
                the emergency doctor
                """),
    ]
}
