extension DemoArticle {
    static let payingForCare1: [DemoArticle] = [
        whatTherapyCostsAndWhy, howToAskForASlidingScale, inNetworkAndOutOfNetwork, howToUseASuperbill,
    ]

    static let whatTherapyCostsAndWhy = DemoArticle(
        slug: "what-therapy-costs-and-why",
        title: "What therapy costs, and why the numbers differ so much",
        dek: """
            Two offices on one street can charge amounts that are far apart. What goes into a fee, and the \
            questions that bring the number down to earth.
            """,
        category: "paying-for-care",
        topics: ["anxiety", "life-transitions"],
        author: "ruth-abernathy",
        standing: .published(daysAgo: 15),
        body: """
            Looking for prices can feel like shopping in a store with no tags. You see “contact for rates”
            eleven times. When you finally hear a figure, you don’t know if it is high.

            Let’s take the thing apart.

            ## What you are paying for

            An hour with a therapist is not an hour of their day. It is about an hour and a half. There are
            notes to write, calls to return, forms to argue over. Then come rent, insurance, yearly fees for
            the license, and required classes. People who run their own office also pay for their own sick
            days. A fee that looks large has to feed all that.

            None of this means that you ought to be able to pay it. It does explain why few can simply cut it
            in half.

            ## Why one is dearer than the next

            - **Place.** Rent in a big city goes into the hour. A video visit with someone across the state
              may cost less.
            - **Training.** A psychologist or a psychiatrist tends to charge more than a counselor or social
              worker. For many concerns that says nothing about how well you will get on.
            - **Stage.** People who are still in supervised practice charge less, and so do clinics at
              schools.
            - **Plans.** If a therapist has a contract with your insurance, the two of them have fixed the
              price, and you pay your share.

            ## Four words on the bill

            Copay
            : A set amount that you pay at each visit, the same each time.

            Deductible
            : What you pay in full each year before the plan begins to pay its part. If yours is large, your
              first months may be at the whole price.

            Coinsurance
            : A share, such as one fifth, that stays with you once the deductible is met.

            Out-of-pocket maximum
            : The most that you can owe in a plan year for covered care. After that the plan pays the rest.

            Your true price per visit depends on all four, and on the month. In January you may pay much more
            than in October.

            ## Ask for it in writing

            If you pay yourself, or have no insurance, federal law gives you the right to a *good faith
            estimate*. The office should tell you ahead of time what the care is expected to cost. Ask for it
            when you book. If a later bill is far above the estimate, there is a way to dispute it.

            Even with insurance, you can write one line: “Before we begin, could you tell me what I will owe
            for the first visit and for the later ones?” The first one is often longer and costs more.

            ## Do the whole sum

            Take the price of a visit. Multiply it by how often you would go in three months. Add bus fare,
            parking, or a sitter. Put the result next to what you can spare without skipping rent or food.

            If it does not fit, that is a fact about the number, not about you. You can ask for a lower fee,
            go every second week, look at a training clinic, or join a group. Each of those is real care.

            ## One last thing

            Some put off help until they can “do it properly.” A shorter, cheaper, good-enough start this
            month is worth more than an ideal one that never comes.

            """)

