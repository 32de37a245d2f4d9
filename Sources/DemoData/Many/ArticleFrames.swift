/// Sentences with gaps; `ArticleWriter` says what goes where.
enum ArticleFrames {
    static let titles = Sentence.lines(
        """
        {name} and {thing}
        {thing}, seen from {place}
        What {person} may want to know about {name}
        {name} at {place}
        When {thing} will not go away
        Between {thing} and {object}
        A short walk around {name}
        How {person} can live with {thing}
        {object}, {thing} and a free hour
        After {thing}: a few notes on {name}
        """)

    static let deks = Sentence.lines(
        """
        {thing} can fill a whole week. Some ways to give it less room at {place}.
        For {person} who knows {thing} too well.
        What helps with {thing}, and what to leave alone.
        A plain look at {name}, with one thing to try {hour}.
        {feeling} comes and goes. Here is what to do with {thing} meanwhile.
        """)

    static let headings = Sentence.lines(
        """
        What it looks like at {place}
        Begin with {thing}
        Things to try
        When {feeling} takes over
        Small steps first
        What others notice
        Where {thing} comes from
        """)

    static let lastHeadings = Sentence.lines(
        """
        When to ask for help
        A last word
        Talking it over with a therapist
        If it does not get lighter
        What to tell {person}
        """)

    static let sentences = Sentence.lines(
        """
        At {place}, {thing} may show up {hour}.
        Some people first notice {feeling}, and only later {thing}.
        It can help to {step} before you look at {object} again.
        {person} may see {thing} sooner than you do.
        If {feeling} grows, {step} and tell someone.
        Nobody has to explain {thing} to {person} in one evening.
        You might {step}, or you might just sit beside {object} for a while.
        {thing} is easier to carry when it has a name.
        Write down when {thing} began, and what {feeling} was like.
        A good question for {person} is what {thing} has cost so far.
        {hour}, try to {step} and leave the rest.
        There is no prize for hiding {feeling} from {person}.
        {object} can be a reminder to {step}.
        Many weeks are shaped by {thing} without anyone saying so.
        When {person} asks, you can say that {thing} is hard and that you are working on it.
        {feeling} often fades faster if you {step}.
        Keep {object} out of it, and look at {thing} alone.
        One change at a time is plenty: {step}, and see what happens.
        {place} is where {feeling} tends to be loudest.
        A therapist may ask about {thing} before anything else.
        It is common to mix up {thing} and {feeling}.
        You can {step} even on a day when {feeling} is strong.
        What worked for {person} may not work for you, and that tells nothing about your effort.
        Ask {person} to {step} with you once.
        Leave {place} for ten minutes when {thing} gets too large.
        {thing} has a history, and it helps to hear it from {person}.
        Put {object} away {hour}, and notice whether {feeling} changes.
        Some of {thing} belongs to the past, some of it to {place}.
        A page of notes about {thing} will save time in a first session.
        Be slow to judge {feeling}; it may be there for a reason.
        If you {step} for two weeks, you will know more than you do now.
        {person} cannot take {thing} away, but can stay in the room.
        """)

    static let crisis =
        "If you think about hurting yourself, you do not have to wait. Call or text **988** at any hour, or call 911 "
        + "if your life is in danger."
}
