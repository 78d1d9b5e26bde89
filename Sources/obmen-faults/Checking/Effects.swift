import Foundation

/// What the world outside got: the rows of all import packs and the orders for 1C, each as often as it was sent.
struct Effects: Equatable, Sendable {
    private(set) var counts: [String: Int] = [:]
    /// Numbers that more than one order in the letterbox has.
    private(set) var repeatedNumbers: [String] = []
    /// Packs without their sheet, a letterbox that is cut off.
    private(set) var defects: [String] = []

    init(of folder: TriedFolder) {
        for path in folder.files(under: "to-crm") where path.hasSuffix(".csv") { addTable(path, folder) }
        let packs = Set(
            folder.files(under: "to-crm").map { $0.split(separator: "/").dropLast().joined(separator: "/") })
        for pack in packs.sorted() where folder.contents(pack + "/КАК-ЗАГРУЗИТЬ.html").isEmpty {
            defects.append("\(pack) has no sheet")
        }
        addLetterbox(folder.text("to-1c/orders.xml"))
    }

    private mutating func addTable(_ path: String, _ folder: TriedFolder) {
        // `to-crm/bitrix24/0000001-2026-11-25/04-deals.csv`: which pack a row came in does not matter, only the CRM
        // and the kind of file; a crash between two packs may move a row from one into the other.
        let parts = path.split(separator: "/")
        guard parts.count == 4 else { return defects.append("\(path) lies where no file of a pack lies") }
        let lines = folder.text(path).split(separator: "\n").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        // Bitrix24 groups the rows of a deal by its first column: a number of the ledger, which counts in the order in
        // which records came.
        let isGrouped = parts[1] == "bitrix24" && parts[3].hasPrefix("04-")
        for line in lines.dropFirst() {
            let row = isGrouped ? line.drop { $0 != ";" } : line[...]
            counts["\(parts[1])/\(parts[3]): \(row)", default: 0] += 1
        }
    }

    private mutating func addLetterbox(_ text: String) {
        guard text.hasPrefix("<?xml"),
            text.hasSuffix("</КоммерческаяИнформация>\n")
                || text.hasSuffix("</КоммерческаяИнформация>")
        else { return defects.append("to-1c/orders.xml is not whole") }
        var numbers: [String: Int] = [:]
        for piece in text.components(separatedBy: "<Документ>").dropFirst() {
            let order = piece.components(separatedBy: "</Документ>")[0]
            let number = Self.value(of: "Номер", in: order)
            numbers[number, default: 0] += 1
            // Which order gets which number depends on the order in which they were decided; the day and time of an
            // order without a date of its own are those of its arrival.
            var same = order.replacingOccurrences(of: number, with: "№")
            for element in ["Дата", "Время"] {
                same = same.replacingOccurrences(
                    of: "<\(element)>\(Self.value(of: element, in: same))</\(element)>", with: "")
            }
            counts["orders.xml: \(same.replacingOccurrences(of: "\n", with: ""))", default: 0] += 1
        }
        repeatedNumbers = numbers.filter { $0.value > 1 }.keys.sorted()
    }

    private static func value(of element: String, in text: String) -> String {
        text.components(separatedBy: "<\(element)>").dropFirst().first?
            .components(separatedBy: "</\(element)>").first ?? ""
    }

    /// What may be sent once only, whatever came in which order: each deal by its code, each order by where it is from.
    ///
    /// A file that came later than in the reference, since an error kept the program from it, makes goods go out a
    /// second time with what it adds, and orders with what is known when they go.
    var identities: Effects {
        var same = self
        same.counts = [:]
        for (key, count) in counts {
            if key.hasPrefix("orders.xml") {
                same.counts["orders.xml: \(Self.value(of: "Комментарий", in: key))", default: 0] += count
            } else if key.contains("/04-") {
                let code = key.split(separator: ";").last ?? ""
                same.counts["\(key.prefix { $0 != ":" }): \(code)", default: 0] += count
            }
        }
        return same
    }

    /// In words, what differs from the reference.
    func differences(from reference: Effects) -> [String] {
        var found = defects + repeatedNumbers.map { "orders.xml: number \($0) twice" }
        for key in Set(counts.keys).union(reference.counts.keys).sorted() {
            let (count, wanted) = (counts[key, default: 0], reference.counts[key, default: 0])
            if count != wanted { found.append("sent \(count) times, not \(wanted): \(key.prefix(160))") }
        }
        return found
    }
}