    static let howToAskForASlidingScale = DemoArticle(
        slug: "how-to-ask-for-a-sliding-scale",
        title: "How to ask for a lower fee without shame",
        dek: """
            Many therapists keep a few places at a reduced price. You only have to say the sentence. Here \
            it is.
            """,
        category: "paying-for-care",
        topics: ["life-transitions"],
        author: "ruth-abernathy",
        standing: .published(daysAgo: 64),
        body: """
            There is a kind of quiet on the phone after someone names a fee that you can’t pay. You say,
            “Okay, thanks, I’ll think about it,” and you never call again. They never learn why.

            Next time, try one more sentence before you hang up.

            ## The sentence

            > That is more than I can manage. Do you have any places on a sliding scale, or do you know
            > somebody who does?

            That’s it. You have not begged. You have asked about a part of their business, the way that you
            would ask a landlord about the deposit.

            *Sliding scale* means that the fee moves with income. Some offices have a printed chart. Others
            have two or three spots that they keep low, and fill them on trust. They are often full, and they
            often open up again.

            ## Decide your number first

            Before you call, work out what you could pay each visit for at least three months. Not what you
            could pay if you stopped buying lunch. A number that hurts will make you quit in week four.

            If they ask, “What could you do?” you are ready: “I could do forty, every other week.” If it is
            too low for them, they will say so. You lose nothing.

            ## What they may want from you

            Some will take your word. Some ask for a pay stub or a letter from a benefits office. You may be
            asked to tell them if your income goes up. That is fair, and it works in both directions. If you
            lose hours at work, say so soon. Do not wait until you owe for three sessions.

            ## Other ways to make an hour cheaper

            1. Meet every two weeks, with something to try in between.
            2. Take a midday slot, which is hard to fill.
            3. Ask about shorter visits of thirty minutes.
            4. Ask if the same person runs a group.
            5. See an associate in the same office, who works under a senior colleague.

            ## If it makes you feel small

            Money is tied up with pride, and many of us were taught never to let on. You may feel that you
            take a place from someone who needs it more. But those spots exist to be used. Somebody decided,
            on a good day, that they wanted to work with people who cannot pay in full. You let them do it.

            You don’t owe anyone a performance of being poor, either. Nobody should comment on your shoes or
            your phone.

            And a lower fee must not mean lower care. You get the same hour, the same privacy, the same right
            to disagree. If a therapist lets you feel the discount, go.

            ## Keep a note of who said no kindly

            Now and then a person has no room but treats you well. Write down the name. In half a year they
            may have a gap, and you may have a different job. “I called in March and you were kind about it”
            is a very good way to begin.

            ## When there is no time to shop

            If you are in a crisis tonight, price is no part of it. A call or text to 988 costs nothing,
            whether you have insurance or not. No one will ask for a card.

            """)

    static let inNetworkAndOutOfNetwork = DemoArticle(
        slug: "in-network-and-out-of-network",
        title: "In network or out of network: what it changes for you",
        dek: """
            Two short phrases decide who sets the price, who files the claim and how much comes back to \
            you. A guide with an example.
            """,
        category: "paying-for-care",
        topics: ["life-transitions", "couples"],
        author: "ruth-abernathy",
        standing: .published(daysAgo: 99),
        body: """
            Insurance talk is full of little fences. The first one is the network. A therapist stands either
            inside it or outside it, and which side they are on shapes nearly everything about your bill.

            ## Inside

            A therapist in your plan’s network has signed a contract with the plan. In it they accept a price.
            You pay your share, the plan pays the rest, and the office sends the claim for you. You will not
            see most of the paper.

            The catch is supply. Lists of in-network therapists are long, but many of the names have no
            openings. Some have moved. Some have left the plan and stand there still. Set aside an hour for
            calls and do not take it personally.

            ## Outside

            A therapist out of network has no contract. They set their own fee, and you pay it at the visit.
            After that you may get some of it back, if your plan has *out-of-network benefits*. Many do not.
            Plans with the letters HMO or EPO in the name seldom pay outside except in an emergency. Those
            with PPO or POS more often do.

            ## An example with round numbers

            Say that the fee is 150 dollars. Your plan has decided that such a visit should cost 100. They
            call this the *allowed amount*. Your plan pays 60 percent of that, once you have met the
            deductible for outside care.

            | Step | Amount |
            | --- | --- |
            | You pay the therapist | 150 |
            | The plan looks at | 100 |
            | The plan sends you | 60 |
            | So the visit costs you | 90 |

            People expect to get back 60 percent of 150, and are upset when the check is for less. Now you
            know why.

            ## Which is better?

            Inside is nearly always cheaper. If you find someone there whom you trust, take them.

            Outside may be worth it when you need a rare skill, a certain language, or someone who shares a
            part of your life that matters in the room. It may also be the only way to start this month.

            There is a third door. If your plan has nobody in reach who can treat you within a fair time, call
            and ask for a *network exception*, also known as a gap exception. Say whom you called and when. If
            they agree, they treat an outside therapist as inside for a while. Keep the name of the person who
            told you, and the number of the call.

            ## Check before each new year

            Networks change in January. A therapist who was inside in December may be outside a week later,
            and nobody is sure to tell you. Ask in November: “Will you still be with my plan next year?”

            If your therapist leaves the network in the middle of treatment, ask the plan about *continuity of
            care*. In some cases it must let you go on at the old price for a set time.

            ## If you share a plan

            When you are on the insurance of a partner or a parent, the plan may mail an *explanation of
            benefits* to the person who holds it. It can show that you had a visit, and with whom. If that
            worries you, call the plan and ask for confidential communication at another address. Do this
            before the first appointment.

            """)

