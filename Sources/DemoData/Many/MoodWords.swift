extension Subject {
    static let mood: [Subject] = [
        Subject(
            "anger", in: "mood-and-worry", name: "anger",
            things: """
                a short fuse
                the slammed door
                a raised voice
                an old grudge
                the shouting in the kitchen
                a quarrel over nothing
                the clenched jaw
                road rage
                a bitter reply
                the apology that never came
                """,
            feelings: """
                heat in the neck
                resentment
                shame after yelling
                irritation
                a wish to shout
                being wronged
                """,
            steps: """
                walk around the block
                count slowly to twenty
                lower your voice on purpose
                take a time-out
                say sorry without a but
                unclench your fists
                """,
            people: """
                a brother with a temper
                your boss
                the neighbor who argues
                someone you yelled at
                """),
        Subject(
            "anxiety", in: "mood-and-worry", name: "anxiety",
            things: """
                a panic attack
                the endless worry
                a racing heart
                the fear of crowds
                a what-if at every turn
                the urge to check
                a dizzy spell
                stage fright
                the highway you avoid
                nervous planning
                """,
            feelings: """
                dread
                tightness in the chest
                restlessness
                fear of fainting
                unease
                a nervous stomach
                """,
            steps: """
                breathe out for longer
                name five blue things
                put the worry on paper
                take one rung of the ladder
                stay until the fear drops
                skip the second check
                """,
            people: """
                a nervous flyer
                the friend who reassures you
                your doctor
                a shy colleague
                """),
        Subject(
            "burnout", in: "rest-and-work", name: "burnout",
            things: """
                a full inbox
                the double shift
                the late-night email
                an unfair workload
                the meeting without end
                a missed lunch
                the deadline that moved
                a cynical joke
                overtime
                an empty tank
                """,
            feelings: """
                exhaustion
                numbness about work
                the Sunday dread
                a sense of failing
                indifference
                fatigue
                """,
            steps: """
                close the laptop at six
                hand over one task
                eat lunch away from your desk
                ask which job comes first
                take a real day off
                say that you will answer tomorrow
                """,
            people: """
                a tired nurse
                your manager
                the whole team
                a new colleague
                """),
        Subject(
            "depression", in: "mood-and-worry", name: "depression",
            things: """
                a gray morning
                the unopened mail
                lost interest
                a heavy body
                the canceled visit
                poor appetite
                the blank afternoon
                slow thinking
                an unmade bed
                the missing joy
                """,
            feelings: """
                emptiness
                guilt
                hopelessness
                sadness
                feeling worthless
                apathy
                """,
            steps: """
                open the curtains
                take a banana outside
                answer one message
                shower even if it is noon
                keep a set hour for rising
                write down three small deeds
                """,
            people: """
                a low friend
                your sister
                the family doctor
                someone who has been there
                """),
        Subject(
            "sleep", in: "rest-and-work", name: "sleep",
            things: """
                insomnia
                the ceiling at three
                a sleep diary
                jet lag
                the night shift
                snoring
                a late coffee
                the glowing clock
                a nightmare
                a nap that is too long
                """,
            feelings: """
                drowsiness
                heaviness in the eyes
                fear of the bed
                midnight alertness
                grogginess
                bedtime tension
                """,
            steps: """
                get up at the same hour
                dim the lamps
                leave bed when wide awake
                turn the clock to the wall
                skip the nap
                see daylight before nine
                """,
            people: """
                a light sleeper
                the night nurse
                a snoring husband
                a sleep specialist
                """),
    ]
}
