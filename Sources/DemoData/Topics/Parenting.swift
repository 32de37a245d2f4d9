extension DemoTopic {
    static let parenting = DemoTopic(
        slug: "parenting",
        name: "Parenting",
        label: "parenting",
        aliases: ["Parenting concerns"],
        crisisTier: 0,
        markdown: """
            ---
            kind: topic
            title: Parenting
            slug: parenting
            label: parenting
            dek: Help for the people who raise children, on good days and on the other ones.
            lang: en
            ---

            ## Do I need a problem to ask for help with parenting?

            No. Raising a child is a long job with no training and little sleep. Wanting a second opinion is
            reason enough.

            Parents often look for support when:

            - mornings, meals or bedtime end in shouting
            - a child seems sad, scared or angry for weeks
            - the adults disagree about rules
            - a new baby, a move or a separation has shaken everyone
            - they hear themselves saying what they swore never to say

            Help can take many forms. It may be two meetings to sort out one question, a parent group, family
            sessions, or therapy for the child. Asking early often means that a smaller step is enough. It is
            not a verdict on you as a parent. It is one of the things good parents do.

            ## How can I handle big tantrums?

            First, get through the moment. A child in a storm cannot learn, so save the lesson for later.

            ### During

            - Check that everyone is safe. Move hard objects away.
            - Get low and speak little. “I am here. You are safe.”
            - Keep the limit without a debate: “I will not let you hit.”

            ### After

            When your child is calm, name what happened in a sentence or two. Offer comfort. Then think
            together about what could be tried next time.

            ### Later, alone

            Look for what came before. Hunger, tiredness, noise and sudden changes are frequent guests. You
            may be able to prevent some storms by changing the hour before.

            If tantrums are very long, happen many times a day or lead to injuries, talk to your pediatrician.

            ## How do I stay close to a teenager who shuts me out?

            Pulling away is part of a teenager’s work. They still need you to be there when they look back.

            Try short, low-pressure contact. Drive them somewhere. Cook side by side. Talk is often easier
            when nobody has to make eye contact. Ask about things they love, even if you do not get the game
            or the band.

            When they do tell you something:

            - listen to the end before you answer
            - ask, “Do you want help with this, or do you want me to listen?”
            - keep your face calm, and panic later with a friend

            Hold a few firm rules about safety, and give room on the rest. If you see big changes in sleep,
            eating, grades or friends, or any talk of dying, ask directly and get help. You can call or text
            988 together.

            ## How can we parent together when we live apart?

            Children can do well in two homes. What tends to hurt them is being in the middle of a fight. So
            the main task is to keep the quarrel between the adults away from the child.

            - Do not use a child as a messenger or a spy.
            - Speak of the other parent as someone your child is allowed to love.
            - Share a calendar, and keep messages short and polite, like notes to a coworker.
            - Agree on a few rules that hold in both homes, and accept that others will differ.
            - Keep handovers brief and calm.

            If you cannot talk without a fight, a mediator or a co-parenting counselor can help you set up a
            way of talking. If you fear the other parent, speak to a lawyer or an advocate about safety first.

            ## What can I expect from child or family therapy?

            It depends on the child’s age. Young children talk through play, drawing and pretend. Older
            children mix talking with activities. Teenagers usually get time alone with the therapist.

            You will be part of it. Expect to:

            - tell the child’s story in a first meeting
            - hear in general terms how things are going
            - practice new ways of responding at home
            - work with the school, if you agree to it

            Ask early what stays private between child and therapist. Some privacy helps a child speak. The
            therapist will tell you if there is a danger.

            A therapist should not promise to change your child by a date. They should be able to tell you the
            goal, the plan, and how you will review it together.

            ## I lost my temper. Have I harmed my child?

            One loud evening does not define a childhood. What you do next matters. You can go back and
            repair.

            ### A repair can be short

            “I yelled. That was scary, and it was not your fault. I am sorry. I am going to work on it.” Then
            stop. Do not add a “but.” Let your child be angry or hug you, as they wish.

            ### Then look at yourself kindly

            Were you hungry, worn out, scared or alone with it all? Which moment was the last one when you
            could have stepped away?

            If you hit your child, if you fear that you might, or if it keeps happening, reach out now to a
            doctor, a therapist or a parent helpline. Telling someone protects both of you. It takes courage
            to make that call.

            """)
}
