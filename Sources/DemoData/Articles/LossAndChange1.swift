extension DemoArticle {
    static let lossAndChange1: [DemoArticle] = [
        theFirstYearOfGrief, griefAtTheHolidayTable, whenAPetDies, whenSomeoneYouLoveDiedBySuicide,
    ]

    static let theFirstYearOfGrief = DemoArticle(
        slug: "the-first-year-of-grief",
        title: "The first year of grief, month by month and not in order",
        dek: """
            There is no timetable. But there are things that many people meet along the way, and it can \
            help to know that you are not the first to pass here.
            """,
        category: "loss-and-change",
        topics: ["grief"],
        author: "josephine-tallow",
        standing: .published(daysAgo: 12),
        review: .byHaddad(daysAgo: 16),
        references: [
            DemoReference(text: "988 Suicide & Crisis Lifeline", url: "https://988lifeline.org")
        ],
        body: """
            In the first days people bring food. They carry it in and set it down, and you thank them, and you
            can’t recall a single face. You sign things. You pick out a shirt. Someone says that you’re doing
            so well.

            You’re not doing well. You are doing the next thing.

            ## The numb weeks

            Early on, grief often feels like cotton. You may laugh at the wrong time. You may find the keys in
            the freezer. Some people cannot cry, and are frightened by that. It isn’t coldness. The mind lets
            in what it can, and no more.

            Keep it simple. Eat something with protein in it once a day. Let somebody else answer the phone.
            Put off any decision with a lawyer’s name in it, if you can.

            ## When the visitors go home

            Around the second or third month, the casseroles stop. The cards stop. Everybody has gone back to
            their lives, and for you it only begins to be true. Many call this the loneliest stretch, and no
            one had warned them about it.

            If you know someone at this point, write to them. “I thought of her today when I saw the tulips”
            is enough.

            ## Waves

            You have perhaps heard of stages. They were first written down about people who were dying, and
            few mourners go through them in a row. Most speak about waves. At first the waves stand close
            together and knock you flat. With time, there is more air between them. Then a song comes on in a
            hardware store, and you are under again. This is not a step back. It’s the sea.

            ## Two kinds of days

            Some days you need to look at it: photos, tears, the closet. Other days you need to plant beans
            and think about beans. Both are part of mourning. People who do only one of them tend to get worn
            out.

            So if you catch yourself humming, you’ve betrayed no one.

            ## The firsts

            Their birthday. Your birthday without their call. The first snow. The day before each is often
            worse than the day. Make a small plan, with a way out of it: *We go to the lake at three, and
            anyone may leave.*

            And then comes the date itself, one year on. People expect some door to open. Quite often it’s a
            day much like others, and afterward the second year begins, which can surprise you by being heavy
            in its own way. It is quieter. You know by now that they aren’t coming back.

            ## What may help along the way

            - One person with whom you can say the same thing for the fortieth time.
            - Saying the name aloud.
            - A grief group. It is the only room in which nobody tilts their head.
            - Moving your body, even to the corner.
            - Writing to them. You don’t have to believe anything in order to write.

            ## When to reach for more

            See somebody if, after many months, you can’t take up any part of your life. Or if you drink in
            order to get through the evening, feel that you are to blame and can’t be talked out of it, or
            find that you want to be dead and not only to be with them. That last wish is more common than you
            think. It also needs company. Call or text 988, or tell your doctor in those words.

            No one gets over it, in the end. You grow around it, like a tree around a fence. The wire stays.
            You do, too.

            """)

    static let griefAtTheHolidayTable = DemoArticle(
        slug: "grief-at-the-holiday-table",
        title: "Grief at the holiday table",
        dek: """
            An empty chair, a cousin who says the wrong thing, and a recipe nobody else can make. Planning \
            for days that will not be as they were.
            """,
        category: "loss-and-change",
        topics: ["grief", "couples"],
        author: "josephine-tallow",
        standing: .published(daysAgo: 38),
        review: .byLindqvist(daysAgo: 42),
        body: """
            Stores begin to play the music in October. You stand among pumpkins and paper turkeys, and it
            dawns on you that the day is going to come, whatever you do.

            You will have to decide something about it. Here is a way to do that without a scene over the
            gravy.

            ## Three questions, early

            Ask them at least two weeks ahead, of yourself and then of the others.

            1. What would I miss if we left it out?
            2. What can I not bear this year?
            3. What could be new?

            You may find that you don’t care about the tree, but that the walk afterward is sacred. You may
            find that it’s the other way around for your son. Better to learn it now.

            ## Do it differently on purpose

            If you try to make everything just as it was, the gap will be the only thing anybody sees. Change
            the place, or the hour. Eat breakfast food. Go to your sister’s. Let a child sit in the chair. Or
            leave it free and put a candle there, and say one sentence: “We miss you, Dad. You’d have hated
            these potatoes.”

            It’s good when people laugh at that. It is good if they weep.

            ## Give out jobs

            Hosting and mourning do not mix well. Ask one person for the meal, one for the kids, one to drive.
            They’ve been asking for months how they can help. Now you can tell them.

            ## The wrong thing will be said

            *He’s in a better place. At least she had a long life. You’re still young.* They mean it kindly.
            You could have a reply in your pocket:

            - “Maybe. I just wish he were in this one.”
            - “I know that you want to help. Could you tell me a story about her instead?”
            - “I’m going to get some air.”

            ## Build an exit

            Drive your own car. Sit near the door. Agree on a signal with somebody who will say, “Come, help
            me with the dog.” An hour may be all you have, and it’s fine to say at the start, “I’ll come for
            dessert.”

            If you would sooner stay home with soup and an old movie, that is a plan, too. Tell someone where
            you are and have them call at six.

            ## With children

            Children watch to find out whether it’s allowed to be happy. Tell them so. “We are sad that
            Grandma isn’t here, and we can still have fun with the sled.” Let them make something for her: a
            card, an ornament, a place on the wall. Teenagers may vanish into their rooms. Knock once, with a
            plate.

            ## When it is not a death

            An empty chair can be a divorce, a son who’s in jail, a daughter who doesn’t speak to you, a
            parent who sits right there and no longer knows your name. Nobody sends a card for those. They
            count. You may light a candle for someone who is alive.

            ## The day after

            Plan it. People brace so hard for the twenty-fifth that the twenty-sixth hits them from behind.
            Have a thing to do and someone to do it with. And keep a note of what was good and what was awful,
            and place it in the box with the lights. Next year, you’ll be glad of a letter from someone who
            has been there.

            """)

    static let whenAPetDies = DemoArticle(
        slug: "when-a-pet-dies",
        title: "When a pet dies: a grief that deserves its name",
        dek: """
            She was not “just a cat.” On guilt after a hard decision, on telling children, and on the \
            silence in the kitchen.
            """,
        category: "loss-and-change",
        topics: ["grief", "parenting"],
        author: "josephine-tallow",
        standing: .inReview(.editorial),
        review: .byHaddad(daysAgo: 2),
        body: """
            You still step over the spot where he lay. You come home and hold the door with your foot so he
            won’t slip out. The bowl stands there and you can neither wash it nor look at it.

            And at work, when somebody asks why your eyes are red, you say, “Allergies.”

            ## Why it hits so hard

            Think about what has gone. It is someone who was glad every single time you came in. They slept
            against your back through a divorce, or a pandemic, or a whole childhood. You touched them more
            than you touched most people. Your day had their shape: out at six, food at five, out at ten.

            And they never said a cruel word. Human love is rarely so uncomplicated. So there’s nothing
            childish about falling apart.

            ## The guilt

            Nearly all owners have it. If you chose the day, you wonder if it came too soon. If you waited,
            you wonder if it came too late. If there was an accident, you go over the gate again and again.

            Try this. Write down what you knew *at that time*. Not what you know today. What had the vet said?
            What did you see in their eyes? What were you hoping for? Now read it as though a friend had
            written it. Most people find that they see somebody who was trying, with love, in the dark.

            Putting an animal to sleep is one of the few times we can carry pain for another being. You took
            theirs, and now you have it. That is why it’s so heavy.

            ## What to do with the things

            There is no hurry. Put the leash in a drawer, if you can’t stand to see it. Keep the collar. Some
            shelters are glad of leftover food. You may want a marker: a stone, a bulb planted in fall, a
            photo on the shelf with the others.

            Tell people how to treat it. “I’d like you to ask about her” gives them something to do.

            ## Children

            For many kids this is the first death. They’ll learn from you how it is done.

            Say *died*. Don’t say “went to sleep,” or bedtime will turn scary, and don’t say that she ran off
            to a farm. Tell them that her body stopped working and could not be fixed, and that it did not
            hurt anymore at the end. Expect the same question ten times. Expect them to play in the next
            minute. They may want to draw, or dig, or make a speech. Let them.

            A child may also be afraid that it was their doing, since they once pulled his tail. Tell them it
            was not, even if they don’t ask.

            ## The other animals

            They search too. Keep their hours the same. A little more lap will do both of you good.

            ## A new one?

            Not to fill the hole, since nothing will be the same shape. When you notice that you are curious
            about a *certain* animal, and not only desperate for the quiet to stop, it may be time. That could
            be in two weeks or in five years.

            ## If it opens an older door

            Sometimes the tears for a dog are also for a mother for whom you could not cry. If it keeps on, or
            if the days lose their point because no one needs you now, find someone to talk to. There are pet
            loss groups, many of them free and by phone. No one in them will say “just.”

            """)

    static let whenSomeoneYouLoveDiedBySuicide = DemoArticle(
        slug: "when-someone-you-love-died-by-suicide",
        title: "When someone you love died by suicide",
        dek: """
            The question with no answer, the things people say, and how to get through tonight. For those \
            who are left.
            """,
        category: "loss-and-change",
        topics: ["grief", "self-harm"],
        author: "bettina-solberg",
        standing: .published(daysAgo: 48),
        review: .byHaddad(daysAgo: 53),
        references: [
            DemoReference(text: "988 Suicide & Crisis Lifeline", url: "https://988lifeline.org")
        ],
        disclaimer: """
            If you are thinking about suicide yourself, you do not have to read to the end. Call or text \
            988 now, at any hour.
            """,
        body: """
            I am so sorry. You may be reading this with a phone in a hand that has not stopped shaking, some
            days after a call that split your life in two.

            Nothing here will make it make sense. But others have stood where you’re standing. This is some of
            what they wish they had been told.

            > [!WARNING]
            > Losing someone this way can bring thoughts of dying to those who loved them. If you have such
            > thoughts, you deserve help as much as they did. Call or text **[988](tel:988)**, text HOME to 741741, or
            > call [911](tel:911) if your life is in danger.

            ## You will look for the reason

            The mind goes over the last week like a detective. The message that you didn’t answer. What you
            said on Sunday. *If only I had.*

            Suicide rarely has one cause. It tends to come out of many things at once, often with an illness
            that narrows a person’s view until they can see only one way out. You were one part of a large
            picture, with the knowledge that you had on that day. You had love, and it was not enough to stop
            it, and this doesn’t mean that there was too little.

            You may need to ask *why* a thousand times. It’s all right to ask. One day you may be able to set
            it down without having found out.

            ## You may feel things that scare you

            Anger, at them. Relief, if there had been years of fear. Shame. Numbness. A wish to protect their
            name. Pictures in your head, if it was you who found them. All of these are known, and none makes
            you a bad person.

            If pictures keep coming back, or if you can’t be in certain rooms, tell a doctor or a therapist.
            It can be treated. You don’t have to grow used to it.

            ## What to say to others

            You can choose. “He died by suicide” is plain and carries no blame. “She died, and I can’t talk
            about it yet” is just as true. Decide with your family what is told to whom, and ask one person to
            pass it on, so that you needn’t say it over and over.

            Children should hear the truth in small words from somebody they trust, before they hear it in the
            schoolyard. “Her brain was very sick, and she ended her life. It wasn’t because of anything you
            did.” You do not have to say how.

            ## People will stay away

            Some neighbors who’d have come with soup after a heart attack cross the street. Most of them are
            afraid to say something wrong. It hurts all the same. If you can, tell one of them what would
            help: “Say his name. Come and sit.”

            ## For tonight

            - Don’t be by yourself. Ask someone to sleep on the couch.
            - If there’s anything in the house that frightens you, have somebody take it away.
            - Eat three bites. Drink a glass of water.
            - Leave the letters, the phone records and the rest for another day.

            ## Further along

            There are groups only for people who lost someone to suicide. Many say it was the first place in
            which they did not have to explain. Some communities have a team that visits families. A local
            crisis center or a funeral home may know of one.

            Therapy can wait for a few weeks if you wish, and it can start tomorrow. Look for someone who has
            done this before, and ask them so.

            You loved somebody who was in more pain than you could see. You’re allowed to go on living. You’re
            allowed, some far-off morning, to be glad of it.

            """)
}
