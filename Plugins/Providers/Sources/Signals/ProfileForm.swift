import Kernel

extension ProfileFields {
    /// The fields as the editor sends them.
    init(_ form: Form) {
        func list(_ name: String, apart separators: String) -> [String] {
            form.all(name).flatMap { $0.split { separators.contains($0) } }.map { String($0) }
                .filter { !$0.oneLine.isEmpty }
        }
        self.init()
        name = form["name"]
        npi = form["npi"]
        phone = form["phone"]
        website = form["website"]
        languages = list("languages", apart: ";,")
        remoteOnly = form["remote_only"] == "yes"
        street = form["street"]
        city = form["city"]
        state = form["state"]
        postalCode = form["postal_code"]
        states = list("states", apart: ";,")
        startYear = form["start_year"]
        bio = form["bio"]
        topics = list("topics", apart: ";\n")
    }
}
