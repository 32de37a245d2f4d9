extension DemoArticle {
    static let lossAndChange2: [DemoArticle] = [
        theFirstMonthsInANewCity, theMondayAfterRetirement, grievingSomeoneWhoIsStillAlive, afterALayoff,
    ]

    static let theFirstMonthsInANewCity = DemoArticle(
        slug: "the-first-months-in-a-new-city",
        title: "The first months in a new city",
        dek: """
            The boxes are empty and so is Saturday. How to grow a few roots, and why you miss a grocery \
            store you never liked.
            """,
        category: "loss-and-change",
        topics: ["life-transitions"],
        author: "anselm-okoye",
        standing: .published(daysAgo: 24),
        review: .byLindqvist(daysAgo: 28),
        body: """
            Everyone asked about the move: the truck, the lease, the new job. Nobody asks about week seven. By
            then you know where the pans are. You come home at six, it is quiet, and you catch yourself
            reading the weather for the town you left.

            It’s normal to feel worse *after* things have settled. While there were boxes, you had a task.

            ## What you lost without noticing

            It’s not only your friends. It is the man at the gas station who nodded. It’s knowing which lane
            ends. You used to move through a day with no effort, because ten thousand small things were known
            to you. Here, each of them costs a coin. No wonder that you’re in bed at nine.

            So be careful with big verdicts. “I hate it here” may mean “I’m tired from finding the post
            office.”

            ## Be a regular

            The quickest way to belong is to be seen in the same place at the same time. Choose one coffee
            bar, one bench, one class. Go weekly. Sit in the same corner. In the third week someone will say,
            “You again.” That’s a root.

            Friendship needs many hours, and most of those hours are dull. It grows among people who keep
            bumping into each other. That is why one pottery course of ten evenings beats ten different
            events.

            ## Say the first sentence

            Grown-ups are shy. They assume that everyone else has enough friends. Nearly all of them would
            like one more. Some lines which have done the job:

            - “I’m new here. Where do you get decent bread?”
            - “I walk down to the river on Saturday mornings. Want to come along?”
            - “We always talk by this door. Shall we sit down sometime?”

            You’ll be turned down. People have toddlers and flu. Ask twice before you cross a name off.

            ## Keep the old, in measure

            Your friends back home are a lifeline. Put a call in the calendar, always the same evening. But if
            you spend each night on video with them, you live in a place that has no streets. A rule of thumb
            might be: for each hour with the old town, one hour out in the new one.

            Go back for a visit after about three months, not after three weeks.

            ## If you came for someone else

            Maybe it was their job. They have colleagues and a badge, and you have a kitchen. That difference
            makes for sour evenings. Say it before it turns into a fight about the dishwasher: “You came to
            something. I only left something. I need a plan of my own.” Then find the one thing that is yours.

            ## With children

            They need to say goodbye as well, and to be allowed to dislike it. Don’t sell the new school too
            hard. Ask, “What was the worst thing today, and what was not so bad?” They will have a friend
            before you do. Make use of that: friends have parents.

            ## When it doesn’t lift

            Missing a place comes in waves and gets thinner. If after a few months you don’t sleep, see no
            one, and no longer try, it may have tipped into depression. A therapist here can help, and has one
            more merit: for fifty minutes a week somebody in this town knows your name.

            Then, on a day in spring, a stranger will stop you and ask for directions. You’ll hear yourself
            explain which lane ends.

            """)

    static let theMondayAfterRetirement = DemoArticle(
        slug: "the-monday-after-retirement",
        title: "The Monday after retirement",
        dek: """
            The cake has been eaten. Who are you when nobody needs you by nine? Notes for the first slow \
            year.
            """,
        category: "loss-and-change",
        topics: ["life-transitions", "couples", "depression"],
        author: "anselm-okoye",
        standing: .inReview(.clinical),
        body: """
            For forty years you wished for this morning. No alarm. Coffee with both hands. By ten you have
            read the paper, and there’s a lot of day left in the day.

            Some take to it like ducks. Many others go through a strange dip that they don’t mention, because
            who complains about being free?

            ## What work had been doing for you

            A job pays in money, and in five other coins:

            Structure
            : It tells you when to get up.

            Company
            : Not friends, necessarily. Faces.

            Purpose
            : Something is a bit different in the evening because you were there.

            Rank
            : People know what you do and treat you accordingly.

            Movement
            : You walked to the bus and carried things.

            All five stop on the same Friday. If you can tell which one you miss most, you will know what to
            look for. Golf gives you two of them at best.

            ## Go slowly with big promises

            In the first half year, everyone has ideas for you. Sit on the board. Watch the grandchildren four
            days. Move to the coast. Say, “I’m not deciding anything until fall.” You’re in no shape to choose
            yet; you have not met the person who’s going to live this life.

            Try things on instead. One morning a week at the food bank. One course. A month in a rented place
            by the sea, in February, when it rains.

            ## Two in a kitchen

            Your partner has had a way of doing things between eight and six for a long time, and you weren’t
            in it. Now you stand there and ask what’s for lunch. Couples who have never quarreled do so over
            how to load a machine.

            Talk about space and time as if you had just moved in together. Which room is whose? Which hours
            are alone hours? Who cooks? It’s healthy to have lives that touch only at supper.

            And if they are still at work, then don’t live for their key in the lock.

            ## Money worry

            Even people with enough find it hard to spend from a pile that no longer grows. Checking the
            account each day does not help. Sit down twice a year with someone who can do the sums, and
            between those dates let it be.

            ## The body

            Falls, naps, a glass earlier each evening: it creeps up. Make an appointment for a full checkup in
            the first year, hearing included. People who can’t follow a conversation drop out of it, and then
            think that they’re sad.

            ## When it is more than a dip

            Depression in older adults hides. It calls itself “no appetite,” or “my back,” or “I don’t want to
            be a burden.” If you have lost interest in nearly everything for more than two weeks, or if you
            think that others would be better off without you, tell a doctor, and do so this week. Call or
            text 988 if it presses. You’re not wasting anybody’s time. Treatment helps people at eighty as it
            does at thirty.

            ## A small exercise

            Write down the three moments from your working life of which you’re proud. You will notice that
            there’s hardly a title among them. It will be something like: *I stayed late with the new girl,
            and she didn’t quit.*

            That is what you’re good at. It never was the job. Look around and see who could use it on a
            Monday.

            """)

    static let grievingSomeoneWhoIsStillAlive = DemoArticle(
        slug: "grieving-someone-who-is-still-alive",
        title: "Grieving someone who is still alive",
        dek: """
            Dementia, a long illness, an addiction: when the person you love is here and not here. There \
            is a name for it, and there is help.
            """,
        category: "loss-and-change",
        topics: ["grief", "life-transitions"],
        author: "josephine-tallow",
        standing: .published(daysAgo: 160),
        review: .byLindqvist(daysAgo: 165),
        references: [
            DemoReference(
                text: "Eldercare Locator, a public service for older adults and caregivers",
                url: "https://eldercare.acl.gov")
        ],
        body: """
            Your mother looks up, smiles politely, and asks if you work here.

            You say, “I come by every day.” You straighten her blanket. You go down to the car and you cry so
            hard that the windows fog. Then you think: what am I crying for? She isn’t dead.

            ## A loss without a funeral

            There are two ways to lose somebody who’s alive. In one, the body is there and the person fades.
            That is dementia, or a brain injury, or some forms of illness or addiction. In the other, the
            person is whole somewhere, but out of reach: missing, in prison, not speaking to you. Therapists
            speak of *ambiguous loss*. The word matters less than the fact that somebody thought it worth
            naming.

            It’s hard because it doesn’t finish. Nobody brings a casserole. You can’t say when it began. And
            each time that you’ve got used to how things are, they change again.

            ## You’ll feel two things at once

            “I want her to live, and I want it to be over.” “I miss my husband, and I’m annoyed by this man
            who follows me from room to room.” Such pairs feel like treason. They are only what is true when a
            situation has no clean edges. Try to put *and* where you used to put *but*.

            ## Let go of some hopes, and look for others

            You won’t get your old Saturday talks back. If you wait for them, each visit is a defeat. Ask
            what’s still there. Does she hum? Does he like to have his hands rubbed? Can you fold laundry side
            by side? One daughter’s best hour may be the one in which she gives up on correcting the year, and
            asks to hear about the horse.

            ## Keep a record of who they were

            Write down the stories now. Record the laugh if you can. Make a page for the people who care for
            him, with a photo at thirty: *He built bridges. He likes to be called Walt. He can’t stand peas.*
            It’s useful for them, and it’s a way for you to mourn.

            ## Take care of the one who carries

            You can’t do it all alone for eight years. Nobody can.

            - Let others take a *named* task, on a *named* day.
            - Ask about respite care or an adult day program. An Area Agency on Aging can tell you what there
              is. The Eldercare Locator, at 800-677-1116, finds yours.
            - Join a group for families. You’ll hear black humor there that you could not repeat anywhere
              else.
            - See your own doctor. Those who care for others tend to skip it.

            ## When they go into a home

            The day on which you drive away can feel worse than a burial. You may sleep for twelve hours, then
            wake up with guilt. You did not give them away. You changed from nurse back to daughter. See if
            you can be that again: bring the peaches, brush the hair, and leave the pills to someone else.

            ## And when death comes

            Some weep as if it were all new. Others feel only tired, and then a lightness that shames them.
            You have been grieving in small payments for years. Whatever is left to pay will come due in its
            own time.

            If you notice that you feel nothing for a long while, or that you no longer see why you should get
            up, tell somebody. You looked after a life for so long. Yours is one, too.

            """)

    static let afterALayoff = DemoArticle(
        slug: "after-a-layoff",
        title: "After a layoff: the first thirty days",
        dek: """
            What to do in the first hour, the first week and the first month, and how to talk to yourself \
            meanwhile.
            """,
        category: "loss-and-change",
        topics: ["life-transitions", "anxiety", "grief"],
        author: "calder-whitlock",
        standing: .scheduled(inDays: 12, hour: 16),
        review: .byHaddad(daysAgo: 4),
        references: [
            DemoReference(text: "988 Suicide & Crisis Lifeline", url: "https://988lifeline.org")
        ],
        body: """
            They used words like “restructure.” It took eleven minutes. Then your badge stopped working, and
            you stood with a plant in the parking lot at a quarter past ten.

            ## The first hour

            Do nothing clever. Don’t post. Don’t sign. If there’s a paper, you may say, “I’d like to take this
            home and read it.” Agreements about severance often come with a period in which you can think; a
            lawyer or a legal aid office can look it over.

            Call a person. Tell them, “I lost my job, I’m all right, I just need to say it to someone.”

            ## The first week

            Three forms, and then rest.

            1. **Unemployment benefits.** File right away, even if you think that you won’t qualify. They
               seldom count from earlier than the week in which you ask.
            2. **Health insurance.** Losing coverage opens a window, mostly of sixty days, to enter a
               marketplace plan or a partner’s plan. You can also keep the old plan for a time at full price.
            3. **Money on one page.** What comes in, what has to go out, how many weeks that is. The number is
               nearly always less terrible than the dark.

            Then let yourself be hit. Sleep. Be furious. You have been dumped by somebody to whom you gave
            your best hours, and you may need a day or two on the floor.

            ## Telling the family

            Tell your partner that day. Each day you wait, it grows a second head. Children can hear, “My job
            ended. It wasn’t because I did something bad. We have enough for now, and we will be careful.”
            Then tell them what stays: the house, the school, pizza on Friday.

            ## The first month

            A job search eats as many hours as you give it, and gives back shame. Put a fence around it. Four
            hours each morning on weekdays, and then you close the lid. In the afternoon do something with
            your hands that ends in a thing one can see.

            Get dressed. Leave the house before noon. Eat lunch with someone who also doesn’t work, or who
            works nights.

            When you write to people, don’t ask whether they know of an opening. Ask for fifteen minutes about
            what they do. Most openings turn up in the second half of such talks.

            ## What you tell yourself

            Listen for these:

            | The sentence | A fairer one |
            | --- | --- |
            | If I were any good, they would have kept me | A spreadsheet chose, and I was in a row |
            | I’m fifty-one, that’s it | It may take longer, so I start now |
            | Everybody is staring | They are thinking about their own desk |
            | I am nothing without it | I am between two things |

            ## The grief in it

            You lost more than pay. There was the chair by the window, the joke with Dolores, the feeling of
            being fast at something. Those of us who are told to be grateful for the severance mourn in
            secret. You may want some small act to end it. Go for a last drink with the old crew. Take the
            plant, repot it.

            ## Watch for the slide

            Not sleeping, drinking at noon, hiding from the mail, a fear that your family would do better with
            the insurance than with you: that last one in particular is an alarm, not a sum. Tell somebody the
            same day. 988 answers around the clock, for money trouble as much as for any other. A therapist or
            a local clinic may have a lower fee for people out of work, so do ask.

            On day thirty, write down what you know that you didn’t know on day one. You will fill more lines
            than you expected.

            """)
}
