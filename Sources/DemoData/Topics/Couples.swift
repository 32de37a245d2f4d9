extension DemoTopic {
    static let couples = DemoTopic(
        slug: "couples",
        name: "Couples and relationships",
        label: "relationship concerns",
        aliases: ["Couples", "Couples counseling", "Relationship issues"],
        crisisTier: 0,
        markdown: """
            ---
            kind: topic
            title: Couples and relationships
            slug: couples
            label: relationship concerns
            dek: Fights, distance, broken trust, big decisions. What couples therapy is, and what it \
            is not.
            lang: en
            ---

            ## When should a couple go to therapy?

            Earlier than most do. Many pairs wait until one person has a foot out of the door. You do not need
            a crisis. Good reasons to go include:

            - having the same fight again and again
            - feeling more like roommates than partners
            - a decision that you see differently, such as children or a move
            - trust that was broken
            - a new baby, a loss, an illness or a change at work

            Therapy can also be useful when things are going well and you want to keep it that way, for
            instance before a wedding. If only one of you is ready, that person can start alone. A change in
            how one partner acts often changes the dance between two.

            ## What happens in a session?

            In the first meeting the therapist will ask what brings you and how it looks from each side. Some
            then see each of you once alone. Others always meet you together. Ask which it is, and ask how
            secrets are handled.

            After that, a session may go like this:

            ### You bring a moment

            It might be a fight about the dishes, or a silence in the car. Small moments show the pattern
            well.

            ### You slow it down

            What did each of you see, feel and fear? What did you do next, and how did the other read it?

            ### You try it another way

            With help, you say the same thing more softly, or listen a minute longer than usual.

            You will likely get something small to practice at home.

            ## Will the therapist take sides?

            A couples therapist is there for the relationship and for both people in it. They may stop you
            when you talk over your partner, and do the same to your partner next week. That is not taking
            sides. It is keeping the room fair.

            You might feel at times that the therapist agrees with the other person. Say so. It is useful to
            hear, and a skilled therapist will not be offended.

            There is one clear limit. If someone is being hurt, threatened or controlled, safety comes first,
            and couples sessions may not be the right place. In that case ask to speak with the therapist
            alone, or call the National Domestic Violence Hotline at 1-800-799-7233. Call 911 in an emergency.

            ## Can we get past an affair?

            Some couples do, and some part. Therapy cannot decide that for you, but it can help you decide
            with clearer eyes.

            The work often has phases:

            - **The first weeks.** Feelings are raw. The aim is to get through the days, set limits, and stop
              new harm.
            - **Making sense.** The partner who was hurt needs honest answers. The partner who broke trust
              needs to hear the pain without rushing it.
            - **Deciding.** You look at what the relationship was, what it could be, and whether both want to
              build that.

            Trust tends to come back through many small kept promises rather than one big one. It is fair to
            say, “I do not know yet.” It is also fair to stop.

            ## How can we fight better at home?

            You will probably keep disagreeing about some things. The goal is to fight in ways that you can
            come back from.

            - Start softly. “I felt alone last night” lands better than “You never care.”
            - Stick to one topic.
            - Call a break when either of you is flooded. Say when you will return, and return.
            - Look for the wish inside the complaint, and say the wish.
            - Repair early. A touch, a joke or “let me try that again” can turn a bad hour around.

            Choose your time as well. Few good talks begin at midnight, after a drink, or in front of the
            children. Ten calm minutes after breakfast can do more than three hours in the dark.

            ## What if therapy shows that we should separate?

            Then it may still have done its job. Some pairs find that they want different lives, and that
            staying would ask one of them to disappear.

            Therapy can help you part with less damage. You can talk through:

            - how and when to tell children, parents and friends
            - where each of you will live at first
            - what you want to keep between you, such as respect or shared holidays
            - how to handle anger without putting others in the middle

            Legal and money questions belong with a lawyer or a mediator. A therapist can help you walk into
            those rooms calmer. If you have children, you will be in each other’s lives for a long time, so it
            is worth learning to talk across the gap.

            """)
}
