internal import XMLStream

/// The sheets that `workbook.xml` lists, in the order of their tabs.
final class WorkbookOutline: WorkbookPart {
    struct Sheet {
        let name: String
        let relationship: String
        let isVisible: Bool
    }

    private(set) var sheets: [Sheet] = []
    /// Dates are counted from 1904, as Excel for the Macintosh did.
    private(set) var countsFrom1904 = false
    private(set) var failure: (any Error)?

    private enum Name: Int { case sheet, properties }
    private var elements = OpenElements(["sheet", "workbookPr"])

    func startElement(_ name: XMLName, attributes: XMLAttributes) {
        switch Name(rawValue: elements.begin(name)) {
        case .sheet:
            guard sheets.count < Relationships.maximumCount else {
                failure = TableFault(.tooLarge)
                return
            }
            let state = attributes.text("state")
            sheets.append(
                Sheet(
                    name: attributes.text("name") ?? "", relationship: attributes.text("id") ?? "",
                    isVisible: state == nil || state == "visible"))
        case .properties:
            countsFrom1904 = ["1", "true", "on"].contains(attributes.text("date1904"))
        case nil: break
        }
    }

    func endElement() { _ = elements.end() }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
