extension DemoArticle {
    static let hardMoments: [DemoArticle] = [
        ifYouWantToHurtYourselfTonight, howToAskSomeoneAboutSuicide, afterSomethingTerribleTheFirstWeeks,
        eatingAtTheSameTable, whatHappensWhenYouCall988,
    ]

    static let ifYouWantToHurtYourselfTonight = DemoArticle(
        slug: "if-you-want-to-hurt-yourself-tonight",
        title: "If you want to hurt yourself tonight",
        dek: """
            You do not have to be good, or brave, or sure of anything. You only have to get through a few \
            minutes, and then a few more.
            """,
        category: "hard-moments",
        topics: ["self-harm", "depression"],
        author: "bettina-solberg",
        standing: .published(daysAgo: 3),
        review: .byHaddad(daysAgo: 8),
        references: [
            DemoReference(text: "988 Suicide & Crisis Lifeline", url: "https://988lifeline.org")
        ],
        disclaimer: """
            This page cannot replace a person. If your life is in danger, call 911. For someone to talk \
            with at any hour, call or text 988.
            """,
        body: """
            I’m glad you opened this. Whatever brought you here, you can stay for as long as you like.

            > [!WARNING]
            > If you have already hurt yourself badly, or taken something, call **[911](tel:911)** now. You won’t be in
            > trouble. If you are about to, call or text **[988](tel:988)**. You can also text HOME to 741741.

            ## First, two steps away

            Where are you? If there’s something close by that you might use, leave it there and walk to
            another room. The kitchen table, the porch, the hall of your building. You don’t have to throw
            anything out, or to promise a thing. Only put a door between it and you.

            If there’s anyone in the house, go and be near them. You don’t have to explain. “Can I sit here?”
            is enough.

            ## Then, ten minutes

            An urge is like a wave. It climbs, it stands there, and you think it’ll stay that way forever.
            Then it goes down, whether you’ve done anything or not. Most of the work is waiting.

            Set a timer for ten minutes, and choose something off this list. It doesn’t matter which.

            - Run your hands under very cold water.
            - Put on one song, loudly, and then the same one again.
            - Tear up a newspaper, small, smaller, smaller.
            - Go out and walk as quickly as you can to a streetlight.
            - Wrap yourself up in the heaviest blanket you own.
            - Write down the worst of it on paper, as rudely as you like.
            - Name each street that you’ve ever lived on.

            When the timer rings, see where the wave is. Still high? Another ten. You’ve done one; so you know
            that you can.

            ## Then, one person

            Pain tells you that you’d be a bother. Pain isn’t a good judge of that. Think of one person who
            would rather be woken up than not. Send this, if you have no words:

            > I’m having a really bad night. Could you stay on the phone with me? You don’t have to say
            > anything.

            No such person comes to mind? Then there are people who do this for a living, and chose it. When
            you reach 988, someone says hello and asks how they can help. You can say, “I don’t know.” You can
            cry. You can text, if talking is too much. You decide what you tell them. Most calls end with a
            plan for the night, and with you at home.

            ## What you don’t need to solve now

            Whether you’re to blame. What you’ll say to your mother. How you’ll ever pay it back. If you are
            really ill, or just “making a fuss.” Leave it all by the door, like wet shoes. It’s going to be
            there in the morning, and then you’ll have slept, and there’ll be others to help you carry it.

            ## When the wave has gone down

            Drink some water. If you’re injured, clean it and cover it, and if it’s deep or doesn’t stop
            bleeding, go and have it seen to. They have seen it before. You deserve clean bandages and a
            gentle voice.

            Then lie down, with a light on. If you can’t sleep, rest.

            ## In the morning

            Tell someone. A doctor, a school nurse, a therapist, an aunt. You may show them this page and
            point. There’s real help for this, and it isn’t about being scolded. You learn what the hurting
            has been doing for you, and other ways to get there.

            You might wish to be dead, or just wish for it to stop. They feel the same at this hour. They are
            not the same. There are many people who were as sure as you are, and they’re eating toast
            somewhere right now, glad that a night had ended.

            Stay. Ten minutes.

            """)

