/// A person's name in its parts.
public struct PersonName: Hashable, Sendable {
    public let last: String
    public let first: String
    public let middle: String

    public init(last: String, first: String, middle: String) {
        self.last = last
        self.first = first
        self.middle = middle
    }

    /// Splits «Фамилия Имя Отчество», also in the order «Имя Отчество Фамилия» where the patronymic's ending
    /// shows it.
    ///
    /// - Returns: `nil` where the text has one word or more than four, digits or quotes: it is then no name that
    ///   could be split without a guess.
    public init?(_ text: String) {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard (2...4).contains(words.count), !OrganizationName.namesOrganization(text),
            words.allSatisfy({ $0.allSatisfy { $0.isLetter || "-.'’".contains($0) } })
        else { return nil }
        if words.count == 2 {
            // 1C writes the family name first, people in a form their own; a common first name tells.
            let isOwnFirst = Self.isCommonFirst(words[0]) && !Self.isCommonFirst(words[1])
            self.init(last: words[isOwnFirst ? 1 : 0], first: words[isOwnFirst ? 0 : 1], middle: "")
        } else if words.count == 3, Self.isPatronymic(words[1]), !Self.isPatronymic(words[2]) {
            self.init(last: words[2], first: words[0], middle: words[1])
        } else {
            self.init(last: words[0], first: words[1], middle: words[2...].joined(separator: " "))
        }
    }

    private static func isCommonFirst(_ word: String) -> Bool { commonFirstNames.contains(word.lowercased()) }

    /// First names of nine in ten people, with the short forms that they use.
    private static let commonFirstNames: Set<String> = Set(
        """
        александр алексей анатолий андрей антон аркадий артём артем артур богдан борис вадим валентин валерий василий \
        виктор виталий владимир владислав вячеслав геннадий георгий глеб григорий даниил данил денис дмитрий евгений \
        егор иван игорь илья кирилл константин лев леонид максим марк матвей михаил никита николай олег павел пётр петр \
        роман руслан рустам семён семен сергей станислав степан тарас тимофей тимур фёдор федор эдуард юрий яков ярослав \
        саша лёша леша дима женя миша коля паша серёжа сережа вова слава ваня костя \
        александра алина алиса алла анастасия ангелина анжелика анна антонина валентина валерия варвара вера вероника \
        виктория галина дарья диана ева евгения екатерина елена елизавета жанна зинаида зоя инна ирина карина кира \
        кристина ксения лариса лидия любовь людмила маргарита марина мария милана надежда наталия наталья нина оксана \
        олеся ольга полина раиса регина светлана снежана софия софья тамара татьяна ульяна юлия яна аня катя лена маша \
        наташа настя оля света таня юля
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    private static func isPatronymic(_ word: String) -> Bool {
        let lower = word.lowercased()
        return ["вич", "вна", "ична", "оглы", "кызы"].contains(where: lower.hasSuffix)
    }
}
