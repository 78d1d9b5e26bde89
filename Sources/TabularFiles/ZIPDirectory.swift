/// The directory of a ZIP, checked against what lies in the file before anything is unpacked.
///
/// A ZIP says everything twice, at its end and before each entry, and readers differ in whom they believe; that is how
/// a file comes past one program into another. So both have to agree here, entries have to fill the file one behind the
/// other without gaps or overlaps, and nothing may stand before, between or behind them. (facts/reliability.md, 4.3;
/// APPNOTE.TXT 4.3–4.4)
///
/// Memory: 64 bytes and the name per entry.
struct ZIPDirectory {
    struct Entry {
        let name: String
        /// Unix mode, 0 where the system that made the archive has none.
        let mode: UInt16
        let isEncrypted: Bool
        let method: UInt16
        let packed: Int
        let size: Int
        let offset: Int
        /// Where its data begin.
        fileprivate(set) var start = 0
        fileprivate let flags: UInt16
        fileprivate let rawName: [UInt8]
        let checksum: UInt32

        var isStreamed: Bool { flags & 8 != 0 }
    }

    /// In the order in which they lie in the file.
    let entries: [Entry]

    /// - Throws: ``ZIPFault`` at the first thing that does not fit.
    init(_ file: BinaryFile, limits: ZIPLimits) throws(ZIPFault) {
        guard file.size >= 22 else { throw ZIPFault(kind: .damaged, entry: nil) }
        let end = try ZIPEnd(file)
        guard end.count <= limits.entries else { throw ZIPFault(kind: .tooLarge, entry: nil) }
        var entries = try Self.entries(file, end, limits).sorted { $0.offset < $1.offset }
        var expected = 0
        for (index, entry) in entries.enumerated() {
            // Before the first there may be nothing, between two neither a gap nor an overlap.
            guard entry.offset >= expected else { throw ZIPFault(kind: .overlap, entry: entry.name) }
            guard entry.offset == expected else { throw ZIPFault(kind: .inconsistent, entry: entry.name) }
            let place = try Self.place(of: entry, file, directory: end.offset)
            entries[index].start = place.start
            expected = place.end
        }
        guard expected == end.offset else { throw ZIPFault(kind: .inconsistent, entry: nil) }
        self.entries = entries
    }

    // MARK: The directory

    private static func entries(
        _ file: BinaryFile, _ end: ZIPEnd, _ limits: ZIPLimits
    ) throws(ZIPFault) -> [Entry] {
        // A name has 1 000 bytes at most, so a directory cannot be larger than this.
        guard end.length <= max(1, limits.entries) * 2_000 else { throw ZIPFault(kind: .tooLarge, entry: nil) }
        let bytes = try file.bytes(end.offset, end.length)
        var entries: [Entry] = []
        var position = 0
        var total = 0
        while position < bytes.count {
            guard entries.count < end.count, position + 46 <= bytes.count, bytes.number(position, 4) == 0x0201_4B50
            else {
                throw ZIPFault(kind: .inconsistent, entry: nil)
            }
            let lengths = [28, 30, 32].map { bytes.number(position + $0, 2) }
            let next = position + 46 + lengths.reduce(0, +)
            guard next <= bytes.count else { throw ZIPFault(kind: .inconsistent, entry: nil) }
            let entry = try entry(bytes, at: position, nameLength: lengths[0], extraLength: lengths[1])
            total += entry.size
            try check(entry, total: total, limits)
            entries.append(entry)
            position = next
        }
        guard entries.count == end.count else { throw ZIPFault(kind: .inconsistent, entry: nil) }
        return entries
    }