    static let howToAskSomeoneAboutSuicide = DemoArticle(
        slug: "how-to-ask-someone-about-suicide",
        title: "How to ask someone whether they think about suicide",
        dek: """
            The right words are plain ones. What to say, how to listen to the answer, and what to do in \
            the next hour.
            """,
        category: "hard-moments",
        topics: ["self-harm", "depression"],
        author: "bettina-solberg",
        standing: .published(daysAgo: 31),
        review: .byLindqvist(daysAgo: 36),
        references: [
            DemoReference(text: "988 Suicide & Crisis Lifeline", url: "https://988lifeline.org")
        ],
        body: """
            You have a feeling about your brother. He’s given you his fishing rods. On the phone he said, “It
            won’t matter much longer,” and laughed. You’ve been carrying that laugh around since Sunday.

            Trust the feeling. If you’re wrong, you will have had an awkward talk. You can survive that.

            ## You won’t put it into his head

            Many people believe that asking makes it worse. As far as we know, it doesn’t. Somebody who has
            such thoughts is mostly relieved that they needn’t hide them anymore. Somebody who doesn’t will
            say, “No! Do I seem that bad?” And then you’re talking, which is good as well.

            ## Where and when

            Now rather than at the perfect moment. In private, with no one rushing. In the car, on a walk, on
            the steps. If he’s far away, call. Sit down first and breathe out.

            ## The words

            Begin with what you’ve seen, and then say the word itself.

            > You’ve seemed so tired lately, and what you said on Sunday stayed with me. Sometimes when people
            > feel that way, they think about suicide. Are you thinking about killing yourself?

            Don’t ask, “You’re not going to do anything stupid, are you?” There’s only one answer to that, and
            it closes the door.

            ## If the answer is yes

            Don’t gasp. Don’t argue that he’s got so much to live for. Don’t make it about how it would hurt
            you. Say:

            - “Thank you for telling me.”
            - “I’m really glad that you’re here.”
            - “Tell me more. What’s it like?”

            Then listen, longer than is comfortable. You need to find out how near it is. Ask, calmly:

            1. Do you have a plan for how and when?
            2. Do you have what you’d need for it?
            3. Have you done something already, or tried before?
            4. Is there anything that keeps you from it?

            You aren’t his therapist. You only want to know whether you may leave him alone tonight.

            ## What to do

            **A plan, and the means at hand, or he won’t say:** don’t leave him. Ask if you may put what he’d
            use out of reach, or have someone else take it along. Time and distance save lives. Call 988
            together, on speaker. Go to an emergency department. If he’s in danger this minute, call 911 and
            say that it’s a mental health emergency.

            **Thoughts, but no plan:** call 988 with him anyway, to make a plan for staying safe. Help to get
            an appointment this week. Who else can know? Who’ll be with him tonight? Put the number in his
            phone.

            **He says no, and you don’t believe it:** “All right. I’m still worried, and I’m going to keep
            asking.” Tell someone else about it.

            ## Never promise to keep it secret

            If he asks you to, say, “I can’t promise that. I can promise I’ll not do anything behind your
            back.” He may be furious. An angry brother is a living one.

            ## Tomorrow, and next week

            The danger isn’t over when he smiles. Write: “Thinking of you. Soup at six?” Follow up after the
            doctor. People who were in that place tell us that plain messages with no demand in them mattered.

            ## And you

            Your hands will shake afterward. You’ve carried somebody. Talk to a friend, or call 988 for
            yourself; they take calls from those who worry. And should he die by suicide all the same one day,
            it will not be because you asked in the wrong words. You can be a reason to stay. You can’t be the
            only thing that holds him.

            You might be reading this in order to put off the call. Go on. Dial.

            """)

