extension DemoArticle {
    static let restAndWork2: [DemoArticle] = [
        burnoutOrJustTired, goingBackAfterTimeOffForBurnout, howToSayNoAtWork, theSundayDread,
    ]

    static let burnoutOrJustTired = DemoArticle(
        slug: "burnout-or-just-tired",
        title: "Burned out, or only tired? A way to tell",
        dek: """
            A weekend fixes one of them. Signs to look for in your sleep, your temper and your jokes, and \
            first steps that need no one’s permission.
            """,
        category: "rest-and-work",
        topics: ["burnout", "depression"],
        author: "anselm-okoye",
        standing: .published(daysAgo: 19),
        review: .byHaddad(daysAgo: 24),
        body: """
            Here is a quick test. Picture that you get three days off, starting tomorrow, with nothing to do.
            What is your first feeling?

            If it is joy, you are likely tired. If it is nothing at all, or a flat thought such as *then it
            will all be waiting for me*, read on.

            ## Three things that come together

            Burnout is a word for what happens when work takes more than it gives back for too long. It isn’t
            an illness on most official lists. People who study it tend to name three parts.

            Worn out
            : Rest does not reach it. You wake up as empty as you lay down.

            Turned off
            : You begin to call people “cases.” You roll your eyes before they speak. You used to care about
              this.

            No use
            : It seems to make no difference what you do. You double-check, then triple-check, and still feel
              like a fraud.

            You may have one or two of them. With all three, something has to change, and it won’t be solved
            by a better calendar.

            ## Where it shows first

            Often not at work. It shows in the car, when you sit for ten minutes before you can go in. It
            shows in your jokes, which have turned mean. It shows in a Saturday spent looking at a wall. Or in
            your body: headaches, colds that stay, a jaw that clicks.

            Others see it before you do. If your sister says that you’ve become hard to reach, believe her a
            little.

            ## Or is it depression?

            The two are cousins. Ask: is there anything left, outside of work, that still tastes of something?
            Burned-out people often come alive on a lake. If the lake is gray too, if you feel worthless as a
            person and not only as an employee, or if you think about death, see a doctor or a therapist soon.
            It may be both. It doesn’t matter which you call it when you make that call.

            ## What is really too much?

            It is seldom only the hours. Go through this list and give each line a number from zero to ten.

            - I have too much to do.
            - I have no say in how it’s done.
            - Nobody notices.
            - People here treat each other badly.
            - It isn’t fair.
            - I am asked to do things that I think are wrong.

            The highest number tells you where to push. Someone with a ten in the last line won’t be helped by
            a day at a spa. Someone with a ten in the first may need to hand over two tasks, today.

            ## Three steps without permission

            1. **Stop one invisible thing.** The extra slide, the reply at nine at night. See whether anyone
               notices.
            2. **Put an edge on the day.** A fixed last act: close the lid, wash the cup, say “done” aloud.
            3. **Tell one person the truth.** “I am not coping well.” Choose someone who won’t fix it in the
               first minute.

            ## Steps that need others

            Talk to your manager about the *work* and not about your nerves: “These are five things. I can do
            three of them well. Which three?” Ask a doctor about leave if you can’t think straight. Look up
            whether your employer pays for a few hours of counseling.

            You did not fall short because you are weak. As a rule it happens to people who cared, went on
            caring, and forgot to send a bill.

            """)

