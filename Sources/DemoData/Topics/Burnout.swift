extension DemoTopic {
    static let burnout = DemoTopic(
        slug: "burnout",
        name: "Burnout and work stress",
        label: "burnout",
        aliases: ["Burnout", "Work stress"],
        crisisTier: 0,
        markdown: """
            ---
            kind: topic
            title: Burnout and work stress
            slug: burnout
            label: burnout
            dek: When rest no longer refills you. How to tell what is wearing you out, and what you \
            can ask for.
            lang: en
            ---

            ## What is burnout?

            Burnout is a word for being used up by long stress, most often at work. People who care for
            children or sick relatives can feel it as well. It tends to have three parts:

            - **Exhaustion.** You wake up tired, and a weekend does not help.
            - **Distance.** You grow cold or cynical about things you used to care about.
            - **Doubt.** Whatever you do feels useless or not enough.

            Burnout is not a sign that you are weak. It often hits people who care a lot and have little say
            over their load. It is also not a medical diagnosis in itself. Tiredness like this can have
            physical causes, and it can overlap with depression. A visit to a doctor is a good first step if
            it has gone on for a while.

            ## How is it different from stress or depression?

            Stress usually feels like too much: too many tasks, too much noise, too little time. You still
            believe that you would be fine if you could only catch up. Burnout feels more like too little:
            little energy, little care, little hope that effort will pay off.

            Depression can look much the same from outside. One clue is where it follows you. Burnout may ease
            when you are truly away from the work. Depression tends to come along to the beach, the birthday
            and the meal with friends.

            They can occur together, and you do not have to sort it out alone. Tell a doctor or therapist
            about sleep, mood, interest in things you love, and any thoughts of not wanting to live. If such
            thoughts are strong, call or text 988.

            ## What can I do this week?

            Start small. Big plans are heavy when you are empty.

            ### Take one thing off

            Look at your week and pick one task to drop, delay or hand on. Tell whoever needs to know. Notice
            that the sky stays up.

            ### Guard one hour

            Choose an hour without a screen or a request. Do something plain that you do not need to be good
            at.

            ### Close the day

            Write tomorrow’s first task on paper. Then shut the laptop, change your shoes or walk around the
            block, so that your body knows the day is over.

            ### Tell one person

            Say the true thing: “I am running on empty.” Being seen does not solve the load, but it is harder
            to carry a load in secret.

            ## How do I talk to my boss?

            Go in with a few facts and one request. You do not owe anyone your health history.

            - **Say what you see.** “Since March I have covered two roles.”
            - **Say what it does.** “The reports are late, and I am making mistakes.”
            - **Ask for something clear.** “Could we move the Friday review, or give the audits to someone
              else until June?”
            - **Agree on a date to look at it again.**

            Write it down afterward and send a short, friendly summary. If your workplace has a union, a human
            resources team or an employee assistance program, find out what they offer.

            In some jobs the talk will not go well. It is useful to know that too. You can then put your
            energy into limits, allies and other options rather than into better wording.

            ## Can therapy help if the job is the problem?

            Therapy cannot hire more staff. It can help you see which part is yours to change and which is
            not, so that you stop blaming yourself for both.

            You might use the time to:

            - notice the rules you live by, such as “rest must be earned”
            - practice saying no, and bearing the look on someone’s face
            - grieve what you hoped the work would be
            - decide whether to stay, change or leave, without panic
            - rebuild parts of life that shrank

            Ask a therapist whether they know your field. Nurses, teachers, clergy, farmers and founders burn
            out in different ways. Some therapists also help with paperwork for leave. Ask early, since not
            all do, and some forms must come from a physician.

            ## How do I come back after time off?

            Come back slowly if you possibly can. The first weeks are not the time to prove that you are fine.

            ### Before you return

            Ask for a talk about hours, tasks and who covers what. Decide what you will say to coworkers. “I
            was out for health reasons and I am glad to be back” is plenty.

            ### In the first month

            - Work fewer hours than you think you can.
            - Keep breaks as if they were meetings.
            - Write down early warning signs, such as skipped lunches or mail at midnight.
            - Plan a weekly check with someone who will be honest.

            ### If it tips again

            That is information, not defeat. Look at what returned first: the load, the lack of say, or your
            own old rules. Then change that part before adding anything else.

            """)
}
