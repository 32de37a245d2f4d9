extension BioSentences {
    /// Something from life outside the office.
    static let personal = """
        Away from work, {I} {grow} tomatoes with more hope than skill.
        {I} {live} with two elderly cats and a bicycle that needs work.
        On weekends you would find {me} on a trail with a thermos, walking slower than the
          map suggests.
        {I} {sing} alto in a community choir that has never once started on time.
        {I} {bake} bread badly and {share} it anyway.
        A slow reader of long novels, {I} {have} been in the same book club for longer than
          anyone admits.
        {I} {coach} a youth soccer team whose main strategy is enthusiasm.
        {I} {come} from a big, noisy family, so interruptions do not bother {me}.
        Raised by grandparents, {I} still {cook} from recipes that say “until it looks
          right.”
        {I} {volunteer} at a food pantry twice a month and {learn} more there than at most
          conferences.
        Early mornings are for swimming, the one hour of the day when nobody can reach {me}.
        {I} {collect} old field guides and can name a disappointing number of sparrows.
        Having moved eleven times as a child, {I} {know} something about starting over in a
          lunchroom.
        {I} {repair} radios for pleasure, a hobby that is mostly patience and a little
          smoke.
        {I} {paint} watercolors that stay firmly in a drawer.
        A former line cook, {I} {have} deep respect for people who work on their feet.
        {I} {play} the same three songs on a secondhand piano, improving very slightly each
          year.
        {I} {care} for a parent with memory loss, which has made {me} humbler about giving
          advice to caregivers.
        {I} {spend} too much at used bookstores and {regret} nothing.
        As a first-generation college graduate, {I} {remember} how foreign an office like
          this can feel.
        {I} {knit} through long meetings and {listen} better for it.
        A rescued greyhound naps under {my} desk most Fridays, with your permission.
        {I} {keep} bees on a roof and {try} to stay calm when it matters.
        {I} learned to drive at thirty-one and still {celebrate} parallel parking.
        Having spent ten years in retail before graduate school, {I} {listen} well in a
          rush.
        {I} {dance} salsa on Thursdays with great commitment and average timing.
        {I} {write} letters by hand, and {answer} them late.
        Birdsong, strong coffee and crosswords are how {I} {begin} most days.
        {I} grew up above a family shop and can still tie a parcel in nine seconds.
        {I} {ride} the bus to work and {consider} it research.
        {I} {umpire} little league games, good practice for staying kind while being shouted
          at.
        A lapsed violinist, {I} {believe} in practicing slowly and forgiving wrong notes.
        {I} {foster} kittens, so expect an occasional scratch on {my} hands.
        Camping is {my} reset, ideally somewhere without a signal.
        {I} {am} the person in the family who fixes the printer.
        {I} {paddle} a borrowed canoe whenever the lake is quiet.
        {I} {watch} far too many cooking contests and {cry} at the finals.
        Astronomy keeps {me} in proportion; {I} {own} a small telescope and a very warm hat.
        {I} {am} a parent of three, so no amount of chaos on a video call will surprise
          {me}.
        Years of community theater taught {me} that nerves and readiness feel nearly the
          same.
        {I} {garden} on a balcony the size of a bath towel.
        {I} {hold} a weekly chess date with a neighbor of eighty-four and {lose} with good
          grace.
        {I} {mend} clothes for friends in exchange for soup.
        """

    /// How a bio may end.
    static let closings = """
        Write a line or two about what brings you here, and {I} will answer within two
          working days.
        If any of this sounds like you, call and ask the question you are most unsure about.
        You are welcome to shop around; {I} {mean} that, and a good fit matters more than a
          fast start.
        Not sure yet? A short call costs nothing and commits you to nothing.
        {I} {hope} you find the right person, whether or not that is {me}.
        Call during the week, and if {I} {am} with someone, leave a name and a good hour to
          ring back.
        Messages are read by {me} alone.
        Waiting lists happen, and {I} will tell you honestly how long the list is.
        Reach out when you are ready, or a little before.
        {I} {hold} two sliding-scale places and {am} glad to be asked about them.
        Bring your doubts along; they are usually well informed.
        A voicemail that says only “please call” is a perfectly good start.
        {I} {answer} questions about fees, insurance and schedules by email, so that our
          first talk can be about you.
        If you need someone right now, call or text 988; for everything that can wait until
          Monday, {I} {am} here.
        Let us find out in one conversation whether this could work.
        Whatever you decide, finding out about help is already a step taken.
        {I} will not rush you, and {I} will not forget you either.
        Ask {me} how {I} {work}, and judge by the answer.
        Come as you are, late lunch and all.
        There is no wrong way to begin; the contact details on this page all work.
        New inquiries are opened on Tuesday and Thursday mornings.
        {I} {look} forward to hearing what you would like to be different by next season.
        Say hello, and say as little or as much as you want.
        If the hours listed here do not suit your shift, tell {me} and we can look for one
          that does.
        Should we not be a match, {I} will gladly point you to two or three people who may
          be.
        {I} would be glad to meet you.
        A first step can be as small as saving this page.
        Tell {me} what has not helped before; that is a useful place to start.
        Questions are free, and {I} {like} them.
        """

    /// Where they work, for those with an office.
    static let place = """
        {My} office is in {area}, up one flight of stairs, with a ramp at the side door.
        You can reach {me} by bus, and there is street parking near {street} after nine.
        {I} {see} people in person in {area} and {keep} two evenings a week for video.
        The office near {street} has a quiet waiting room that you will likely have to
          yourself.
        Appointments are in {city}, Monday to Thursday, with one late evening for people on
          shift.
        {I} {rent} a sunny second-floor room in {area}, with plants that survive on neglect.
        In person in {city} on weekdays, by video on Saturday mornings.
        {I} {know} {city} well enough to meet you on the side of town that suits you, within
          reason.
        The building on {street} is step-free, and the restroom down the hall is
          single-stall.
        {My} {city} office shares a wall with a bakery, so afternoons smell of cardamom.
        Early appointments from seven are possible in {area} if you start work at nine.
        Neighbors in {area} may know the blue door; there is no sign with the word “therapy”
          on it.
        {I} chose {area} because it is easy to come and go there unnoticed.
        """

    /// Where they work, for those who only meet online.
    static let remote = """
        {I} {meet} only online, with people living in {states}.
        All sessions are by secure video for residents of {states}, and a phone call will do
          when the connection will not.
        Working remotely lets {me} see people across {states}, including places an hour from
          the nearest clinic.
        Everything happens by video or phone, so you do need to be in {states} when we talk.
        {I} {practice} from a quiet home office with a closed door, and {serve} {states}.
        Online only, in {states}: bring headphones and a room where nobody walks in.
        {I} {work} by video throughout {states} and {help} you plan for privacy in a shared
          home.
        You can join from a parked car, a spare room or a library booth anywhere in
          {states}.
        Video suits {me} and the people {I} {see} in {states}; it also means that the cat
          sometimes attends.
        There is no office to visit. {I} {see} residents of {states} on screen, at hours
          that follow their clocks.
        {I} moved {my} practice online and now {meet} people from all over {states}.
        """

    /// In which languages, where there are several.
    static let languages = """
        We can speak {languages}, or switch halfway through a sentence.
        {I} {work} in {languages}, and it often matters which one a memory lives in.
        Sessions are offered in {languages}.
        {I} {speak} {languages}, and {am} used to families who mix them at dinner.
        Choose between {languages}; some topics are simply easier in one than another.
        With {me} you may use {languages}, swear words included.
        {Languages} are both everyday languages in {my} practice.
        """

    /// What stands above a list of subjects.
    static let lists = """
        In practice that can mean:
        People often come to {me} about:
        Things we might work on together:
        Lately much of {my} week is about:
        Reasons people give when they first call {me}:
        Some places to begin:
        What {I} {listen} for:
        """
}
