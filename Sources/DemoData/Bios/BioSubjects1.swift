extension BioSentences {
    /// What they say about anxiety.
    static let anxietySentences = """
        With anxiety, {I} {look} for the rule underneath the fear, such as “if I relax,
          something bad will happen.”
        Worry likes to dress up as preparation. {I} {help} you tell the two apart.
        {I} {teach} a handful of ways to ride out panic, and then {ask} what the panic has
          been guarding.
        For anxious minds {I} {favor} small brave steps, written down and counted afterward.
        Social fear, health fear, the Sunday evening dread: {I} {have} met most of anxiety’s
          cousins.
        {I} {enjoy} working with people who have rehearsed every conversation before it
          happens.
        When the body sounds an alarm for no clear reason, {I} {start} by making the alarm
          less mysterious.
        Part of {my} work with anxiety is helping people cancel fewer plans.
        {I} {see} many people whose anxiety is praised at work as thoroughness and paid for
          at night.
        Avoiding what scares us is sensible for a day and costly for a year; {I} {work} in
          the space between.
        {I} {am} patient with reassurance-seeking, and {I} will help you need a little less
          of it.
        Fear of driving, flying, phoning or being watched while eating lunch: {I} {take}
          each seriously.
        """

    /// Short names for what anxiety covers.
    static let anxietyList = """
        worry that starts before the alarm clock
        panic in crowds, cars or meetings
        checking, re-checking and asking once more
        fear of being judged
        a body that never quite powers down
        """

    /// What they say about depression.
    static let depressionSentences = """
        Depression can flatten even the things you love. {I} {begin} with one small activity
          rather than a pep talk.
        {I} {sit} with low mood without hurrying it, and still {help} you shower, eat and
          open the mail.
        When everything feels heavy, {I} {break} the week into pieces that can be lifted.
        {I} {ask} directly about hopelessness and thoughts of dying, calmly and every time
          it matters.
        Low mood after a birth, a layoff or a long winter has its own shape; {I} {help} you
          find it.
        For people who have been down for years, {I} {look} for what was never given room.
        {I} {know} that “just go for a walk” can sound like an insult, so we start smaller
          than a walk.
        Depression often speaks in absolutes, and {I} {listen} for the exceptions it leaves
          out.
        {I} {welcome} people on medication, off medication or undecided about it.
        Numbness is a feeling too. It gets as much respect from {me} as tears do.
        {I} {work} with men who call it tiredness and students who call it being lazy.
        A flat week is not a failure in {my} office; it is where the next session starts.
        """

    /// Short names for what depression covers.
    static let depressionList = """
        mornings that feel impossible
        losing interest in people you love
        low mood after a birth or a breakup
        a harsh inner voice
        getting through winter
        """

    /// What they say about grief.
    static let griefSentences = """
        Grief has no timetable here, and {I} {have} no stages to march you through.
        {I} {sit} with people after deaths that others found easy to explain and they did
          not.
        Losing a pregnancy, a pet or a friendship counts as loss in {my} office.
        {I} {make} room for relief, anger and guilt beside the sadness, since they usually
          arrive together.
        Anniversaries and birthdays go on {my} calendar as well as yours.
        With the bereaved {I} {talk} about the person who died as much as about the dying.
        {I} {help} families who are grieving the same person in four different ways.
        When a diagnosis begins the goodbye early, {I} {walk} alongside for the long middle.
        {I} {am} used to grief that turns up years late, at an airport or in a grocery
          aisle.
        Practical grief, the passwords and the closets, is welcome beside the other kind;
          {I} {bring} a list.
        {I} {work} with adults who lost a parent young and are now older than that parent
          ever was.
        Estrangement is a loss without a funeral. {I} {know} its particular silence.
        """

    /// Short names for what grief covers.
    static let griefList = """
        the death of a partner or parent
        grief that others have stopped asking about
        pregnancy loss
        loss by suicide, handled with care
        the first year of holidays
        """

    /// What they say about trauma.
    static let traumaSentences = """
        With trauma, {I} {build} steadiness first and never {ask} for details you would
          rather keep.
        {I} {am} trained in methods for traumatic memory and {explain} each of them before
          you choose.
        After frightening events the body may keep watch; {I} {help} it learn when to stand
          down.
        {I} {support} people who survived things they still do not have a name for.
        {I} {go} slowly with childhood hurt, and {let} you hold the brake.
        First responders and nurses come to {me} with scenes they cannot tell at home.
        {I} {think} of flashbacks as the past being filed in the wrong drawer, and filing
          takes time.
        Safety now matters more to {me} than the full story of then.
        {I} {work} with refugees and migrants, with an interpreter where that helps.
        Numbness, jumpiness and lost time make sense to {me} as ways of having survived.
        {I} {look} after the ordinary consequences of trauma too: sleep, paperwork, crowded
          trains.
        When trust was broken by someone close, {I} {expect} trust in {me} to take a while.
        """

    /// Short names for what trauma covers.
    static let traumaList = """
        memories that arrive uninvited
        feeling on guard in safe places
        hard childhoods
        the aftermath of an accident or assault
        trusting people again
        """

    /// What they say about self harm.
    static let selfHarmSentences = """
        {I} {talk} about self-harm without alarm and without looking away.
        If hurting yourself has been a way to cope, {I} will not take it from you by
          argument; we look for what else could carry that weight.
        Teens who self-harm and the parents who found out each get their own time with {me}.
        {I} {make} a safety plan with each person who needs one, on paper, in their own
          words.
        Shame keeps self-harm going in the dark, so {I} {try} to be steady and hard to
          shock.
        {I} {teach} ways to get through the worst twenty minutes, and {keep} teaching until
          one of them sticks.
        {I} {am} clear about when {I} would need to involve others for your safety, and
          {say} so on day one.
        People often ask {me} how to stop. {I} also {ask} what the urge has been trying to
          say.
        {I} {answer} questions about scars, summer sleeves and telling a partner.
        Setbacks are expected in this work, and {I} {meet} them with planning rather than
          disappointment.
        {I} {help} parents respond to self-harm with fewer searches of the bedroom and more
          evenings together.
        Older adults hurt themselves too, often unseen; {I} {ask}.
        """

    /// Short names for what self harm covers.
    static let selfHarmList = """
        urges to hurt yourself
        safety planning that you help write
        talking with family about self-harm
        coping when feelings spike
        shame about scars
        """

    /// What they say about couples.
    static let couplesSentences = """
        With couples {I} {slow} the fight to half speed until both people can hear the fear
          in it.
        {I} {see} partners before a wedding, after an affair and in the long quiet years
          between.
        {I} {take} no side except that of fairness, and {I} {interrupt} when one person
          disappears.
        Couples who decide to separate can do so kindly; {I} {help} with that as well.
        Money, chores and whose mother visits: {I} {find} whole philosophies inside the
          dishwasher debate.
        {I} {work} with partners of every gender, and with more than two where that is the
          shape of the relationship.
        Two people can want the same closeness and ask for it in opposite ways. {I}
          {translate}.
        {I} {teach} repair, the art of coming back after a bad hour.
        For partners who share a bed and a silence, {I} {begin} with five minutes a day.
        Mixed-culture and mixed-faith couples are a large part of {my} week.
        {I} {ask} each partner to complain in the form of a wish.
        When desire has gone missing, {I} {talk} about it in ordinary words.
        """

    /// Short names for what couples covers.
    static let couplesList = """
        the same argument in a new costume
        trust after an affair
        deciding whether to marry or part
        closeness and desire
        sharing money and housework
        """
}