    private static func entry(
        _ bytes: [UInt8], at position: Int, nameLength: Int, extraLength: Int
    ) throws(ZIPFault) -> Entry {
        let nameStart = position + 46
        let rawName = Array(bytes[nameStart..<(nameStart + nameLength)])
        let flags = UInt16(bytes.number(position + 8, 2))
        let host = UInt8(bytes.number(position + 5, 1))
        let name = ZIPName.text(rawName, isUTF8: flags & 0x800 != 0, host: host)
        // Of 32 bits; what does not fit stands in an extra field, in this order.
        var sizes = [24, 20, 42].map { bytes.number(position + $0, 4) }
        let extraStart = nameStart + nameLength
        let wide = try Self.extra(1, in: bytes[extraStart..<(extraStart + extraLength)], of: name)
        var taken = 0
        for index in sizes.indices where sizes[index] == 0xFFFF_FFFF {
            guard let wide, wide.count >= taken + 8, wide[wide.startIndex + taken + 7] < 0x80 else {
                throw ZIPFault(kind: .inconsistent, entry: name)
            }
            sizes[index] = Array(wide).number(taken, 8)
            taken += 8
        }
        // The entry lies on another disk of a split archive.
        guard bytes.number(position + 34, 2) == 0 else { throw ZIPFault(kind: .split, entry: name) }
        return Entry(
            name: name, mode: host == 3 ? UInt16(bytes.number(position + 40, 2)) : 0, isEncrypted: flags & 1 != 0,
            method: UInt16(bytes.number(position + 10, 2)), packed: sizes[1], size: sizes[0], offset: sizes[2],
            flags: flags, rawName: rawName, checksum: UInt32(bytes.number(position + 16, 4)))
    }

    /// The content of an extra field; `nil` where there is none.
    private static func extra(
        _ wanted: Int, in extra: ArraySlice<UInt8>, of name: String
    ) throws(ZIPFault) -> ArraySlice<UInt8>? {
        var rest = extra
        // Fewer than four bytes at the end are padding.
        while rest.count >= 4 {
            let head = Array(rest.prefix(4))
            let (id, length) = (head.number(0, 2), head.number(2, 2))
            guard rest.count >= 4 + length else { throw ZIPFault(kind: .inconsistent, entry: name) }
            if id == wanted { return rest.dropFirst(4).prefix(length) }
            rest = rest.dropFirst(4 + length)
        }
        return nil
    }

    private static func check(_ entry: Entry, total: Int, _ limits: ZIPLimits) throws(ZIPFault) {
        func fault(_ kind: ZIPFault.Kind) -> ZIPFault { ZIPFault(kind: kind, entry: entry.name) }
        guard !entry.rawName.contains(0) else { throw fault(.unsafePath) }
        guard !entry.isEncrypted, entry.method != 99 else { throw fault(.encrypted) }
        guard entry.method == 0 || entry.method == 8 else { throw fault(.method) }
        guard entry.method == 8 || entry.packed == entry.size else { throw fault(.inconsistent) }
        guard entry.size <= limits.entryBytes, total <= limits.totalBytes else { throw fault(.tooLarge) }
        if entry.size > ZIPLimits.harmlessBytes, entry.size / max(1, entry.packed) >= limits.ratio {
            throw fault(.ratio)
        }
    }

    // MARK: The entries

    /// Where an entry's data begin and the next entry may, once what stands before the data says the same as the
    /// directory.
    private static func place(
        of entry: Entry, _ file: BinaryFile, directory: Int
    ) throws(ZIPFault) -> (start: Int, end: Int) {
        let wrong = ZIPFault(kind: .inconsistent, entry: entry.name)
        guard entry.offset + 30 <= directory else { throw wrong }
        let head = try file.bytes(entry.offset, 30)
        guard head.number(0, 4) == 0x0403_4B50, head.number(8, 2) == Int(entry.method),
            head.number(6, 2) & 9 == Int(entry.flags) & 9, head.number(26, 2) == entry.rawName.count
        else { throw wrong }
        let (nameLength, extraLength) = (entry.rawName.count, head.number(28, 2))
        let start = entry.offset + 30 + nameLength + extraLength
        guard start <= directory, entry.packed <= directory - start else { throw wrong }
        let names = try file.bytes(entry.offset + 30, nameLength + extraLength)
        guard names.starts(with: entry.rawName) else { throw wrong }
        let facts = [14, 18, 22].map { head.number($0, 4) }
        let right = [Int(entry.checksum), entry.packed, entry.size]
        for (index, (found, right)) in zip(facts, right).enumerated() where found != right {
            let isLeftOut = entry.isStreamed && found == 0
            let isWide = index > 0 && found == 0xFFFF_FFFF
            guard isLeftOut || isWide else { throw wrong }
        }
        let end = start + entry.packed
        guard entry.isStreamed else { return (start, end) }
        return (start, try end + descriptorLength(entry, file, at: end, directory: directory))
    }

