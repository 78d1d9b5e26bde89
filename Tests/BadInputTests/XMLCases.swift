/// 4.1: XML that is broken, hostile, or larger than any export.
enum XMLCases {
    private static let open = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    private static let root = "<КоммерческаяИнформация xmlns=\"urn:1C.ru:commerceml_2\" ВерсияСхемы=\"2.07\""
    private static let dated = root + " ДатаФормирования=\"2026-11-20T10:00:00\">"
    private static let close = "</КоммерческаяИнформация>\n"

    /// A catalogue of one lamp, with something inside its card.
    static func document(_ inside: String, name: String = "Лампа") -> String { open + catalogue(inside, name: name) }

    private static func catalogue(_ inside: String, name: String = "Лампа") -> String {
        dated + "<Каталог СодержитТолькоИзменения=\"true\"><Ид>cat</Ид><Наименование>Товары</Наименование><Товары>"
            + "<Товар><Ид>p1</Ид><Наименование>\(name)</Наименование>\(inside)</Товар></Товары></Каталог>" + close
    }

    private static func doctype(_ declaration: String, name: String = "Лампа") -> String {
        open + declaration + "\n" + catalogue("", name: name)
    }

    private static func nested(_ depth: Int) -> String {
        String(repeating: "<а>", count: depth) + String(repeating: "</а>", count: depth)
    }

    private static func attributes(_ count: Int, _ name: (Int) -> String) -> String {
        "<а " + (0..<count).map { "\(name($0))=\"1\"" }.joined(separator: " ") + "/>"
    }

    private static func zeros(_ count: Int) -> String { String(repeating: "\0", count: count) }

