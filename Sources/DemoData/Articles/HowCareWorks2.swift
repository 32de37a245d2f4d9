extension DemoArticle {
    static let howCareWorks2: [DemoArticle] = [
        therapistOrPsychiatrist, kindsOfTalkTherapyInPlainWords, seeingAnAssociateTherapist,
        whatGroupTherapyIsLike,
    ]

    static let therapistOrPsychiatrist = DemoArticle(
        slug: "therapist-or-psychiatrist",
        title: "Do I need a therapist, a psychiatrist, or my family doctor?",
        dek: "Who talks, who prescribes, who tests, and how to begin if you honestly do not know.",
        category: "how-care-works",
        topics: ["depression", "anxiety"],
        author: "ruth-abernathy",
        standing: .published(daysAgo: 134),
        body: """
            You know that you want help. You don’t know what to type into the box. So here is a map, and a
            rule of thumb at the end.

            ## Your family doctor

            A good first stop when you are not sure what is wrong. A thyroid that runs slow looks like
            depression. Too little iron makes you tired and sad. Some medicines cause anxiety. A doctor can
            check, and can also start a common medicine for mood or sleep. About ten or fifteen minutes is
            what you get, so bring a note with your three main points.

            ## A therapist

            The word covers social workers, counselors, family therapists and psychologists. They talk with
            you, week after week, for 45 or 50 minutes. They do not prescribe in most states. They teach
            skills, help you sort things out, and stay with you through change.

            Start here if the trouble has a story: a loss, a fight that won’t end, a fear that keeps you home,
            a life that got too small.

            ## A psychiatrist or psychiatric nurse

            They are trained in medicine and in the mind. A first visit may last an hour. Later ones are often
            short and deal with how the medicine is doing. Few of them offer weekly talk, although some do.

            Start here if you:

            - hear or see things that others do not
            - have had spells of wild energy with hardly any sleep
            - tried two medicines with no luck
            - cannot work or get out of bed
            - are pregnant or nursing and take, or need, medicine for mood

            The wait can be long. Ask your family doctor to bridge the time, and if the two may confer. Many
            clinics now do this by phone.

            ## Both at once

            Many people have one person for talk and one for medicine. It works best when the two know of each
            other. Sign a form that lets them speak. Otherwise you become the messenger, and things get lost.

            | You want | Ask for |
            | --- | --- |
            | To find out if it is the body | Family doctor |
            | To talk it through, learn ways to cope | Therapist |
            | Medicine looked at with care | Psychiatrist or psychiatric nurse |
            | A test for attention or learning | Psychologist |
            | Help with benefits, housing, forms | Social worker or case manager |

            ## “But I don’t want pills”

            Nobody can make you take any for ordinary low mood or worry. Saying yes to a visit is not saying
            yes to a tablet. You can hear what is on offer and go home to think. You can also take something
            for a season and stop, with guidance. Do not quit all of a sudden. Some medicines need to be
            tapered.

            And if you *do* want them, that is no weakness. It’s like glasses. You may need them for reading
            only, or for years.

            ## The rule of thumb

            If you can’t decide, call whoever can see you first. A decent one among them will tell you if you
            need another, and pass you on. The wrong door, opened this week, beats the right door that you
            never knock on.

            If there is danger tonight, skip all of this and call 988 or 911.

            """)

    static let kindsOfTalkTherapyInPlainWords = DemoArticle(
        slug: "kinds-of-talk-therapy-in-plain-words",
        title: "Kinds of talk therapy in plain words",
        dek: "CBT, DBT, EMDR and the rest: what you would do on an ordinary Tuesday in each of them.",
        category: "how-care-works",
        topics: ["anxiety", "trauma", "depression"],
        author: "nomvula-hartmann",
        standing: .published(daysAgo: 171),
        body: """
            Therapists love short names. There are hundreds, and more every year. You need about seven to read
            most profiles. What follows leaves out theory and tells you what the hour may feel like.

            ## Cognitive behavioral therapy (CBT)

            You catch a thought as it goes by: *They didn’t answer, so they hate me.* You write it down and
            look at it like a careful lawyer. What speaks for it? What else could be true? Then you do a small
            test in real life. There is homework. It is often limited in time, and used a lot for worry, panic
            and low mood.

            ## Exposure

            A branch of the above. You and the therapist make a ladder of what you avoid, with the easy rungs
            at the bottom, and climb it at your pace. You stay until the fear has gone down a bit, or until
            you see that you can bear it. It sounds cruel and is usually kind, since you hold the steering
            wheel.

            ## Acceptance and commitment therapy (ACT)

            Here you don’t argue with thoughts. You practice letting them ride along in the back seat while
            you drive where you want. A good deal of talk is about what matters to you. Expect odd exercises,
            such as saying a painful word until it is only a noise.

            ## Dialectical behavior therapy (DBT)

            Made for feelings that hit like a wave. You learn skills in a class: getting through a bad minute,
            calming down, asking for things. You also meet alone with a therapist. It is used for people who
            harm themselves, among others.

            ## Psychodynamic therapy

            You say what comes to mind. The therapist listens for old patterns: whom do you become when
            someone leaves early? What happens between the two of you is part of the material. It may run for
            a long time. There is seldom homework, but you will find yourself thinking in the shower.

            ## EMDR

            It is meant for memories that will not lie down. You hold one in mind in small doses while you
            follow a moving hand, or feel taps left and right. Before that come several hours of preparation.
            You need not tell every detail aloud.

            ## Family and couples work

            The client is what is *between* you. A therapist may stop you in mid-fight and ask you to say it
            again, slower, and to each other instead of to them.

            ## What the labels do not say

            In practice, most therapists mix. One may teach you a CBT skill on a day when you need it and sit
            quietly with you the week after. So a better question than “What do you use?” is:

            - What would we do in the second session?
            - Will I have things to practice?
            - How do you decide that it is time to change course?

            No kind is right for all people. For some troubles, though, there are methods that have been
            studied much more than others. If you have panic, obsessions, or nightmares, ask about them by
            name. A good therapist who doesn’t offer it will tell you who does.

            Then see how you feel in the chair. If you dread going, and it is not the useful sort of dread, no
            label will make up for that.

            """)

    static let seeingAnAssociateTherapist = DemoArticle(
        slug: "seeing-an-associate-therapist",
        title: "Seeing an associate: is a therapist in training right for me?",
        dek: """
            New therapists work under a licensed colleague. What that means for quality, for price, and \
            for who hears your story.
            """,
        category: "how-care-works",
        topics: ["depression", "life-transitions"],
        author: "calder-whitlock",
        standing: .published(daysAgo: 214),
        body: """
            The email says, “Our next opening is with Mia, an associate.” You feel a little let down. You
            wanted a real one.

            Before you write back, here is what an associate is, and why I would send my own brother to some
            of those I have supervised.

            ## What the word means

            An associate has finished a master’s or doctoral program, which includes months of seeing clients.
            Now they are collecting the supervised hours that their state requires. That takes two years or
            more. Then comes the exam, and then the full license.

            States call them by different names: associate, intern, resident, candidate, provisionally
            licensed. All of them have to tell you, and to name their supervisor.

            ## Who hears about you

            Each week the associate sits down with a licensed therapist and goes through their work. So yes,
            someone else hears about you. They keep it as private as the associate must. Often it is done
            without your last name. If a recording is made, you have to agree to it first, and you may say no.

            Turn it around, and you have two heads for the price of one. When a new therapist is unsure, they
            ask. People with thirty years behind them do not always.

            ## What you may gain

            - A fee that may be a third lower, sometimes more.
            - Openings in the next week or two.
            - Someone whose training is fresh, and who reads at night about what you told them.
            - Time. They carry fewer cases.

            ## What you may miss

            They have seen less. For a sharp crisis, for long years of trauma, or for eating problems that put
            the body at risk, you may do better with someone who has walked that road often, or with an
            associate whose supervisor has.

            They also move on. When they are licensed they may open an office elsewhere, and the fee may rise.
            Ask early what is likely to happen.

            Insurance can be a snag. Some plans pay for associates who bill under a supervisor. Others don’t.
            Find out before you sit down.

            ## Questions that they can handle

            1. How far along are you?
            2. Who supervises you, and what is their field?
            3. Have you worked with this before? If not, how would you go about it?
            4. What would make you hand me on to someone else?

            A fine answer to the third is, “I haven’t. I would talk to my supervisor this week, and tell you
            honestly.” A worrying one is, “Don’t worry about it.”

            ## A word on age

            Your therapist may be twenty-six. You may be sixty, with grown children. Say it out loud: “I
            wonder whether you can get this.” If they flush and defend themselves, that tells you something.
            If they say, “I may not. Will you help me see it?” then you could be in very good hands.

            What heals is rarely that somebody has lived the same life. It is more that they want to know
            about yours.

            ## If you try it

            Give it three or four visits, as you would with anyone. Notice whether you feel met. And when
            their license comes in the mail someday, you will have been part of how they learned. That is no
            small gift.

            """)

    static let whatGroupTherapyIsLike = DemoArticle(
        slug: "what-group-therapy-is-like",
        title: "What group therapy is like from the inside",
        dek: """
            You fear that you will have to speak. You fear that everybody else is worse, or better. A look \
            through the door.
            """,
        category: "how-care-works",
        topics: ["grief", "anxiety"],
        author: "calder-whitlock",
        standing: .published(daysAgo: 287),
        body: """
            “You might think about a group,” says your therapist. You nod, and inwardly you run for the hills.

            Nearly everyone does. Talking to one stranger was hard enough.

            ## The room

            Picture six to ten chairs in a ring and one or two leaders. The group meets weekly for an hour and
            a half. In a *closed* group all begin and end together. In an *open* one people join as places
            come free. Some have a theme, such as loss, panic or divorce. Others bring together people who
            simply want to get on better with people.

            You will first meet the leader alone. They want to see if it suits you, and to tell you the rules.

            ## The rules

            - What is said here stays here. Members promise it. The leader cannot force them to keep the
              promise, which is a real difference from one-to-one work.
            - You come on time and you call if you can’t.
            - You may pass.
            - No one gives advice unless it is asked for, or they try not to.
            - In many groups you do not meet up outside, or you tell the others if you did.

            ## The first night

            Someone will say how glad they are that you came. You will forget all the names. You can introduce
            yourself in one line: “I’m Dee, I’m here because my mother died and I can’t seem to cry.” Then you
            can sit back for the rest of the evening and listen. Quiet members are not a problem. They are
            half of any group.

            At some point, a man whom you took for cold will say the exact thing you believed nobody else had
            ever thought. That is the moment that people mean when they say a group helped them.

            ## The third night

            By now somebody annoys you. Perhaps she talks too much, or he always has it worse. This is where
            it gets interesting. In ordinary life you would drift away. Here you can say, with help, “When you
            jump in, I go silent, and I do that at home too.” You learn what it is like to speak up and still
            be welcome next week.

            ## Skills groups are different

            In a class for sleep, panic or strong feelings there is a whiteboard and a handout. You share
            little. If the thought of an open circle makes you ill, start there.

            ## Who may want to wait

            If you are in deep crisis, if you need the hour to yourself at this time, or if there is someone
            in that group whom you know, one-to-one care may be better for now. Say so without shame.

            ## How to tell that it is right

            After four visits, ask yourself:

            1. Do I think of these people during the week?
            2. Have I said one thing that I usually hide?
            3. Does the leader step in when someone is treated unfairly?

            A yes to the third is a must. The first two can take time.

            ## A small fact to carry in with you

            On the evening you arrive, shaking, at least two of those seated in the ring will be thinking: *I
            hope the new one doesn’t notice how nervous I am.*

            """)
}
