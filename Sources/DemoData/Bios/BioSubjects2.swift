extension BioSentences {
    /// What they say about parenting.
    static let parentingSentences = """
        {I} {help} parents choose two battles and drop the other nine.
        Bedtime, homework, screens, siblings: {I} {like} the small hinges on which family
          evenings swing.
        With teenagers {I} {work} on staying close while letting go, which is harder than
          either.
        {I} {support} parents of children who are anxious, autistic, gifted, explosive or
          all four.
        New parents get practical help from {me} with sleep, visitors and who they were
          before.
        {I} {coach} separated parents to hand over a child without handing over the quarrel.
        Many parents want to do it differently from how it was done to them. {I} {help} with
          the moments when that plan slips.
        {I} {believe} children do well when the adults have someone to lean on too.
        Stepfamilies take years rather than months, and {I} {tell} people so at the start.
        {I} {listen} to what a tantrum is asking for, and then to what the parent needed in
          that minute.
        {I} {see} grandparents who are raising a second round of children.
        School meetings go better with notes; {I} {help} parents write them.
        """

    /// Short names for what parenting covers.
    static let parentingList = """
        mornings and bedtimes
        teenagers behind closed doors
        co-parenting after separation
        stepfamily growing pains
        raising a child with extra needs
        """

    /// What they say about burnout.
    static let burnoutSentences = """
        {I} {work} with burned-out people who care too much about jobs that care too little
          back.
        Burnout is rarely fixed by a weekend. {I} {look} at load, control and the habit of
          saying yes.
        Nurses, teachers and public defenders fill {my} late appointments.
        {I} {help} people rest before they have earned it.
        With exhausted founders {I} {ask} whose voice says that stopping is dangerous.
        {I} {sort} what therapy can change from what only a manager can, so you do not blame
          yourself for both.
        Coming back from leave is its own project, and {I} {plan} it with you week by week.
        {I} {know} the kind of tired that sleep does not touch.
        Cynicism can be a bruise. {I} {am} interested in what you used to love about the
          work.
        {I} {help} caregivers at home count what they do as work, because it is.
        For people who answer email in dreams, {I} {start} with one protected hour.
        Deciding whether to quit takes more than a spreadsheet, although {I} {like} the
          spreadsheet too.
        """

    /// Short names for what burnout covers.
    static let burnoutList = """
        work that follows you home
        saying no without a speech
        returning after sick leave
        caring for patients or pupils while running on empty
        deciding whether to stay
        """

    /// What they say about sleep.
    static let sleepSentences = """
        {I} {work} with poor sleep in a structured way, using a diary, a plan and a good
          deal of patience.
        Lying awake teaches the bed to be a worrying place; {I} {help} unteach it.
        {I} {ask} about shifts, snoring and medicines early, and {send} people to a doctor
          when that comes first.
        Night workers deserve advice written for nights, and {I} {try} to give it.
        Nightmares can be worked with by day. {I} {show} you how, step by step.
        {I} {talk} people out of chasing perfect sleep and into protecting good enough
          sleep.
        With sleep, {I} {change} one habit at a time, so we know what made the difference.
        Parents of babies need mercy more than rules, and {I} {offer} both in that order.
        {I} {take} the clock-watching at 3 a.m. as seriously as the lost hours.
        {I} {use} cognitive behavioral methods for insomnia, which ask some effort in the
          first weeks.
        Sleep and mood pull each other down, so {I} {look} at them together.
        For teenagers who come alive at midnight, {I} {negotiate} between biology and the
          school bus.
        """

    /// Short names for what sleep covers.
    static let sleepList = """
        lying awake at three
        nightmares
        shift work
        fear of the next bad night
        winding down without a screen
        """

    /// What they say about eating concerns.
    static let eatingConcernsSentences = """
        {I} {support} people whose day is ruled by rules about food.
        With eating concerns {I} {work} next to a dietitian and a physician, because one
          helper is seldom enough.
        {I} {keep} numbers and scales out of the conversation unless a medical team needs
          them.
        Bodies of every size are met with respect here, and {I} {mean} the chairs too.
        {I} {help} families share meals again without turning the table into a courtroom.
        Binge, purge, skip, repeat: {I} {look} for what the cycle is trying to manage.
        {I} {see} athletes and dancers whose discipline has started to hurt.
        Eating troubles are easy to hide in adulthood; {I} {ask} gently and without
          assumptions.
        {I} {listen} for the critic who speaks up in fitting rooms.
        Picky eating in grown-ups is real and seldom a choice, and {I} {take} it step by
          step.
        {I} {talk} about hunger as information you are allowed to trust again.
        When more care is needed than weekly visits can give, {I} {say} so early and {help}
          arrange it.
        """

    /// Short names for what eating concerns covers.
    static let eatingConcernsList = """
        rules about food that keep multiplying
        bingeing in secret
        body image after illness or birth
        eating with other people
        sport and pressure to be lean
        """

    /// What they say about life transitions.
    static let lifeTransitionsSentences = """
        {I} {like} thresholds: the first job, the empty nest, the move across the country.
        Retirement can be a loss wearing party clothes. {I} {help} people shape the days
          after.
        {I} {work} with people who came out late, left a faith or changed their minds about
          children.
        A new country means a new self in a second language; {I} {know} that work well.
        {I} {keep} company with people between identities, when the old one is packed and
          the new one is not unpacked.
        Divorce ends one story while the same characters stay on stage, and {I} {help} with
          the rewrite.
        Graduation is meant to feel like arrival. {I} {see} many for whom it felt like a
          cliff.
        With big choices {I} {ask} what you would regret not having asked.
        {I} {support} people through illness that changed what their body can promise.
        Good news can shake a life too; {I} {leave} room for mixed feelings about it.
        {I} {help} people who followed a partner to {place} find a place that is theirs.
        Midlife, in {my} experience, is less a crisis than an overdue inventory.
        """

    /// Short names for what life transitions covers.
    static let lifeTransitionsList = """
        moving to a new place or country
        becoming a parent, or deciding not to
        retirement
        coming out
        leaving a faith or a marriage
        """

    /// What they say about anger.
    static let angerSentences = """
        Anger usually arrives to protect something. {I} {ask} what, before asking it to
          leave.
        {I} {teach} people to spot anger at a three instead of a nine.
        With anger {I} {work} on the body first: jaw, hands, breath, the walk to another
          room.
        {I} {see} people sent by a judge, a boss or a spouse, and {welcome} all three.
        Quiet anger counts as well. {I} {know} the cold shoulder and the very tidy kitchen.
        {I} {help} parents who swore they would never shout and shouted.
        Apologizing well is a skill, and {I} {practice} it with people until it is more than
          “sorry, but.”
        Underneath a short temper {I} often {find} a long tiredness.
        {I} {talk} about fairness with angry people, because they are frequently right about
          part of it.
        Road rage, online rage, rage at the printer: {I} {look} for the pattern they share.
        {I} {work} with people who were never allowed to be angry and are starting now.
        Nobody is asked to swallow anger here; {I} {help} it find words that get heard.
        """

    /// Short names for what anger covers.
    static let angerList = """
        outbursts you regret by evening
        resentment that builds in silence
        anger after unfair treatment
        shouting at home
        court or workplace referrals
        """
}
