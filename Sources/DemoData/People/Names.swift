/// Given names and surnames that go together, by where families came from.
///
/// No given name or surname stands in two groups with the same partner, so that every combination is one name.
struct NameGroup: Sendable {
    let she: [String]
    let he: [String]
    let surnames: [String]
    /// What is often spoken at home beside English; nil where nothing is.
    let language: String?

    init(she: String, he: String, surnames: String, language: String? = nil) {
        self.she = she.split(separator: " ").map(String.init)
        self.he = he.split(separator: " ").map(String.init)
        self.surnames = surnames.split(separator: " ").map(String.init)
        self.language = language
    }

    var count: Int { (she.count + he.count) * surnames.count }
}

/// Every name there is, counted from 0.
struct Names: Sendable {
    private let groups = NameGroup.all
    let count = NameGroup.all.reduce(0) { $0 + $1.count }

    struct Name: Sendable {
        let given: String
        let family: String
        let pronoun: Pronoun
        let language: String?
    }

    subscript(position: Int) -> Name {
        var rest = position % count
        var found = groups[0]
        for group in groups {
            found = group
            if rest < group.count { break }
            rest -= group.count
        }
        let given = rest / found.surnames.count
        let isShe = given < found.she.count
        return Name(
            given: isShe ? found.she[given] : found.he[given - found.she.count],
            family: found.surnames[rest % found.surnames.count],
            pronoun: isShe ? .she : .he,
            language: found.language)
    }
}

