extension DemoArticle {
    static let payingForCare2: [DemoArticle] = [
        trainingClinicsAndOtherLowCostCare, yourEmployeeAssistanceProgram, questionsForYourInsurancePlan,
    ]

    static let trainingClinicsAndOtherLowCostCare = DemoArticle(
        slug: "training-clinics-and-other-low-cost-care",
        title: "Training clinics and other places where care costs less",
        dek: """
            University clinics, community centers, groups and peer support: who works there, how long you \
            wait, and how to get in.
            """,
        category: "paying-for-care",
        topics: ["depression", "anxiety"],
        author: "anselm-okoye",
        standing: .published(daysAgo: 182),
        references: [
            DemoReference(text: "National search for treatment services", url: "https://findtreatment.gov")
        ],
        body: """
            If the price of private practice shuts you out, there is a whole other world of care. It is less
            visible because nobody there has money for signs.

            ## University training clinics

            Many schools that train therapists run a clinic for the public. You see a graduate student. A
            licensed teacher watches over the work, often by video, and talks it through with them each week.
            So in a way two people think about you.

            Fees are low. Some ask a few dollars. The rooms are plain, and you will fill in many
            questionnaires. The student may be nervous at first. They are also fresh, well read, and have time
            for you.

            Ask when the school year ends. Students move on in summer, and you may be handed to another one.
            If that would be hard for you, say it early.

            To find one, search for the name of a nearby university with the words “psychology clinic,”
            “counseling center for the community,” or “marriage and family training.”

            ## Community mental health centers

            Most counties have one. They take public insurance, and many set fees by income. They can do
            things that a small office can’t: medicine, help with housing, someone to go with you to an
            agency.

            The wait may be weeks. When you call, describe how things are on a bad day, not on a good one.
            People play it down out of habit, and then get sorted as “can wait.”

            ## Health centers

            Federally funded health centers are clinics for the whole body. Often a counselor works down the
            hall from the doctor. You can be seen whether or not you are insured, and the fee depends on what
            you earn.

            ## Groups

            A therapy group costs a fraction of a private hour. It is no second-rate version. For shame, grief
            and being stuck in old patterns with people, hearing six others may do what one kind listener
            cannot.

            Peer groups are free. No one there is your therapist. They have been where you are, and they know
            the good dentist who does not lecture.

            ## Where to ask

            - **211** by phone in most areas: local services of every sort.
            - **findtreatment.gov**: a federal search for mental health and substance use care.
            - Your child’s school, a house of worship, a union, a library desk. Librarians know everything.

            ## Making a wait bearable

            Put your name on two lists. Ask each to call if someone cancels, and say how fast you can be
            there. Ask what they suggest meanwhile. Some have a drop-in hour, or a class.

            Call every two weeks and say, “I’m still here and I still want it.” Being a bit of a nuisance is
            allowed.

            If you get worse while you wait, do not simply hold on. Tell the clinic that things have changed.
            See a doctor. At any hour, 988 is there by phone or text, and it is free.

            ## A word on dignity

            Cheap places have long halls and bad coffee. Some of the best therapists in the country spend
            their whole lives in them, because they want to be where the need is. You may sit across from one
            of them next month.

            """)

