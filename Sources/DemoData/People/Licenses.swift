/// What a state calls its licenses, and where its register can be searched.
struct StateRules: Sendable {
    let code: String
    let name: String
    let counselor: License
    /// Nil where the clinical level has no title of its own (Michigan licenses it as a kind of LMSW).
    let socialWorker: License?
    let family: License
    /// A license to practice under supervision; nil where we have no example.
    let associate: License?
    let register: String

    /// Reads one line of `lines`.
    init?(_ line: Substring) {
        let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 7, let counselor = License(fields[2]), let family = License(fields[4]) else {
            return nil
        }
        code = fields[0]
        name = fields[1]
        self.counselor = counselor
        socialWorker = License(fields[3])
        self.family = family
        associate = License(fields[5])
        register = fields[6].isEmpty ? "\(fields[1]) licensing board search" : fields[6]
    }

    static let all: [String: StateRules] = Dictionary(
        lines.split(separator: "\n").compactMap { StateRules($0) }.map { ($0.code, $0) },
        uniquingKeysWith: { first, _ in first })

    private static let lines = """
        CA|California|LPCC|LCSW|LMFT|AMFT|California DCA license search
        WA|Washington|LMHC|LICSW|LMFT||Washington DOH provider credential search
        OR|Oregon|LPC|LCSW|LMFT||
        NY|New York|LMHC|LCSW|LMFT|LMSW|New York Office of the Professions search
        TX|Texas|LPC|LCSW|LMFT|LMSW|Texas BHEC license search
        IL|Illinois|LCPC|LCSW|LMFT||Illinois IDFPR license look-up
        FL|Florida|LMHC|LCSW|LMFT||Florida MQA search services
        MA|Massachusetts|LMHC|LICSW|LMFT||Massachusetts license look-up
        CO|Colorado|LPC|LCSW|LMFT||Colorado DORA license look-up
        VA|Virginia|LPC|LCSW|LMFT||Virginia DHP license look-up
        OH|Ohio|LPCC|LISW|LMFT||eLicense Ohio
        PA|Pennsylvania|LPC|LCSW|LMFT||
        GA|Georgia|LPC|LCSW|LMFT||
        NC|North Carolina|LCMHC|LCSW|LMFT||
        MI|Michigan|LPC||LMFT||
        MN|Minnesota|LPCC|LICSW|LMFT|LAMFT|
        AZ|Arizona|LPC|LCSW|LMFT|LAMFT|
        MD|Maryland|LCPC|LCSW-C|LCMFT||
        NJ|New Jersey|LPC|LCSW|LMFT||
        WI|Wisconsin|LPC|LCSW|LMFT||
        KY|Kentucky|LPCC|LCSW|LMFT||
        UT|Utah|CMHC|LCSW|LMFT||
        TN|Tennessee|LPC|LCSW|LMFT||
        MO|Missouri|LPC|LCSW|LMFT||
        LA|Louisiana|LPC|LCSW|LMFT||
        NM|New Mexico|LPCC|LCSW|LMFT||
        VT|Vermont|LCMHC|LICSW|LMFT||
        """
}

/// A title that a board, an association or a school gives.
struct License: Hashable, Sendable {
    let typeID: String
    let name: String
    let abbreviation: String?

    private init(typeID: String, name: String, abbreviation: String?) {
        self.typeID = typeID
        self.name = name
        self.abbreviation = abbreviation
    }

    /// The license of that abbreviation; nil for one that we do not know.
    init?(_ abbreviation: String) {
        guard let name = Self.names[abbreviation] else { return nil }
        self.init(typeID: abbreviation.lowercased(), name: name, abbreviation: abbreviation)
    }

