extension DemoTopic {
    static let anger = DemoTopic(
        slug: "anger",
        name: "Anger",
        label: "anger",
        aliases: ["Anger issues", "Anger management"],
        crisisTier: 0,
        markdown: """
            ---
            kind: topic
            title: Anger
            slug: anger
            label: anger
            dek: Anger is allowed. What it is trying to say, and how to keep it from doing harm.
            lang: en
            ---

            ## Is anger a bad emotion?

            No. Anger is a signal. It tells you that something matters, that a line was crossed, or that you
            are hurt or afraid. It can give you energy to speak up or to protect someone. People who are never
            angry often pay for it in other ways.

            What counts is what you do with it. It may be time to look more closely when anger:

            - scares other people, or scares you
            - leads to shouting, threats, broken things or blows
            - costs you jobs, friends or sleep
            - sits inside for weeks and turns cold
            - is the only feeling you can still find

            Feeling angry is one thing. Hurting someone is another. You can learn to keep the first and stop
            the second.

            ## What sets me off, and why?

            Triggers are often small: a tone of voice, a slow driver, a sock on the floor. The size of the
            reaction tells you that something else is in the room. It may be stress, pain, hunger, shame, an
            old injury, or the tenth demand of the day.

            For a week, try to write down three things after each outburst:

            ### What happened

            Stick to what a camera would have seen.

            ### What you told yourself

            “He thinks I am stupid.” “Nobody helps me.” Look for words such as *always*, *never* and *should*.

            ### What your body did

            Heat, tight jaw, fists, a fast voice.

            Patterns will show up. You may find that the same few thoughts return, and that your body knew
            before you did. Both give you earlier places to step in.

            ## How can I calm down before I explode?

            Think of anger as a dial from one to ten. At nine you can hardly think. So the skill is to notice
            three.

            - **Stop.** Put down what you are holding. Uncurl your hands.
            - **Breathe out** slowly, a few times.
            - **Say it plainly.** “I am getting angry and I need ten minutes.”
            - **Leave in a safe way.** Walk, do not drive. Do not use the time to build your case.
            - **Come back** when you said you would.

            Then finish the talk. A break that never ends is just another way to win.

            It also helps to lower the dial in daily life. Sleep, food, movement and fewer drinks will not
            remove anger, but they leave more space between the spark and the fire.

            ## Can therapy help with anger?

            Therapy can be a place to learn skills and to find out what the anger stands for. Some people go
            alone, some join a group, and some come with a partner or a family.

            ### What you might work on

            - spotting early signs in the body
            - questioning quick thoughts about other people’s motives
            - asking for what you want without an attack
            - making a true apology
            - looking at where you learned to be angry, or not to be

            Being sent by a court or a boss is a common way in. You do not have to like it. Ask the therapist
            what will be reported and to whom.

            Be wary of anyone who promises a quick fix. Expect practice, some bad days, and slow but useful
            change.

            ## I hurt someone when I was angry. What now?

            First, make sure that everyone is safe now. If you might hurt someone again tonight, leave the
            place, hand over anything dangerous, and call someone who can stay with you. In an emergency call
            911.

            Then take it seriously without excuses. It happened, and you did it. That is painful to say, and
            it is where change begins.

            - Get help soon, from a therapist, a doctor or a program for people who have been violent at home.
              The National Domestic Violence Hotline, 1-800-799-7233, talks with people who have hurt a
              partner too.
            - Do not ask the person you hurt to comfort you.
            - Apologize once, clearly, without “but,” and then show it by what you do.
            - Accept that they may need distance.

            ## How do I live with someone who is often angry?

            Start with your own safety. If you are afraid, trust that. Anger is never a reason for hitting,
            choking, threats, or control over your money or your friends. Call the National Domestic Violence
            Hotline at 1-800-799-7233, or 911 in an emergency.

            If you are safe and the problem is a hot temper, you can still set limits:

            - “I want to talk about this. I will not do it while you are shouting.”
            - Leave the room if it goes on, as you said you would.
            - Return to the topic at a calm time.
            - Do not take the blame for someone else’s outburst.

            You cannot do the work for them. You can say what you need, and you can get support for yourself,
            whether or not they get support for themselves.

            """)
}