    static let yourEmployeeAssistanceProgram = DemoArticle(
        slug: "your-employee-assistance-program",
        title: "Free sessions through work: how an assistance program helps",
        dek: """
            Many employers pay for a few visits with a counselor. What your boss can learn, what to ask, \
            and what happens when the visits run out.
            """,
        category: "paying-for-care",
        topics: ["burnout"],
        author: "anselm-okoye",
        standing: .draft,
        body: """
            Somewhere in the welcome packet, between the dental form and the parking map, there is a page
            about an *employee assistance program*. People call it an EAP. Most of those who have one don’t
            know.

            ## What it is

            Your employer pays an outside company. In return you, and often the people you live with, may talk
            to a counselor a set number of times for each problem. Three to eight visits are usual. You pay
            nothing, and no insurance claim is filed.

            It is not only for work trouble. A divorce, a worrying teenager, a debt, a death, drinking: all of
            it counts.

            ## Does my boss find out?

            This is the question that keeps people from calling. In general the company tells your employer
            only how many people used the service, without names. The counselor is bound by the same privacy
            rules as others, with the same limits when someone is in danger.

            There is one case to know of. If a manager *sends* you there as a condition of keeping your job,
            you may be asked to sign a paper that lets the company confirm that you went. Read what it allows.
            It should not cover what you said.

            Still unsure? Ask at the start of the call: “Who will know that I called, and what will be written
            down?” You can ask that before you give your name. Use your own phone and your own email, not
            those of your job.

            ## How to use few sessions well

            Six hours are not many, so aim small.

            1. **Bring one problem.** “I can’t sleep before the Monday meeting” suits six visits. “My
               childhood” does not.
            2. **Say how many visits you have.** Ask what could be different by the last one.
            3. **Take something home each time.** A plan, a phone number, a sentence to say to your sister.
            4. **In visit three, look ahead.** If you will need more, begin to search now.

            ## When they run out

            Ask the counselor whether they also take your insurance, so that you could stay with them. Some
            programs forbid this, some do not. If not, ask for names of people with openings, and permission
            for the two of them to speak.

            You may also get a new set of visits for a new problem, or in a new year.

            ## What else is in there

            | It may offer | Good for |
            | --- | --- |
            | A legal call | A lease, a will, custody basics |
            | A money coach | A budget when pay drops |
            | Child and elder care search | Finding a place that has room |
            | A line open all night | The 3 a.m. kind of day |

            ## If you are the boss

            Mention the program when nobody is in trouble, for instance in the spring, along with the fire
            drill. Then it is an ordinary thing. If you first bring it up as someone cries in your office, it
            may sound like a way to hand them off. And never ask how it went.

            ## Where to find the number

            Try the benefits page, the back of your badge, or the notice by the microwave. If all that fails,
            ask human resources for “the benefits booklet.” You do not have to say which page you want.

            """)

    static let questionsForYourInsurancePlan = DemoArticle(
        slug: "questions-for-your-insurance-plan",
        title: "One phone call, ten questions for your insurance plan",
        dek: """
            A script for the number on the back of your card, with room to write, so that the first bill \
            holds no surprise.
            """,
        category: "paying-for-care",
        topics: ["anxiety"],
        author: "ruth-abernathy",
        standing: .scheduled(inDays: 3, hour: 9),
        body: """
            Set aside forty minutes, a pen, and something to drink. You will spend half of it listening to a
            flute. The other half can save you hundreds of dollars.

            Have your card in your hand. If you already have a therapist in mind, have their full name too.

            ## Before the questions

            Write down the date and the time. When a person comes on, ask for their first name and a
            *reference number* for the call. If someone later says the opposite, this line on your paper is
            your proof.

            Tell them: “I would like to check my benefits for outpatient mental health visits in an office and
            by video.” These words bring you to the right screen.

            ## The ten

            1. Is therapy covered, and do I need a referral or approval first?
            2. Is there a limit on visits in a year?
            3. What is my copay or share for a therapist in the network?
            4. Does my deductible apply, and how much of it is left?
            5. Is video covered at the same rate as an office?
            6. Does it matter which license the therapist has?
            7. Is this person in my network today, at this address?
            8. Do I have benefits outside the network, and what are they?
            9. When does my plan year start over?
            10. Where do letters about my visits go, and can I change that?

            Number seven deserves care. A therapist may be in the network at one office and not at another.
            Read the address aloud.

            ## Words that mean “slow down”

            “Subject to medical necessity,” they might say. It means that the plan can ask whether the care
            was needed. Ask what they look at. “Benefits are not a guarantee of payment” is a line that they
            must read to everyone. It is no threat.

            If they use a term that you don’t know, say, “Can you tell me that as if I were twelve?” Most
            people are happy to.

            ## Equal treatment

            Under federal *parity* rules, most plans that cover mental health may not make it harder to get
            than other care. If your plan allows endless visits to a knee doctor but only ten to a therapist,
            that is worth a question. You can ask the plan to show you its rule in writing. A state insurance
            department can tell you whether it holds water, and so can the labor department if your plan comes
            through an employer.

            ## After the call

            Read your notes back while it is fresh. Then do one more thing: send the therapist’s office a
            short message with what you heard.

            > My plan says that you are in network, with a copay of 25 and no approval needed. Does that match
            > what you see?

            Billing people like this. Two sets of eyes catch errors that one will miss.

            ## If the call goes badly

            You may be cut off. You may get someone who is reading to you from the wrong page. Hang up,
            breathe, try once more another day, in the middle of the week and early in the morning. You will
            get a different person.

            And if phones fill you with dread, ask someone to sit beside you on the couch. You could also do
            it by chat, and save the text. The answers count the same.

            """)
}
