extension DemoTopic {
    static let eatingConcerns = DemoTopic(
        slug: "eating-concerns",
        name: "Eating concerns",
        label: "eating concerns",
        aliases: ["Eating disorders"],
        crisisTier: 2,
        markdown: """
            ---
            kind: topic
            title: Eating concerns
            slug: eating-concerns
            label: eating concerns
            dek: When food, weight or shape take over the day. Signs, first steps and how to help \
            someone you love.
            lang: en
            ---

            ## When does eating become a concern?

            Most people think about food and looks at times. It becomes a concern when it begins to run your
            day, your mood or your health.

            Some signs to take seriously:

            - strict rules about what, when or where you may eat
            - eating in secret, or feeling out of control while eating
            - trying to undo a meal in ways that could harm you
            - exercising when you are ill or hurt, because you feel you must
            - avoiding meals with others
            - thinking about weight or shape for much of the day

            You cannot tell by looking. People of every size, age, gender and background can be affected. If
            eating scares you or makes you feel ashamed, that is enough reason to talk to someone. You do not
            have to get worse first.

            ## Why is it so hard to just eat normally?

            Because it is seldom only about food. For many people the rules or the binges do a job. They may
            bring a sense of order, numb a feeling, or mark off one thing in life that feels under control.
            Taking them away without putting anything in their place can feel like falling.

            The body joins in as well. When it gets too little, it pushes thoughts of food to the front. That
            can lead to a binge, then guilt, then stricter rules, and around it goes.

            So “just eat” is not useful advice. Steps that tend to be more useful are regular meals, support
            while they are hard, and a look at what the rules have been protecting you from.

            ## Who should be on my team?

            One helper is often not enough. A team might include:

            ### A doctor or nurse practitioner

            Eating problems can affect the heart, bones, teeth and blood. A check-up shows what needs care
            now. This matters at every size.

            ### A therapist

            Look for someone who has worked with eating disorders. Ask which approaches they use and how they
            involve family.

            ### A dietitian

            A dietitian can plan meals with you and answer fears about food with facts.

            ### People at home

            Someone who eats with you, shops with you or sits with you after dinner can be a great support.

            Ask how the team will talk to one another. If weekly visits are not enough, there are day programs
            and hospital programs too.

            ## What can I do today?

            You do not have to fix everything today. Choose one small act of care.

            - Eat something, even if it is not the perfect thing.
            - Tell one person, in writing if that is easier.
            - Unfollow accounts that make you feel worse about your body.
            - Put away the scale, or ask someone to keep it for you.
            - Book a check-up, and say on the phone what it is about.

            When a harsh thought comes, you can answer, “That is the eating problem speaking.” You may not
            believe it yet.

            Get help right away if you faint, have chest pain, vomit blood, or feel too weak to stand. Call
            911. If you think of ending your life, call or text 988.

            ## How do I talk to someone I am worried about?

            Choose a private, calm time away from meals. Talk about what you have seen and how you feel, and
            leave weight and looks out of it.

            You could say:

            - “I have noticed that you leave the table early, and I am worried about you.”
            - “You seem sad after meals. I would like to understand.”
            - “Would you let me come with you to the doctor?”

            They may be angry or say that all is well. Stay warm, and come back to it later. Do not argue
            about bites. Do not bargain or spy.

            For a child or a teenager, do not wait for them to agree. Call the pediatrician and say what you
            have seen. Parents are not the cause to be found, and they can be a strong part of the support.

            ## How do I live in a world that talks about diets?

            It is hard to make peace with food while everyone compares calories at lunch. You are allowed to
            protect yourself.

            ### Set a limit

            “I would rather not talk about diets” is a full sentence. Then ask about something else.

            ### Plan for hard places

            Before holidays, beaches or fitting rooms, decide who will be with you, what you will wear so that
            you feel at ease, and how you can leave.

            ### Choose your feed

            What you look at each day shapes what seems normal. Add people who cook, garden, draw or joke.

            ### Be patient with slips

            A hard meal or a hard week does not wipe out the work. Tell your team, eat the next meal, and go
            on from there.

            """)
}
