extension Subject {
    static let care: [Subject] = [
        Subject(
            "anxiety", in: "getting-started", name: "therapy",
            things: """
                the first session
                an intake form
                a voicemail to a therapist
                the waitlist
                a consent page
                the wrong fit
                a goal for treatment
                the last appointment
                a therapist’s profile
                the opening question
                """,
            feelings: """
                stage fright about therapy
                curiosity
                doubt
                hope
                embarrassment
                being understood
                """,
            steps: """
                write three questions down
                ask about experience
                say what is not helping
                book six visits
                leave a message twice
                read the profile slowly
                """,
            people: """
                a new client
                the receptionist
                a former therapist
                a friend who goes
                """),
        Subject(
            "life-transitions", in: "paying-for-care", name: "costs",
            things: """
                the deductible
                a copay
                an insurance card
                the superbill
                a sliding scale
                an out-of-network benefit
                the denied claim
                a good faith estimate
                a training clinic
                the bill in the drawer
                """,
            feelings: """
                money worry
                confusion
                reluctance to ask
                frustration on hold
                thrift
                relief at a clear answer
                """,
            steps: """
                call the plan
                ask for a lower fee
                file the claim monthly
                note the reference number
                appeal in writing
                compare two quotes
                """,
            people: """
                the billing clerk
                an insurance agent
                a patient advocate
                the uninsured neighbor
                """),
        Subject(
            "depression", in: "how-care-works", name: "care",
            things: """
                a state license
                the telehealth link
                a supervised associate
                confidentiality
                a psychiatrist’s visit
                group therapy
                a medical record
                a certification
                the state board
                a video session
                """,
            feelings: """
                trust
                wariness
                impatience with forms
                the need for privacy
                respect
                hesitation
                """,
            steps: """
                look up the license
                test the camera
                ask who supervises
                read the privacy notice
                sit in the parked car to talk
                request your records
                """,
            people: """
                a psychologist
                the social worker
                a licensed counselor
                the nurse practitioner
                """),
    ]
}