    static let afterSomethingTerribleTheFirstWeeks = DemoArticle(
        slug: "after-something-terrible-the-first-weeks",
        title: "After something terrible: the first weeks",
        dek: """
            A crash, an assault, a fire, a bad birth. What a shaken body does, what helps early on, and \
            when it is time to get treatment.
            """,
        category: "hard-moments",
        topics: ["trauma", "sleep", "anxiety"],
        author: "nomvula-hartmann",
        standing: .published(daysAgo: 52),
        review: .byHaddad(daysAgo: 57),
        body: """
            It’s over, they tell you. You got out. You are home, with a plastic bracelet still on your wrist,
            and a door slams somewhere and you’re on the floor.

            Your body hasn’t heard yet that it’s over.

            ## What is normal, for now

            In the first days and weeks after a great fright, most people have some of this:

            - pictures or sounds that break in
            - bad sleep, bad dreams
            - being jumpy, or on guard, or furious over nothing
            - feeling unreal, as if behind glass
            - going over what you should have done
            - crying, or not being able to
            - not wanting to go near the place

            It’s frightening, but it doesn’t mean you’re broken. You might think of it as an alarm that went
            off for good reason and is slow to reset. For the majority it quiets down by itself over some
            weeks.

            ## What helps early

            **Safety first.** Is the danger truly past? If somebody hurt you and could do so again, that’s
            where to begin. An advocate can help: 800-656-4673 is a national line after sexual assault,
            800-799-7233 after violence at home.

            **See a doctor**, even if you seem to be fine. After an assault you can be examined without having
            decided whether to report it.

            **People.** Not to interview you. To be in the house, run the bath, answer the phone.

            **The ordinary.** Meals, the dog, the same mug. Routine tells the alarm that the world has edges.

            **Say as much as you want.** You don’t have to tell it in detail in order to heal. Some do; others
            need to be quiet for a while. Nobody ought to press you into it, even with good intentions.

            **Easy on drink and drugs.** They numb it for tonight, and seem to stretch it out.

            ## When it comes back all at once

            Sometimes you aren’t remembering so much as being there again. Then do this, in any order.

            1. Say the date, and your age.
            2. Push your feet into the floor.
            3. Look around for what wasn’t there *then*: this lamp, this ring, that cat.
            4. Smell something strong. Coffee, orange peel.
            5. Tell yourself, “It’s a memory. It’s loud. I’m here.”

            ## Guilt

            *Why did I freeze? Why did I go down that street?* Freezing isn’t a choice. It’s what mammals do.
            And you look back at that evening with knowledge that you didn’t have then. Would you speak to a
            friend that way?

            ## For those who love them

            Ask, “Do you want company, or help, or quiet?” Announce yourself before you come up from behind.
            Let them have control over small things, since it was just taken from them in a large one. Don’t
            say, “At least.” Look after your own sleep.

            ## When to seek treatment

            Go soon if you can’t care for yourself or your children, if you drink more and more, if you feel
            that you want to die. For the last, call or text 988 today.

            Otherwise, take a look after about a month. Are the pictures still as sharp? Has your world
            shrunk? Do you feel cut off, or are you always on edge? Then it may be post-traumatic stress, and
            there are treatments made for it. Most are limited in time, and they work on the memory at a pace
            that you set. Ask a therapist, “Which trauma treatment do you use, and how often have you done
            it?”

            It’s never too late for that. People come in thirty years afterward. The alarm can learn even
            then.

            """)

    static let eatingAtTheSameTable = DemoArticle(
        slug: "eating-at-the-same-table",
        title: "Eating at the same table: when someone you love struggles with food",
        dek: "What to say, what to leave off the table, and why waiting for them to be ready can be risky.",
        category: "hard-moments",
        topics: ["eating-concerns", "parenting"],
        author: "josephine-tallow",
        standing: .published(daysAgo: 102),
        review: .byLindqvist(daysAgo: 107),
        body: """
            She moves the peas to the rim of the plate. She cuts a piece, and cuts it again. Everybody talks a
            bit too brightly about the weather, and nobody looks. You count along with her, though you don’t
            want to.

            Later she says that she isn’t hungry, and goes up to her room.

            ## It’s not about vanity

            Trouble with eating comes in all bodies: thin, large, athletic, male, sixty years old. You can’t
            see it from a person’s size. It’s rarely about looks alone. Food becomes a way to handle
            something, such as fear, grief, being looked at, having no say. And once it has started, the body
            joins in. Hunger itself makes thinking narrow and moods black. So it’s hard to step out by
            willpower, and cruel to demand it.

            ## Say something, away from the table

            Choose a quiet hour, and no meal in sight. Speak about what you’ve seen and how you feel, not
            about weight.

            > I’ve noticed that you go out of the room after we eat, and that you’ve stopped meeting your
            > friends. I’m worried about you. I’m not angry. Can we find out together what’s going on?

            They may deny it. They may slam the door. It’ll have been heard. Come back to it in a few days in
            the same tone.

            ## At meals

            | Leave out | Try |
            | --- | --- |
            | Just eat! | I’m glad that you’re sitting with us |
            | You look healthier | It’s good to see you laugh |
            | Talk about diets, your own included | Talk about the neighbors’ goat |
            | Watching each bite | A game, a story, music on low |
            | Good foods and bad foods | Food |

            Keep meals regular, and eat along. Afterward, plan something together for the next half hour: a
            show, a walk round the block. That’s often the most difficult time.

            Parents of a child or a teen have a bigger part. There’s a treatment in which the family is in
            charge of meals for a while, with a team behind it. Ask for it by name: family-based treatment.

            ## Look at your own words

            Homes are full of remarks about bodies. *I was so bad today. Does this make me look fat?* You
            didn’t cause this. But you can make the air lighter by letting those go.

            ## Don’t wait for “ready”

            It’s common to be of two minds. The illness also feels like a friend. And while you wait, the
            heart and bones can suffer without any outward sign. So get a medical check early, with a doctor
            who knows about eating disorders. They may do blood work and a test of the heart.

            > [!WARNING]
            > Fainting, chest pain, a very slow pulse, confusion, swelling, blood when vomiting, or not being
            > able to keep down water: go to an emergency department, or call [911](tel:911).

            Risk of suicide is higher too. You can ask about it in plain words, and call or text 988 with them
            or on your own behalf.

            ## Who can help

            Usually it’s a small team: a doctor, a therapist, a dietitian. A therapist who says “I treat
            eating disorders” should be able to tell you how often, and with whom they work. Not everyone with
            a weekend course is the right one.

            ## And the rest of the family

            Brothers and sisters watch, and swallow a lot. Take one out for pancakes and let the talk be about
            him. Find a group for relatives. You can’t carry somebody across, but you can keep the light on in
            the kitchen, and set a place each evening, and not look too closely.

            It may take a long while. Many do recover, also after years. Set the place.

            """)