    static let psychologist = License(
        typeID: "licensed-psychologist", name: "Licensed Psychologist", abbreviation: nil)
    static let nurse = License(
        typeID: "pmhnp", name: "Psychiatric Mental Health Nurse Practitioner", abbreviation: "PMHNP")
    static let certifiedSocialWorker = License(
        typeID: "csw", name: "Certified Social Worker", abbreviation: "CSW")
    static let groupPsychotherapist = License(
        typeID: "cgp", name: "Certified Group Psychotherapist", abbreviation: "CGP")
    static let behaviorAnalyst = License(
        typeID: "bcba", name: "Board Certified Behavior Analyst", abbreviation: "BCBA")
    static let certifiedCounselor = License(
        typeID: "ncc", name: "National Certified Counselor", abbreviation: "NCC")
    static let playTherapist = License(
        typeID: "rpt", name: "Registered Play Therapist", abbreviation: "RPT")
    static let diplomate = License(
        typeID: "dcsw", name: "Diplomate in Clinical Social Work", abbreviation: "DCSW")
    static let educationSpecialist = License(typeID: "eds", name: "Education Specialist", abbreviation: "EdS")
    static let hypnotherapist = License(typeID: "hypnotherapist", name: "Hypnotherapist", abbreviation: nil)

    private static let names = [
        "LMFT": "Licensed Marriage and Family Therapist",
        "LCMFT": "Licensed Clinical Marriage and Family Therapist",
        "LCSW": "Licensed Clinical Social Worker",
        "LICSW": "Licensed Independent Clinical Social Worker",
        "LISW": "Licensed Independent Social Worker",
        "LCSW-C": "Licensed Certified Social Worker-Clinical",
        "LPC": "Licensed Professional Counselor",
        "LPCC": "Licensed Professional Clinical Counselor",
        "LCPC": "Licensed Clinical Professional Counselor",
        "LMHC": "Licensed Mental Health Counselor",
        "LCMHC": "Licensed Clinical Mental Health Counselor",
        "CMHC": "Clinical Mental Health Counselor",
        "AMFT": "Associate Marriage and Family Therapist",
        "LAMFT": "Licensed Associate Marriage and Family Therapist",
        "LMSW": "Licensed Master Social Worker",
    ]

    /// The credential type that the title means in a state; nil where "CSW" means nothing we know of.
    func typeID(in state: String) -> String? {
        guard typeID == "csw" else { return typeID }
        return ["KY": "csw-certified", "UT": "csw-certified", "WI": "csw-certified-wisconsin"][state]
    }

    /// Who keeps the register of a certification; nil for what nobody registers.
    var registry: String? {
        switch typeID {
        case "cgp": "IBCGP directory of certified group psychotherapists"
        case "bcba": "BACB certificant registry"
        case "ncc": "NBCC credential registry"
        case "rpt": "APT directory of play therapists"
        default: nil
        }
    }

    /// A number of the shape that the state uses, as far as we know shapes.
    func number(in state: String, chance: inout Chance) -> String {
        func digits(_ count: Int) -> String {
            var text = String(chance.number(in: 1...9))
            while text.count < count { text += String(chance.number(below: 10)) }
            return text
        }
        switch (state, typeID) {
        case (_, "bcba"): return "1-\(chance.number(in: 11...24))-\(digits(5))"
        case (_, "cgp"), (_, "rpt"), (_, "ncc"): return digits(5)
        case ("CA", "licensed-psychologist"): return "PSY \(digits(5))"
        case ("CA", "pmhnp"): return "NP \(digits(8))"
        case ("CA", _): return "\(abbreviation ?? "") \(digits(5))"
        case ("WA", "licsw"): return "LW6\(digits(7))"
        case ("WA", "lmft"): return "LF6\(digits(7))"
        case ("WA", "lmhc"): return "LH6\(digits(7))"
        case ("WA", "licensed-psychologist"): return "PY6\(digits(7))"
        case ("WA", _): return "AP6\(digits(7))"
        case ("FL", "lcsw"): return "SW\(digits(5))"
        case ("FL", "lmft"): return "MT\(digits(4))"
        case ("FL", "lmhc"): return "MH\(digits(5))"
        case ("FL", "licensed-psychologist"): return "PY\(digits(5))"
        case ("NY", _): return "0\(digits(5))"
        case ("CO", _): return "\(abbreviation ?? "PSY").000\(digits(4))"
        default: return digits(5)
        }
    }
}
