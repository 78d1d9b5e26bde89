import ExchangeEngine
import TestSupport

/// P10–P15, T13, T14: what an export names beside itself, and what comes without its other half.
enum SetCases {
    private static func picture(_ id: String, _ what: String, _ path: String, remark: String = cardTaken) -> BadInput {
        BadInput(id, what, .applied("picture.path"), remark: remark, xml: card(path))
    }

    private static func card(_ path: String) -> String {
        BusinessCases.Goods(more: BusinessCases.product("p9", "Люстра", "<Картинка>\(path)</Картинка>")).text
    }

    private static let cardTaken = "The picture is not taken, its card and the rest of the file are."
    private static let notTaken = "Pictures are no part of the exchange: none is opened, and each stays where it lies."

    private static let byBytes = "By its bytes it is no picture, so it is taken as any file, refused and explained."

    /// A picture in the inbox, beside a card that names it.
    private static func beside(_ id: String, _ what: String, _ name: String, _ bytes: [UInt8]) -> BadInput {
        BadInput(id, what, .ignored, remark: notTaken) { exchange in
            try exchange.inbound(card("import_files/aa/b.jpg"))
            try exchange.inbound(bytes, as: "import_files/aa/" + name)
        }
    }

    static let all: [BadInput] = [
        picture("P10", "a picture above the folder of the export", "../../etc/passwd"),
        picture("P10a", "the same with the strokes of Windows", "import_files\\..\\..\\x.jpg"),
        picture("P11", "a picture at an absolute path", "/etc/passwd"),
        picture("P11a", "a picture on a drive", "C:\\Windows\\win.ini"),
        picture("P11b", "a picture on another machine", "\\\\192.0.2.1\\share\\x.jpg"),
        picture("P11c", "a picture as a file address", "file:///etc/passwd"),
        picture(
            "P11d", "a picture as an address in the internet", "http://192.0.2.1/x.jpg",
            remark: "Nothing is ever fetched; 1C itself writes paths only."),
        beside("P12", "a picture whose name differs in case", "B.JPG", [0xFF, 0xD8, 0xFF, 0xE0]),
        BadInput(
            "P13", "a picture that is not there", .applied(), remark: notTaken, xml: card("import_files/aa/b.jpg")),
        BadInput(
            "P14", "a page under the name of a picture", .refused("file.table"), remark: byBytes,
            make: { try $0.inbound("<html><script>alert(1)</script></html>", as: "import_files/aa/b.jpg") }),
        BadInput(
            "P14a", "a program under the name of a picture", .refused("file.format.unknown"), remark: byBytes,
            make: { try $0.inbound(Array("MZ".utf8) + [0x90, 0x00], as: "import_files/aa/b.jpg") }),
        beside(
            "P15", "a picture of 65 535 × 65 535 points", "b.png",
            [
                0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0xFF, 0xFF,
                0, 0, 0xFF
            ]
                + [0xFF]),
        BadInput(
            "T13", "goods without offers", .applied(),
            remark: "1C sends offers when prices change; goods alone are whole.", xml: BusinessCases.Goods().text),
        BadInput(
            "T14", "offers before their goods", .applied(),
            remark: "Kept, and completed by the goods when they come; the order of arrival changes nothing.",
            xml: BusinessCases.offers([BusinessCases.offer("p0", BusinessCases.price("100"))]))
    ]
}