extension NameGroup {
    static let all: [NameGroup] = [
        NameGroup(
            she: "Abigail Beth Clara Eleanor Faith Hazel Ivy Joyce Lorna Nell Paige Rosalind Tessa Winifred",
            he: """
                Alden Brooks Calvin Dexter Elliott Fletcher Graham Harlan Jasper Leland Nolan Russell \
                Wendell
                """,
            surnames: """
                Ashworth Barlow Birch Caldwell Dunning Eastman Garland Hathaway Ingersoll Kimball Lockwood \
                Merriweather Norwood Pemberton Quimby Redfern Sheffield Underhill Wainwright Whitlock Yardley
                """),
        NameGroup(
            she: "Brianna Charlene Denise Ebony Imani Jasmine Keisha Monique Nia Renita Shanice Tamika Zora",
            he: "Andre Bryant Cedric Darius Desmond Isaiah Jamal Lamont Malik Otis Percy Quincy Terrence",
            surnames: """
                Batiste Boone Broussard Calloway Crutchfield Dupree Fontenot Hairston Holloway Kirkland \
                Lattimore Pettway Pickett Rawls Singletary Stallworth Tolliver Truesdale Wadley Whitaker Womack
                """),
        NameGroup(
            she: """
                Alma Beatriz Camila Esperanza Fernanda Guadalupe Itzel Leticia Marisol Noemí Paloma \
                Rocío Ximena
                """,
            he: """
                Adrián Baltazar César Diego Efraín Gerardo Héctor Ignacio Joaquín Leonel Mateo Rogelio \
                Tomás
                """,
            surnames: """
                Aguirre Arreola Barrera Becerra Cárdenas Delgadillo Escamilla Fuentes Galván Hinojosa Ibarra \
                Landeros Mendiola Nájera Olivares Palacios Renteria Saldívar Tovar Urrutia Villaseñor Zamora
                """,
            language: "Spanish"),
        NameGroup(
            she: "Bruna Cecília Débora Fabiana Helena Júlia Larissa Marina",
            he: "Caetano Davi Gustavo Henrique Joaquim Murilo Renato Thiago",
            surnames: "Almeida Barbosa Figueiredo Guimarães Lacerda Macedo Nogueira Pacheco Queiroz Teixeira",
            language: "Portuguese"),
        NameGroup(
            she: "Meilin Xiaoyu Jingyi Lihua Yanmei Huifang Qiuyue Ruolan Shuwen Wenjing",
            he: "Bowen Chenghao Guowei Haoran Jianyu Mingze Tianyu Weijian Zihan",
            surnames: """
                Bai Cai Deng Fang Gao Hou Jiang Kuang Liang Ouyang Peng Qiu Ruan Shen Xue Yuan Zhong Zou
                """,
            language: "Mandarin"),
        NameGroup(
            she: "Eunji Hayoung Jiwon Minseo Nari Seoyeon Sookyung Hyesun Daeun",
            he: "Donghyun Hyunwoo Joonho Kyungmin Sangwoo Sungho Taewon Woojin",
            surnames: "Ahn Baek Chang Eom Gwon Han Jang Kwak Noh Paik Ryu Seo Yoo",
            language: "Korean"),
        NameGroup(
            she: "Akiko Emi Fumiko Hanae Keiko Mariko Reiko Sachiko Yukari",
            he: "Daichi Isamu Kenji Makoto Noboru Ryota Takeshi Yasuo",
            surnames: """
                Aoyama Endo Fujimoto Hamada Inoue Kamiya Matsuda Nakagawa Okazaki Takemoto Uyeda Yoshida
                """,
            language: "Japanese"),
        NameGroup(
            she: "Diễm Hạnh Lan Linh Mai Ngọc Phương Quỳnh Thảo Tuyết",
            he: "Bảo Cường Đức Hiếu Khôi Long Minh Phúc Quân Tuấn",
            surnames: "Nguyễn Trần Lê Phạm Huỳnh Phan Võ Đặng Bùi Đỗ Ngô Dương",
            language: "Vietnamese"),
        NameGroup(
            she: "Analyn Bernadette Corazon Divina Evangeline Imelda Jocelyn Ligaya Marites Rowena",
            he: "Arnel Crisanto Edgardo Isagani Jovito Nestor Rodel Virgilio",
            surnames: "Abad Bautista Catacutan Dimaculangan Esguerra Fajardo Ilagan Macaraeg Quiambao Yambao",
            language: "Tagalog"),
        NameGroup(
            she: "Anjali Bhavana Chitra Gayatri Ishani Kavita Lakshmi Meera Nandini Padma Sunita Vidya",
            he: "Anand Bharat Dinesh Ganesh Harish Karthik Manoj Nikhil Pranav Sanjay Tarun Uday",
            surnames: """
                Acharya Banerjee Chakraborty Deshpande Ghosh Hegde Iyer Joshi Kulkarni Marar Nambiar \
                Rangan
                """,
            language: "Hindi"),
        NameGroup(
            she: "Amna Bushra Farah Hina Javeria Mahnoor Nadia Rubina Saima Zainab",
            he: "Adeel Bilal Fahad Hamza Junaid Kamran Nadeem Salman Usman",
            surnames: """
                Akhtar Bukhari Chaudhry Durrani Farooqi Hashmi Jamali Kazmi Lodhi Rizvi Siddiqui Tiwana
                """,
            language: "Urdu"),
        NameGroup(
            she: "Amal Ghada Hanan Layla Maysa Noura Rania Salma Yasmin",
            he: "Bassam Fadi Ghassan Hisham Khalil Marwan Nabil Samir Ziad",
            surnames: """
                Abboud Barakat Daher Farhat Ghanem Hourani Jabbour Khoury Nassar Obeid Rahal Sabbagh \
                Tannous
                """,
            language: "Arabic"),
        NameGroup(
            she: "Azadeh Fereshteh Golnaz Laleh Nasrin Parisa Roya Shirin Taraneh",
            he: "Arash Behrooz Dariush Farhad Hooman Kaveh Omid Reza Siamak",
            surnames: "Ansari Bahrami Daneshvar Ghorbani Jalali Kamali Mokri Naderi Rostami Vaziri Yazdani",
            language: "Farsi"),
        NameGroup(
            she: "Adaeze Bukola Chinyere Efua Folasade Ifeoma Ngozi Olamide Temitope Yewande",
            he: "Adebayo Chidi Emeka Femi Ikenna Kwabena Obinna Segun Tunde Uche",
            surnames: """
                Abiola Boateng Chukwu Danjuma Igwe Kalu Mensah Nwosu Osei Oyelaran Quaye Sowande Tetteh \
                Umeh
                """),
        NameGroup(
            she: "Almaz Bethlehem Hirut Liya Makda Selam Zewditu",
            he: "Biruk Dawit Getachew Robel Tesfaye Yonas Zerihun",
            surnames: "Abebe Bekele Desta Gebre Hailu Kebede Mekonnen Tadesse Wolde",
            language: "Amharic"),
        NameGroup(
            she: "Aisling Bridget Ciara Deirdre Eileen Fiona Maeve Niamh Orla Sinéad",
            he: "Angus Brendan Cormac Declan Eamon Fergus Kieran Lorcan Ronan",
            surnames: """
                Brannigan Callahan Devlin Fallon Hennessy Kilbride Lennox McCrory McTavish O'Malley \
                Rafferty Tierney
                """
        ),
        NameGroup(
            she: "Agnieszka Bożena Danuta Halina Irena Kateryna Oksana Svitlana Zofia",
            he: "Andrzej Bohdan Dmytro Grzegorz Ihor Jerzy Łukasz Mykola Stanisław",
            surnames: """
                Bondarenko Czajka Dudek Gajda Hrynko Jaworek Kolisnyk Malek Nowak Pietrzak Romaniuk \
                Wrona Zając
                """,
            language: "Polish"),
        NameGroup(
            she: "Anneliese Birgit Dagny Elke Freya Greta Ingrid Kirsten Sigrid",
            he: "Anders Bjørn Dieter Einar Gunnar Henrik Matthias Rolf Søren",
            surnames: """
                Bergström Dahlgren Eklund Gundersen Hallberg Iversen Jørgensen Kessler Møller Nyström Ostermann \
                Sandvik Thorsen Weidner
                """,
            language: "German"),
        NameGroup(
            she: "Alessia Carmela Despina Eleni Fiorella Ginevra Ottavia Rosaria Vasiliki",
            he: "Aristides Dante Enzo Fabrizio Gino Kostas Lorenzo Nikos Stavros",
            surnames: """
                Andreou Bellini Caputo Demas Esposito Galanis Iannone Marchetti Nicolaides Pappas \
                Santoro Vitale
                """),
        NameGroup(
            she: "Aviva Chana Esther Hadassah Miriam Rivka Shoshana Talia Yael",
            he: "Asher Boaz Dov Eitan Gideon Ilan Noam Reuven Zev",
            surnames: """
                Adler Blumenthal Eisenberg Feldman Gelman Kaplan Lerner Mandelbaum Rothstein Teitelbaum \
                Weissman
                """,
            language: "Hebrew"),
        NameGroup(
            she: "Leilani Malia Noelani Keala Shandiin Valene",
            he: "Kaleo Makoa Tavita Ikaika Delbert Elroy",
            surnames: """
                Akana Begay Benally Etsitty Kahale Kealoha Leota Mahoe Palakiko Tsosie Vaifale Yazzie
                """),
        NameGroup(
            she: "Amélie Chantal Delphine Fabienne Guerline Mirlande Odette Solange Yvette",
            he: "Antoine Emmanuel Gaston Jean-Luc Lucien Olivier Pascal Rémy Wilner",
            surnames: """
                Arceneaux Beauvais Charpentier Exantus Fortier Guillaume Hébert Lefèvre Marchand \
                Pierre-Louis Valcourt
                """,
            language: "French"),
        NameGroup(
            she: "Anahit Arpi Elif Lusine Nazan Sevda Talin Zeynep",
            he: "Ara Emre Hovik Kerem Levon Tigran Vartan",
            surnames: """
                Aydın Bedrosian Demir Gharibian Hagopian Karaca Manoukian Öztürk Papazian Sarkisian \
                Yılmaz
                """,
            language: "Armenian"),
    ]
}