    static let goingBackAfterTimeOffForBurnout = DemoArticle(
        slug: "going-back-after-time-off-for-burnout",
        title: "Going back to work after time off for burnout",
        dek: """
            The first day is the easy one. How to plan weeks two to six, what to tell colleagues, and how \
            to see the old slope before you are on it.
            """,
        category: "rest-and-work",
        topics: ["burnout", "life-transitions"],
        author: "anselm-okoye",
        standing: .published(daysAgo: 54),
        review: .byLindqvist(daysAgo: 59),
        body: """
            You have been away for six weeks. You sleep again. You laughed on Sunday. Now there is a date in
            the calendar with a red ring around it, and since you saw it your stomach has been tight.

            Coming back is a piece of work in itself. It needs a plan as much as leaving did.

            ## Before the date

            Meet with your manager, or with human resources, about ten days ahead. Not on the first morning.
            Bring three requests, in writing:

            1. **Fewer hours for a start.** For instance half days for two weeks, then six hours, then full.
            2. **A shorter list.** What was yours and is now somebody else’s stays there for the time being.
            3. **One person to report to.** Two bosses are how some of us got here.

            In the United States, laws on leave and on disability may give you some rights to a changed
            schedule. What applies depends on the size of your employer and how long you have been there. A
            doctor’s note helps. A therapist can often write one as well.

            ## What to tell the others

            You owe the whole story to no one. Pick one sentence and practice it in the mirror:

            > I was out for health reasons. I’m glad to be back, and I’m taking it slowly.

            If they dig, say it again in the same friendly voice. Curiosity wears off by Thursday. One or two
            close colleagues may hear more, if you feel like it. Someone will say, “Must have been nice, a
            long vacation.” You can let that one fall to the floor.

            ## The first week

            You will be slower. Names slip. The noise of the office is like a train. This is what a healed
            ankle feels like on stairs; it doesn’t mean that the bone has broken again.

            Do not open six weeks of email. Ask somebody to tell you the four things that matter, and archive
            the rest. The world stands.

            ## Weeks two to six

            This is where people slide. The welcome cake has been eaten, everyone forgets, and you feel well
            enough to say yes. Make a sheet with your own early signs and look at it each Friday.

            | Green | Yellow | Red |
            | --- | --- | --- |
            | I eat lunch away from my desk | I eat while typing | I forget to eat |
            | I leave on time | I stay “just this once,” twice a week | I am the last one out |
            | I see a friend | I cancel | I don’t answer |
            | I fall asleep | I wake at four | I dread the night |

            Two yellows: call off something. One red: phone your doctor or therapist that day. Give a copy to
            whoever lives with you. They may tap on the fridge without a word.

            ## If the place has not changed

            You may find that what burned you still burns. Same load, same shouting. You did your part, and
            yet. Then the question is no longer how to be tougher. Give yourself a date, maybe three months
            ahead, and begin quietly to look around. Leaving from a stable spot is far better than leaving
            from the floor.

            ## Keep one thing

            While you were off you found something: a pool at noon, a dog, reading in the bath. Take that one
            thing and nail it into the week. Guard it like a meeting with the person who signs your checks. In
            a way it is.

            """)

    static let howToSayNoAtWork = DemoArticle(
        slug: "how-to-say-no-at-work",
        title: "How to say no at work and still be liked",
        dek: """
            Sentences for the boss, the colleague and the customer, and what to do with the guilt that \
            follows you home.
            """,
        category: "rest-and-work",
        topics: ["burnout", "anxiety"],
        author: "calder-whitlock",
        standing: .draft,
        body: """
            Some of us have a mouth that is faster than we are. A person leans in the door and says, “Could
            you just,” and we hear ourselves say “Sure!” By the time we look down, there is another rock in
            the backpack.

            You can’t replace your mouth. You can give it something else to say in the first two seconds.

            ## The pause

            Your most useful phrase is no refusal at all. It is a delay.

            > Let me look at what I have, and I’ll tell you by two.

            Nobody minds that. You go back to your desk, your heart slows down, and you get to choose like a
            grown-up.

            ## Four kinds of no

            **The trade.** For your boss. “I can do that. It would mean that the report slips to Friday. Is
            that okay, or should I leave the report as it is?” You lay the choice where it belongs.

            **The part.** For a colleague whom you like. “I can’t take the whole thing. I can read it over for
            half an hour on Wednesday.”

            **The pointer.** “That’s not something I know well. Ask Lena, she did it last year.” (Ask Lena
            first.)

            **The plain one.** “No, I can’t this time.” Then comes the hard bit: stop talking. Each reason
            that you add is a handle for somebody to pull on.

            ## Out of hours

            If you answer a message at ten at night, you’ve taught people that ten at night is open. You can
            teach them otherwise, without a speech. Write the reply if you must, and set it to go out at eight
            in the morning. After three weeks they will have learned.

            On a real emergency, agree beforehand: “If something is on fire, phone me. I don’t see mail in the
            evening.”

            ## The guilt

            It will come. You said no on Tuesday, and Tuesday night you lie there as if you had run over a
            cat. Guilt in this case is not a sign that you did wrong. It is what a new habit feels like to an
            old nervous system.

            Try not to buy it off. If you send a “so sorry!!!” at midnight, with an offer to do it after all,
            you pay double. Let the feeling sit beside you. It tends to go after a day or so, and the next
            time it will be smaller.

            Ask where you first learned that you must be useful to be kept. There may have been a house in
            which it was true. You are not in that house now. A therapist can help you tell the two apart, if
            it keeps happening.

            ## When it really isn’t safe

            There are jobs where saying no costs you the job. If you can’t afford that, then don’t be brave on
            someone else’s advice. Look for small no’s that don’t show: a lunch that you do take, a favor for
            which you were “already booked.” Find out your rights about breaks and overtime. Talk with those
            beside you; a request from five people is not the same thing as one from you alone. And look about
            for the exit in your own time.

            ## Practice on small things

            Start where nothing hangs on it. No bag, thanks. No, I’d rather sit by the window. No, I don’t
            want to give my phone number to the store.

            After a dozen of those, your mouth will have begun to slow down.

            """)

