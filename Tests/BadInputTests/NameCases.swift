import ExchangeEngine
import Foundation
import Glibc
import TestSupport
import Testing

/// 4.5: names that mislead, and things in a folder that are no files.
enum NameCases {
    private static let export = Array(XMLCases.document("").utf8)

    private static func named(
        _ id: String, _ what: String, _ outcome: BadInput.Outcome, remark: String = "", _ name: String
    ) -> BadInput {
        BadInput(id, what, outcome, remark: remark) { try $0.inbound(export, as: name) }
    }

    private static func placed(
        _ id: String, _ what: String, _ outcome: BadInput.Outcome, remark: String = "", as name: String = "import.xml",
        _ place: @escaping @Sendable (_ exchange: BadExchange, _ path: String) throws -> Void
    ) -> BadInput {
        BadInput(id, what, outcome, remark: remark) { exchange in
            exchange.judge(name)
            try place(exchange, exchange.files.path("watch/inbound/\(name)"))
        }
    }

    static let all: [BadInput] = objects + names

    private static let objects: [BadInput] = [
        placed("P01", "a link to a file of this machine", .left("file.strange")) { _, path in
            try #require(symlink("/etc/passwd", path) == 0)
        },
        placed("P02", "a link to a folder of this machine", .left("file.strange"), as: "etc") { _, path in
            try #require(symlink("/etc", path) == 0)
        },
        placed("P03", "a file that has another name elsewhere", .left("file.strange")) { exchange, path in
            let other = try exchange.files.file("elsewhere.xml", export)
            try #require(link(other, path) == 0)
        },
        placed("P04", "a pipe that nobody writes", .left("file.strange")) { _, path in
            try #require(mkfifo(path, 0o600) == 0)
        },
        placed("P05", "a folder by the name of an export", .ignored) { _, path in try #require(mkdir(path, 0o700) == 0)
        },
        BadInput(
            "P06", "another disk mounted in the inbox", .left("file.strange"),
            remark:
                "Mounting needs rights that tests lack; the kernel refuses the crossing (`RESOLVE_NO_XDEV`), see `HeldFolderTests`. Here a link to another disk."
        ) { exchange in
            exchange.judge("disk")
            try #require(symlink("/dev/shm", exchange.files.path("watch/inbound/disk")) == 0)
        },
        placed("P07", "a file swapped for a link between the look and the taking", .left("file.strange")) {
            exchange, path in
            try exchange.inbound(export)
            try exchange.round {
                try #require(unlink(path) == 0 && symlink("/etc/passwd", path) == 0)
            }
        },
        BadInput("P08", "our folder of claimed files swapped for a link", .left("folder.swapped")) { exchange in
            try exchange.inbound(export)
            let claims = exchange.files.path("watch/inbound/.obmen-claimed")
            try? FileManager.default.removeItem(atPath: claims)
            try #require(symlink("/tmp", claims) == 0)
        },
        BadInput("P09", "the mark of our folder is gone: nothing is mounted there", .left("share.missing")) {
            exchange in
            try exchange.round()
            try exchange.inbound(export)
            try FileManager.default.removeItem(atPath: exchange.files.path("watch/inbound/.obmen-share"))
        },
        BadInput("P09a", "the mark of another exchange", .left("share.foreign")) { exchange in
            try exchange.round()
            try exchange.inbound(export)
            try exchange.files.write("watch/inbound/.obmen-share", "ledger=0123456789abcdef\n")
        },
        BadInput("P09b", "a mark of 10 MB", .left("share.missing")) { exchange in
            try exchange.round()
            try exchange.inbound(export)
            try exchange.files.write("watch/inbound/.obmen-share", String(repeating: "a", count: 10 << 20))
        }
    ]

