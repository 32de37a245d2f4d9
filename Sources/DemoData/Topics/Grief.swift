extension DemoTopic {
    static let grief = DemoTopic(
        slug: "grief",
        name: "Grief and loss",
        label: "grief",
        aliases: ["Grief", "Bereavement", "Loss"],
        crisisTier: 0,
        markdown: """
            ---
            kind: topic
            title: Grief and loss
            slug: grief
            label: grief
            dek: There is no right way to grieve and no due date. Here is what may come, and what may \
            help.
            lang: en
            ---

            ## What is normal in grief?

            Much more than most people expect. You may cry for hours, or not at all. You may feel numb,
            restless, angry, guilty or relieved, sometimes within one afternoon. You may hear a key in the
            door and believe for a second that they are home.

            Grief can touch the body and the mind:

            - poor sleep or heavy sleep
            - little appetite, or eating without noticing
            - forgetting words, names and where you parked
            - needing company and then needing everyone to leave

            None of this means that you are doing it wrong. Grief is a response to a bond. It takes the shape
            of that bond, which is why two people can lose the same person and grieve in different ways.

            ## Are there really stages?

            You may have heard of a fixed set of stages. Many people look for them and worry when they do not
            fit. Real grief seldom moves in a line. It comes more like weather. A calm week can be followed by
            a storm over a song in a store.

            Some people find it useful to think of two kinds of days. On some days you turn toward the loss:
            you cry, remember, look at pictures. On others you turn toward life: you work, cook, fix the gate,
            laugh. Moving back and forth between the two is not a sign that you have forgotten anyone.

            You do not have to reach a final stage. Many people carry a loss for life, and find that the rest
            of life slowly grows around it.

            ## What if the relationship was difficult?

            Then the grief may be difficult too. You might mourn a parent who hurt you, a former partner, or a
            friend you no longer spoke to. You might feel relief first and be ashamed of it. You might grieve
            what never happened: the apology, the visit, the better years.

            It can help to say both things in one breath. “She was cruel to me, and I miss her.” Both can be
            true.

            Some losses get little sympathy from others:

            - a miscarriage or stillbirth
            - an estranged relative
            - a pet
            - someone you loved in secret
            - a home, a faith or a country

            A loss does not need other people’s approval to count. A therapist can be one place where you do
            not have to explain why it hurts.

            ## How do I get through the practical days?

            The first weeks ask for a lot of forms from people who can hardly think. Let others carry some of
            it.

            ### Ask for one clear thing

            “Could you take the kids on Saturday?” is easier to answer than “I need help.” Keep a list on the
            fridge, so that people who offer can pick a task.

            ### Keep a notebook

            Write down calls, names and dates. Your memory may be poor for a while.

            ### Go slowly with belongings

            Unless there is a deadline, clothes and rooms can wait. Put uncertain things in one box marked
            “later.”

            ### Plan for hard dates

            Birthdays and holidays tend to hurt, and so do the days before them. Decide ahead of time where
            you will be, who will be with you, and how you can leave early.

            ## When is it time to look for help?

            You can look for help at any point, including the first week. You do not have to wait until things
            are bad. A grief counselor, a support group or a faith community may be a good place to start.

            Do reach out soon if, as the months go by, you notice that:

            - you cannot do basic things such as eating, washing or caring for your children
            - you avoid every reminder, or can think of nothing else
            - you drink or use drugs to get through most days
            - life feels empty of meaning and that does not ease at all

            If you think about joining the person who died, or about ending your life, call or text 988 now. A
            counselor will answer, day or night, and you can talk about your grief.

            ## What should I say to someone who is grieving?

            Say the name of the person who died. Many mourners fear that others will forget. “I was thinking
            of Ray today” can be a gift.

            Simple words are enough:

            - “I am so sorry.”
            - “I do not know what to say, and I am here.”
            - “Would you like to talk about her, or talk about anything else?”

            Try to leave out sentences that begin with “at least.” They are meant kindly and often land as a
            door closing. Be careful with advice about moving on.

            Then keep showing up. The second and third months can be lonelier than the first, when the
            casseroles stop. Put a date in your calendar and send a note that asks for nothing back.

            """)
}
