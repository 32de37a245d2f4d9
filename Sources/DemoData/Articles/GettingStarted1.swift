extension DemoArticle {
    static let gettingStarted1: [DemoArticle] = [
        whatHappensInAFirstSession, choosingBetweenTwoTherapists, howToReadATherapistProfile,
        whatToSayWhenYouCallATherapist,
    ]

    static let whatHappensInAFirstSession = DemoArticle(
        slug: "what-happens-in-a-first-session",
        title: "What happens in a first therapy session",
        dek: """
            Forms, a few plain questions, and a chance to see whether you can talk to this person. Here is \
            the hour from the door to the goodbye.
            """,
        category: "getting-started",
        topics: ["anxiety", "life-transitions"],
        author: "ruth-abernathy",
        standing: .published(daysAgo: 9),
        body: """
            You have found someone, you have a time, and now your stomach hurts. That is common. A first
            session asks you to talk about private things with a person you have known for four minutes. It
            helps to know how the hour tends to go.

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
            > One session is a short look at each other. Many people need two or three before they know. But
            > if you felt judged or rushed, you can trust that and keep looking.

            You do not need to have cried, or found a cause, or come away with a plan. You went. For a first
            time, that is a great deal.

            """)

    static let choosingBetweenTwoTherapists = DemoArticle(
        slug: "choosing-between-two-therapists",
        title: "Two good therapists, one decision: how to choose",
        dek: """
            When both seem kind and both have room, look at the small practical things, and at how you \
            breathed while you talked.
            """,
        category: "getting-started",
        topics: ["life-transitions"],
        author: "ruth-abernathy",
        standing: .published(daysAgo: 41),
        body: """
            Most advice about finding a therapist assumes that there are none. Sometimes you are luckier. You
            have spoken with two people, both were decent, and now you lie awake comparing them like
            apartments.

            ## Begin with what cannot bend

            Some things decide the matter before feelings come into it. Write them side by side.

            | | First person | Second person |
            | --- | --- | --- |
            | Licensed in my state | | |
            | Cost to me for each visit | | |
            | Open hours that I can keep | | |
            | Distance, or video | | |
            | Experience with my main concern | | |

            Be honest about the hours. A wonderful therapist at two on a Tuesday is no use if your boss counts
            minutes. So is a cheaper one across a bridge that is always jammed. People quit over parking more
            often than over theory.

            ## Then remember the call

            Think back to each conversation, and ask what your body did. Did your shoulders come down? Did you
            start to explain yourself, or to defend yourself? Did they let you finish? When they did not
            understand, did they ask?

            Feeling a bit nervous is no sign against a person. Feeling small is.

            ## Warm is not the only kind of good

            One therapist may be gentle and slow. The other may be brisk and give you homework. Neither style
            is better. Ask what has helped you before. Think of a teacher or a coach under whom you grew. Were
            they soft-spoken, or did they tell you straight?

            Ask, too, what you tend to hide behind. If you can charm anyone for an hour, you may want someone
            who notices. If you have been pushed around a lot, you may need someone patient.

            ## Small questions that tell much

            If you are still torn, you can write to both with one more question. Choose one that matters to
            you:

            - “How do you like to start with someone who has trouble talking?”
            - “What do you do when a client disagrees with you?”
            - “I am of a faith, or a background, that you may not share. How do you handle that?”

            Look less at what they say than at whether they took the question seriously.

            ## Choose for six weeks, not for life

            You are not getting married. Pick one and give it about six sessions. Put a date in your calendar
            with one line: “Is this helping?” When it comes, look at it with a calm eye. A thing worth
            noticing may be that you slept, that you told the truth once, or that you stopped rehearsing.

            As for the other person, a short note is enough:

            > Thank you for your time last week. I have decided to start with someone else for now. I
            > appreciated our talk.

            They will not be hurt. They hear it often, and most of them would gladly help you another time.

            ## If you cannot decide at all

            Flip a coin and watch your face. If the coin says one name and you feel a drop of regret, take the
            other. It is an old trick, and it works because part of you had already chosen.

            """)

    static let howToReadATherapistProfile = DemoArticle(
        slug: "how-to-read-a-therapist-profile",
        title: "How to read a therapist’s profile without getting lost",
        dek: """
            Long lists, warm photos and strange letters. What to look at first, what to skip, and what a \
            badge can and cannot tell you.
            """,
        category: "getting-started",
        topics: ["anxiety", "life-transitions"],
        author: "ruth-abernathy",
        standing: .published(daysAgo: 77),
        body: """
            After the ninth profile they all sound alike. Everyone offers a safe space. Everyone meets you
            where you are. Your eyes slide off the page, and you close the laptop with nothing decided.

            Here is a way to read that takes about two minutes each.

            ## First minute: facts

            Start at the bottom or the side, where the dull facts stand.

            1. **The license.** Which one, in which state, and has somebody checked it? A license can only be
               used where it was given, or where a law says that it counts.
            2. **The money.** Is there a fee, a range, or a list of plans? If there is nothing, that is your
               first question when you call.
            3. **The room.** Are they taking new people now? A line such as “waitlist only” saves you a week
               of hope.
            4. **The where.** Street address, video, or both. For video you must be in a state that they
               serve.

            If one of these does not fit, you are done. No need to read on, however nice the photo.

            ## Second minute: voice

            Now read the text. You are not looking for perfect words. You want to know whether this person
            seems to see people like you.

            Good signs are small and concrete. “I help new parents who are frightened by their own anger”
            tells you something. “I help individuals reach their full potential” does not. See if they say
            what happens in the room: do they ask questions, draw, teach, sit in silence, give tasks?

            Notice the list of topics as well. Somebody who lists four may know those four well. Somebody who
            ticks thirty boxes may still be skilled, but you will want to ask, “What do you see most?”

            ## What a badge means

            Verified license
            : Someone on the site looked the license up with the board that gave it, and found it active. It
              says that the person may practice. It does not say that you will like them.

            Certification
            : Extra training in one method or subject, given by a private body. It may show real interest. It
              is not a license.

            Years in practice
            : How long, not how well. A person in year three may be the one who listens best.

            ## What you can skip

            Skip the star words: top, leading, renowned. Skip quotes from thankful clients, if there are any.
            Most ethics codes tell therapists not to ask clients for praise, and what you cannot check should
            not sway you.

            You may also forgive a bad photo. Therapists are rarely good at having their picture taken.

            ## Make a list of three

            Stop at three names. More will not make you surer; it will only make you tired. Write one reason
            beside each: “sounded blunt and funny,” “has evenings,” “works with veterans.” Contact all three
            on the same day, since some will be full and some will take a week to call back.

            Then close the tab. You have done the reading part. What is left is a voice on the phone, and that
            will tell you more than any page.

            """)

    static let whatToSayWhenYouCallATherapist = DemoArticle(
        slug: "what-to-say-when-you-call-a-therapist",
        title: "What to say when you call a therapist for the first time",
        dek: """
            A short script for the voicemail, a few lines for the call itself, and what to do when nobody \
            calls back.
            """,
        category: "getting-started",
        topics: ["anxiety"],
        author: "anselm-okoye",
        standing: .published(daysAgo: 118),
        body: """
            The phone is the hardest part for many people. You can prepare for nearly everything else in
            private. This one has a beep.

            So here are words. Change them until they sound like you.

            ## The voicemail

            You will most likely reach a machine. Therapists cannot pick up while they are with someone. Keep
            it under thirty seconds:

            > Hello, my name is Jo. I am looking for a therapist for myself, mainly because of panic. I have
            > evenings free and I hope to use my insurance. My number is 555-0100. It is fine to leave a
            > message. Thank you.

            Say your number slowly, and say it twice. Say whether they may leave a message, since someone else
            may hear it. You do not have to explain your life. The word “panic,” or “grief,” or “my marriage,”
            will do.

            If your voice shakes, let it. They have heard many shaking voices. Nobody marks you down.

            ## If you would sooner write

            Many accept email or a form. Write the same four things: who it is for, what it is about in one
            line, when you are free, and how you would pay. Leave the private parts for the room. Email is not
            always secret.

            ## When they call you back

            Step into a hallway or sit in the car. The call usually takes ten to fifteen minutes and costs
            nothing, but ask if you are not sure. They want to find out whether they are the right person. So
            do you.

            Keep a slip of paper near you:

            - Do you have openings, and at what times?
            - Do you work with this often?
            - What does it cost? Do you take my plan?
            - In person or by video?
            - What should I do before we meet?

            You can end at any moment. “Thank you, let me think and call you tomorrow” is enough. You need not
            give a reason for saying no.

            ## When nobody calls back

            This happens a lot, and it stings. Most of the time it has nothing to do with you. Offices are
            full. Messages get lost. Somebody is on leave and forgot to change the greeting.

            Give it three working days. Then call once more and say, “I left a message on Monday; if you are
            full, a quick word would help me a lot.” In the meantime, contact two others. It is not rude to
            ask several people at once.

            If you hear “I’m full” for the fourth time, ask the person who says it, “Whom would you send a
            friend to?” Those names are worth more than another hour of scrolling. Your doctor’s office may
            help as well, and so may the number on the back of your insurance card. In much of the country you
            can dial 211 to hear about local services.

            ## If it cannot wait

            A waitlist is not meant for tonight. If you think about ending your life, or you are scared of
            what you may do, call or text 988 at any hour. You do not need a script for that one. “I’m not
            okay” is all they need to hear.

            Then, on another day, try the beep again.

            """)
}
