extension DemoArticle {
    static let gettingStarted2: [DemoArticle] = [
        whenTherapyIsNotClicking, howToEndTherapyWell, goalsSmallEnoughToKeep,
        yourFirstAppointmentStepByStep,
    ]

    static let whenTherapyIsNotClicking = DemoArticle(
        slug: "when-therapy-is-not-clicking",
        title: "When therapy is not clicking, and what to do about it",
        dek: """
            Is it the therapist, the timing, or the hard part of the work? How to tell, how to say so, and \
            how to leave if you need to.
            """,
        category: "getting-started",
        topics: ["anxiety", "depression"],
        author: "bettina-solberg",
        standing: .published(daysAgo: 203),
        body: """
            You have gone five or six times. You like the couch. Yet each week you drive home with a feeling
            that you talked for an hour and nothing moved. You wonder whether you are doing it wrong.

            It is a fair thing to wonder about, and there is more than one answer.

            ## Stuck, bored, or scared?

            Try to name the feeling before you act on it.

            **Stuck** sounds like this: we go in circles, and I could write the session beforehand. Often the
            goal has become blurry. It can help to say what you came for, out loud, as if for the first time.

            **Bored** may be true boredom. It may also be a lid. If you grow sleepy just when a certain person
            comes up, that is worth a mention.

            **Scared** shows as the wish to cancel. You got near something. Wanting to run does not mean that
            you should stay, but it does mean that you should not decide in the parking lot.

            And then there is **unsafe**. Someone who mocks you, touches you in a way you did not agree to,
            talks mostly about themselves, or asks for favors has crossed a line. You owe them no further
            visit. You can report it to the board that gave the license.

            ## Say it in the room

            Most people leave by not coming back. That is your right. Still, it can be worth one awkward
            minute to speak, because being heard about this may be the very thing that moves.

            You could try:

            - “I notice that I leave without knowing what to do. Could we be more practical?”
            - “When you stay quiet so long, I think that you are angry with me.”
            - “I have not told you the main thing yet.”
            - “I’m not sure this is the right fit. Can we talk about it?”

            Then watch. A good therapist gets curious. They may thank you, ask for more, and offer a change.
            If they argue, or make it all about your past, you have learned something too.

            ## Things that can be changed

            You might not need a new person. You might need a new arrangement: every second week, or twice in
            one week for a while. More structure, or less. A pen and a list. A walk in place of chairs.
            Sessions with your partner in the room. A check with a doctor about sleep or thyroid or medicine,
            in case part of this lies in the body.

            ## When you go

            If you decide to leave, one closing session is a kindness to yourself. You can take stock, and you
            can ask for a name or two. You may also ask to have your records sent on. A message is fine if a
            session is too much:

            > I have decided to stop for now. Thank you for the work we did. I will ask for my records when I
            > have found someone.

            ## Do not go in a bad week

            If you have been thinking about death, or drinking to get through the night, change one thing at a
            time. Stay with the therapist you have until the next one is real, with a date and a door. And
            keep 988 in your phone.

            People often find their person on the second or third try. That is not failure. You are learning
            what you need, and that is half of what therapy is for.

            """)

