/// Hand-written sentences from which the bios of the demo clinicians are composed.
///
/// The lists have lengths without a common factor, so that two bios less than a thousand clinicians apart
/// share at most one sentence out of all of them.
enum BioSentences {
    // One sentence a line; an indented line goes on with the one above. Braces: see `Sentence`.

    /// How a bio may begin.
    static let openings = """
        {I} {work} with people who hold everything together in public and come apart in the
          car afterward.
        If you have put off this search for months, you are in good company. {I} {keep}
          first meetings simple for exactly that reason.
        {I} {sit} with people in the middle of things: half moved in, half moved on, wide
          awake at four in the morning.
        Many people begin by apologizing for taking up time. {I} {hope} to talk you out of
          that within the first ten minutes.
        {I} {like} plain talk, long pauses and a good question written on a sticky note.
        {I} {see} adults and older teens around {place} who are tired of advice and ready
          for a conversation.
        People often arrive after trying very hard on their own. {I} {count} that effort,
          and {start} from what it already taught you.
        {My} work begins with curiosity about why a habit once made sense, before anyone
          tries to take it away.
        You do not need the right words before you call. {I} {am} used to beginnings such as
          “it is hard to explain.”
        {I} {offer} an unhurried hour, a box of decent tissues and an honest opinion when
          you ask for one.
        In {place}, {I} {meet} with teachers, line cooks, new parents and people between
          jobs, and their worries rhyme more than you would think.
        Some weeks call for courage, and others only call for getting through. {I} {make}
          room for both kinds.
        {I} {believe} that most of us are doing something sensible with the tools we were
          handed, even when it hurts.
        {I} {help} people slow an argument down, whether it is with a partner, a parent or
          the voice in their own head.
        {My} practice is small on purpose, so that the name of your sister and the date of
          your exam do not get lost.
        Good therapy feels like two people bent over the same map. {I} {bring} the
          flashlight; you know the terrain.
        {I} {am} comfortable with big feelings, dark jokes and people who would rather talk
          about the dog first.
        When life stops fitting, we tend to blame ourselves. {I} {look} at the fit.
        {I} {welcome} skeptics. If you doubt that talking will help, that is a fine place to
          begin talking.
        There is often one sentence a person has never said aloud. {I} {try} to build the
          kind of hour where it can be said.
        {I} {serve} people in {place} who look fine on paper and feel far from it.
        Nobody comes to therapy for fun, although {I} {hear} more laughter in the room than
          most visitors expect.
        Being the strong one is lonely work. {I} {enjoy} meeting the person behind the job
          title.
        {I} {think} of this work as mending: slow, close to the light, and stronger when the
          repair is allowed to show.
        You may want a plan, or you may want company while you have no plan. {I} can offer
          either, and we can change our minds.
        {I} {specialize} in ordinary heartbreak, the sort that rarely makes a headline and
          still fills a whole year.
        Before anything else, {I} {want} to know what a decent day looks like for you.
        {My} door is open to people who grew up translating for others and are learning what
          they think themselves.
        {I} {work} at the pace of trust, which is faster some months than others.
        If you have told your story too many times to too many offices, {I} {read} the
          paperwork first so that you can start where you like.
        {I} {keep} a calm practice for people whose days are anything but calm.
        Change tends to arrive sideways. {I} {pay} attention to the small odd moments when
          something already went better.
        {I} {talk} with people about the gap between the life they planned and the one that
          showed up.
        Some come with a crisis behind them and some with a nagging feeling. {I} {take} the
          nagging feeling just as seriously.
        {I} {have} a soft spot for perfectionists, eldest children and anyone who reads the
          terms and conditions.
        Feeling stuck is information. {I} {spend} our first weeks finding out what the
          stuckness has been protecting.
        {I} {meet} people where they actually are, which is often a parking lot on a lunch
          break with the phone propped on the wheel.
        """

