import TestSupport

/// 4.3: archives that lead out of their folder, that lie about their content, or that fill the disk.
enum ZIPCases {
    private static let export = Array(XMLCases.document("").utf8)
    private static let good = ZIPBuilder.Entry(name: "import.xml", data: export)

    private static func zip(
        _ id: String, _ what: String, _ outcome: BadInput.Outcome, remark: String = "",
        _ bytes: @autoclosure @escaping @Sendable () -> [UInt8]
    ) -> BadInput {
        BadInput(id, what, outcome, remark: remark) { try $0.inbound(bytes(), as: "webdata.zip") }
    }

    /// A good export, and beside it an entry of that name.
    private static func named(_ name: String) -> [UInt8] { ZIPBuilder.archive([good, .init(name: name, data: [65])]) }

    private static func lamp(_ change: (inout ZIPBuilder.Entry) -> Void) -> [UInt8] {
        ZIPBuilder.archive([good.with(change)])
    }

    private static func picture(_ name: [UInt8], _ change: (inout ZIPBuilder.Entry) -> Void = { _ in }) -> [UInt8] {
        let picture = ZIPBuilder.Entry(rawName: name, data: [0xFF, 0xD8, 0xFF, 0xE0]).with(change)
        return ZIPBuilder.archive([good, picture])
    }

    static let all: [BadInput] = paths + sizes + contradictions + harmless

    private static let paths: [BadInput] = [
        zip("Z01", "`../evil.xml`", .refused("zip.unsafePath"), named("../evil.xml")),
        zip("Z02", "an absolute path", .refused("zip.unsafePath"), named("/evil.xml")),
        zip("Z03", "`..\\evil.xml`", .refused("zip.unsafePath"), named("..\\evil.xml")),
        zip("Z03a", "`a\\..\\..\\b`", .refused("zip.unsafePath"), named("a\\..\\..\\b")),
        zip("Z04", "Windows' separators", .applied(), picture(Array("import_files\\ab\\1.jpg".utf8))),
        zip("Z05", "a path with a drive", .refused("zip.unsafePath"), named("C:\\x.xml")),
        zip("Z05a", "a path to a server", .refused("zip.unsafePath"), named("\\\\srv\\s\\x")),
        zip("Z05b", "a path to a device", .refused("zip.unsafePath"), named("\\\\?\\C:\\x")),
        zip("Z06", "a link", .refused("zip.unsafeType"), lamp { $0.mode = 0o120777 }),
        zip("Z07", "a device", .refused("zip.unsafeType"), lamp { $0.mode = 0o020666 }),
        zip("Z07a", "a pipe", .refused("zip.unsafeType"), lamp { $0.mode = 0o010666 }),
        zip("Z31", "a zero in a name", .refused("zip.unsafePath"), named("a\0b.xml")),
        zip(
            "Z32", "a name of 300 bytes", .refused("zip.unsafePath"), named(String(repeating: "я", count: 150) + ".xml")
        ),
        zip(
            "Z32a", "nine folders deep", .refused("zip.unsafePath"), named(String(repeating: "a/", count: 9) + "a.xml")),
        zip("Z20", "two entries of one name", .refused("zip.duplicateName"), ZIPBuilder.archive([good, good])),
        zip(
            "Z21", "two names that differ in case", .refused("zip.duplicateName"),
            ZIPBuilder.archive([good, good.with { $0.name = Array("IMPORT.XML".utf8) }])),
        zip(
            "Z21a", "two names that Windows unpacks to one file", .refused("zip.duplicateName"),
            ZIPBuilder.archive([good, good.with { $0.name = Array("./import.xml.".utf8) }]))
    ]

    private static let sizes: [BadInput] = [
        zip(
            "Z08", "200 MiB of zeros in 204 KB", .refused("zip.ratio"),
            remark: "40 MiB: the directory is enough to refuse it, nothing is unpacked.",
            ZIPBuilder.archive([.deflated("import.xml", [UInt8](repeating: 0, count: 40 << 20))])),
        zip(
            "Z08a", "the same, and the directory says it is small", .refused("zip.inconsistent"),
            ZIPBuilder.archive([
                ZIPBuilder.Entry.deflated("import.xml", [UInt8](repeating: 0x20, count: 40 << 20)).with {
                    $0.size = 1_000
                }
            ])),
        zip("Z09", "an archive in the archive", .refused("zip.nested"), named("lib 0.zip")),
        zip(
            "Z11", "70 000 empty entries", .refused("zip.tooLarge"),
            remark: "More than 65 535 need another end; 30 000 here, the limit is 20 000.",
            ZIPBuilder.archive((0..<30_000).map { ZIPBuilder.Entry(name: "\($0)") })),
        zip(
            "Z33", "folders and nothing else", .refused("zip.empty"),
            ZIPBuilder.archive([.init(name: "webdata/", mode: 0o040755)])),
        zip("Z33a", "no entry at all", .refused("zip.empty"), ZIPBuilder.archive([]))
    ]

