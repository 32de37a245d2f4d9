extension DemoTopic {
    static let trauma = DemoTopic(
        slug: "trauma",
        name: "Trauma",
        label: "trauma",
        aliases: ["PTSD", "Trauma and PTSD"],
        crisisTier: 2,
        markdown: """
            ---
            kind: topic
            title: Trauma
            slug: trauma
            label: trauma
            dek: What frightening events can leave behind, and how support can go at your pace.
            lang: en
            ---

            ## What counts as trauma?

            Trauma is a word for what an overwhelming event can leave in a person. The event might be a crash,
            an assault, a disaster, war, a medical emergency or a sudden death. It might also be something
            that went on for years, such as abuse, neglect or living with violence at home.

            Two people can go through the same event and come away with different wounds. That says nothing
            about who is stronger. Age, support, earlier experiences and what happened afterward all matter.

            You do not have to prove that it was bad enough. If something from the past still runs your days,
            it is worth talking about. You also do not need a clear memory of it, and you never owe anyone the
            details.

            ## How can trauma show up later?

            It often shows up sideways. You may not connect a short temper or a sleepless night with something
            that happened long ago.

            ### Signs that people describe

            - memories or dreams that feel as if it were happening again
            - a body that is always on guard
            - feeling numb, unreal or far away
            - staying away from places, people or talk that bring it back
            - shame, or a sense of being damaged
            - trouble trusting, even with people who are kind

            Reactions like these are common in the weeks after a frightening event, and they often ease. If
            they last longer than a month, get worse, or make daily life hard, a professional who works with
            trauma can help you look at what is going on.

            ## Do I have to tell the whole story?

            No. Some forms of therapy involve going through the memory in detail. Others hardly touch it. In
            either case a good therapist will not push you to begin there.

            Early sessions are often about steadiness:

            - learning to notice when you are leaving the present
            - finding ways to come back, such as looking around the room or holding something cold
            - making daily life safer and calmer
            - agreeing on a signal that means “stop”

            After that, you can decide together how close to the memory you want to go. You may change your
            mind at any time. Going slowly is not failing. It is often what makes the work possible at all.

            ## What kinds of therapy are used?

            Several approaches were made for trauma. Ask a therapist which ones they are trained in.

            ### Trauma-focused cognitive therapies

            You look at beliefs that grew out of the event, such as “it was my fault,” and test them with
            care. There are versions for children and their caregivers too.

            ### Prolonged exposure

            You return to the memory and to avoided places in planned steps, with support.

            ### EMDR

            You hold a memory in mind while following a back-and-forth movement or sound.

            ### Body-based and creative work

            Breathing, movement or art can help when words do not come. They are often used beside other
            methods.

            Ask what a session looks like, what happens if you feel worse for a while, and how you can pause.

            ## What can I do when a memory takes over?

            First, remind yourself of the date and the place. Say it aloud if you can: “It is Tuesday. I am in
            my kitchen. That is over.”

            Then use your senses:

            - Press your feet into the floor.
            - Name things you can see, by color.
            - Hold something with a strong texture or a cold surface.
            - Smell soap, coffee or an orange.
            - Call someone whose voice you know.

            Afterward you may be very tired. Drink something, keep warm and plan little for the next hour. It
            can be useful to write down what came just before, so that you can spot patterns later.

            If you feel at risk of hurting yourself, call or text 988. If someone is hurting you now, call
            911, or the National Domestic Violence Hotline at 1-800-799-7233.

            ## How can I support someone I love?

            Believe them. You do not need to know everything to say, “I am sorry that happened. It was not
            your fault.”

            Let them keep control where you can. Ask before a hug. Ask whether they want to talk, and accept a
            no. Trauma takes choice away, so small choices matter: which seat, which movie, when to go home.

            - Learn what tends to set off bad moments, and plan around it together.
            - Do not take a sudden distance as proof that they do not love you.
            - Keep promises, even small ones.
            - Avoid pressing for details or for forgiveness.

            It is hard to stand beside someone’s pain. Find your own support, so that you can stay kind and
            honest. A group for partners or relatives may be a good place for that.

            """)
}
