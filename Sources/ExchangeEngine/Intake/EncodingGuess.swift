internal import ExchangeModel
internal import SystemPackage

/// Says which encoding a file names and which it seems to have; «it is another one» alone helps nobody.
enum EncodingGuess {
    /// The issue with both in its message, where it is about the encoding; else as it was.
    static func explain(_ issue: Issue, _ path: FilePath) -> Issue {
        guard issue.code == "xml.encoding", let head = try? Files.head(path) else { return issue }
        let (declared, actual) = (declared(head), actual(head))
        guard let actual, actual.lowercased() != (declared ?? "utf-8").lowercased() else {
            guard let declared else { return issue }
            return said(
                issue, "В первой строке файла указана кодировка \(declared).",
                "The first line of the file names the encoding \(declared).")
        }
        return said(
            issue,
            declared.map { "В первой строке файла указана кодировка \($0), а записан он, похоже, в \(actual)." }
                ?? "Кодировка в файле не указана, что значит UTF-8, а записан он, похоже, в \(actual).",
            declared.map { "The first line of the file names \($0), and it seems to be written in \(actual)." }
                ?? "The file names no encoding, which means UTF-8, and it seems to be written in \(actual).")
    }

    private static func said(_ issue: Issue, _ russian: String, _ english: String) -> Issue {
        Issue(
            code: issue.code, severity: issue.severity,
            message: LocalizedText(
                russian: "\(issue.message.russian) \(russian)", english: "\(issue.message.english) \(english)"),
            advice: issue.advice, line: issue.line, column: issue.column, subject: issue.subject)
    }

    /// What `encoding="…"` of the declaration says.
    private static func declared(_ head: [UInt8]) -> String? {
        let start = String(decoding: head.prefix(200).filter { $0 >= 0x20 && $0 < 0x7F }, as: UTF8.self)
        guard let match = start.firstMatch(of: /encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/) else { return nil }
        return String(match.output.1)
    }

    private static func actual(_ head: [UInt8]) -> String? {
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) || head.prefix(64).contains(0) {
            return "UTF-16"
        }
        let high = head.filter { $0 >= 0x80 }
        guard !high.isEmpty else { return nil }
        // The head may end inside a character.
        if (0...3).contains(where: { String(validating: head.dropLast($0), as: UTF8.self) != nil }) { return "UTF-8" }
        // Letters of windows-1251 stand from C0 on, those of CP866 mostly below.
        return high.count(where: { $0 >= 0xC0 }) * 4 > high.count * 3 ? "windows-1251" : nil
    }
}
