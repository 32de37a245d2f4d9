extension DemoArticle {
    static let restAndWork1: [DemoArticle] = [
        awakeAtThreeInTheMorning, whatASleepTherapistDoes, sleepingWhenYouWorkNights,
        nightmaresThatKeepComing,
    ]

    static let awakeAtThreeInTheMorning = DemoArticle(
        slug: "awake-at-three-in-the-morning",
        title: "Awake at three in the morning",
        dek: """
            You are reading this in the dark. Here is what to do for the next half hour, and a word about \
            what the night does to thoughts.
            """,
        category: "rest-and-work",
        topics: ["sleep", "anxiety"],
        author: "bettina-solberg",
        standing: .published(daysAgo: 2),
        review: .byHaddad(daysAgo: 6),
        references: [
            DemoReference(text: "988 Suicide & Crisis Lifeline", url: "https://988lifeline.org")
        ],
        body: """
            Turn the brightness down first. Then read on; there is no hurry.

            You are awake and you didn’t choose it. Maybe you have been at it for two hours. You have done the
            sum several times: if I fall asleep now, I get four. If I fall asleep now, I get three and a half.
            You can stop counting. Tomorrow may be a tired day, and you have lived through tired days before.

            ## For the next half hour

            1. Turn the clock to the wall, and the phone face down once you have finished this.
            2. If you feel wound up, get out of bed. Put on a sweater. Sit somewhere else with one dim lamp.
            3. Do something so mild that it could not keep a child awake: fold towels, look at a book of
               birds, listen to a voice that speaks about the sea.
            4. Let your breath out slowly, longer than you breathe in. Do that six times. Don’t check if it
               works.
            5. When your eyes grow heavy, go back. If sleep doesn’t come, get up once more. You may do this
               three times in a night. That’s allowed.

            You are not trying to sleep. Nobody can. You are only making the place quiet, so that sleep can
            find you.

            ## About the thoughts

            At this hour, things that are the size of a dog throw the shadow of a horse. The debt, the lump,
            the thing you said in 2014. Part of the brain that weighs and plans is off duty, and the part that
            watches for wolves is on.

            So make a deal with yourself: **nothing gets decided before breakfast.** You will not quit, leave,
            confess, or write that message tonight. If a thought keeps knocking, put it on paper in five
            words. It will wait. In the light, most of the notes look odd. One or two will be true, and you
            will be better at them then.

            ## If what keeps you up is grief

            Then you are not sleepless so much as missing someone in the quiet. You may talk to them. You may
            get up and hold their coat. It is fine to leave a lamp on.

            ## If the thoughts are about dying

            Please don’t be alone with those. You can call or text **[988](tel:988)** right now, in the dark, in your
            pajamas. Somebody is awake at the other end because it is their job, and they will not be cross.
            If speaking is too much, write “I can’t sleep and I’m scared of my thoughts.” You can also chat at
            988lifeline.org. If you have something near you that you might use to hurt yourself, walk to
            another room, or wake somebody. Waking them is all right. They would want you to.

            If you can’t wait, or you have already done something, call 911.

            ## When morning comes

            Get up at the usual time, even if it feels unfair. Go outside for ten minutes. Skip the long nap.
            It is today’s dull choices that build tonight’s sleep.

            If you have nights like this three times a week for some months, tell a doctor. There is a
            well-tried therapy for it, and you deserve to hear about it from someone who is awake in the
            daytime.

            For now: the lamp, the towels, the birds. The sun is already on its way to you from somewhere.

            """)

    static let whatASleepTherapistDoes = DemoArticle(
        slug: "what-a-sleep-therapist-does",
        title: "What a sleep therapist does about insomnia",
        dek: """
            Less time in bed, at first. It sounds like a bad joke. How the best-tested treatment for \
            sleepless nights works, week by week.
            """,
        category: "rest-and-work",
        topics: ["sleep"],
        author: "nomvula-hartmann",
        standing: .published(daysAgo: 29),
        review: .byLindqvist(daysAgo: 33),
        disclaimer: """
            This text is general information. If you drive for a living, have seizures, bipolar disorder \
            or another serious illness, speak with a doctor before you shorten your time in bed.
            """,
        body: """
            You have tried the tea, the spray, the pillow filled with husks. You go to bed earlier and earlier
            in the hope of catching something. You lie there for nine hours and sleep for five, in scraps.

            Cognitive behavioral therapy for insomnia, CBT-I for short, starts exactly there.

            ## The idea

            Over months of bad nights, your bed has become a place for being awake. You walk in yawning, and
            as your head touches the pillow your eyes snap open. The body has learned it the way it learns to
            get hungry at noon. What has been learned can be unlearned. It takes six to eight weeks as a rule.

            ## Week one: the diary

            Each morning you note, roughly, when you lay down, when you dozed off, how often you woke, and
            when you got up. No gadgets. Guesses are good enough, and watching the clock makes it worse.

            You will see two numbers: hours in bed and hours asleep. The gap between them is what we work on.

            ## Week two: the hard part

            If you sleep for about six hours, you get a “window” of six, say from midnight to six. Outside of
            it you stay up. The therapist will not set it shorter than five or five and a half.

            For a few days you will be grumpy. Do not drive if you are drowsy. But a strange thing happens:
            sleep, squeezed into less room, grows denser. When you spend most of the window asleep, it opens
            by fifteen minutes. Then again.

            ## The rules of the bed

            - Go there when you’re sleepy, not only tired.
            - Use it for sleep and sex. Shows and bills live elsewhere.
            - If you’re awake for what feels like twenty minutes, get up.
            - Rise at the same hour every day, Sundays too.
            - No naps, or one before three o’clock, of no more than twenty minutes.

            ## Week four: the thoughts

            Now you look at what runs through your head. “If I don’t get eight hours I can’t function.” Is
            that so? You made a birthday cake on four. We don’t pretend that poor sleep is pleasant. We only
            let some air out of the fear, because fear is what keeps the lamp on.

            You may learn to set aside a “worry time” in the early evening, with pencil and paper, so the list
            doesn’t visit you in bed.

            ## What about pills?

            Some people take a sleep medicine while they do this, and step down later with their doctor.
            Please don’t stop one overnight on your own.

            And some sleep trouble is not insomnia at all. If you snore loudly and wake up gasping, if your
            legs crawl, if you act out dreams or drop off in mid-talk, see a doctor first. No diary will help
            a blocked airway.

            ## How to find someone

            Ask for CBT-I by name. There are not enough of us, but much of it can be done by video, in a
            group, or through a course with a few calls. In the first talk, ask, “Will we use a diary and a
            sleep window?” If the answer is only a sheet with tips about lavender, look on.

            Not everyone sleeps like a stone afterward. What most people say is simpler. They go to bed, and
            they no longer think about it.

            """)

    static let sleepingWhenYouWorkNights = DemoArticle(
        slug: "sleeping-when-you-work-nights",
        title: "How to sleep when you work nights",
        dek: """
            Nurses, bakers, drivers, guards. You are asked to live against the sun. Some ways to make it \
            less hard on you and yours.
            """,
        category: "rest-and-work",
        topics: ["sleep", "burnout"],
        author: "nomvula-hartmann",
        standing: .published(daysAgo: 71),
        review: .byHaddad(daysAgo: 75),
        body: """
            At seven in the morning you come home along a road full of people who smell of shampoo. The light
            is in your eyes. Your body thinks it is time for eggs.

            There is no trick that turns a human being into an owl. But there are a few levers, and light is
            the longest.

            ## Use light like a tool

            Bright light tells the brain *now is day*. So give it plenty in the first half of your shift.
            Stand under the strongest lamps, take your break in the bright hallway.

            Then take it away. Wear dark glasses on the way home, unless you are drowsy at the wheel, and hang
            something heavy over the bedroom window. Foil and tape do the job for less than curtains. At home
            keep it dim. No errands in the sun, if you can help it.

            ## Guard the first four hours

            Most people who work nights can get one solid stretch in the morning. Treat it like a night. Phone
            off, doorbell off, note on the door: *Night worker asleep. Package goes to 4B.* A fan covers the
            leaf blower.

            Later, before work, take a second, shorter sleep of an hour or an hour and a half. Split sleep is
            no failure; for many it’s the only thing that adds up.

            ## Food and coffee

            - Eat your main meal before the shift, and keep it light between midnight and six.
            - Coffee early in the shift is fine. Stop about six hours before your pillow.
            - Alcohol makes you drop off and then wakes you at eleven. It is a poor sleeping pill.

            ## Days off

            Here is the real puzzle. On your free days you want to see your people, who live in daylight. If
            you flip all the way, you start each work week jet-lagged. Some find a middle road: on days off,
            sleep from about three or four in the morning until late morning. It overlaps with both worlds.

            If your shifts rotate, ask whether they could move forward in time, from day to evening to night.
            Going backward is harder on the body. It costs the employer nothing.

            ## Home

            Resentment grows in houses where one person whispers all day. Talk about it once a week at an hour
            when you are both awake. Choose a meal that is *yours*, even if it is dinner for her and breakfast
            for you. Put the schedule on the fridge in thick pen. Children sleep better if they know when you
            will be there.

            ## The drive home

            It is the most dangerous part of your work. If you have ever arrived and not known how, take that
            seriously. Nap for twenty minutes in the parking lot before you start the engine. Share rides.
            Rolling down the window does not keep anyone awake.

            ## When to get help

            Talk with a doctor if you sleep less than five hours in most cycles, if you nod off at work, or if
            your mood has gone gray for more than two weeks. Say the words “I work nights” early in the visit.
            There’s a name for sleep trouble from shifts, and there are things to try.

            And should you find out that you simply can’t do it, after an honest attempt, that isn’t softness.
            Some bodies never make their peace with it. Yours may be telling you to ask for days.

            """)

    static let nightmaresThatKeepComing = DemoArticle(
        slug: "nightmares-that-keep-coming",
        title: "Nightmares that keep coming back",
        dek: """
            The same street, the same door. Why bad dreams repeat, how to come back to the room, and a way \
            of rewriting them by day.
            """,
        category: "rest-and-work",
        topics: ["sleep", "trauma"],
        author: "nomvula-hartmann",
        standing: .published(daysAgo: 112),
        review: .byLindqvist(daysAgo: 116),
        body: """
            Some people are afraid to fall asleep because of what waits there. They scroll until two, keep the
            hall light on, doze in a chair. In the morning they are ashamed, as if dreams were only for
            children.

            They aren’t. After something frightening, the mind often goes back at night. It seems to try to
            finish something and to get stuck at the same frame.

            ## When you wake up in it

            Your heart pounds, and for some seconds you don’t know what year it is. Prepare for that by
            daylight:

            1. Keep a lamp within reach that turns on with one touch.
            2. Put your feet flat on the floor. Press.
            3. Say out loud where you are: “I am in Ohio. It’s Thursday. That was then.”
            4. Touch something with a strong feel. A cold can, a rough stone, the dog.
            5. Change one thing. Another shirt, another pillow side, a sip of water.

            If you share a bed, tell your partner what helps. As a rule it is better to speak your name from a
            step away than to grab you.

            Don’t try to sleep at once. Sit up for ten minutes, until your body has understood.

            ## Writing a different dream

            A method called *imagery rehearsal* is used a lot with repeated nightmares. You do it in the
            afternoon, never at bedtime.

            Choose a bad dream of middling strength, not the worst one. Write it down briefly. Then change it,
            anywhere you like. The door opens onto a beach. The man turns out to be looking for his cat. You
            fly. It doesn’t have to be realistic, and it does not have to be cheerful. It only has to feel
            like yours.

            Then close your eyes and walk through the *new* version for ten minutes. Do the same each day for
            a couple of weeks. You’re not going over the old one anymore.

            People are skeptical, and then tell you that the old dream came by, looked around, and left.

            If the dream replays something that truly happened, do this with a therapist. There are also
            treatments for the memory itself, and when it settles the nights often follow.

            ## Things that feed bad dreams

            - Some medicines, among them certain ones for blood pressure, mood, and sleep. Ask a pharmacist
              before you stop anything.
            - Alcohol, and even more the nights after you quit. If you drink every day, get medical advice
              first, since quitting suddenly can be dangerous.
            - Being short of sleep. Dreams then come harder.
            - A room that is too hot.
            - News in bed.

            ## Not every night terror is a nightmare

            If somebody sits up screaming, can’t be reached and remembers nothing, that’s a different thing.
            So is kicking and punching in one’s sleep, above all past the age of fifty. Both belong in a
            doctor’s office.

            ## Children

            A child who wakes from a bad dream needs two things: you, and the ordinary. Few questions, a
            drink, the lamp. By day they can draw the monster and give it a silly hat, which is imagery
            rehearsal in crayon.

            ## If dread has spread to the day

            Are you jumpy, do you avoid places, do you feel far away from those you love? Then the dreams are
            one corner of something larger. You do not have to have been in a war. Look for someone who works
            with trauma. And when a night gets so dark that you would rather not wake up, call or text 988
            before you try to ride it out.

            """)
}
