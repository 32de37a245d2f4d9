extension DemoArticle {
    static let moodAndWorry1: [DemoArticle] = [
        gettingThroughAPanicAttack, fearOfTheNextPanicAttack, worryThatWillNotStop, isItDepression,
    ]

    static let gettingThroughAPanicAttack = DemoArticle(
        slug: "getting-through-a-panic-attack",
        title: "Ten minutes: getting through a panic attack",
        dek: """
            It feels like dying and it is not. What to do while it lasts, minute by minute, and what to do \
            in the hour after.
            """,
        category: "mood-and-worry",
        topics: ["anxiety"],
        author: "bettina-solberg",
        standing: .published(daysAgo: 7),
        review: .byHaddad(daysAgo: 11),
        body: """
            If you are in it right now: you can stay where you are. Read slowly. It’s going to peak and then
            come down, because your body can’t keep this up.

            > [!WARNING]
            > If you have never had this before, or if there is pain that presses or spreads to an arm or your
            > jaw, fainting, one side of the body going weak, or a known heart problem, call [911](tel:911). It is always
            > all right to have it checked.

            ## Minute one

            Put both feet on the ground. Say, aloud or inside, “This is a panic attack. I’ve had one, or
            others have. It ends.”

            You don’t have to make it stop. Trying to stop it is like pressing a ball under water.

            ## Minutes two and three

            Your breath is fast and high up. Don’t take huge gulps; that makes the tingling worse. Do this:

            1. Breathe *out* through pursed lips, as if you were cooling soup, for as long as is comfortable.
            2. Wait a moment.
            3. Let the air come in by itself, through the nose.
            4. Again.

            Count the out-breaths, up to ten. If you lose count, begin again at one.

            ## Minutes four to six

            Come back to the room. Look for five things that are blue. Run cold water over your wrists, or
            hold a can from the fridge. Name each thing in front of you, as you would for a child who’s
            learning to talk: *door, handle, shoe.*

            Your thoughts will shout. *I’m going crazy. I’ll pass out. Everyone can see.* You don’t have to
            answer. You could say, “There is the crazy thought. There’s the fainting thought.” In panic, blood
            pressure usually goes up rather than down, so very few people faint.

            ## Minutes seven to ten

            It has likely begun to sink. Keep your shoulders low. If you are in a store, stay if you can, even
            by the door. If you run at the top of the wave, the brain writes down *the store was the danger*.
            If you stay until it gets a little less, it writes down something else.

            If you do run, that’s okay too. Sit in the car. You can go back in for one minute before you drive
            home.

            ## The hour after

            You’ll be wrung out, as after a sprint. That’s what your body did: it ran from a tiger while you
            stood at the bread shelf. Drink something. Eat something. Tell someone. Do an easy thing that you
            had meant to do anyway.

            Then write down four short lines: where, what came just before, how strong from one to ten, how
            long. Most people guess half an hour, and find that it was twelve minutes.

            ## If it’s someone else

            Stay near and low. Speak slowly: “I’m here. It’s going to pass. Look at me. Breathe out with me.”
            Ask before you touch them. Leave out “calm down,” and don’t tell them that it’s nothing.

            ## Later this week

            One attack can be a one-off after bad sleep, too much coffee, a fever, a fright. See a doctor once
            to look at the heart, the thyroid, your medicines. If they come back, or you’ve begun to plan your
            life around them, look for a therapist who treats panic. It is among the things that respond well
            to treatment.

            You may notice that you have read to the end. Check your hands. Are they a bit warmer?

            """)

    static let fearOfTheNextPanicAttack = DemoArticle(
        slug: "fear-of-the-next-panic-attack",
        title: "When you are afraid of the next panic attack",
        dek: """
            You map the exits. You skip the highway. How the fear of fear makes a life small, and how \
            people widen it again.
            """,
        category: "mood-and-worry",
        topics: ["anxiety"],
        author: "nomvula-hartmann",
        standing: .published(daysAgo: 21),
        review: .byLindqvist(daysAgo: 25),
        body: """
            The first attack came out of nowhere on a bridge. Since then you take the other road, which costs
            you twenty minutes. Then you stopped sitting in the middle of rows. You always have water with
            you, and the phone is charged, and you know where the exits are. You haven’t had a real attack in
            months.

            And yet panic runs your life.

            ## How the circle closes

            After a panic attack the brain posts a guard. The guard watches your body. When your heart skips,
            as all hearts do, the guard cries *There!* The cry sets off adrenaline. The heart beats faster.
            The guard says, “See?”

            So you get out. Relief floods in. And the lesson you learn is that you were saved *because* you
            left. Thus the guard gets promoted.

            ## Safety tricks

            Look at the small things you do in order to be safe. They seem harmless:

            - going only with a certain person
            - holding on to the cart
            - checking your pulse
            - a pill in your wallet that you have never taken
            - sitting by the aisle
            - staying busy on your phone

            Each one whispers that without it, something awful would happen. You never get to find out that it
            would not.

            ## Finding out on purpose

            Treatment for panic is a set of small, planned experiments. A therapist does them with you at
            first, and some are almost funny.

            **Making the feelings.** You spin in a desk chair until you’re dizzy. You run up the stairs so
            your heart pounds. You breathe through a straw. Then you sit with it. The sensations turn out to
            be just that: a noisy body. Check with your doctor first if you have asthma, heart trouble or a
            seizure disorder, or are pregnant.

            **Going to the places.** You write a ladder.

            | Rung | Fear, 0 to 100 |
            | --- | --- |
            | Drive toward the bridge and turn around | 30 |
            | Cross at six in the morning with my sister | 45 |
            | Cross with her in the car behind me | 60 |
            | Cross alone, at six | 75 |
            | Cross alone in rush hour, radio off | 90 |

            You stay on a rung, over and over, until it bores you. Boredom is the prize.

            **Dropping a trick.** You leave the water at home, and see.

            ## What you can say to the guard

            “Thank you. I feel it too. We’re going on.” It doesn’t help to fight him or to beg. You let him
            shout, and keep walking at the same pace. After enough quiet days guards fall asleep.

            ## Setbacks

            You may do fine for weeks, and then have one in the dentist’s chair. That’s no proof that it
            failed. Ask what you did afterward. If you went to work and bought bread, then you have had a
            panic attack and *a normal day*, and that’s new.

            ## Do I need medicine?

            Some people do well with it, alone or next to therapy. Certain drugs used for quick relief can be
            habit-forming, and may get in the way of learning that you can cope. Talk about both sides with a
            doctor who has time.

            ## How long does it take?

            Many people notice a change within two or three months of steady practice. It may go slower if you
            also drink in order to go out, if you live with someone who frightens you, or if you’re depressed.
            Say so at the beginning, and the plan will be built around it.

            One day you’ll be halfway over the bridge, thinking about dinner. You’ll notice where you are, and
            the guard will open one eye.

            """)

    static let worryThatWillNotStop = DemoArticle(
        slug: "worry-that-will-not-stop",
        title: "The worry that will not stop",
        dek: """
            What if, what if, what if. How to tell a worry you can use from one that only spins, and give \
            it an hour of its own.
            """,
        category: "mood-and-worry",
        topics: ["anxiety", "sleep"],
        author: "nomvula-hartmann",
        standing: .published(daysAgo: 66),
        review: .byHaddad(daysAgo: 70),
        body: """
            Some people’s minds are like a radio in the next apartment. It’s not loud. It just never goes off.
            *Did I lock it. Is that mole bigger. What did she mean by “fine.” What if they close the school.*

            You have been told not to worry. You’ve told yourself. It’s about as useful as being told not to
            blink.

            ## Worry feels like work

            There is a reason why it’s hard to stop. Worrying feels as if you were doing something. Somewhere
            you believe that if you think it through once more you’ll be ready, or that as long as you worry
            it won’t happen. And mostly it doesn’t happen, which seems to prove the point.

            Ask it once, plainly: of the last ten things over which I lost an evening, how many came true? And
            of those, did the evening help?

            ## Two piles

            Take a sheet of paper, and draw a line down the middle. When a worry comes, ask, “Is there
            something I could do about it *today*?”

            **Yes.** *My car makes a sound.* Then it’s not a worry but a task in a costume. Write down the
            first step and when you’ll do it.

            **No.** *What if I get sick when I’m old?* There’s no step. No amount of thinking will close it.
            This is the pile that spins.

            ## Worry by appointment

            For the second pile, make an appointment. Half past five, fifteen minutes, at the kitchen table,
            with a pencil. When the worry turns up at eleven in the morning, tell it, “Half past five,” and
            note one word. You’re not pushing it away. You are putting it off, and the mind turns out to be
            willing to wait if it trusts you to show up.

            At half past five you worry as hard as you can. Write it all out. When the timer rings, stand up
            and start cooking. Many find that by then half the words on the list have gone stale.

            ## Practice not knowing

            At the root of endless worry there’s often one thing: it’s hard to bear not being sure. So we
            check, ask, look up, go over it again. Each time, we feel better for a minute, and need it sooner
            the next time.

            You can train that like a muscle, on small things:

            - Send an email without reading it a third time.
            - Order a dish that you don’t know.
            - Let a friend pick the film.
            - Ask your partner only once whether they are upset with you.
            - Leave a symptom alone for a day, unless it’s one that a doctor told you to act on.

            It itches. Wait. The itch has a top, too.

            ## The body’s share

            Worriers live from the neck up. Once a day, let the rest of you have a turn: carry wood, swim,
            scrub something. Tense your fists for five seconds and let go; then the shoulders, the face, the
            feet. Be stingy with coffee after noon. And do not look at the news in bed.

            ## When to bring it to someone

            If it has gone on for half a year on most days, if you are always tense or tired and sleep poorly,
            and if you can’t turn it off even on a good day, there’s a name for it, and it can be treated.
            Cognitive behavioral therapy is a good place to start; a doctor can talk with you about medicine,
            too.

            You may worry that your worries are not bad enough for that. Put that one on the list for half
            past five.

            """)

    static let isItDepression = DemoArticle(
        slug: "is-it-depression",
        title: "Is it depression, or a long bad patch?",
        dek: """
            It does not always look like sadness. What to look for over two weeks, what else could be \
            behind it, and how to bring it up with a doctor.
            """,
        category: "mood-and-worry",
        topics: ["depression"],
        author: "bettina-solberg",
        standing: .published(daysAgo: 17),
        review: .byLindqvist(daysAgo: 22),
        references: [
            DemoReference(text: "988 Suicide & Crisis Lifeline", url: "https://988lifeline.org")
        ],
        body: """
            You may not feel sad. That’s what confuses people. You may feel nothing much, as if somebody had
            turned the color down. Food is just food. You read the same page twice. A friend writes, and you
            think *I’ll answer tomorrow*, and by now it has been three weeks.

            “I’m just lazy,” you say. Lazy people enjoy it.

            ## What doctors look for

            They ask about the past two weeks, most of the day, nearly every day.

            - low, empty, or irritable mood
            - little interest or pleasure in things
            - sleeping much more or much less
            - eating much more or much less
            - being slowed down, or unable to sit still
            - no energy
            - feeling worthless, or guilty out of all measure
            - trouble thinking or deciding
            - thoughts of death or suicide

            If at least one of the first two is there, several others are as well, and your days suffer from
            it, it’s time to have it looked at. You don’t need all nine. You need not be sure, either. Finding
            out is somebody else’s job.

            ## Disguises

            In men, and in plenty of women, it can wear a mask of anger or of work. In teens it may be slammed
            doors and bad grades. In older people it’s pain and memory. After a birth it can look like dread.
            And some go on joking. They run the whole office and then sit in the garage with the lights off.

            ## What else it might be

            | It could be | What may point to it |
            | --- | --- |
            | Grief | It comes in waves, and you still feel warmth in between |
            | Burnout | It lifts when you are far away from work |
            | The thyroid, anemia, lack of a vitamin | You are cold, pale, slow; a blood test tells |
            | A medicine | It began after a new one |
            | Alcohol or other drugs | Mornings are the worst |
            | A bipolar condition | There were also days of little sleep and far too much energy |

            Mention the last one to your doctor even if those days felt wonderful, because it changes what
            treatment is safe.

            ## Three sentences for the doctor

            It is hard to be clear when your head is full of wet sand. Take this along on a card, or hand it
            over:

            > I haven’t been myself since about ____. The worst part is ____. I’d like to know if it could be
            > depression.

            If you think of dying, put that on the card as well. They will ask whether you have a plan, and
            they’re not trying to trap you. They want to know how close to stay.

            ## Meanwhile

            You can’t think your way out, but you can do a few small things *before* you feel like it. Get up
            at a set time. Open the curtains. Ten minutes outdoors. One person, one sentence: “I’m in a bad
            way.” Put off big decisions, since at present you see everything through dirty glass.

            Leave out the drink that helps you sleep. It takes more than it gives.

            ## If it’s tonight

            Should the thought come that people would be better off without you, please take it for what it
            is: a symptom, like a fever. It’s loud, and it isn’t true. Call or text 988, go to someone’s door,
            or call 911. Do it before you are certain that you need to.

            Depression lies in a calm, sensible voice. It says that it’s always been like this and always will
            be. There are a lot of people, walking about in the light, who once believed it.

            """)
}