    static let whatHappensWhenYouCall988 = DemoArticle(
        slug: "what-happens-when-you-call-988",
        title: "What happens when you call or text 988",
        dek: """
            Who picks up, what they ask, whether they will send someone, and how you can end the call. So \
            that the number is less strange when you need it.
            """,
        category: "hard-moments",
        topics: ["self-harm", "anxiety"],
        author: "bettina-solberg",
        standing: .published(daysAgo: 6),
        review: .byHaddad(daysAgo: 10),
        references: [
            DemoReference(text: "988 Suicide & Crisis Lifeline", url: "https://988lifeline.org")
        ],
        body: """
            You have typed the three digits, and your thumb hovers. What if they laugh? What if they send the
            police? What if it isn’t bad enough?

            For six years I sat at the other end of a line like that. So here’s what it’s like, as well as I
            can tell you.

            ## You don’t need to be dying

            People call who stand on the edge, and people call because their wife left, because they can’t
            breathe, because it’s Christmas. They call about a friend. There is no test that you must pass. If
            you ask yourself whether you should, that’s reason enough.

            ## Calling

            First comes a recorded greeting. There may be choices for veterans, for Spanish, and at times for
            others. If you press nothing, you’ll be passed on to a center, often one in your region. Then
            there’s some music. It can take a minute or two, sometimes longer. **Please stay on.** It isn’t
            that nobody wants to talk to you.

            A person says their first name. You may hear a chair, or typing. They’ll ask something such as
            “What’s going on tonight?” Your answer can be a sob. They have time.

            ## Texting or chat

            Send any word to 988, or open the chat on the website. You may have to fill in a few quick
            questions before you get a counselor. Answers come slower than from a friend; they’re reading with
            care. It’s a good way if someone’s in the next room, or if your voice won’t work. There’s also a
            route for people who are deaf or hard of hearing and use sign language, by videophone.

            ## What they’ll ask

            - Are you safe at this moment?
            - Are you thinking about suicide?
            - Have you done anything to hurt yourself today?
            - What has helped before, even slightly?
            - Who’s around?

            They ask everyone. Say it as it is. You won’t shock them.

            ## Will they send someone?

            This is what most people want to know, so I’ll be exact. Nearly always, no. Most conversations end
            with you feeling somewhat steadier, and with a next step that you chose. If a counselor believes
            that a life is at immediate risk and can’t find a way to safety together with you, they may bring
            in emergency help. They’d rather do it with your consent. In some places a mobile team with no
            uniforms can come in place of the police. You can ask, “What would make you send somebody?” and
            you’ll get a straight answer.

            ## What it costs, who finds out

            Nothing. They don’t ask for insurance. You needn’t give your name. What you say is held in
            confidence, within the limits above. The call may show in the list on your phone or on a bill, so
            if somebody checks those, use another phone, or the chat, and clear it afterward.

            ## You can hang up

            At any point. If you don’t click with the person, say, “I don’t think this is helping, thanks,”
            and try again later. You’ll get someone else. Counselors differ, as all people do. I wasn’t at my
            best on every night, and I hope that those callers tried a second time.

            ## After

            You may sleep. You may be embarrassed in the morning, as though you had cried on a stranger in a
            bus. The stranger isn’t laughing. I still think of some of you, and hope that you have a dog by
            now.

            Save the number under a name that you’ll find. Mine is under “Light.”

            """)
}