    static let howToEndTherapyWell = DemoArticle(
        slug: "how-to-end-therapy-well",
        title: "How to end therapy well",
        dek: """
            Endings deserve more than a missed appointment. Signs that it may be time, and ways to say \
            goodbye that you can be glad of.
            """,
        category: "getting-started",
        topics: ["life-transitions"],
        author: "josephine-tallow",
        standing: .published(daysAgo: 260),
        body: """
            Nobody hands out a diploma. Therapy has no last page, so people tend to drift out of it. They skip
            for a holiday, then the new month begins, and then it feels odd to call. If things went well, that
            is a pity. A proper goodbye is rare in life, and here you can practice one.

            ## Signs that you may be near the end

            - You arrive and have to search for something to say.
            - You hear the therapist’s question in your head before they ask it, and you answer it at home.
            - The thing that brought you has shrunk to a size you can carry.
            - When a hard week comes, you do what you learned, if a bit clumsily.
            - You catch yourself wanting the hour for other things.

            Feeling good all the time is not on the list. If you wait for that, you will be in therapy
            forever.

            ## Bring it up early

            Say it at the start of a session, not at the door. “I have been thinking that we might finish by
            spring” is gentle and clear. Your therapist may agree. They may see a reason to wait, and tell you
            why. Listen, and then decide. It is your decision.

            Some people dread this talk because they fear to hurt someone who was good to them. You can say
            that as well. Therapists know that a good ending is what the work is for.

            ## Slow down before you stop

            Many people stretch the visits: every other week, then monthly, then one visit in three months
            with a date already set. The gaps show you what holds. If it wobbles, you find out while there is
            still an appointment ahead.

            ## What to do with the last few hours

            You might look back together. What was it like on the first day? What did you believe about
            yourself then that you don’t believe now? What was the worst week, and how did you get through it?

            You can write a page to take with you. Think of it as a weather report, in three parts:

            What storms look like
            : Early signs that I am sliding: I stop cooking, I stop answering my sister, I stay up.

            What to bring in
            : Walks, the Thursday group, the doctor’s number, being honest with one person.

            When to call
            : Two weeks of this, or a single night when I am afraid of myself.

            Leave room for sadness. An hour a week in which someone paid full attention to you is a real thing
            to lose. Crying in a last session is not a sign that you should stay.

            ## When the ending is not your choice

            Therapists move, fall ill, retire, or leave a clinic. Insurance changes. A graduate student
            finishes a year. You should get notice, names of others, and time to talk it over. If you do not,
            ask. It is fair to be angry, and it is useful to say so to the one it concerns.

            ## The door

            Most therapists are glad to see people again. Coming back for three sessions after a death in the
            family is not starting over. You are using a place that you know.

            So ask, in the last five minutes, “If I need you again, what do I do?” Write down the answer. Then
            shake hands, or don’t, and go out into the afternoon.

            """)

    static let goalsSmallEnoughToKeep = DemoArticle(
        slug: "goals-small-enough-to-keep",
        title: "Goals for therapy that are small enough to keep",
        dek: """
            “I want to be happy” is a wish. How to turn it into something that you could notice on a \
            Wednesday.
            """,
        category: "getting-started",
        topics: ["depression", "burnout"],
        author: "anselm-okoye",
        standing: .past(publishedDaysAgo: 330, withdrawnDaysAgo: 60),
        body: """
            Sooner or later a therapist asks what you want. It sounds simple. Then you open your mouth and
            hear yourself say “to feel better,” and it floats up to the ceiling like a balloon.

            Big wishes are fine. They point somewhere. But you cannot tell on a given day whether you have
            come nearer, and so you tend to think that you haven’t.

            ## From a wish to a Wednesday

            Take your wish and ask: if it came true while I slept, what would someone with a camera see on
            Wednesday?

            | The wish | What the camera sees |
            | --- | --- |
            | I want more confidence | I ask one question in the staff meeting |
            | I want to be less angry | I leave the kitchen before I shout, and come back |
            | I want my life back | I cook on two nights and answer my brother’s texts |
            | I want to stop worrying | I check the stove once and go out |

            Notice that none of these says how you feel. Feelings follow in their own time. What you do is
            easier to steer.

            ## Make it smaller

            Whatever you wrote, cut it in half. If you have not left the house in weeks, a gym is not the next
            step. The mailbox is. Step out, touch it, come back. That sounds silly until you have done it, and
            then it sounds like Tuesday.

            A goal is the right size if you think, “Well, I could do that even on a bad day.”

            ## Toward, not away

            “Stop snapping at the kids” gives you nothing to do with your mouth. “Sit down on the floor with
            them for ten minutes after work” does. Try to phrase the thing as something a living person can
            do. A rock can manage not to snap.

            ## Whose goal is it?

            Look at your list and ask who wrote it. A husband may want you to get over it. A mother may want
            you to call more. A boss may want you to have thicker skin. There is nothing wrong with pleasing
            people now and then, but therapy runs on your own wanting. Cross out what belongs to others. One
            line that is yours is better than six that are not.

            ## Tell your therapist how to help

            Bring the list and say which item scares you. Then agree on two things. How often will you look at
            it together? And what counts as good news? Without that, hours fill with whatever happened on the
            way over.

            It is also fine to have no goal for a while. After a loss, or in a first month, it may be enough
            to have one place where you don’t have to hold it together. Say so: “For now, I only want to come
            and be here.” That is a plan as well.

            ## When you miss

            You will skip it some weeks. Treat a miss the way you would treat a bus you didn’t catch. You
            don’t lecture yourself at the stop until dark. You look up when the next one comes.

            Write on paper what got in the way. If the same thing blocks you three times, that thing may be
            the real goal, and you have just found it for free.

            """)

