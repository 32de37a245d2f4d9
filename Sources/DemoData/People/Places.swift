/// A part of a city with streets that are really there; house numbers are not.
struct Place: Sendable {
    let city: String
    let state: String
    let areaCode: String
    let postalCode: String
    let area: String
    let streets: [String]

    /// Reads "Oakland|CA|510|94610|Grand Lake|Grand Avenue, Lakeshore Avenue".
    init?(_ line: Substring) {
        let fields = line.split(separator: "|").map(String.init)
        guard fields.count == 6 else { return nil }
        city = fields[0]
        state = fields[1]
        areaCode = fields[2]
        postalCode = fields[3]
        area = fields[4]
        streets = fields[5].split(separator: ",").map { $0.drop { $0 == " " } }.map(String.init)
    }

    static let all: [Place] = lines.split(separator: "\n").compactMap { Place($0) }

    private static let lines = """
        Oakland|CA|510|94610|Grand Lake|Grand Avenue, Lakeshore Avenue
        Oakland|CA|510|94611|Montclair|Mountain Boulevard, Moraga Avenue
        Fresno|CA|559|93704|Fig Garden|North Palm Avenue, West Shaw Avenue
        Sacramento|CA|916|95816|Midtown|J Street, Capitol Avenue
        San Diego|CA|619|92103|Hillcrest|Fifth Avenue, University Avenue
        Los Angeles|CA|323|90027|Los Feliz|Hillhurst Avenue, North Vermont Avenue
        Long Beach|CA|562|90803|Belmont Shore|East Second Street, Livingston Drive
        Santa Rosa|CA|707|95404|downtown Santa Rosa|Fourth Street, Mendocino Avenue
        San Jose|CA|408|95126|the Rose Garden district|The Alameda, Park Avenue
        Seattle|WA|206|98107|Ballard|Northwest Market Street, Leary Avenue Northwest
        Seattle|WA|206|98118|Columbia City|Rainier Avenue South, South Ferdinand Street
        Spokane|WA|509|99201|downtown Spokane|West Riverside Avenue, West Sprague Avenue
        Tacoma|WA|253|98403|the Stadium District|Tacoma Avenue North, North I Street
        Bellingham|WA|360|98225|Fairhaven|Harris Avenue, 11th Street
        Portland|OR|503|97214|Hawthorne|Southeast Hawthorne Boulevard, Southeast Belmont Street
        Eugene|OR|541|97401|downtown Eugene|Willamette Street, Pearl Street
        Salem|OR|503|97301|downtown Salem|Liberty Street Northeast, Court Street Northeast
        Brooklyn|NY|718|11215|Park Slope|Seventh Avenue, Fifth Avenue
        Buffalo|NY|716|14222|Elmwood Village|Elmwood Avenue, West Utica Street
        Rochester|NY|585|14607|the Park Avenue neighborhood|Park Avenue, Monroe Avenue
        Albany|NY|518|12210|Center Square|Lark Street, Madison Avenue
        Ithaca|NY|607|14850|downtown Ithaca|North Cayuga Street, North Aurora Street
        Austin|TX|512|78704|South Austin|South Lamar Boulevard, South Congress Avenue
        Houston|TX|713|77006|Montrose|Westheimer Road, Montrose Boulevard
        San Antonio|TX|210|78209|Alamo Heights|Broadway Street, North New Braunfels Avenue
        El Paso|TX|915|79902|Kern Place|North Mesa Street, Cincinnati Avenue
        Dallas|TX|214|75208|Bishop Arts|West Davis Street, North Bishop Avenue
        Chicago|IL|773|60640|Andersonville|North Clark Street, West Foster Avenue
        Chicago|IL|773|60647|Logan Square|North Milwaukee Avenue, West Logan Boulevard
        Evanston|IL|847|60201|downtown Evanston|Davis Street, Church Street
        Urbana|IL|217|61801|downtown Urbana|West Main Street, South Race Street
        Tampa|FL|813|33606|Hyde Park|South Howard Avenue, West Swann Avenue
        Miami|FL|305|33133|Coconut Grove|Grand Avenue, Main Highway
        Orlando|FL|407|32803|Mills 50|North Mills Avenue, Corrine Drive
        Gainesville|FL|352|32601|downtown Gainesville|West University Avenue, Southeast First Street
        Boston|MA|617|02130|Jamaica Plain|Centre Street, South Street
        Worcester|MA|508|01609|Elm Park|Highland Street, Park Avenue
        Northampton|MA|413|01060|downtown Northampton|Main Street, Pleasant Street
        Denver|CO|303|80206|Congress Park|East Colfax Avenue, Josephine Street
        Fort Collins|CO|970|80524|Old Town|North College Avenue, Linden Street
        Boulder|CO|303|80302|downtown Boulder|Pearl Street, Walnut Street
        Richmond|VA|804|23220|the Fan|West Main Street, North Robinson Street
        Charlottesville|VA|434|22902|downtown Charlottesville|East Market Street, East Water Street
        Columbus|OH|614|43201|Italian Village|North High Street, East Fifth Avenue
        Cleveland|OH|216|44113|Ohio City|Lorain Avenue, West 25th Street
        Cincinnati|OH|513|45208|Hyde Park|Erie Avenue, Observatory Avenue
        Philadelphia|PA|215|19119|Mount Airy|Germantown Avenue, Carpenter Lane
        Pittsburgh|PA|412|15217|Squirrel Hill|Murray Avenue, Forbes Avenue
        Atlanta|GA|404|30307|Candler Park|McLendon Avenue Northeast, North Highland Avenue Northeast
        Athens|GA|706|30601|downtown Athens|East Clayton Street, Prince Avenue
        Savannah|GA|912|31401|the Starland District|Bull Street, Whitaker Street
        Durham|NC|919|27701|downtown Durham|West Main Street, Foster Street
        Asheville|NC|828|28801|downtown Asheville|Haywood Street, Biltmore Avenue
        Greensboro|NC|336|27401|Fisher Park|North Elm Street, North Church Street
        Ann Arbor|MI|734|48104|downtown Ann Arbor|East Liberty Street, South Main Street
        Grand Rapids|MI|616|49503|Heritage Hill|East Fulton Street, Cherry Street Southeast
        Detroit|MI|313|48201|Midtown|Cass Avenue, West Canfield Street
        Minneapolis|MN|612|55408|Uptown|Hennepin Avenue, Lyndale Avenue South
        St. Paul|MN|651|55105|Macalester-Groveland|Grand Avenue, St. Clair Avenue
        Tucson|AZ|520|85719|Sam Hughes|East Speedway Boulevard, North Campbell Avenue
        Phoenix|AZ|602|85013|Melrose|North Seventh Avenue, West Camelback Road
        Flagstaff|AZ|928|86001|downtown Flagstaff|North Leroux Street, West Aspen Avenue
        Baltimore|MD|410|21218|Charles Village|Saint Paul Street, North Charles Street
        Silver Spring|MD|301|20910|downtown Silver Spring|Fenton Street, Georgia Avenue
        Montclair|NJ|973|07042|Montclair Center|Bloomfield Avenue, Church Street
        Jersey City|NJ|201|07302|downtown Jersey City|Newark Avenue, Grove Street
        Madison|WI|608|53703|downtown Madison|East Washington Avenue, State Street
        Milwaukee|WI|414|53207|Bay View|South Kinnickinnic Avenue, East Russell Avenue
        Louisville|KY|502|40204|the Highlands|Bardstown Road, Baxter Avenue
        Lexington|KY|859|40507|downtown Lexington|West Short Street, West Main Street
        Salt Lake City|UT|801|84105|Ninth and Ninth|East 900 South, South 900 East
        Provo|UT|801|84601|downtown Provo|West Center Street, North University Avenue
        Nashville|TN|615|37206|East Nashville|Gallatin Avenue, Woodland Street
        Knoxville|TN|865|37902|downtown Knoxville|South Gay Street, Market Street
        Kansas City|MO|816|64111|Westport|Broadway Boulevard, Westport Road
        St. Louis|MO|314|63118|Tower Grove East|South Grand Boulevard, Arsenal Street
        New Orleans|LA|504|70115|Uptown|Magazine Street, Freret Street
        Baton Rouge|LA|225|70806|Mid City|Government Street, Florida Boulevard
        Albuquerque|NM|505|87106|Nob Hill|Central Avenue Southeast, Girard Boulevard Southeast
        Santa Fe|NM|505|87501|the Railyard|South Guadalupe Street, Paseo de Peralta
        Burlington|VT|802|05401|downtown Burlington|College Street, Church Street
        """
}
