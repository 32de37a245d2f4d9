extension DemoArticle {
    static let howCareWorks1: [DemoArticle] = [
        whatLicenseLettersMean, therapyByVideoFindingAPrivateRoom, videoTherapyAcrossStateLines,
        whatStaysPrivateInTherapy,
    ]

    static let whatLicenseLettersMean = DemoArticle(
        slug: "what-license-letters-mean",
        title: "LCSW, LMFT, LPC, PhD: what the letters after a name mean",
        dek: """
            A plain guide to the licenses you will meet, what each may do, and why the letters matter less \
            than you think, except when they matter a lot.
            """,
        category: "how-care-works",
        topics: ["anxiety", "depression"],
        author: "ruth-abernathy",
        standing: .published(daysAgo: 5),
        body: """
            The names on a list of therapists trail letters like kites. Behind each set of letters stand a
            school, some years of supervised work, an exam, and a state board that can take the license away.
            That last part is the point of it.

            ## The ones you will see most

            LCSW
            : Licensed clinical social worker. Trained to see a person in their whole life: family, money,
              housing, health. Some states write LICSW or LISW.

            LMFT
            : Licensed marriage and family therapist. Trained to look at what goes on between people, also
              when only one of them is in the room.

            LPC, LMHC, LPCC
            : Licensed counselors. The name changes at the state line; the work is much the same.

            PhD, PsyD
            : Doctoral degrees. With a state license the holder is a psychologist, who may also give tests,
              for instance for attention or memory.

            MD, DO
            : Physicians. Those who specialize in mental health are psychiatrists, and they can prescribe.

            PMHNP
            : A nurse practitioner for mental health, who can prescribe as well.

            A degree is not a license. Someone may hold a doctorate and have no right to treat you. Look for
            both.

            ## Letters for people on the way

            You may read “associate,” “intern,” “resident” or “limited permit.” These people have finished
            school and work under a licensed colleague until they have the hours. They are real therapists in
            training, and they must tell you who supervises them.

            ## Words that mean nothing by law

            In many states anyone may call themselves a *coach*, a *healer* or a *life consultant*. Some are
            wise. But no board set their training, none checks on them, and you have nowhere to complain.
            “Certified” may mean two years of study or one weekend. Ask, “By whom, and what did it take?”

            ## When the letters matter

            They matter if you need something that only some may do:

            - **Medicine**: a psychiatrist, a nurse practitioner, or your family doctor.
            - **Testing**: a psychologist in most cases.
            - **Court papers**: ask first; not all will write them, and judges may want a certain license.
            - **Your insurance**: some plans pay only certain kinds.
            - **Your state**: whoever treats you must be allowed to work where you sit.

            ## When they don’t

            For most talk therapy, the kind of license says little about how much someone will help you. How
            well the two of you work together says more. A kind, skilled social worker and a kind, skilled
            psychologist will feel much alike from where you sit.

            ## Look it up yourself

            Each state board has a free search page. Type the name, and you will see whether the license is
            active, when it ends, and if the board has acted against it. It takes a minute. If you can’t find
            a person, ask for the exact name on the license; people marry, and boards are slow.

            > [!NOTE]
            > “Active” is what you hope to read. “Inactive” or “lapsed” may have a dull reason, such as a late
            > fee. “Suspended” or “revoked” does not. In all these cases, the person should not be seeing you
            > now.

            Asking about a license is not an insult. People who worked eight years for theirs are happy when
            someone cares.

            """)

    static let therapyByVideoFindingAPrivateRoom = DemoArticle(
        slug: "therapy-by-video-finding-a-private-room",
        title: "Therapy by video: how to find privacy in a full house",
        dek: """
            Thin walls, curious children, one good chair. Ways to make a small corner where you can say \
            anything.
            """,
        category: "how-care-works",
        topics: ["couples", "parenting"],
        author: "anselm-okoye",
        standing: .published(daysAgo: 33),
        body: """
            Video brought therapy to people who live two hours from an office. It also brought therapy into
            homes where your mother-in-law is making soup six feet away. You can’t talk about your marriage
            with your marriage on the other side of a door.

            Privacy takes some building. It does not take a spare room.

            ## Places that have worked

            - **The car.** Parked, engine off, phone on the dash. It is the most used office in the country.
              Mind the heat and the cold, and never while you drive.
            - **The bathroom**, with the fan on and a pillow on the edge of the tub.
            - **A closet.** Coats eat sound.
            - **A room at the library.** Many lend them by the hour, and nobody asks why.
            - **A walk**, on the phone, with no camera. Ask first if your therapist is fine with that.
            - **Someone else’s house.** Offer to feed the cat.

            ## Keep sound in

            Sound leaks under doors. Roll up a towel and lay it there. Put something that hums outside, a fan
            or a radio between stations. Wear headphones, so that only your half can be heard. Then sit facing
            away from the door, because voices travel forward.

            ## Keep people out

            Tell them plainly. You don’t have to say what it is.

            > I have a call from six to seven. Please don’t come in unless something is on fire.

            With small children, plan a show that is long enough, or trade an hour with a neighbor. A sign
            that they colored themselves works better than a lock. If you have a partner, name what you need:
            “I want to be able to talk about us in there. I’d do the same for you.”

            If asking for an hour alone leads to a fight, or if someone checks your phone, tell your therapist
            by another route. It is important news. You two can agree on a word that means “I’m not alone
            now,” and on what to do when you say it. The National Domestic Violence Hotline at 800-799-7233
            can help you think about safety. If your phone may be watched, call from a different one.

            ## Make it feel like an hour

            At an office there is a drive, a waiting room, a drive back. At home you close the lid and are in
            the laundry at once. Build a small bridge. Walk around the block before and after. Use the same
            chair. Set a glass of water there. Close the other tabs, because your therapist can see your eyes
            move.

            ## Plan for the freeze

            The picture will fail when you are in mid-sentence and in tears. Agree beforehand: if we are cut
            off, who calls whom, and on which number? Your therapist should also know where you are sitting
            each time, street and all. They ask so that they could send help if there were an emergency.

            ## It does not have to be all video

            Some people start on a screen and later go in, or the other way around. Some save one theme for a
            day when the house is empty. You can also write the hard line in the chat box and say nothing at
            all. The therapist will see it, nod, and take it from there.

            """)

    static let videoTherapyAcrossStateLines = DemoArticle(
        slug: "video-therapy-across-state-lines",
        title: "Can my therapist see me if I travel or move to another state?",
        dek: """
            What counts is where you sit. Why that is, what the agreements between states change, and how \
            to plan a move.
            """,
        category: "how-care-works",
        topics: ["life-transitions"],
        author: "ruth-abernathy",
        standing: .published(daysAgo: 58),
        body: """
            You found a therapist whom you like. Then you take a job across the border, or go home for the
            summer, or spend a month at your father’s bedside. The video works just as well from there. The
            law may not.

            ## The rule in one line

            A therapist must be allowed to practice in the state where *you* are at the time of the visit.
            Your home address does not decide it. Neither does theirs.

            It sounds fussy. The idea behind it is that each state protects the people within it. If something
            goes wrong, there has to be a board nearby with the power to act.

            ## So they will ask where you are

            Expect the question at the start of each video visit: “Are you in the same place as last week?” Do
            not fudge. If you say that you are at home while you are in a hotel in another state, you put
            their license at risk. In an emergency, help would go to the wrong door.

            ## Agreements between states

            Several professions have made *compacts*. States that join let therapists from other member states
            work with people there, if they sign up for it. Psychologists have one that runs in most states.
            Counselors and social workers have newer ones, which are still getting under way. Family
            therapists have fewer options so far.

            Which states take part changes every year, so don’t trust a map from last spring, and don’t trust
            us either. Ask your therapist: “Are you allowed to see me there?” It is their duty to know.

            Some states add short-term permits, say for thirty days a year.

            ## If you travel

            Bring it up two weeks ahead. You may:

            1. skip the visits and agree on something to do meanwhile
            2. have a longer visit before you go and soon after you return
            3. find out if a permit or a compact covers you
            4. collect a few numbers for where you’ll be

            A check-in about the time of your next visit is usually fine. Treatment is another thing.

            Students should ask in May, not in July. Many campus counseling centers cannot see you once you
            have gone home to another state.

            ## If you move

            You might keep your therapist, if they hold a license in the new place or could get one. You might
            not. Ask for three things before the truck comes:

            - a closing visit or two
            - a summary of your work that you can hand to the next person
            - names of therapists in the new state, or of someone who knows some

            Overlap if you can. Meet the new person while the old one is still there to hear how it went.

            ## Abroad

            Other countries have laws of their own. Many therapists will not work with someone overseas, since
            their insurance does not cover it. If you live abroad for long, look for help there, or ask your
            embassy for a list of those who speak English.

            ## A last thought

            It is sad to lose someone good over a line on a map. You may be angry, and rightly so. Still, what
            you built in those hours moves with you. It needs no license.

            """)

    static let whatStaysPrivateInTherapy = DemoArticle(
        slug: "what-stays-private-in-therapy",
        title: "What stays private in therapy, and what does not",
        dek: """
            The rule, the few exceptions, and how to ask about them before you say the thing you are \
            afraid to say.
            """,
        category: "how-care-works",
        topics: ["trauma", "self-harm"],
        author: "bettina-solberg",
        standing: .published(daysAgo: 90),
        references: [
            DemoReference(text: "988 Suicide & Crisis Lifeline", url: "https://988lifeline.org")
        ],
        body: """
            There may be a sentence you have never said to anyone. You come close in the waiting room, and
            then you think: what if they have to tell?

            Here is what usually applies in the United States. Details differ from state to state, so the best
            use of this page is to help you ask.

            ## The rule

            What you tell a licensed therapist is confidential. They may not tell your partner, your boss,
            your church or your landlord. They may not even say that you come. If you meet at the store they
            will let you decide whether to say hello.

            Being in the middle of a divorce, having used drugs, having been unfaithful, having broken a law
            in the past: as a rule none of this goes anywhere.

            ## The exceptions

            Danger to your life
            : If a therapist believes that you are about to end your life and nothing less will keep you safe,
              they may bring in others. Having thoughts of suicide is not the same thing. Many people have
              them, and talk about them for months in private.

            Danger to someone else
            : If you make a serious threat against a certain person, the law in most states lets or makes a
              therapist act.

            Children and others who can’t protect themselves
            : Signs that a child, or an elderly or dependent adult, is being abused now must be reported. It
              may also apply to things that happened years ago if a child could still be in danger.

            A judge’s order
            : A court can demand records. Therapists can object, and often a narrow answer is enough.

            Your own signature
            : You can allow them to speak with your doctor or your mother. You can set limits to it, and take
              it back.

            Insurance
            : If a plan pays, it learns the dates and a diagnosis, and may ask for more.

            ## Ask with an “if”

            You can find out before you tell. Try a sentence with no facts in it:

            > If somebody told you that they hurt themselves sometimes, what would you have to do?

            Or: “If a person had been abused as a child by someone who still has kids around, would you need
            to report that?” A therapist will have heard such questions, and will answer them straight. Then
            you choose.

            ## If you are under eighteen

            Parents may have a right to some information. How much depends on your age and your state. Most
            therapists ask parents to give you room, and tell them only what concerns safety. In the first
            visit, say, “I want to know what you would tell them.” All of you should hear the answer together.

            ## On telling about suicide

            People stay silent because they picture an ambulance. What most often follows is a calm talk: How
            strong is it? What keeps you here? What would help tonight? You make a plan, and you go home.
            Going to a hospital is for when nothing else is enough.

            If you have such thoughts as you read this, you may also begin with someone who does not know your
            name. Call or text 988. You can say as little as you like.

            ## Records

            You have a right to ask for a copy of your record, with few exceptions. You can ask how notes are
            kept, and who in the office can open them. If something feels off, ask twice. Trust is built out
            of such small answers.

            """)
}
