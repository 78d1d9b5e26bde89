internal import ExchangeModel
internal import Ledger

/// One of the files into which 1C cuts an export: `webdata/import0_3.xml` is the third.
struct Portion {
    let number: Int
    /// The name of the portion before it; `nil` for the first.
    let before: String?

    /// - Returns: `nil` for a name that is none of a portion.
    init?(name: String) {
        let folder = name.lastIndex(of: "/").map { name[...$0] } ?? ""
        let file = name.dropFirst(folder.count)
        guard let dot = file.lastIndex(of: "."), let stroke = file[..<dot].lastIndex(of: "_"),
            let number = Int(file[file.index(after: stroke)..<dot]), number > 0
        else { return nil }
        // `import0`, `offers1`: the catalogue's number; anything else with a number behind it has people's own order.
        let word = file[..<stroke].prefix { $0.isLetter }.lowercased()
        guard ["import", "offers", "prices", "rests"].contains(word), let last = file[..<stroke].last, last.isNumber
        else {
            return nil
        }
        self.number = number
        before = number > 1 ? "\(folder)\(file[...stroke])\(number - 1)\(file[dot...])" : nil
    }
}

extension Issue {
    static func portionMissing(_ number: Int) -> Issue {
        Issue(
            code: "file.portion.missing", severity: .warning,
            message: LocalizedText(
                russian: "Порции \(number) этой выгрузки не было; эта взята, и та будет взята, когда придёт.",
                english: "Portion \(number) of this export did not come; this one was taken, and so will that be."),
            advice: LocalizedText(
                russian: "Если она не придёт, выгрузите из 1С ещё раз полностью.",
                english: "Should it not come, export everything from 1C once more."))
    }
}
