internal import XMLStream

/// Which styles of a workbook show a number as a date.
final class CellFormats: XMLEventHandler {
    private var custom: [Int: Bool] = [:]
    private var isDate: [Bool] = []
    private var path: [String] = []

    func showsDate(_ style: Int) -> Bool { isDate.indices.contains(style) && isDate[style] }

    func startElement(_ name: XMLName, attributes: XMLAttributes) {
        let text = name.text
        if text == "numFmt", let id = attributes.text("numFmtId").flatMap({ Int($0) }) {
            custom[id] = Self.isDateFormat(attributes.text("formatCode") ?? "")
        } else if text == "xf", path.last == "cellXfs" {
            let id = attributes.text("numFmtId").flatMap { Int($0) } ?? 0
            isDate.append(custom[id] ?? Self.isBuiltInDate(id))
        }
        path.append(text)
    }

    func endElement() { path.removeLast() }
    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}

    private static func isBuiltInDate(_ id: Int) -> Bool {
        [14...22, 27...36, 45...47, 50...58].contains { $0.contains(id) }
    }

    /// A format with a day, month, year, hour or second outside quotes and brackets.
    static func isDateFormat(_ code: String) -> Bool {
        var quoted = false
        var bracketed = false
        var escaped = false
        for character in code.lowercased() {
            if escaped {
                escaped = false
                continue
            }
            switch character {
            case "\"": quoted.toggle()
            case "[" where !quoted: bracketed = true
            case "]" where !quoted: bracketed = false
            case "\\", "_", "*": escaped = !quoted
            case "d", "m", "y", "h", "s", "г", "д":
                if !quoted, !bracketed { return true }
            default: break
            }
        }
        return false
    }
}
