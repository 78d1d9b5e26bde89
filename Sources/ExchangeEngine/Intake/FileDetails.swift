internal import ExchangeModel
internal import Ledger

extension FileRow {
    /// What an engineer of 1C looks for first, beside the issue.
    func details(_ issue: Issue?) -> [(name: LocalizedText, value: String)] {
        // Guessed from the first bytes; not said where the file turned out to be something else.
        let isGuess = format == "unknown" || issue?.code == "commerceml.root.unknown"
        let all: [(String, String, String?)] = [
            ("Размер, байт", "Size, bytes", String(size)), ("Формат", "Format", isGuess ? nil : format),
            ("ВерсияСхемы", "ВерсияСхемы", schemaVersion), ("Кодировка", "Encoding", encoding),
            ("ДатаФормирования", "ДатаФормирования", formedAt),
            ("Что в нём", "Content", kinds.isEmpty ? nil : kinds.joined(separator: ", ")),
            ("Запись", "Record", issue?.subject)
        ]
        return all.compactMap { russian, english, value in
            value.map { (LocalizedText(russian: russian, english: english), $0) }
        }
    }
}
