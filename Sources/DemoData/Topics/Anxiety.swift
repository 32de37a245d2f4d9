extension DemoTopic {
    static let anxiety = DemoTopic(
        slug: "anxiety",
        name: "Anxiety",
        label: "anxiety",
        aliases: ["Anxiety and worry", "Panic"],
        crisisTier: 0,
        markdown: """
            ---
            kind: topic
            title: Anxiety
            slug: anxiety
            label: anxiety
            dek: What anxiety does, when to look for help, and what the first steps can look like.
            lang: en
            ---

            ## What is the difference between worry and anxiety?

            Worry is mostly made of thoughts. It asks “what if?” about a bill, a test or a late phone call,
            and it fades when the matter is settled. Anxiety is wider. It is felt in the body as well as in
            the mind, and it can go on when there is nothing left to settle.

            Anxiety may show up as:

            - a tight chest, a fast heart or an upset stomach
            - trouble sitting still or falling asleep
            - a sense that something is about to go wrong
            - plans dropped because they felt too risky

            Everyone feels some of this. Anxiety is part of how people stay out of danger. It becomes a
            problem when the alarm rings often, rings loudly, and rings when there is no fire.

            ## How do I know whether I should talk to someone?

            There is no score you have to reach first. A fair question is how much room anxiety takes up.
            Think about the last month and ask yourself:

            - Did I skip things that matter to me?
            - Did I spend a large part of most days worrying or checking?
            - Did my sleep, meals, work or friendships change?
            - Do I use alcohol or other substances to calm down?

            If you said yes to one of these, a talk with a therapist or a doctor makes sense. A visit to a
            doctor is wise in any case if your symptoms are new or mostly physical. Some medical conditions
            and medicines can feel a lot like anxiety, and a check-up can sort that out.

            ## What happens in a panic attack, and what can I do?

            A panic attack is a rush of fear that builds within minutes. Your heart may pound. You may feel
            dizzy, hot, far away, or sure that something terrible is about to happen. It is very unpleasant,
            and it does pass.

            ### While it lasts

            - Tell yourself what it is: “This is panic. It will peak and go down.”
            - Put both feet on the floor and name five things you can see.
            - Let your breath out slowly, longer than you breathed in.

            ### Afterward

            Rest a little, then go back to what you were doing if you can. Leaving each time can teach your
            mind that the place was the danger.

            Chest pain, fainting or trouble breathing that is new to you should be checked. Call 911 if you
            are not sure.

            ## What kinds of therapy are used for anxiety?

            Therapists use several approaches, and many blend them.

            ### Cognitive behavioral therapy

            You look at the link between thoughts, feelings and actions. You test fearful predictions in real
            life, in small steps.

            ### Exposure

            You face what you avoid, slowly and by choice, with support. You and the therapist write the steps
            together, and you decide when to move on.

            ### Acceptance and commitment therapy

            You practice letting anxious thoughts be there while you do what matters to you.

            ### Medication

            Some people use medicine as well. A physician or a psychiatric nurse practitioner can explain the
            choices and their side effects.

            No method suits everyone. It is fair to ask a therapist why they suggest one, how you will both
            know whether it helps, and what you would try next.

            ## How can I support someone who is anxious?

            Listening comes first. Try to hear the fear before you argue with it. “That sounds scary” often
            goes further than “there is nothing to worry about.”

            It can also help to:

            - ask what they want from you right now: company, advice or quiet
            - keep plans simple, with an easy way out
            - praise effort, not calm
            - go on with your own life, so that anxiety does not run the household

            Watch out for one trap. If you do every scary thing for someone, the fear may grow. You can be
            kind and still say, “I will stand next to you while you call.” If the person talks about wanting
            to die, take it seriously and call or text 988 together.

            ## What can I ask a therapist before the first session?

            A short call tells you a lot. You can ask:

            - How often do you work with people who have worries like mine?
            - What would our first few meetings look like?
            - Will I have things to practice between sessions?
            - What do you charge, and do you take my insurance?
            - Which states are you licensed in?

            Pay attention to how the answers feel. Clear and patient is a good sign. You should not feel
            rushed or sold to. If calling is the very thing that scares you, write an email and say so. Many
            therapists are used to that, and it already tells them something useful. You can also ask a friend
            to sit beside you while you write it.

            """)
}