    static let howToUseASuperbill = DemoArticle(
        slug: "how-to-use-a-superbill",
        title: "How to use a superbill to get money back",
        dek: """
            An odd word for a useful paper. What must be on it, where to send it, and what to do when the \
            answer is no.
            """,
        category: "paying-for-care",
        topics: ["life-transitions"],
        author: "ruth-abernathy",
        standing: .published(daysAgo: 149),
        body: """
            You pay your therapist yourself, and at the end of the month they offer you a “superbill.” It
            sounds like a hero with a briefcase. In truth it is a receipt with enough codes on it for an
            insurance plan to read.

            ## First, find out whether it will help

            Call the number on the back of your card and ask just this:

            - Do I have benefits for outpatient mental health visits outside the network?
            - How much is the deductible for them, and how much of it have I met?
            - What share do you pay after that?
            - How do I send a claim, and by when?

            If the answer to the first is no, a superbill will not bring you money. It may still count for a
            health savings account, or at tax time. Ask somebody who knows taxes.

            ## What must be on it

            Look the paper over before you send it. Claims come back for silly reasons.

            1. Your full name and birth date, as they are on the card.
            2. The therapist’s name, license, address, and a ten-digit number known as an NPI.
            3. The tax number of the practice.
            4. The date of each visit.
            5. A code for the kind of visit, and one for video if it was by video.
            6. A diagnosis code.
            7. What you paid.

            The sixth line gives some people pause. A plan will only pay for treatment of a named condition.
            That name then stands in its files. Talk with your therapist about what they would write and why.
            You may decide to pay without a claim for the sake of privacy, and that is a sound choice too.

            ## Sending it in

            Most plans let you upload a photo. Fill in one claim form, attach the superbill, keep copies of
            both. Set a reminder for thirty days. If nothing came, call.

            Do it monthly. A shoebox full of paper in December is a chore that nobody finishes, and some plans
            refuse what is older than three or six months.

            ## Reading the reply

            You will get a page that says “This is not a bill.” It shows what was asked, what the plan
            allowed, and what went to your deductible. Early in the year, the amount paid may be zero. That is
            not a refusal. Your visits are filling up the deductible, and you want them to be counted.

            ## When they say no

            Look for the reason code, then for the text behind it. Common ones have easy answers:

            | What it says | What often helps |
            | --- | --- |
            | Missing information | Ask the office for a corrected superbill |
            | Not a covered benefit | Ask which page of your plan says so |
            | Provider not recognized | Check that the NPI has all ten digits |
            | Filed too late | Ask if a first try within time can be shown |

            You can appeal in writing, as a rule within 180 days. Keep it short and polite: who you are, which
            claim, what you ask, and why. A letter from your therapist may help. If the plan still refuses,
            you may have a right to an outside review.

            It is dull work. Put on some music, make tea, and do one month at a time. A friend who likes forms
            is worth gold here, and there is one in every family.

            """)
}
