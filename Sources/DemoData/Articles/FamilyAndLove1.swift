extension DemoArticle {
    static let familyAndLove1: [DemoArticle] = [
        theSameFightAgain, yourFirstCouplesSession, afterAnAffairTheFirstWeeks,
        talkingWithATeenagerWhoShutsTheDoor,
    ]

    static let theSameFightAgain = DemoArticle(
        slug: "the-same-fight-again",
        title: "The same fight again: how couples get out of the loop",
        dek: """
            You could both recite it by heart. What drives the quarrel that comes back every week, and how \
            to change one step.
            """,
        category: "family-and-love",
        topics: ["couples", "anger"],
        author: "calder-whitlock",
        standing: .published(daysAgo: 14),
        body: """
            It starts with the dishwasher, or with his mother, or with who is always on the phone. Within four
            sentences you’re both in your usual places, like actors in a long-running play. She talks faster.
            He looks at the floor. She follows him into the hall. He goes out to the garage.

            You went to bed with your backs turned, and neither of you could say what it had been about.

            ## It’s a dance, not a topic

            In most of these fights one person *pursues* and the other one *withdraws*. The pursuer feels
            alone, and protests: louder, sharper, with examples. The one who withdraws feels that whatever
            they do is wrong, and goes quiet in order not to make things worse. To the first, the silence
            says, “You don’t matter.” To the second, the protest says, “You have failed.”

            So each of you does the very thing that scares the other. No one’s the villain. The loop is.

            ## Draw it together

            On a calm day, take a sheet of paper and make a ring with four stops.

            1. When you ____ (what a camera would see),
            2. I tell myself that ____.
            3. Then I feel ____, and what I do is ____.
            4. When you see that, you tell yourself that ____.

            Hang it on the fridge, and give it a silly name. The Tornado. The Garage Thing. From now on you
            can say, “I think it’s the Tornado,” and for one second you’ll stand side by side and look at it
            rather than at one another.

            ## Change a single step

            Don’t try to love each other better. Choose one small move.

            **If you pursue:** say the soft thing first. In place of “You’re never here” try “I missed you
            today, and I got scared that you don’t miss me.” It’s harder. It’s also shorter.

            **If you withdraw:** say that you are still there. “I’m full. I need half an hour. I want to sort
            this out, and I’ll come and get you at eight.” Then be the one who comes.

            ## The first three minutes

            The way a talk begins is mostly the way it ends. Before you open your mouth, check: is either of
            us hungry, on the way out, or in front of the kids? Begin with *I*, with one event from this week,
            and with what you wish for. No “always.” No inventory of 2019.

            ## Some of it won’t be solved

            A neat person and a loose one, one who saves and one who spends: such pairs will still differ when
            they’re eighty. What you can aim for is to be able to joke about it. Couples who last haven’t
            solved more than the rest. They have learned to have the same talk with less blood.

            ## When to get help

            If you can’t find the loop, or know it and are swept away all the same, a couples therapist can
            slow it down with you in the room. Many pairs wait for years before they go. You don’t need to.

            It’s another matter if one of you is afraid. When there’s hitting, threats, tracking, or when one
            decides whom the other may see, then that’s not a loop. Working on it as a pair may put you in
            danger. Talk to someone alone first. The National Domestic Violence Hotline is at 800-799-7233,
            day and night.

            The dishwasher, by the way, can be loaded in more than one way. Nobody has ever been left over a
            fork.

            """)

    static let yourFirstCouplesSession = DemoArticle(
        slug: "your-first-couples-session",
        title: "Your first session as a couple",
        dek: """
            You are scared that the therapist will take sides. So is your partner. What to expect from the \
            couch built for two.
            """,
        category: "family-and-love",
        topics: ["couples"],
        author: "calder-whitlock",
        standing: .scheduled(inDays: 1, hour: 8),
        body: """
            In the waiting room there are two chairs and a lamp, and you sit there like kids outside the
            principal’s office. One of you made the appointment. The other one came along. Both of you have
            already held your speech in the shower.

            As someone who sits on the far side of that door, let me tell you what’s going to happen.

            ## I’m not the judge

            You may hope that I’ll hear the facts and rule in your favor. I won’t, and you will both be a
            little disappointed. My client is the space between you. If it seems to either of you that I’m
            leaning, tell me at once. It’s among the most useful things that anyone can say to me.

            ## How the hour goes

            I’ll ask each of you what brought you in, and I’ll ask the other one not to correct it. That’s
            harder than it sounds. Then I’ll want to hear how you met. People often smile then, for the first
            time in weeks. I’m not making small talk; I wish to know what there is to build on.

            You’ll probably slip into a bit of a quarrel. Good. I’d like to see it. I may stop you and say,
            “What happened in you just now, when she looked away?”

            At the end we’ll put in words what you’d like to be different. “Communicate better” isn’t enough.
            “Get through a Sunday without one of us leaving the house” will do nicely.

            ## One at a time

            Many of us see each partner alone once, early on. Ask how secrets are handled. Some therapists
            hold that whatever you tell them alone may come up in the joint hour. Others will keep it, within
            limits. You need to know *before* you tell me that there is somebody else.

            I’ll also ask each of you, by yourselves, whether you feel safe at home. It is a routine question.
            The answer shapes what we do.

            ## Homework

            Expect some. Ten minutes a day on the sofa with no phones. A walk on which only one speaks. It
            looks childish. Couples who do it tend to get further, for the plain reason that there are 168
            hours in a week and I’ve got one.

            ## If one of you doesn’t want to be here

            Say so. “I came because he asked me to” is an honest start. You don’t need to believe in it. I’d
            ask you only for four visits, and for telling me when I bore you.

            And if one of you is half out of the door, there’s a short form of counseling just for that: a few
            hours to decide whether to try, to part, or to wait. It’s all right to ask for it.

            ## Things that help

            - Eat beforehand. Quarreling on an empty stomach is for beginners.
            - Come in two cars if the ride home might be rough.
            - Make a rule for the evening after: no more of the topic, a film and toast.

            ## What insurance may say

            Plans often don’t pay for couples work as such. Call and ask, “Is family therapy with the patient
            present covered?” There’s a billing code for that, and it may depend on one of you having a
            diagnosis. Think about whether you want it.

            ## What I hope you will see

            Not that one is right. At some point in the first month, one of you tends to turn and say
            something in a low voice that the other one has not heard in years. The room gets very quiet. I
            try not to breathe.

            """)

    static let afterAnAffairTheFirstWeeks = DemoArticle(
        slug: "after-an-affair-the-first-weeks",
        title: "After an affair comes out: the first few weeks",
        dek: """
            You do not have to decide yet whether to stay. What both of you may need just now, and what to \
            leave unasked until later.
            """,
        category: "family-and-love",
        topics: ["couples", "trauma"],
        author: "calder-whitlock",
        standing: .inReview(.editorial),
        body: """
            You found it on a phone, or they told you, or a stranger did. Since then you haven’t eaten. You
            read old messages at night to find out which parts of your life were real.

            If you’re the one who did it, you see what you have done to them and can’t take it back, and you
            would like it to be over soon. It won’t be over soon.

            ## For the one who was hurt

            What you have may feel like shock: pictures, shaking, no sleep, rage, then a strange wish to be
            close. That’s not madness. The person with whom you’d go when you are hurt is the one who hurt
            you.

            **Don’t decide yet.** Neither to stay nor to go. You may ask for distance, such as separate rooms,
            a week at your sister’s. But hold off on lawyers and tattoos for some weeks, unless you’re in
            danger.

            **Tell one or two people, and choose them well.** You’ll need somebody who can bear it if you
            stay. If you tell your whole family tonight, they will still be angry in five years, when you
            might not be.

            **See a doctor.** For your sleep, and for a test, because it’s your body and you didn’t agree to
            the risk.

            ## For the one who did it

            Three things, and they’re all hard.

            1. **End it, and let it be seen.** If you work together, then talk about how contact is going to
               look.
            2. **Answer questions.** When, how long, who knew. Truth that comes in drips is worse than the
               flood, since each drop starts the clock again.
            3. **Stay put when they cry.** You’ll want to explain, or to hate yourself so loudly that they
               have to comfort you. Sit. Say, “I did this. I see it. I’m here.”

            You may grieve too, for the other person or for who you thought you were. Take that to a therapist
            or a friend, not to your partner.

            ## Which questions to leave for now

            It’s natural to want to know everything. But some answers can’t be unheard. A test: will it help
            me understand *us*, or will it only give me a sharper picture? Ask about the first kind. Write
            down the second kind, put a date on it, and look in three months whether you still want to know.

            ## Set visiting hours

            The thing can eat every hour. Agree on a half hour each evening at the table for it, with a clock.
            Outside of it you can say, “It’s in me right now, could you hold my hand?” and you get through
            supper.

            ## The children

            They know that something’s wrong. They don’t need to know what. “We’re having a very hard time,
            and we are getting help. It isn’t about you, and you don’t have to fix it.” Never use a child as a
            confidant, however grown-up they appear.

            ## And then?

            Some couples part. Some stay, and years later speak of a first marriage and a second one with the
            same person. Which it’s going to be depends less on what happened than on whether the one who
            broke the trust can bear to look at it, and whether there was something to come back to.

            A couples therapist can be of use from the first week. Say on the phone what it’s about; you want
            someone who’s not shocked, and who won’t hurry anyone to forgive.

            If you catch yourself thinking that you can’t go on living, that is the shock talking. Reach out
            the same hour, to a friend or to 988. This pain changes. It’s one of the few things that can be
            said about it for sure.

            """)

    static let talkingWithATeenagerWhoShutsTheDoor = DemoArticle(
        slug: "talking-with-a-teenager-who-shuts-the-door",
        title: "Talking with a teenager who has shut the door",
        dek: """
            Grunts, headphones, “fine.” Why the car works better than the kitchen, what to say less of, \
            and which signs mean that you should not wait.
            """,
        category: "family-and-love",
        topics: ["parenting", "depression"],
        author: "anselm-okoye",
        standing: .published(daysAgo: 27),
        body: """
            A year ago she told you about each bug that she had seen. Now there’s a door with a towel in front
            of the crack. You ask how school was. “Fine.” You ask what’s wrong. “Nothing. God.”

            You miss her. She is down the hall.

            ## Some of it is the job

            A teenager has to become a person who isn’t you. To do so they need secrets, like scaffolding.
            They’ll be rude, and hug the dog. They try out a face on you that they’d never dare show to a
            friend, because you are the one who’ll still be there tomorrow.

            So let go of some things. The room. The hair. The tone, on three days out of five. Save your
            voice.

            ## Side by side

            Most adolescents talk when nobody’s looking at them. In the car at night. Drying dishes. On the
            way back from practice, with fries. Offer rides. Drive slowly. Leave the radio on low and say
            nothing for ten minutes.

            When something does come out, you have about four seconds in which not to ruin it.

            | It ruins it | It keeps it going |
            | --- | --- |
            | Well, what did *you* do? | Huh. And then? |
            | You should just ignore them | That sounds awful |
            | When I was your age | Do you want ideas, or do you just want me to listen? |
            | I’m calling her mother | What would you like me to do, if anything? |

            ## Questions that aren’t “how was school”

            - “Who was annoying today?”
            - “What’s a thing that adults don’t get?”
            - “Show me something funny.”
            - “On a scale of soup to lasagna, how are you?”

            Nonsense is a good door. So is asking for help: how does this app work, which shirt, can you taste
            this?

            ## Your own weather

            They watch you for cues about whether hard things may be spoken of. If you say at supper, “I
            messed up at work and I felt so stupid,” it does more than any talk about feelings. Don’t lean on
            them with it. Just let them see how a grown-up gets through a Tuesday.

            When you’ve yelled, say sorry. It doesn’t cost you authority. It’s where that comes from.

            ## Phones

            A fight about the phone is seldom only about the phone. Fix two rules together, at a calm time,
            and keep to them yourself: none at meals, and all of them sleep in the kitchen. Be curious about
            what’s on there. “What do you like about it?” gets you more than “give it here.”

            ## Signs not to wait on

            Moody is one thing. Don’t wait if, for two weeks or longer, you see several of these:

            1. They’ve dropped friends, and not found new ones.
            2. Grades or sleep have fallen off a cliff.
            3. They eat hardly at all, or in secret.
            4. They hide their arms and legs, or have injuries that they won’t explain.
            5. They say that they’re a burden, or give away things that they love.
            6. You smell or find drink or drugs.

            Ask straight out: “Are you thinking about killing yourself? Are you hurting yourself?” You can’t
            plant the idea by asking. You show that you can stand to hear it. If the answer is yes, or you’re
            not sure, stay near, lock up medicines and anything dangerous, and call 988, where they’ll advise
            parents too. In danger, call 911.

            For anything less sharp, their doctor is a fine place to start. Let your child see that person
            alone for some of the time.

            ## Keep knocking

            Knock each evening. Don’t come in. Say good night through the wood, and one thing that you like
            about them. It’ll seem as if nobody heard.

            """)
}