    private static let names: [BadInput] = [
        named(
            "P16", "a name that steers the terminal", .applied(),
            remark: "Taken; shown with its steering characters named.", "im\nport\u{1B}[31m%n\u{202E}lmx.xml"),
        placed(
            "P17", "a name that is no UTF-8", .applied(),
            remark: "Taken under a name with signs in place of the bytes; what is in it is sound.",
            as: "im\u{FFFD}port.xml"
        ) { exchange, path in
            let folder = path.split(separator: "/").dropLast().joined(separator: "/")
            let raw =
                Array("/\(folder)/im".utf8CString.dropLast()) + [CChar(bitPattern: 0xFF)]
                + Array("port.xml".utf8CString)
            let descriptor =
                raw.withUnsafeBufferPointer { $0.baseAddress.map { open($0, O_CREAT | O_WRONLY, 0o600) } } ?? -1
            try #require(descriptor >= 0)
            defer { close(descriptor) }
            try #require(export.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } == export.count)
        },
        named("P18", "«й» of two characters", .applied(), "импорт\u{438}\u{306}.xml"),
        BadInput(
            "P19", "a name of 255 bytes", .applied(),
            remark: "Of the name that the ledger keeps the beginning is cut: claimed files have room for 220 bytes."
        ) { exchange in
            try exchange.inbound(export, as: String(repeating: "я", count: 125) + "x.xml")
            exchange.judge(String(repeating: "я", count: 107) + "x.xml")
        },
        named("P20", "a name that ends with a dot, with a colon", .applied(), "a:b?.xml."),
        named(
            "P21", "a name that Windows keeps for a device", .applied(),
            remark: "Kept under a name of ours, which begins with its number.", "aux.xml"),
        named("P22", "what is still being written", .ignored, "import.xml.tmp"),
        named("P22a", "what begins with a tilde", .ignored, "~import.xml"),
        named("P22b", "what is hidden", .ignored, ".import.xml"),
        named("P23", "capital letters", .applied(), "IMPORT.XML"),
        named(
            "P24", "«Копия import (1).xml»", .applied(),
            remark: "What a file is, its content says; a manager drops such files by hand.", "Копия import (1).xml"),
        BadInput(
            "P25", "a program", .refused("file.format.unknown"),
            remark: "Moved aside with a page that says why: a person who dropped the wrong file sees it at once."
        ) { try $0.inbound([0x7F, 0x45, 0x4C, 0x46] + [UInt8](repeating: 0, count: 300), as: "setup.exe") },
        BadInput(
            "P26", "very many files", .applied(),
            remark: "300 instead of 100 000; a round takes 1 000 at most and goes on at once."
        ) { exchange in
            for number in 0..<300 { try exchange.inbound([], as: "\(number).xml.tmp") }
            try exchange.inbound(export)
        },
        BadInput("P27a", "a file forty folders deep", .left("file.strange")) {
            try $0.inbound(
                Array(XMLCases.document("").utf8), as: String(repeating: "d/", count: 40) + "import.xml")
        },
        named("P27", "a file in a folder of the inbox", .applied(), "webdata/000000001/import.xml"),
        BadInput(
            "P28", "a foreign file in our letterbox", .applied(),
            remark:
                "The letterbox is ours and is always written whole in one step; 1C must never read anything else there."
        ) { exchange in
            try exchange.files.write("watch/to-1c/orders.xml", "чужое")
            try exchange.inbound(export)
        }.and { exchange in
            let letterbox = try exchange.files.text("watch/to-1c/orders.xml")
            #expect(letterbox.contains("КоммерческаяИнформация"))
        },
        BadInput(
            "P28a", "a foreign folder under the name of our next pack", .appliedBeside("pack.name"),
            remark: "The pack waits and is told of; nothing of the foreign folder is touched."
        ) { exchange in
            for shift in [0.0, 86_400] {
                let day = Date().addingTimeInterval(shift).formatted(.iso8601.year().month().day())
                try exchange.files.write("watch/to-crm/bitrix24/0000001-\(day)/чужое.txt", "чужое")
            }
            try exchange.inbound(export)
        },
        placed("P29", "a file by which 1C tries whether it may write", .gone, as: "1cv8test.tmp.xml") {
            exchange, path in
            try exchange.inbound(export, as: "1cv8test.tmp.xml")
            try exchange.round { try #require(unlink(path) == 0) }
        },
        named("P30", "what Windows leaves in folders", .ignored, "Thumbs.db"),
        named("P30a", "what macOS leaves in folders", .ignored, ".DS_Store"),
        named("P30b", "settings of a folder", .ignored, "desktop.ini")
    ]
}