    /// How the clinician works.
    static let approach = """
        {I} {draw} on cognitive behavioral methods when a problem is concrete, and on
          slower, relational work when it is not.
        {My} style is active: expect questions, a sketch or two, and something small to try
          before we meet again.
        {I} {lean} on acceptance and commitment therapy, which asks less “how do I stop this
          feeling?” and more “what matters while it is here?”
        {I} {use} emotionally focused work to find the softer feeling underneath the loud
          one.
        Much of what we do is noticing: where the breath stops, which topic changes the
          subject, what the shoulders know.
        {I} {borrow} from narrative therapy, so we will ask who taught you the story you
          tell about yourself and whether it still earns its place.
        {I} {prefer} clear goals that fit on an index card, and {I} {revisit} the card with
          you every month or so.
        Parts work suits the way {I} {think}: the critic, the pleaser and the runaway each
          get a hearing.
        {I} {am} trained in dialectical behavior skills and {teach} them the way one teaches
          cooking, one dish at a time.
        We look at patterns across generations, because {I} rarely {meet} a worry that
          started with the person who carries it.
        {I} {work} psychodynamically, in plain words: we follow what repeats until it makes
          sense.
        {I} {mix} talking with paper and pencil, since some things are easier to draw than
          to say.
        Solution-focused questions keep {me} honest. They point at what already works and
          ask for a little more of it.
        {I} {like} behavioral experiments, small tests in real life whose result neither of
          us knows beforehand.
        Body-based practices have a place in {my} work, always explained first and always
          optional.
        {I} {ask} about culture, faith and family early, because advice that ignores them
          seldom lasts until Tuesday.
        {I} {follow} a structured protocol where one fits, and {say} so openly when we step
          off it.
        Mindfulness is one tool among several here. {I} {promise} no incense, and sitting
          still is not required.
        {I} {practice} from a strengths-based view without pretending that hard things are
          secretly gifts.
        Interpersonal therapy shapes how {I} {listen}: for losses, for role changes, for the
          quarrel that never got finished.
        {I} {invite} feedback at the end of each session, including the sentence “that did
          not help.”
        {My} approach is collaborative and a bit stubborn. {I} {keep} asking until we both
          understand the thing.
        {I} {teach} skills for the bad moments first, so the deeper conversation has solid
          ground under it.
        Humor is welcome, and so is silence. {I} {adjust} to the person more than to a
          school of thought.
        {I} {explain} what {I} {am} doing and why, so therapy never feels like something
          done to you behind a curtain.
        We will map what sets a hard day off, what keeps it going and where a different turn
          is possible.
        {I} {rely} on attachment ideas to understand why closeness can feel both wanted and
          risky.
        {I} {think} in seasons rather than sessions, with a pause every ten weeks or so to
          ask whether this is still useful.
        Compassion-focused exercises are part of the work, particularly for people who speak
          to themselves like a harsh coach.
        {I} {combine} practical planning for the week with room for whatever came up on the
          drive over.
        Motivational interviewing has taught {me} to argue less and listen for the reasons a
          person already holds.
        {I} {write} short summaries after our talks if you want them, handy when the week
          gets loud.
        For people who live in their heads, {I} {start} with the calendar: what you do all
          day says a great deal.
        {I} {take} an anti-perfectionist view of progress, with two steps forward, one step
          back and a snack.
        Values come before goals in the way {I} {work}. Goals expire, and values tell you
          which way to walk.
        {I} {keep} one eye on the bigger picture, since rent, racism, caregiving and shift
          work get into the room too.
        Where it helps, {I} {coordinate} with your doctor or school, and only with your
          written permission.
        {I} {favor} short, focused work when the question is short, and {I} {stay} for the
          long haul when it is not.
        Exposure, done gently and with your say at each step, is part of what {I} {do} with
          fear.
        {I} {notice} when a session turns into a report, and {I} will ask what it felt like
          to be there.
        Play and story come naturally into {my} work, even with adults who insist that they
          do not play.
        """

    /// What meeting them is like.
    static let session = """
        A first meeting with {me} is mostly your questions answered and a rough idea of how
          many weeks to try.
        You set the first topic each time, and {I} {watch} the clock so that you can forget
          it.
        Sessions run fifty minutes, and the last five are for deciding what you want to
          carry out the door.
        Before we meet, {I} {send} two pages to fill in, and a blank answer is always
          allowed.
        In the first three sessions {I} {listen} for what you have already tried, so nobody
          hands you the same worksheet twice.
        Expect an agenda we make together, tea if you come in person, and permission to
          change the subject.
        {I} {check} in by the fourth week about whether we are a good match, and {know}
          colleagues to suggest if we are not.
        Between meetings, homework is optional and small enough to do while the kettle
          boils.
        You can bring a partner, a friend or a notebook to the first session; {I} {have}
          seen all three help.
        At the start {I} {ask} what would tell you that this was worth the money.
        {I} {leave} space at the end to land, since walking straight back into a meeting can
          be rough.
        If speaking feels like too much, {I} {am} happy to begin with a timeline, a playlist
          or a photograph.
        We meet weekly to begin with, then every other week once things hold.
        A free fifteen-minute call comes first; {I} {use} it to hear what you are after and
          to say plainly if someone else would serve you better.
        {I} {keep} notes brief, and you may read them whenever you like.
        Some sessions are practical and full of lists. Others are one long breath out.
        We begin by agreeing on what “better” would look like on an average Wednesday.
        {I} {open} most sessions with the same question: what is the most useful thing we
          could do today?
        You will not be asked to tell the worst part on the first day.
        The pace is yours. {I} will name it if we seem to be circling, and then we can
          choose to circle or to stop.
        Near the end of our work {I} {plan} the goodbye with you, because endings deserve as
          much care as beginnings.
        {I} {have} chairs at different angles so that eye contact is a choice.
        Cancel for a sick child and nobody will scold you; {I} {ask} only for a message when
          you can.
        Every eighth session or so we look back at the first page of notes and see what
          moved.
        {I} {start} on time, {end} on time and {answer} messages on weekdays before six.
        We can meet walking when the weather allows it, which some people find easier than
          facing a stranger on a sofa.
        You will hear {my} thinking out loud, including the parts {I} {am} unsure about.
        The room has a whiteboard, and by spring it is usually covered in arrows.
        {I} {set} aside the first half hour for your history and the second for the thing
          that made you call.
        If tears come, fine, and if they do not, that is equally fine; neither is a measure
          of how well it is going.
        By the end of the second visit {I} {share} a short plan in everyday words, and you
          get to cross things out.
        """
}