    static let yourFirstAppointmentStepByStep = DemoArticle(
        slug: "your-first-appointment-step-by-step",
        title: "Your first appointment with a therapist, step by step",
        dek: """
            From the paperwork to the last five minutes: how the first hour tends to go, and what you may \
            ask.
            """,
        category: "getting-started",
        topics: ["anxiety", "life-transitions"],
        author: "anselm-okoye",
        standing: .inReview(.editorial),
        nearDuplicateOf: "what-happens-in-a-first-session",
        body: """
            You have found someone, you have a time, and now you feel sick. That is common. A first session
            asks you to talk about private things with a person you have known for four minutes. It helps to
            know how the hour tends to go.

            ## Before you sit down

            Most offices send forms a few days ahead. They ask for your address, your health history, your
            medicines and what brings you in. You will also get a page about privacy and one about fees. Read
            the one about fees. If a question on the form is too much to write down, put “I would rather say
            this in person” and move on.

            Come ten minutes early if you go in person. For a video visit, open the link once beforehand so
            that you do not meet your camera’s settings with a stranger watching.

            ## The first ten minutes

            The therapist will say a bit about how they work and what they must do by law if someone is in
            danger. They may sound formal here. They say it to everyone, and they want you to hear it before
            you share anything.

            Then comes the open question. It may be “What brings you here?” or “Why now?” There is no right
            answer. Some people tell a story from the start. Some say, “I don’t know, I just can’t keep going
            like this.” Both are fine places to begin.

            ## The middle of the hour

            Expect questions. A first session is part talk, part map-making:

            - What is hardest right now, and since when?
            - How are you sleeping, eating and working?
            - Who lives with you, and whom do you lean on?
            - Have you had help before, and what was it like?
            - Have you ever thought about dying or hurting yourself?

            The last one startles people. It is asked because it matters, and because silence about it helps
            nobody. You can answer it truthfully. A yes does not mean that someone will be called the moment
            you leave the room. And if such thoughts come before your appointment does, you can call or text
            988 at any hour.

            You may skip any question. “I’m not ready for that one” is a whole sentence.

            ## What you may ask

            It is your hour too. People are glad later that they asked:

            1. Have you worked with something like this before?
            2. What would we do in here, week by week?
            3. How will we know that it is working?
            4. What happens if I need you between sessions?

            ## The last five minutes

            A good therapist watches the clock so that you don’t have to. Near the end they will say what they
            heard and suggest a next step. That may be another session, a different kind of help, or the name
            of a colleague. You can say that you want to think about it. You do not have to book on the spot.

            ## Afterward

            You may feel lighter. You may also feel raw, or flat, or very hungry. Leave a little room in the
            day. Talking stirs things up, and they settle again.

            > [!NOTE]
            > Take a bottle of water and a tissue or two. Nothing else is needed, and you can leave the water
            > in the car.

            """)
}
