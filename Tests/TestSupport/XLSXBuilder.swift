/// Makes small workbooks for tests: the parts that are not named are left out.
public struct XLSXBuilder {
    public struct Sheet: Sendable {
        public var name = "Лист"
        public var state: String?
        /// What stands inside `<sheetData>`.
        public let data: String
        /// What stands behind `<sheetData>`.
        public var rest = ""

        public init(name: String = "Лист", state: String? = nil, data: String, rest: String = "") {
            (self.name, self.state, self.data, self.rest) = (name, state, data, rest)
        }
    }

    public var sheets: [Sheet]
    /// What stands inside `<sst>`.
    public var texts: String?
    /// What stands inside `<styleSheet>`.
    public var styles: String?
    public var workbookProperties = ""
    /// The address of the namespaces; «strict» files have another.
    public var namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    public var relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    /// What is done to the path of each entry.
    public var path: (String) -> String = { $0 }
    /// The folder before each sheet's target: relative, or from the root.
    public var targetFolder = "worksheets/"
    /// Stands before each sheet's root element.
    public var prolog = ""

    public init(_ data: String) { sheets = [Sheet(data: data)] }

    public init(_ sheets: [Sheet]) { self.sheets = sheets }

    public var parts: [(name: String, text: String)] {
        var parts = [
            ("[Content_Types].xml", "<Types/>"),
            (
                "_rels/.rels",
                "<Relationships>\(relationship("rId1", "officeDocument", "xl/workbook.xml"))</Relationships>"
            ),
            ("xl/workbook.xml", workbook), ("xl/_rels/workbook.xml.rels", workbookRelationships)
        ]
        if let texts { parts.append(("xl/sharedStrings.xml", root("sst", texts))) }
        if let styles { parts.append(("xl/styles.xml", root("styleSheet", styles))) }
        for (index, sheet) in sheets.enumerated() {
            let data = "<sheetData>\(sheet.data)</sheetData>\(sheet.rest)"
            parts.append(("xl/worksheets/sheet\(index + 1).xml", prolog + root("worksheet", data)))
        }
        return parts
    }

    public var bytes: [UInt8] {
        ZIPBuilder.archive(parts.map { .init(name: path($0.name), data: Array($0.text.utf8)) })
    }

    private var workbook: String {
        let list = sheets.enumerated().map { index, sheet in
            let state = sheet.state.map { " state=\"\($0)\"" } ?? ""
            return "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\"\(state) r:id=\"rId\(index + 1)\"/>"
        }
        return root("workbook", workbookProperties + "<sheets>\(list.joined())</sheets>")
    }

    private var workbookRelationships: String {
        var list = sheets.indices.map {
            relationship("rId\($0 + 1)", "worksheet", targetFolder + "sheet\($0 + 1).xml")
        }
        if texts != nil { list.append(relationship("rIdT", "sharedStrings", "sharedStrings.xml")) }
        if styles != nil { list.append(relationship("rIdS", "styles", "styles.xml")) }
        return "<Relationships>\(list.joined())</Relationships>"
    }

    private func relationship(_ id: String, _ type: String, _ target: String) -> String {
        "<Relationship Id=\"\(id)\" Type=\"\(relationships)/\(type)\" Target=\"\(target)\"/>"
    }

    private func root(_ name: String, _ content: String) -> String {
        "<\(name) xmlns=\"\(namespace)\" xmlns:r=\"\(relationships)\">\(content)</\(name)>"
    }
}
