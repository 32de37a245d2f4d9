extension DemoTopic {
    static let selfHarm = DemoTopic(
        slug: "self-harm",
        name: "Self-harm",
        label: "self-harm",
        aliases: ["Self harm", "Self-injury"],
        crisisTier: 1,
        markdown: """
            ---
            kind: topic
            title: Self-harm
            slug: self-harm
            label: self-harm
            dek: For people who hurt themselves, and for those who love them. Calm words, no blame, \
            and ways to reach someone now.
            lang: en
            ---

            ## I want to hurt myself right now. What can I do?

            You can reach a person at any hour. Call or text **988** in the United States, or chat at
            988lifeline.org. You can also text HOME to 741741. If your life is in danger, call 911.

            While you wait, or while you decide:

            - Move to a room where someone else is, or sit near a neighbor or a pet.
            - Put distance between you and anything you might use. Ask someone to hold on to it.
            - Set a timer for fifteen minutes and promise yourself only those. Then set it again.
            - Hold something cold, listen to something loud, or walk until your breathing changes.

            The urge can feel as if it will grow forever. For many people it rises, peaks and falls, like a
            wave. You only have to get past the top of this one.

            ## Why do people hurt themselves?

            There is no single reason. Many people say that it brings short relief from a feeling that is too
            big. Others say that it makes them feel something when they are numb, or that it turns a pain they
            cannot explain into one they can see. For some it is a way of being angry at themselves.

            It is rarely “just for attention.” Most people go to great lengths to hide it. And if someone does
            want attention, that is a need worth hearing.

            Self-harm is not the same as wanting to die. Still, the two can go together, and feelings can
            shift. That is why it is right to take every instance seriously, and why it is right to ask about
            suicide, calmly and plainly.

            ## How do I tell someone?

            Pick one person who is usually calm. It could be a parent, a teacher, a doctor, a friend’s mother
            or a counselor. You can say it in one line, or hand over a note:

            > I have been hurting myself. I do not need a lecture. I need help to find someone to talk to.

            You may show as much or as little as you wish. You do not have to explain why, and you do not have
            to promise to stop on that day.

            If the first person reacts badly, that is about their fear. It does not mean you were wrong to
            speak. Try another person. You can also practice with a crisis counselor by text. They will not be
            shocked, and they can help you plan what to say next.

            ## What does a therapist do about self-harm?

            First, a therapist will want to know whether you are safe. Expect direct questions about suicide
            and about injuries. Direct is a good sign.

            ### Making a safety plan

            Together you write down your warning signs, things that help you get through an urge, people you
            can call, and how to make your surroundings safer. The plan is yours, in your own words.

            ### Learning other ways to cope

            Dialectical behavior therapy is one approach that teaches skills for strong feelings. Cognitive
            and family therapies are used as well.

            ### Understanding what it is for

            You look at what hurting yourself has been doing for you, without blame.

            Ask early how privacy works, and when a parent or someone else would have to be told. You deserve
            a clear answer before you share.

            ## My child is hurting themselves. What should I do?

            Stay as calm as you can. You can fall apart later, with another adult. Start with, “I am glad I
            know. I love you. We will get help.” See a doctor about any injury.

            ### What often helps

            - Listen more than you speak.
            - Ask directly whether they think about dying.
            - Lock away medicines and dangerous items, and say that you are doing it to keep everyone safe.
            - Find a therapist, and let your child have a say in whom.
            - Keep ordinary life going: meals, rides, bad jokes.

            ### What tends to backfire

            Threats, forced promises and checking their body can push it into hiding. So can telling the whole
            family.

            You did not fail because you did not see it. Call 988 for yourself too, if you need to think
            aloud. If your child may be in danger now, call 911.

            ## Can I stop, and what if I slip?

            Many people do stop. It tends to be a path with turns, more than a single decision. A slip is not
            the end of it, and it does not erase the days before.

            After a slip, you might:

            - take care of the injury, and see a doctor if you need one
            - tell the person who supports you
            - note what happened just before: the place, the feeling, the hour
            - change one thing in your plan

            Try not to count only the days without. Count as well each time you reached for someone, each time
            you waited fifteen minutes, each honest answer. Those are the skills at work.

            You are allowed to want help even if you are not sure that you want to stop.

            """)
}
