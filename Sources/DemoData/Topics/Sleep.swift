extension DemoTopic {
    static let sleep = DemoTopic(
        slug: "sleep",
        name: "Sleep",
        label: "sleep problems",
        aliases: ["Insomnia", "Sleep problems"],
        crisisTier: 0,
        markdown: """
            ---
            kind: topic
            title: Sleep
            slug: sleep
            label: sleep problems
            dek: Bad nights, short nights and racing minds. What you can try yourself, and when to ask \
            a doctor.
            lang: en
            ---

            ## Why can I not fall asleep even though I am tired?

            Being tired and being ready to sleep are not the same. Your body may be worn out while your mind
            is still on guard. Light, noise, a late nap, coffee, alcohol, pain, worry or a changing work shift
            can all keep the guard awake.

            Then a second problem joins in. After some bad nights, many people begin to fear the night itself.
            They watch the clock, count the hours left and try hard to sleep. Trying hard is the opposite of
            letting go, so the bed slowly turns into a place of work.

            The good news in this is that habits and fears around sleep can be changed. It takes patience, and
            it usually begins with a clear look at what your nights are like now.

            ## What can I try first?

            Pick one or two of these and keep them up for a couple of weeks. Changing everything at once tells
            you nothing.

            - Get up at the same time every day, even after a poor night.
            - Get daylight in the morning.
            - Have your last coffee earlier in the day.
            - Keep the bed for sleep and sex. Worry, work and scrolling belong elsewhere.
            - If you lie awake and grow tense, get up. Do something quiet in low light until you feel sleepy.
            - Write tomorrow’s worries on paper an hour before bed.

            Turn the clock away from you. Knowing that it is 3:12 has never helped anyone fall asleep.

            A night that is good enough is a fair goal. Almost nobody sleeps perfectly.

            ## When should I see a doctor?

            Sleep trouble can be a sign of something that needs medical care. Make an appointment if:

            - you snore loudly, gasp, or wake with headaches
            - you fall asleep in the daytime without wanting to, above all while driving
            - your legs feel restless or jump at night
            - you act out dreams or walk in your sleep
            - pain, cough or trips to the bathroom wake you
            - a new medicine came just before the trouble

            Also go if bad nights have lasted for months, or if you rely on alcohol or pills to sleep. Bring a
            list of what you take, including things from the drugstore.

            If you sleep very little and feel full of energy, with racing ideas and risky plans, call a doctor
            soon. If you are thinking of ending your life, call or text 988.

            ## What is cognitive behavioral therapy for insomnia?

            It is a structured way of working on sleep, often called CBT-I. It usually takes a handful of
            meetings, in person, by video or through a guided program.

            ### A sleep diary

            You note when you went to bed, slept and got up. It shows patterns that memory hides.

            ### A sleep window

            For a while you may spend less time in bed, so that the time you are there is filled with sleep.
            This can make you more tired at first. It does not suit everyone, for example some people with
            epilepsy or bipolar disorder, so it should be planned with a professional.

            ### Thoughts about sleep

            You look at beliefs such as “one bad night ruins everything” and put them to the test.

            ### Winding down

            You learn ways to let the body settle.

            ## How can I deal with nightmares?

            Nightmares may follow stress, illness, a change in medicine or a frightening event. Now and then
            they are just part of sleep. If they come often, you can do something about them by day.

            One method is to rewrite the dream:

            - Choose a nightmare that is not the very worst one.
            - Write it down, then change it in any way you like.
            - Picture the new version for some minutes each day, while you are calm.

            It may feel odd to do this. You are teaching the mind a different path.

            After you wake from a nightmare, put on a light, look around and name where you are. If your
            dreams replay something that really happened, look for a therapist who works with trauma.

            ## How do shift workers and new parents cope?

            Most sleep advice is written for people with quiet nights. If yours are not, some of it will not
            fit, and that is not your fault.

            ### If you work shifts

            - Make the room as dark and cool as you can, and wear sunglasses on the way home.
            - Keep one block of sleep at the same time on all days, if your schedule allows.
            - Ask family to treat your sleep hours like a closed office.
            - Do not drive when you are nodding off. Nap first.

            ### If you have a baby

            Trade nights or half nights with someone where you can. Rest counts, even without sleep. If you
            feel hopeless, very anxious or unlike yourself, tell your doctor or call the National Maternal
            Mental Health Hotline at 1-833-852-6262.

            """)
}