    /// What stands behind data that were written in one go: with or without a mark, sizes of 32 or of 64 bits.
    private static func descriptorLength(
        _ entry: Entry, _ file: BinaryFile, at start: Int, directory: Int
    ) throws(ZIPFault) -> Int {
        let bytes = try file.bytes(start, min(24, directory - start))
        for (mark, width) in [(4, 4), (4, 8), (0, 4), (0, 8)] where bytes.count >= mark + 4 + 2 * width {
            guard mark == 0 || bytes.number(0, 4) == 0x0807_4B50 else { continue }
            if bytes.number(mark, 4) == Int(entry.checksum), bytes.number(mark + 4, width) == entry.packed,
                bytes.number(mark + 4 + width, width) == entry.size
            {
                return mark + 4 + 2 * width
            }
        }
        // Some leave it out where the local header has the sizes after all.
        return 0
    }
}

/// The end of a ZIP: where its directory lies and how many entries it has.
private struct ZIPEnd {
    let count: Int
    let offset: Int
    let length: Int

    init(_ file: BinaryFile) throws(ZIPFault) {
        let tailLength = min(file.size, 22 + 0xFFFF)
        let tail = try file.bytes(file.size - tailLength, tailLength)
        guard let start = Self.find(tail) else {
            let isSplit = try file.bytes(0, 4).number(0, 4) == 0x0807_4B50
            throw ZIPFault(kind: isSplit ? .split : .damaged, entry: nil)
        }
        // Its comment has to reach the very end; what is behind it no archiver wrote.
        guard start + 22 + tail.number(start + 20, 2) == tail.count else {
            throw ZIPFault(kind: .inconsistent, entry: nil)
        }
        let position = file.size - tailLength + start
        var numbers = [4, 6, 8, 10].map { tail.number(start + $0, 2) }
        var (length, offset) = (tail.number(start + 12, 4), tail.number(start + 16, 4))
        var end = position
        if let wide = try Self.wide(file, before: position) {
            // Where the plain end says something of its own, both have to say the same.
            let small = zip(numbers, [wide.disk, wide.disk, wide.count, wide.count]).allSatisfy {
                $0 == 0xFFFF || $0 == $1
            }
            let large = zip([length, offset], [wide.length, wide.offset]).allSatisfy { $0 == 0xFFFF_FFFF || $0 == $1 }
            guard small, large else { throw ZIPFault(kind: .inconsistent, entry: nil) }
            end = wide.position
            (length, offset) = (wide.length, wide.offset)
            numbers = [wide.disk, wide.disk, wide.count, wide.count]
        }
        guard numbers[0] == 0, numbers[1] == 0 else { throw ZIPFault(kind: .split, entry: nil) }
        guard numbers[2] == numbers[3], offset <= end, length == end - offset else {
            throw ZIPFault(kind: .inconsistent, entry: nil)
        }
        (count, self.offset, self.length) = (numbers[3], offset, length)
    }

    /// The last mark of an end that has room behind it.
    private static func find(_ tail: [UInt8]) -> Int? {
        (0...(tail.count - 22)).reversed().first { start in
            tail[start] == 0x50 && tail.number(start, 4) == 0x0605_4B50
        }
    }

    /// The end of an archive with more than 65 535 entries or 4 GiB, which stands before the plain one.
    private static func wide(
        _ file: BinaryFile, before position: Int
    ) throws(ZIPFault) -> (position: Int, count: Int, offset: Int, length: Int, disk: Int)? {
        guard position >= 20 + 56 else { return nil }
        let locator = try file.bytes(position - 20, 20)
        guard locator.number(0, 4) == 0x0706_4B50 else { return nil }
        let wrong = ZIPFault(kind: .inconsistent, entry: nil)
        let start = locator.number(8, 8)
        guard start >= 0, start <= position - 20 - 56 else { throw wrong }
        let record = try file.bytes(start, 56)
        let disk = record.number(16, 4) | record.number(20, 4) | locator.number(4, 4)
        guard record.number(0, 4) == 0x0606_4B50, record.number(4, 8) == position - 20 - start - 12,
            record.number(24, 8) == record.number(32, 8)
        else { throw wrong }
        let (count, length, offset) = (record.number(32, 8), record.number(40, 8), record.number(48, 8))
        guard count >= 0, length >= 0, offset >= 0 else { throw wrong }
        return (start, count, offset, length, disk)
    }
}

extension [UInt8] {
    /// A number of up to eight bytes, the lowest first; negative where eight bytes hold more than `Int` can.
    fileprivate func number(_ offset: Int, _ length: Int) -> Int {
        (0..<length).reduce(0) { $0 | Int(truncatingIfNeeded: UInt64(self[startIndex + offset + $1]) << (8 * $1)) }
    }
}
