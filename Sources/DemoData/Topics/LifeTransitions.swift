extension DemoTopic {
    static let lifeTransitions = DemoTopic(
        slug: "life-transitions",
        name: "Life transitions",
        label: "life transitions",
        aliases: ["Life changes", "Transitions"],
        crisisTier: 0,
        markdown: """
            ---
            kind: topic
            title: Life transitions
            slug: life-transitions
            label: life transitions
            dek: New job, new country, new name, new quiet in the house. How to find your feet when \
            life changes shape.
            lang: en
            ---

            ## Why is a good change so hard?

            Because every change is also an ending. A wedding ends a way of being single. A new job ends the
            old lunch table. You can be glad and sad in one day, and both are honest.

            Change also takes away habits. You no longer know where the light switch is, whom to call, or what
            Sunday is for. Your mind has to decide hundreds of small things that used to run by themselves.
            That is tiring, even when the change was your own wish.

            So you may feel:

            - restless, foggy or close to tears
            - unsure who you are in the new place
            - guilty for not being happier

            This is a common part of moving from one chapter to the next. It does not mean that you chose
            wrong.

            ## How long does it take to adjust?

            It depends on the change, on you and on how much support you have. It is often longer than people
            around you expect. A year of firsts is not unusual: the first winter, the first birthday, the
            first time you are ill in the new town.

            Instead of asking whether you are done yet, you might ask:

            - What is a little easier than last month?
            - What do I miss that I could bring back in some form?
            - Whom could I get to know a bit better?
            - What have I learned to do here?

            If things are getting harder rather than easier, or if you feel low or on edge most days for
            several weeks, talk to a doctor or therapist. That is worth doing even when the change looks small
            from outside.

            ## How can I make a big decision?

            When you are stuck between two doors, more lists may not help. Try looking from other angles.

            ### Ask about values

            What do you want to stand for in ten years? Which choice makes more room for that?

            ### Try it on

            Live for a week as if you had decided for one option. Do the same for the other. Notice your
            sleep, your shoulders and your daydreams.

            ### Talk to the fear

            What is the worst likely outcome, and what would you do then? Fear often shrinks when it is made
            to be exact.

            ### Mind the deadline

            Some choices need an answer by Friday. Many do not. Ask who says that it has to be now.

            A therapist will not choose for you. They can help you hear yourself think.

            ## What helps when I move to a new place?

            Look for small, repeated contact. Friends often come from seeing the same people again and again.

            - Go to the same coffee shop, park or class at the same hour each week.
            - Say yes to things for a season, even when the sofa calls.
            - Keep one ritual from before: a dish, a call, a walk.
            - Learn a few names on your street.
            - Find a doctor and a dentist before you need them.

            If you came from another country, you carry extra weight: papers, language, news from home. You
            may feel at home in neither place for a while. Groups of people with the same path can help, and
            so can a therapist who speaks your language. You can search this directory by language and by
            state.

            ## How do I cope with retirement or an empty house?

            Work and children fill a calendar, and they also give a sense of being needed. When they go, the
            quiet can be loud.

            ### Expect mixed feelings

            You may love the free mornings and still feel useless by noon. Partners may find themselves home
            together with different ideas about lunch.

            ### Build a week

            Choose two or three fixed points: a class, a volunteer shift, a walk with a neighbor. A week
            without shape can pull the mood down.

            ### Talk about roles

            Who cooks, who drives, how much time together is good? Ask rather than assume.

            ### Grieve a little

            It is fine to miss the noise. You are not turning your back on the next part by missing the last
            one.

            ## When is it more than a transition?

            A change can uncover other things, such as an old loss, anxiety, or a drinking habit that used to
            be hidden by a busy life. It may be time to look for help when:

            - you cannot do what you need to do for days in a row
            - you pull away from everyone
            - sleep or appetite have changed for weeks
            - you drink or use more than you want to
            - nothing gives you any pleasure
            - you think that life is not worth living

            If the last one is true for you, call or text 988 now. You do not need to be certain.

            For the rest, a few meetings with a therapist may be enough to sort out what belongs to the change
            and what was there before. Say in your first message what changed and when. It helps the therapist
            to see the whole picture.

            """)
}
