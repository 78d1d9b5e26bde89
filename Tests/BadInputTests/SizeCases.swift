import ExchangeModel
import Foundation
import Glibc
import Ledger
import TestSupport
import Testing

/// 4.6: files that are too large, that grow, that come twice or in the wrong order.
enum SizeCases {
    private static let export = XMLCases.document("")
    private static let start = "2026-11-20T10:00:00"

    static let all: [BadInput] = [
        BadInput(
            "T01", "a file above the limit", .left("file.tooLarge"),
            remark:
                "The limit is 4 GiB and may be set; 2 MiB against 1 MiB here. It stays where it lies: a move would fill another folder."
        ) { exchange in
            try exchange.configure("file_mb = 4096", "file_mb = 1")
            try exchange.inbound([UInt8](repeating: 0x20, count: 2 << 20))
        },
        BadInput("T02", "a hole of 1 TiB", .left("file.tooLarge")) { exchange in
            try exchange.inbound(export)
            let path = exchange.files.path("watch/inbound/import.xml")
            try #require(truncate(path, 1 << 40) == 0)
        },
        BadInput(
            "T03", "a file that somebody is writing", .waits,
            remark: "As long as it is open for writing it is never taken, on a local disk; on a share while it grows."
        ) { exchange in
            try exchange.inbound(export)
            try exchange.keepOpen("inbound/import.xml")
        },
        BadInput(
            "T04", "room made for a copy, filled with zeros so far", .refused("xml.zeros"),
            remark: "On a local disk nobody writes it any more; on a share it waits a quarter of an hour first.",
            xml: export + String(repeating: "\0", count: 1 << 20)),
        BadInput(
            "T05", "begun, and the rest written later", .applied(),
            remark: "While its writer has it open it waits; then it is taken whole."
        ) { exchange in
            try exchange.inbound(Array(export.utf8.dropLast(20)))
            try exchange.keepOpen("inbound/import.xml")
            try exchange.round()
            try exchange.append(Array(export.utf8.suffix(20)))
        },
        BadInput("T06", "emptied and written anew in its place, between two looks", .applied()) { exchange in
            try exchange.inbound(Array(repeating: 0x20, count: 1_000))
            let path = exchange.files.path("watch/inbound/import.xml")
            try exchange.round { try Data(export.utf8).write(to: URL(filePath: path)) }
        },
        BadInput("T07", "written over in its place with as many bytes", .applied()) { exchange in
            try exchange.inbound(export)
            let path = exchange.files.path("watch/inbound/import.xml")
            try exchange.round {
                try Data(export.replacing("Лампа", with: "Ламба").utf8).write(to: URL(filePath: path))
            }
        }.and { exchange in
            let lamp = try exchange.read { try $0.entity(.product, key: "p1") }
            #expect(lamp?.fields["name"] == "Ламба")
        },
        BadInput("T08", "removed by 1C before it was taken", .gone) { exchange in
            try exchange.inbound(export)
            let path = exchange.files.path("watch/inbound/import.xml")
            try exchange.round { try #require(unlink(path) == 0) }
        },
        BadInput("T09", "a time of change in 2099", .applied()) { exchange in
            try exchange.inbound(export)
            try exchange.setModified("inbound/import.xml", secondsSince1970: 4_070_908_800)
        },
        BadInput("T09b", "a time of change in 2300", .applied()) { exchange in
            try exchange.inbound(export)
            try exchange.setModified("inbound/import.xml", secondsSince1970: 10_413_792_000)
        },
        BadInput("T09a", "a time of change in 1970", .applied()) { exchange in
            try exchange.inbound(export)
            try exchange.setModified("inbound/import.xml", secondsSince1970: 1)
        },
        BadInput("T10", "a second export under the name of the first", .applied()) { exchange in
            try exchange.inbound(export)
            try exchange.round()
            try exchange.inbound(
                export.replacing("Лампа", with: "Лампа новая").replacing(start, with: "2026-11-20T10:00:01"))
        },
        BadInput("T11", "the same file once more", .repeated) { exchange in
            try exchange.inbound(export)
            try exchange.round()
            try exchange.inbound(export, as: "import (1).xml")
        },
        BadInput("T11a", "A, then B, then A, that do not say when they were formed", .held("file.returns")) {
            exchange in
            let undated = export.replacing(" ДатаФормирования=\"\(start)\"", with: "")
            for text in [undated, undated.replacing("Лампа", with: "Люстра")] {
                try exchange.inbound(text)
                try exchange.round()
            }
            try exchange.inbound(undated)
        },
        BadInput(
            "T12", "the same file on both sides", .refused("commerceml.orders.missing"),
            remark: "Both are looked at by themselves; the side of the CRM has no catalogues."
        ) { exchange in
            try exchange.inbound(export)
            try exchange.round()
            try exchange.outbound(export, as: "import.xml")
        }
    ]
}
