import ExchangeEngine
import TestSupport

/// 4.2: bytes that are not what the first line says.
enum EncodingCases {
    static func utf16(_ text: String, mark: Bool = true, bigEndian: Bool = false) -> [UInt8] {
        ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit in
            let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            return bigEndian ? pair.reversed() : pair
        }
    }

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The lamp's document under a label, encoded as `bytes` does.
    private static func labelled(_ label: String?, name: String = "Лампа") -> String {
        let document = XMLCases.document("", name: name)
        return document.replacing(" encoding=\"UTF-8\"", with: label.map { " encoding=\"\($0)\"" } ?? "")
    }

    private static func bytes(
        _ id: String, _ what: String, _ outcome: BadInput.Outcome, remark: String = "",
        _ bytes: @autoclosure @escaping @Sendable () -> [UInt8]
    ) -> BadInput {
        BadInput(id, what, outcome, remark: remark) { try $0.inbound(bytes()) }
    }

    /// A name with bytes that no UTF-8 has.
    private static func spoiled(_ bad: [UInt8]) -> [UInt8] {
        let text = labelled("UTF-8", name: "Лам@па")
        return text.utf8.flatMap { $0 == UInt8(ascii: "@") ? bad : [$0] }
    }

    static let all: [BadInput] = [
        bytes("N01", "windows-1251, and said so", .applied(), inWindows1251(labelled("windows-1251"))),
        bytes("N02", "windows-1251 under the label UTF-8", .refused("xml.encoding"), inWindows1251(labelled("UTF-8"))),
        bytes("N03", "windows-1251 without a label", .refused("xml.encoding"), inWindows1251(labelled(nil))),
        bytes(
            "N04", "UTF-8 under the label windows-1251", .refused("xml.encoding"), Array(labelled("windows-1251").utf8)),
        bytes(
            "N05", "the mark of UTF-8 under the label windows-1251", .refused("xml.encoding"),
            mark + Array(labelled("windows-1251").utf8)),
        bytes("N06", "the mark of UTF-8, and said so", .applied(), mark + Array(labelled("UTF-8").utf8)),
        bytes("N07", "the mark of UTF-8 twice", .refused("xml.malformed"), mark + mark + Array(labelled("UTF-8").utf8)),
        bytes("N08", "UTF-16 with its mark", .applied(), utf16(labelled("UTF-16"))),
        bytes("N08a", "UTF-16, the other order of bytes", .applied(), utf16(labelled("UTF-16"), bigEndian: true)),
        bytes(
            "N09", "UTF-16 without its mark", .applied(),
            remark: "Nothing is wrong with what was read, so nothing is told.", utf16(labelled("UTF-16"), mark: false)),
        bytes("N10", "UTF-8 under the label UTF-16", .refused("xml.encoding"), Array(labelled("UTF-16").utf8)),
        bytes("N11", "UTF-7", .refused("xml.encoding"), Array(labelled("UTF-7", name: "+BBsEMAQ8BD8EMA-").utf8)),
        bytes(
            "N12", "EBCDIC", .refused("file.format.unknown"), remark: "Without a «<» it is not even taken for XML.",
            [0x4C, 0x6F, 0xA7, 0x94, 0x93, 0x40] + [UInt8](repeating: 0xC1, count: 200)),
        bytes("N13", "cp866", .refused("xml.encoding"), cp866(labelled("cp866"))),
        bytes("N13a", "koi8-r", .refused("xml.encoding"), cp866(labelled("koi8-r"))),
        bytes("N14", "an encoding that nobody knows", .refused("xml.encoding"), Array(labelled("x-foo").utf8)),
        bytes("N15", "an overlong sequence of UTF-8", .refused("xml.encoding"), spoiled([0xC0, 0xAF])),
        bytes(
            "N16", "half of a pair of UTF-16 in UTF-8", .refused("xml.character"),
            remark: "The bytes make a character; it is one that XML does not have.", spoiled([0xED, 0xA0, 0x80])),
        bytes("N17", "U+FFFF in a name", .refused("xml.character"), spoiled([0xEF, 0xBF, 0xBF])),
        bytes("N18", "an emoji in a name", .applied(), Array(labelled("UTF-8", name: "Лампа 💡").utf8)),
        bytes(
            "N19", "marks of direction and of no width in a name", .applied(),
            remark: "Kept as data; made harmless where they are shown.",
            Array(labelled("UTF-8", name: "Лам\u{202E}\u{200B}\u{FEFF}па").utf8)),
        BadInput(
            "N20", "a customer's emoji on the way to 1C in windows-1251", .applied(),
            remark: "Written as a reference, never as «?»; the letterbox is read in `WriterTests`."
        ) { exchange in
            try exchange.outbound("ID;Имя;Рабочий телефон\n5;Анна 💡;+7 900 000-00-05\n", as: "contacts.csv")
        }
    ]

    /// Cyrillic letters as DOS has them.
    static func cp866(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { scalar in
            switch scalar.value {
            case ..<0x80: UInt8(scalar.value)
            case 0x0410...0x043F: UInt8(scalar.value - 0x0410 + 0x80)
            case 0x0440...0x044F: UInt8(scalar.value - 0x0440 + 0xE0)
            default: UInt8(ascii: "?")
            }
        }
    }
}