    private static let contradictions: [BadInput] = [
        zip(
            "Z10", "entries that share their bytes", .refused("zip.overlap"),
            ZIPBuilder.archive([
                good,
                good.with {
                    ($0.name, $0.localName, $0.offset) = (Array("offers.xml".utf8), Array("import.xml".utf8), 0)
                }
            ])),
        zip(
            "Z12", "the end counts other entries than the directory", .refused("zip.inconsistent"),
            ZIPBuilder.archive([good], count: 2)),
        zip(
            "Z13", "another name before the data than in the directory", .refused("zip.inconsistent"),
            lamp { $0.localName = Array("expert.xml".utf8) }),
        zip(
            "Z14", "a size smaller than the real one", .refused("zip.inconsistent"),
            ZIPBuilder.archive([
                ZIPBuilder.Entry.deflated("import.xml", export).with { $0.size = UInt32(export.count - 100) }
            ])),
        zip(
            "Z14a", "the directory alone says a smaller size", .refused("zip.inconsistent"),
            ZIPBuilder.archive([ZIPBuilder.Entry.deflated("import.xml", export).with { $0.directorySize = 100 }])),
        zip(
            "Z15", "a size that claims a field which is not there", .refused("zip.inconsistent"),
            ZIPBuilder.archive([ZIPBuilder.Entry.deflated("import.xml", export).with { $0.size = 0xFFFF_FFFF }])),
        zip("Z16", "a wrong checksum", .refused("zip.damaged"), remark: onLocalDisk, lamp { $0.checksum = 1 }),
        zip(
            "Z17", "broken off: no end", .refused("zip.damaged"), remark: onLocalDisk,
            Array(ZIPBuilder.archive([good]).dropLast(40))),
        zip(
            "Z18", "something behind the end", .refused("zip.inconsistent"),
            ZIPBuilder.archive([good]) + Array("мусор".utf8)),
        zip(
            "Z19", "a program before the first entry", .refused("file.format.unknown"),
            remark: "What begins with `MZ` is no archive.",
            Array("MZ".utf8) + [UInt8](repeating: 0, count: 500) + ZIPBuilder.archive([good])),
        zip(
            "Z19a", "an archive before the archive", .refused("zip.inconsistent"),
            ZIPBuilder.archive([good]) + ZIPBuilder.archive([good])),
        zip(
            "Z22", "a password", .refused("zip.encrypted"),
            remark: "Refused, not held: no password is ever asked for, so waiting would not help.",
            lamp { $0.isEncrypted = true }),
        zip("Z23", "AES", .refused("zip.encrypted"), lamp { $0.method = 99 }),
        zip("Z24", "bzip2", .refused("zip.method"), lamp { $0.method = 12 }),
        zip("Z24a", "Deflate64, as Windows packs 2 GB", .refused("zip.method"), lamp { $0.method = 9 }),
        zip("Z24b", "LZMA", .refused("zip.method"), lamp { $0.method = 14 }),
        zip("Z24c", "Zstandard", .refused("zip.method"), lamp { $0.method = 93 }),
        zip(
            "Z25", "RAR by the name of a ZIP", .refused("file.format.unknown"),
            Array("Rar!\u{1A}\u{7}\0".utf8) + [UInt8](repeating: 7, count: 300)),
        zip(
            "Z25a", "7z by the name of a ZIP", .refused("file.format.unknown"),
            [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4] + [UInt8](repeating: 7, count: 300)),
        zip(
            "Z25b", "gzip by the name of a ZIP", .refused("file.format.unknown"),
            [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + [UInt8](repeating: 7, count: 300)),
        zip("Z35", "a part of a split archive", .refused("zip.split"), ZIPBuilder.archive([good], disk: 1))
    ]

    private static let onLocalDisk = XMLCases.onLocalDisk

    private static let harmless: [BadInput] = [
        zip(
            "Z18a", "a comment of 65 535 bytes", .applied(),
            ZIPBuilder.archive([good], comment: [UInt8](repeating: 0x20, count: 65_535))),
        BadInput(
            "Z26", "an XML by the name of a ZIP", .applied(),
            remark: "What it is, its content says; its name is nobody's business."
        ) { try $0.inbound(export, as: "webdata.zip") },
        zip(
            "Z26b", "what a Mac and Windows lay beside it", .applied(),
            ZIPBuilder.archive([
                good, .init(name: "__MACOSX/._import.xml", data: [0, 5, 22, 7, 0]),
                .init(name: ".DS_Store", data: [0, 0]), .init(name: "Thumbs.db", data: [0xD0, 0xCF])
            ])),
        zip(
            "Z26c", "a program beside it", .refused("file.format.unknown"),
            ZIPBuilder.archive([good, .init(name: "setup.exe", data: Array("MZ".utf8) + [0, 0, 7])])),
        BadInput("Z26a", "a ZIP by the name of an XML", .applied()) {
            try $0.inbound(ZIPBuilder.archive([good]), as: "import.xml")
        },
        zip(
            "Z27", "names of DOS", .applied(),
            picture(EncodingCases.cp866("картинки/стол.jpg")) { ($0.isUTF8, $0.host) = (false, 0) }),
        zip(
            "Z28", "names of Windows", .applied(),
            picture(inWindows1251("картинки/стол.jpg")) { ($0.isUTF8, $0.host) = (false, 11) }),
        zip(
            "Z29", "names in UTF-8 without the flag", .applied(),
            picture(Array("картинки/стол.jpg".utf8)) { $0.isUTF8 = false }),
        zip(
            "Z30", "another name in an extra field", .applied(),
            remark: "The field is passed over; names come from the directory alone.",
            lamp { $0.extra = unicodePath("../evil.xml") }),
        zip("Z34", "a date of 1980 without a month", .applied(), lamp { $0.date = 0 }),
        zip("Z36", "written in one go: sizes stand behind the data", .applied(), lamp { $0.isStreamed = true }),
        zip(
            "Z36a", "the same, packed", .applied(),
            ZIPBuilder.archive([ZIPBuilder.Entry.deflated("import.xml", export).with { $0.isStreamed = true }]))
    ]

    /// Info-ZIP's field for a name in Unicode, with a checksum that does not fit.
    private static func unicodePath(_ name: String) -> [UInt8] {
        ZIPBuilder.number(0x7075, 2) + ZIPBuilder.number(UInt32(5 + name.utf8.count), 2) + [1, 0, 0, 0, 0]
            + Array(name.utf8)
    }
}