    static let theSundayDread = DemoArticle(
        slug: "the-sunday-dread",
        title: "The Sunday dread: when the weekend ends at noon",
        dek: """
            Why your stomach knows it is nearly Monday, and small changes on Friday that may help more \
            than anything on Sunday.
            """,
        category: "rest-and-work",
        topics: ["burnout", "anxiety", "sleep"],
        author: "anselm-okoye",
        standing: .past(publishedDaysAgo: 301, withdrawnDaysAgo: 40),
        review: .byLindqvist(daysAgo: 306),
        body: """
            It starts sometime after lunch. The light turns a certain color. You are in the middle of a
            pleasant thing, and a small voice says: *tomorrow*. From then on you’re not really there. By
            evening you are short with everyone and eat cereal by the sink.

            You have lots of company. And you can do something about it, beginning at an odd place, which is
            Friday.

            ## Close the shop on Friday

            Dread loves fog. If you left work in a rush, there are nine loose ends in your head, and none has
            a shape. Before you go home on Friday, take fifteen minutes:

            1. Write down what is not finished.
            2. Next to each, write the very next move. Not “budget,” but “ask Sam for the March figure.”
            3. Choose the first task for Monday. Make it short and a bit pleasant.
            4. Clear the desk. Leave.

            You’d be surprised how much quieter it gets inside when the list is on paper in a drawer at work.

            ## Don’t pile Sunday up

            Look at what you save for that day. Laundry, shopping, taxes, calling your mother, getting the
            kids’ bags ready. No wonder that it feels like work in slippers. Move two of them to Thursday
            evening. Put something in their place that has a fixed hour and other people in it: soup with
            neighbors, a ball game, a choir. Four o’clock is best, right where the shadow falls.

            ## Talk to it

            Ask the dread, “What exactly?” Make it name one thing. You may get:

            - *The meeting at nine.* Then prepare for it, for half an hour, and stop.
            - *Him.* A person. That is another matter, and it deserves more than tips.
            - *I don’t know, all of it.* See below.
            - *Nothing, I’m just sad that it is over.* That’s not dread. It is love of your free time. You
              could plan a small treat for Monday night.

            ## A kinder Monday

            You may have more say over it than you think. Could the team meeting start at ten? Can you work
            from home that morning? Could you go in half an hour early and have coffee in the silence? Some
            people wear their favorite sweater. I know that it’s only a sweater.

            ## Sleep on Sunday night

            If you stay up late on Friday and sleep until eleven on Sunday, then on Sunday night your body
            will not be tired at ten. You lie awake, and think that it’s fear. A part of it is arithmetic. Get
            up within an hour of your normal time on both days, and nap a little if you need to.

            Stay away from the work mail as well. One look “just to be prepared” can cost you a night.

            ## When it is not about Sunday

            Is it there on Wednesdays too? Do you feel sick on the train? Do you hope for a fever, or for a
            small accident, so that you won’t have to go in? Those thoughts are more common than people say.
            They mean that something is badly off. It may be the job; it may be burnout or depression.
            Whichever it is, bring it to somebody: a doctor, a counselor through your employer, a friend who
            doesn’t laugh it away.

            A job should be allowed to be dull. It should not be able to eat your Sundays for years.

            """)
}
