internal import XMLStream

/// Takes in one part of a workbook.
protocol WorkbookPart: XMLEventHandler {
    /// The row that is being read, where the part is a sheet.
    var rowNumber: Int? { get }
    /// Nothing more is wanted of the part.
    var isDone: Bool { get }
    var failure: (any Error)? { get }
}

extension WorkbookPart {
    var rowNumber: Int? { nil }
    var isDone: Bool { false }

    /// Reads the part from its entry of the archive.
    ///
    /// - Throws: ``TableFault``, or the part's own failure.
    func read(_ entry: ZIPArchive.Entry, of archive: ZIPArchive) throws {
        let parser = XMLPushParser(handler: self)
        do {
            try archive.read(entry) { bytes in
                try parser.push(bytes)
                if failure != nil || isDone { throw Stopped() }
            }
            try parser.finish()
        } catch {
            // It happened first, and libxml2 may have stumbled over what it left.
            if let failure { throw failure }
            switch error {
            case is Stopped: return
            case let fault as XMLFault: throw TableFault(fault, line: rowNumber, entry: entry.name)
            case let fault as ZIPFault: throw TableFault(fault)
            default: throw error
            }
        }
        if let failure { throw failure }
    }
}

private struct Stopped: Error {}

/// The elements that are open, as numbers of a vocabulary; matched by local name, so «strict» files read as others do.
struct OpenElements {
    private var names: XMLNameTable
    private var open: [Int] = []

    init(_ vocabulary: [String]) {
        names = XMLNameTable(vocabulary)
    }

    /// The number of the element around the innermost one, or -1.
    var parent: Int { open.count > 1 ? open[open.count - 2] : -1 }

    var innermost: Int { open.last ?? -1 }

    mutating func begin(_ name: XMLName) -> Int {
        let number = names.number(of: name)
        open.append(number)
        return number
    }

    mutating func end() -> Int { open.popLast() ?? -1 }

    /// The number of an attribute's name.
    mutating func number(of name: XMLName?) -> Int { name.map { names.number(of: $0) } ?? -1 }
}

extension XMLAttributes {
    /// The value of an attribute by its local name; for elements that are few.
    func text(_ name: String) -> String? {
        (0..<count).first { self.name($0)?.text == name }.map { String(decoding: value($0), as: UTF8.self) }
    }
}
