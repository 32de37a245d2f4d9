extension DemoArticle {
    static let moodAndWorry2: [DemoArticle] = [
        gettingThroughADayWithDepression, smallTalkWhenYouAreShy, angerThatComesTooFast,
        whenTheDarkMonthsGetHeavy,
    ]

    static let gettingThroughADayWithDepression = DemoArticle(
        slug: "getting-through-a-day-with-depression",
        title: "Getting through a day with depression",
        dek: """
            Not how to get well. How to get from seven in the morning to ten at night when everything \
            weighs too much.
            """,
        category: "mood-and-worry",
        topics: ["depression", "sleep"],
        author: "bettina-solberg",
        standing: .published(daysAgo: 45),
        review: .byHaddad(daysAgo: 50),
        references: [
            DemoReference(text: "988 Suicide & Crisis Lifeline", url: "https://988lifeline.org")
        ],
        body: """
            This is for a day when advice makes you want to pull the blanket over your head. It’s fine to read
            it under there.

            There is one aim only: to get to the evening with a bit less damage. Nobody is going to grade you.

            ## Seven

            You are awake and it’s all there again. Mornings are often the worst, and it tends to ease as the
            day goes on. So don’t ask at seven o’clock whether life is worth it. Ask where your socks are.

            Feet on the floor. If you can’t, then one arm out of the bed. Then the other.

            ## Eight

            Water on your face counts as a shower. A clean shirt counts as getting dressed. A banana is
            breakfast. Take your medicine if you have any; keep it by the toothbrush.

            Open the curtains, even if you hate it. Daylight in the first hour helps set the clock inside you.

            ## Ten

            Pick one thing that must be done. One. Break it down till it’s almost silly.

            1. Find the envelope.
            2. Open it.
            3. Look at the date.
            4. Put it on the chair.

            Stop there. That was today’s mail.

            If you have to work, do the thing that others are waiting for, and leave the rest. You might say,
            “I’m running at half speed today.” Most offices have survived that.

            ## Noon

            Eat something you don’t have to cook. Bread and cheese. Soup out of a mug. If you eat little,
            drink something with milk or broth in it.

            Then go out, to the corner and back. You won’t want to. Afterward the feeling will be perhaps two
            percent better. Two percent is what’s on offer. Take it.

            ## Three

            This is when people lie down and sleep until dark, and then have to face the night wide awake. Set
            a timer for twenty minutes. Or don’t lie down, but sit in another chair.

            Send one message. It can be a picture of your foot. Something that says *I exist*. If you can
            manage more: “Bad day. No need to fix it. Just wanted someone to know.”

            ## Six

            The thoughts may start up: what you ought to have done today. Picture a person with a bad flu.
            They fetched the mail and ate soup. You’d say, “Good for you.”

            Lower the bar for the evening. Paper plates exist. Children can have cereal for supper and be none
            the worse. You can tell them, “My head is sick today. It’s not because of you, and I’m getting
            help for it.”

            ## Ten

            Go to bed, whether you’ve earned it or not. Write down three things that you did. *Socks.
            Envelope. Foot.* Nothing is too small. Tomorrow the voice will say that you did nothing at all,
            and you will have it in writing.

            ## The number on the fridge

            Some days it tips from heavy to dangerous. You begin to look at things in the house in a new way,
            or you’re suddenly calm because you have made a decision. Then the day has one task, and it’s
            this: don’t be alone. Call or text **[988](tel:988)**. Wake somebody. Go to an emergency room and say, “I’m
            not safe.” Ask a friend to keep whatever frightens you at their house.

            ## And one call

            On the least bad day of this week, make an appointment with a doctor or a therapist, or ask
            someone to call for you and stand beside you while they do. That’s the only item on this page that
            looks farther than tonight.

            You got to the end of a page. Add it to the list.

            """)

    static let smallTalkWhenYouAreShy = DemoArticle(
        slug: "small-talk-when-you-are-shy",
        title: "Small talk when your mind goes blank",
        dek: """
            For those who rehearse an order for coffee. What social anxiety is, why it tires you so, and a \
            few ways to practice.
            """,
        category: "mood-and-worry",
        topics: ["anxiety"],
        author: "nomvula-hartmann",
        standing: .inReview(.clinical),
        body: """
            Before the party you’ve thought of three topics. On the stairs you have two. In the doorway, with
            everybody turning their heads, you have none. You say, “So, it’s raining.” It isn’t raining.

            At midnight you go over all of it like a film, in slow motion, and wince.

            ## What goes on inside

            Shy people tend to think that they lack a skill. Mostly they don’t. With a dog or with a child
            they talk just fine. What happens is that, when people look at them, they start to look at
            themselves as well. A camera goes up on the ceiling. *My hands. My voice. Did that sound dumb?*
            With half of your mind up there, no wonder that nothing comes to you down here.

            So the exercise isn’t to find better sentences. It’s to bring the camera down.

            ## Turn it around

            Point your attention at something outside of yourself, like a flashlight. Not “how am I doing?”
            but “what color are her eyes? What’s she proud of? What is that badge?” You can practice in line
            at the store. Look at the cashier’s hands; guess if she’s left-handed.

            Curious people are rarely thought to be boring. All they do is ask one more question.

            - “How do you know each other?”
            - “What took up your week?”
            - “You said your sister is visiting. How is that?”

            The last kind is the best: pick up a crumb of what they let fall.

            ## Drop a crutch

            Look at what you do so as not to be noticed. You hold your cup with both hands so nobody will see
            it shake. You speak quickly to be done. You go to the bathroom and read. You learn your lines.
            Choose one, and leave it out for five minutes. Let the cup shake. You’ll find that nobody stops
            talking.

            ## Do one thing badly on purpose

            Therapists who treat this have odd homework. Ask in a bookstore for a book that’s lying right
            before you. Say a word wrong. Pay with too many coins. You predict, “They’ll laugh and I will want
            to die,” and then you see what happens. Usually it’s “Over there,” and the next customer.

            Ladders help. Begin with what makes you a bit warm, not with a toast at a wedding.

            ## After the event

            That midnight film is the motor of it all. When it starts, say, “No reruns.” Get up and do a thing
            with your hands. If you must review it, then ask what a camera would *really* have caught: four
            people, some chips, you nodding.

            And a hard fact that is good news: others are in their own film. They hardly saw yours.

            ## Shy is fine

            You don’t need to love parties. Plenty of people have three friends and a garden and are happy.
            What matters is whether fear makes the choice. Do you turn down jobs, skip class, eat alone, drink
            before you go out? Did you let love walk past? Then it isn’t just your nature. It is called social
            anxiety, it’s one of the most common worries there are, and there’s good treatment for it, often a
            rather short one.

            Looking for help is itself a social act, alas. Most therapists let you write in the first place.
            You’re allowed to say in the first line, “I find this awkward.” You’d be surprised how many would
            like to answer, “Me too.”

            """)

    static let angerThatComesTooFast = DemoArticle(
        slug: "anger-that-comes-too-fast",
        title: "Anger that comes too fast",
        dek: """
            Zero to a hundred over a cup in the sink. What is underneath, what to do in the first six \
            seconds, and how to repair what you broke.
            """,
        category: "mood-and-worry",
        topics: ["anger", "couples", "parenting"],
        author: "calder-whitlock",
        standing: .published(daysAgo: 82),
        review: .byHaddad(daysAgo: 87),
        body: """
            It was about a cup. You heard your own voice fill the kitchen, and you saw your son’s face close
            like a door. A minute later you would have given anything to have that minute back.

            You’re not a monster. You also can’t leave it at that.

            ## The fuse has a length

            It feels as if there were nothing between spark and bang. There is something, only short. Get to
            know it. Where do you feel anger first? For some it’s a hot neck; for others a tight jaw, or a
            tunnel, or suddenly very clear words. Ask those who live with you. They know precisely.

            That first sign is your stop sign. Not the shouting: the neck.

            ## Six seconds

            When you notice it:

            1. Close your mouth. Even in mid-word.
            2. Lower something. Your shoulders, your hands, or yourself onto a chair.
            3. Breathe out.
            4. Say, “I need a minute. I’m coming back.” Then go.

            The second sentence is the one that counts. Leaving without it is slamming a door quietly. Agree
            on it in advance with your partner. Twenty minutes is about what a body needs to come down, and
            don’t spend them building your case. Walk. Carry out the trash. Hold on to the railing and count
            the bars.

            Then do come back.

            ## What is under it

            Anger is often the coat that another feeling wears when it goes out.

            | On top | Below |
            | --- | --- |
            | You never listen | I feel that I don’t matter |
            | Who left this here | I am so tired that I could cry |
            | What were you thinking | I was scared to death |
            | You always take her side | I am ashamed |

            If you can say what’s in the right-hand column even one time in ten, it’ll change your house. It
            takes more nerve than yelling does.

            Check the simple causes, too: hunger, pain, four nights of bad sleep, a drink. Anger that’s new
            and out of character may come from depression, a medicine or a blow to the head, and is a reason
            to see a doctor.

            ## Repair

            You will blow up again. What the others learn from it depends on what you do next. A repair has
            four parts and no “but”:

            > I yelled at you about the cup. You got scared. It wasn’t your fault; it’s my job to handle my
            > temper. Next time I’m going out to the porch.

            Don’t ask a child to forgive you on the spot, and don’t cry in his lap. Say it, and then live it.

            ## What doesn’t work

            Hitting pillows and shouting in the car feel good and, as far as we know, make the groove deeper.
            So does telling the story to five friends, each time with more spice. Never say it in a text.

            ## When it is more than a temper

            If you’ve pushed, grabbed, blocked a door, thrown things, hurt an animal, or if the people at home
            are afraid of you, then please don’t start with breathing exercises or with couples therapy. Look
            for a program for people who use force at home, or a therapist who does that work. You can call
            the National Domestic Violence Hotline yourself, at 800-799-7233. They talk to people who want to
            stop, too.

            And if you’re the one who is afraid, the same number is yours.

            ## Who taught you

            At some point a good therapist will ask whose voice that was, in the kitchen. Most of us know at
            once. You can love that person and still decide that it ends with you, at this sink, with this
            cup.

            """)

    static let whenTheDarkMonthsGetHeavy = DemoArticle(
        slug: "when-the-dark-months-get-heavy",
        title: "When the dark months get heavy",
        dek: """
            Each November you slow down like a bear. What winter does to mood, what light can do, and when \
            it is time to ask for help.
            """,
        category: "mood-and-worry",
        topics: ["depression", "sleep"],
        author: "nomvula-hartmann",
        standing: .scheduled(inDays: 6, hour: 7),
        review: .byLindqvist(daysAgo: 1),
        references: [
            DemoReference(text: "988 Suicide & Crisis Lifeline", url: "https://988lifeline.org")
        ],
        body: """
            It is dark when you go in and dark when you come out. By the second week of November you want
            bread, and your bed, and for everybody to leave you in peace. In April you’ll wake up as if
            somebody had opened a window, and you’ll forget all about it until next time.

            If that’s how your years go, it has a pattern. A pattern can be planned for.

            ## A dip or a depression?

            Many people who live far from the equator slow down somewhat in winter. They sleep an hour longer
            and put on a few pounds. That’s a dip.

            In some it goes deeper. Then there is no joy, work suffers, you withdraw, and you may feel
            worthless. If it comes at the same time of year, at least two years in a row, and lifts in spring,
            it may be seasonal depression. It’s a real depression, with a calendar. There are also people who
            have it in summer.

            ## Light, early

            The most useful thing is plain: get light into your eyes in the first hour of your day. Even a
            gray sky outdoors is many times brighter than your kitchen. Walk to the second bus stop. Drink
            your coffee at the window, or better still on the step, in a coat.

            There are also lamps made for this purpose. People usually sit by one for half an hour in the
            morning, with the lamp to the side, and read. Before you buy one, ask a doctor or a pharmacist if
            you:

            - have an eye disease, or diabetes that affects your eyes
            - take medicine that makes skin sensitive to light
            - have a bipolar condition, since bright light can push the mood too high

            Look for one that filters out ultraviolet rays, and don’t use it in the evening.

            ## Keep the shape of the day

            In winter, your inner clock runs late. Get up at a fixed time, weekends too, though everything in
            you is against it. Move before noon. Put supper early. Dim the lamps after nine. If your clock
            holds, your mood has something to lean on.

            ## Plan for people

            You’ll cancel. You know that about yourself. So make dates that are hard to cancel: someone picks
            you up, or you’ve paid, or you’re the one with the key. Soup on the first Sunday of the month. A
            class with a grumpy teacher who notices who’s missing.

            ## Eat the bread

            The hunger for sweets and starch belongs to it, and there’s no use in fighting it with shame. Add
            to it: an egg, some beans, an orange. If you worry about lack of vitamin D, a doctor can test it;
            more isn’t always better.

            ## Get ahead of it

            If you know how January goes, then talk with somebody in September. There’s a kind of cognitive
            behavioral therapy made for winter. Some people take a medicine just for the season. It’s much
            easier to plan for a storm while the sun’s still out. Write a letter to yourself for the tenth of
            December: *You’ve been here. It turned on the third of March last year. Call Lou.*

            ## If it gets very dark

            Winter doesn’t have to be survived by gritting your teeth. If you can’t get up, if you drink in
            order to feel warm, or if you begin to think that it’d be simpler not to be here in spring, ask
            for help that same day. Call or text 988. It’s staffed in every season, at every hour.

            The days, by the way, begin to grow just before the new year. You can’t see it at first. They do
            it anyway.

            """)
}