    static let all: [BadInput] = [
        BadInput("X01", "broken off inside a tag", .refused("xml.truncated"), xml: String(document("").dropLast(10))),
        BadInput(
            "X02", "broken off behind an element", .refused("xml.truncated"), remark: "\(onLocalDisk)",
            xml: String(document("").prefix { $0 != "/" }) + "/Ид>"),
        BadInput("X03", "something behind the end of the root", .refused("xml.malformed"), xml: document("") + "мусор"),
        BadInput("X04", "two roots", .refused("xml.malformed"), xml: document("") + catalogue("")),
        BadInput(
            "X05", "a whole document, then zeros: room was made for a copy", .refused("xml.zeros"),
            xml: document("") + zeros(4_096)),
        BadInput(
            "X06", "4 KiB of zeros", .refused("file.empty"), remark: "Nothing but zeros is told as an empty file.",
            xml: zeros(4_096)),
        BadInput("X07", "no byte at all", .refused("file.empty"), xml: ""),
        BadInput("X08", "white space only", .refused("file.empty"), xml: " \n \n"),
        BadInput("X09", "a billion laughs", .refused("xml.doctype"), xml: doctype(laughs(levels: 10), name: "&l9;")),
        BadInput(
            "X10", "three levels of harmless entities", .refused("xml.doctype"),
            xml: doctype(laughs(levels: 3), name: "&l2;")),
        BadInput(
            "X11", "an entity of 100 KB named 10 000 times", .refused("xml.doctype"),
            xml: doctype(
                "<!DOCTYPE x [<!ENTITY a \"\(String(repeating: "a", count: 100_000))\">]>",
                name: String(repeating: "&a;", count: 10_000))),
        BadInput(
            "X12", "an entity in an attribute, 1 000 times", .refused("xml.doctype"),
            xml: doctype("<!DOCTYPE x [<!ENTITY a \"\(String(repeating: "a", count: 1_000))\">]>")
                .replacing("<Товар>", with: "<Товар Статус=\"\(String(repeating: "&a;", count: 1_000))\">")),
        BadInput(
            "X13", "an entity that names a file of this machine", .refused("xml.doctype"),
            xml: doctype("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>", name: "&a;")),
        BadInput(
            "X14", "a parameter entity from another machine", .refused("xml.doctype"),
            xml: doctype("<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://192.0.2.1/a.dtd\"> %p;]>")),
        BadInput(
            "X15", "a DTD from another machine", .refused("xml.doctype"),
            xml: doctype("<!DOCTYPE КоммерческаяИнформация SYSTEM \"http://192.0.2.1/a.dtd\">")),
        BadInput(
            "X16", "a DOCTYPE that declares nothing", .refused("xml.doctype"),
            xml: doctype("<!DOCTYPE КоммерческаяИнформация>")),
        BadInput(
            "X17", "the word DOCTYPE in a comment, in CDATA, in text", .applied(),
            xml: document("<!-- <!DOCTYPE x> --><Описание><![CDATA[<!DOCTYPE x>]]> и !DOCTYPE</Описание>")),
        BadInput("X18", "a DOCTYPE in UTF-16, behind a comment of 1 MiB", .refused("xml.doctype")) { exchange in
            let comment = "<!--" + String(repeating: "-а", count: 1 << 19) + "-->"
            try exchange.inbound(
                EncodingCases.utf16(
                    "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + comment + "<!DOCTYPE x>" + catalogue("")))
        },
        BadInput(
            "X19", "an entity that names itself", .refused("xml.doctype"),
            xml: doctype("<!DOCTYPE x [<!ENTITY a \"&a;\">]>", name: "&a;")),
        BadInput(
            "X20", "XInclude of a file of this machine", .applied(),
            remark: "An unknown element is passed over and counted, as any other.",
            xml: document(
                "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"/etc/passwd\" parse=\"text\"/>")),
        BadInput(
            "X21", "a style sheet from this machine", .applied(),
            xml: open + "<?xml-stylesheet href=\"file:///etc/passwd\"?>" + catalogue("")),
        BadInput("X22", "elements 257 deep", .refused("xml.depth"), xml: document(nested(257))),
        BadInput("X23", "elements 3 000 deep", .refused("xml.depth"), xml: document(nested(3_000))),
        BadInput("X24", "a text of 9.99 MB", .refused("xml.text"), xml: document("", name: long(9_990_000))),
        BadInput("X25", "a text of 11 MB", .refused("xml.text"), xml: document("", name: long(11_000_000))),
        BadInput("X26", "an attribute of 11 MB", .refused("xml.tag"), xml: document("<а б=\"\(long(11_000_000))\"/>")),
        BadInput("X27", "a comment of 11 MB", .refused("xml.text"), xml: document("<!--\(long(11_000_000))-->")),
        BadInput(
            "X28", "an element with a name of 50 001 letters", .refused("xml.tag"), xml: document("<\(long(50_001))/>")),
        BadInput(
            "X29", "20 000 attributes", .refused("xml.attributes"), xml: document(attributes(20_000) { "a\($0)" })),
        BadInput(
            "X30", "200 000 attributes", .refused("xml.attributes"), xml: document(attributes(200_000) { "a\($0)" })),
        BadInput(
            "X30b", "255 attributes in each of 1 250 elements, and no name twice", .refused("xml.names"),
            xml: document((0..<1_250).map { element in attributes(255) { "a\(element)x\($0)" } }.joined())),
        BadInput(
            "X31", "20 000 declared namespaces", .refused("xml.attributes"),
            xml: document(attributes(20_000) { "xmlns:a\($0)" })),
        BadInput(
            "X32", "empty elements without end", .applied(),
            remark: "200 000 instead of two million: the tests run a build with all checks.",
            xml: document(String(repeating: "<а/>", count: 200_000))),
        BadInput("X33", "an attribute given twice", .refused("xml.malformed"), xml: document("<а б=\"1\" б=\"2\"/>")),
        BadInput(
            "X34", "a prefix that no namespace has", .applied(),
            remark: "The element is passed over and counted as not understood.", xml: document("<п:а/>")),
        BadInput("X35", "the default namespace of 1C", .applied(), xml: document("")),
        BadInput("X36", "«&» in a name", .refused("xml.malformed"), xml: document("", name: "ООО \"Рога & Копыта\"")),
        BadInput("X37", "«<» in a name", .refused("xml.malformed"), xml: document("", name: "1<2")),
        BadInput(
            "X38", "a control character in a name", .refused("xml.character"), xml: document("", name: "Лам\u{B}па")),
        BadInput("X38a", "the same, as a reference", .refused("xml.character"), xml: document("", name: "Лам&#xB;па")),
        BadInput("X38b", "a zero as a reference", .refused("xml.character"), xml: document("", name: "Лам&#0;па")),
        BadInput("X39", "XML 1.1", .refused("xml.version"), xml: document("").replacing("1.0", with: "1.1")),
        BadInput("X40", "XML 2.0", .refused("xml.version"), xml: document("").replacing("1.0", with: "2.0")),
        BadInput("X41", "an empty line before the declaration", .refused("xml.malformed"), xml: "\n" + document("")),
        BadInput(
            "X42", "a page of a proxy under the name of an export", .refused("file.table"),
            xml: "<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>"),
        BadInput("X43", "a byte FF in a tag", .refused("xml.encoding")) { exchange in
            try exchange.inbound(Array((open + "<a").utf8) + [0xFF] + Array(">".utf8))
        },
        BadInput("X44", "the end mark of DOS behind the root", .refused("xml.malformed"), xml: document("") + "\u{1A}")
    ]

    static let onLocalDisk =
        "On a local disk nobody writes it any more; on a share it waits a quarter of an hour first."

    private static func long(_ count: Int) -> String { String(repeating: "a", count: count) }

    private static func laughs(levels: Int) -> String {
        let entities = (1..<levels).map { level in
            "<!ENTITY l\(level) \"\(String(repeating: "&l\(level - 1);", count: 10))\">"
        }
        return "<!DOCTYPE x [<!ENTITY l0 \"ха\">\(entities.joined())]>"
    }
}
