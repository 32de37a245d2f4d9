extension BioSentences {
    /// How someone came to this work: family therapists.
    static let familyBackground = """
        {I} trained as a family therapist, so even when we meet alone there is an empty
          chair for the people you mention.
        Family systems work has been {my} home since {year}; {I} {see} symptoms as messages
          that travel between people.
        {I} began in a county family clinic in {year}, with four generations sometimes
          squeezed onto one couch.
        Working with couples and families since {year} has taught {me} to distrust the word
          “always.”
        {I} came to marriage and family work after mediating custody plans, and {I} still
          {like} a fair hearing for each side.
        {My} training was in family therapy, and {I} {keep} asking who else would notice if
          things improved.
        Since {year} {I} {have} worked with households of every shape, including the ones
          held together by group chat.
        A hospice chaplaincy showed {me} how families talk when time is short, and led {me}
          into this field in {year}.
        """

    /// How someone came to this work: social workers.
    static let socialBackground = """
        {I} came to social work through a housing nonprofit, and {I} still {ask} about rent
          and bus lines before childhood.
        Since {year} {I} {have} worked in schools, a hospital ward and now a practice of
          {my} own.
        Clinical social work suits {me} because it never pretends that a person stops at the
          skin.
        {I} spent {my} first years after {year} doing home visits, where the kitchen table
          says more than any form.
        Hospital social work taught {me} to be useful in fifteen minutes; private practice
          since has taught {me} to slow down.
        {I} started in {year} at a community mental health center and {carry} its motto
          along: begin with what the person asks for.
        As a social worker {I} {know} the local maze of services and {am} happy to make the
          awkward phone call with you.
        Ten years beside foster families came first, and {my} view of loyalty and anger was
          formed there.
        """

    /// How someone came to this work: counselors.
    static let counselorBackground = """
        {I} became a counselor in {year}, after a first career behind a pharmacy counter,
          listening to people in line.
        Counseling is {my} second profession; {I} taught middle school until {year} and
          still {talk} with {my} hands.
        Since {year} {I} {have} counseled college students, farm families and people coming
          home from long deployments.
        {I} trained in clinical mental health counseling and did {my} internship on a night
          crisis line.
        A counseling degree came late for {me}, in {year}, and {I} {think} the detour helps.
        {I} worked in a residential program before opening a practice, and learned there to
          celebrate very small wins.
        Career counseling was {my} doorway into this work in {year}, so jobs and identity
          often share the hour.
        {I} {have} practiced as a counselor since {year}, first in a clinic with flickering
          lights and now with better lamps.
        """

    /// How someone came to this work: psychologists.
    static let psychologistBackground = """
        {I} trained as a psychologist and {use} testing sparingly, only where the answer
          would change what we do.
        {My} doctoral work looked at how people make sense of uncertain news, and
          uncertainty is still {my} favorite subject.
        Since {year} {I} {have} split {my} week between therapy and training younger
          colleagues.
        As a psychologist {I} {like} good measurement, and {I} {show} you every
          questionnaire and what it can and cannot say.
        {I} began in a university clinic in {year} and {keep} the habit of reading on Friday
          afternoons.
        A postdoctoral year on a rehabilitation unit taught {me} how mood, pain and sleep
          pull on one another.
        {I} left hospital work in {year} to see fewer people and know them better.
        {I} studied memory before therapy, which makes {me} gentle with stories that change
          in the telling.
        """

    /// How someone came to this work: psychiatric nurse practitioners.
    static let nurseBackground = """
        As a psychiatric nurse practitioner {I} {talk} about medication as one option, with
          its benefits and its costs side by side.
        {I} was a bedside nurse until {year}, and {I} still {explain} things the way one
          does at two in the morning.
        {I} {prescribe} where it makes sense, {start} low, and {set} aside real time for
          side effects and second thoughts.
        Medication visits with {me} last half an hour, because ten minutes is not a
          conversation.
        Since {year} {I} {have} worked in outpatient psychiatry, alongside therapists who
          keep {me} curious about causes.
        Emergency nursing came first; outpatient mental health, since {year}, lets {me} find
          out what happens next.
        """

    /// How someone came to this work: behavior analysts.
    static let behaviorBackground = """
        As a behavior analyst {I} {look} at what happens just before and just after, and
          {leave} the labels for later.
        {I} {have} coached parents and teachers since {year}, usually at the kitchen table
          or the back of a classroom.
        {My} plans fit on one page, because a plan nobody can follow before school is not a
          plan.
        {I} began as a classroom aide, and behavior analysis gave {me} words for what good
          aides already do.
        {I} {measure} progress in mornings that went smoothly, and {share} every chart with
          the family.
        """

    /// How someone came to this work: everyone else.
    static let generalBackground = """
        {I} came to this work in {year} after years of leading peer support circles.
        Since {year} {I} {have} led small groups, and {I} {trust} what people can do for one
          another in a circle.
        Group work is {my} first love; a room of eight can hold what one listener cannot.
        {I} taught, managed a clinic and raised a family before building this practice in
          {year}.
        {My} route here was indirect: theater, then community organizing, then several years
          of supervised training.
        {I} {am} open about what {my} training covers and what it does not, and {I} {refer}
          onward without fuss.
        Running workshops at a public library since {year} has shown {me} how many people
          want a place to think aloud.
        """

    /// How someone came to this work: those who still work under supervision.
    static let associateBackground = """
        {I} {am} an associate, which means that a licensed supervisor meets with {me} every
          week about {my} work.
        {I} {practice} under supervision on the way to full licensure, and you may ask who
          supervises {me} at any time.
        As an associate {I} {have} a lighter caseload, recent training and a supervisor who
          reads {my} notes closely.
        Still collecting supervised hours, {I} {bring} fresh training and a second pair of
          eyes on every plan.
        """
}
