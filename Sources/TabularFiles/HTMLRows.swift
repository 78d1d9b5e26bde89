internal import XMLStream

/// Rows of the first table of an HTML document that has more than one.
final class HTMLRows: HTMLEventHandler {
    private lazy var parser = HTMLPushParser(handler: self)
    private var ready: [TableRow] = []
    private var cells: [String] = []
    private var cell: [UInt8]?
    private var span = 1
    private var depth = 0
    private var rows = 0
    private var isOver = false

    func push(_ bytes: UnsafeRawBufferPointer) { parser.push(bytes) }

    /// - Returns: `false` when `body` wants no more.
    func drain(_ body: (TableRow) throws -> Bool) rethrows -> Bool {
        defer { ready = [] }
        for row in ready { guard try body(row) else { return false } }
        return true
    }

    func finish(_ body: (TableRow) throws -> Bool) rethrows {
        parser.finish()
        endRow()
        _ = try drain(body)
    }

    func startElement(_ name: String, attributes: [String: String]) {
        guard !isOver else { return }
        switch name {
        case "table":
            depth += 1
            if depth == 1 { rows = 0 }
        case "tr" where depth == 1:
            endRow()
        case "td" where depth == 1, "th" where depth == 1:
            endCell()
            cell = []
            span = min(max(1, attributes["colspan"].flatMap { Int($0) } ?? 1), 1_000)
        case "br": cell?.append(0x0A)
        default: break
        }
    }

    func endElement(_ name: String) {
        guard !isOver else { return }
        switch name {
        case "table":
            if depth == 1 {
                endRow()
                // A table of one row is a frame around the one that is meant.
                if rows > 1 { isOver = true } else { ready = [] }
            }
            depth = max(0, depth - 1)
        case "tr" where depth == 1: endRow()
        case "td" where depth == 1, "th" where depth == 1: endCell()
        case "p", "div", "li": cell?.append(0x0A)
        default: break
        }
    }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) { cell?.append(contentsOf: bytes) }

    private func endCell() {
        guard let bytes = cell else { return }
        cell = nil
        let text = String(decoding: bytes, as: UTF8.self)
        // Line breaks at the ends are the layout's, not the value's.
        let trimmed = text.drop { $0.isNewline || $0 == " " || $0 == "\t" }
        let last = trimmed.lastIndex { !($0.isNewline || $0 == " " || $0 == "\t") }
        cells.append(last.map { String(trimmed[...$0]) } ?? "")
        for _ in 1..<span { cells.append("") }
        span = 1
    }

    private func endRow() {
        endCell()
        guard !cells.isEmpty else { return }
        rows += 1
        ready.append(TableRow(cells: cells, line: rows))
        cells = []
    }
}
