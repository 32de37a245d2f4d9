extension DemoTopic {
    static let depression = DemoTopic(
        slug: "depression",
        name: "Depression",
        label: "depression",
        aliases: ["Low mood"],
        crisisTier: 2,
        markdown: """
            ---
            kind: topic
            title: Depression
            slug: depression
            label: depression
            dek: More than a bad week. What depression can feel like, and ways to get through the days \
            with help.
            lang: en
            ---

            ## What does depression feel like?

            People describe it in very different ways. Some feel sad most of the day. Others feel nothing at
            all, as if a pane of glass stood between them and their life. Some are short-tempered. Many are
            simply worn out.

            Common signs include:

            - losing interest in things you used to like
            - sleeping or eating much more or much less
            - moving or thinking slowly
            - feeling worthless or guilty
            - finding it hard to decide small things
            - thinking about death or wishing not to wake up

            A rough week is part of being human. When several of these last for two weeks or more, it is time
            to talk to a doctor or a therapist. You do not have to be sure that it is depression.

            ## Is depression my fault?

            No. Depression is not laziness, weakness or a lack of thanks for what you have. It usually has
            more than one root. Family history, illness, hormones, loss, money trouble, loneliness and long
            stress can all play a part, and often several come together.

            Blame is also one of the things depression does. It takes ordinary facts and turns them into
            charges against you. You might notice thoughts such as:

            - “I always ruin things.”
            - “They would be better off without me.”
            - “Other people manage, so I should too.”

            Such thoughts can feel like plain truth. It may help to say, “That is depression talking.” If a
            thought is about ending your life, please do not stay alone with it. Call or text 988 at any hour.

            ## What helps on the hardest days?

            On a hard day the aim is not to feel good. The aim is to get through it with a bit of care. Shrink
            the task until you can lift it.

            - Sit up. Then put your feet on the floor.
            - Drink a glass of water and eat something plain.
            - Wash your face, even if a shower is too much.
            - Open a curtain or stand outside for two minutes.
            - Send one person one line: “Bad day. No need to fix it.”

            Put off big decisions where you can. Choices about jobs, homes or marriages look different when
            the weight lifts a little.

            If you cannot keep yourself safe, the day is too hard to carry alone. Call or text 988, go to an
            emergency room, or call 911.

            ## What kinds of help are there?

            ### Talking therapy

            A therapist may use cognitive behavioral therapy, interpersonal therapy, or a longer, more open
            approach. Behavioral activation is one plain method: you plan small, useful or pleasant acts and
            watch what they do to your mood.

            ### Medication

            Doctors and psychiatric nurse practitioners can prescribe antidepressants. They take some weeks to
            judge, and finding one that suits you can take more than one try. Do not stop a medicine suddenly
            without asking the person who prescribed it.

            ### Everyday support

            Movement, regular meals, daylight and company can support other care. They are not a test of will,
            and they are not a reason to go without care.

            Ask what each choice involves, what it costs and what the plan is if it does not help.

            ## How can I talk to someone who seems depressed?

            Choose a quiet moment and say what you have noticed. “You have not come to dinner lately, and I
            miss you” is better than “What is wrong with you?” Then listen. You do not need a solution.

            ### Things that often help

            - offering something specific, such as a ride or a meal
            - sitting together without much talk
            - helping to find a name and a phone number
            - checking in again next week

            ### Asking about suicide

            You can ask directly: “Are you thinking about killing yourself?” Asking plainly shows that you can
            hear the answer. If it is yes, stay with the person, move them toward help, and call or text 988
            together. If there is danger right now, call 911.

            Look after yourself as well. You can care about someone without becoming their only support.

            ## Will I always feel this way?

            Nobody can promise you a date. It is also true that depression lies about time. From the inside it
            says that it was always like this and always will be. Many people find that the weight shifts,
            with care, with time, or with both.

            Progress is often uneven. You may notice signs before you feel happy:

            - you laugh once and are surprised
            - a task takes less pushing than last month
            - you argue back at a harsh thought
            - you make a plan for next week

            Some people have one episode. For others, depression returns, and they learn the early signs and
            whom to call. Having a written plan for that can make a return less frightening. A therapist can
            help you write it.

            """)
}
