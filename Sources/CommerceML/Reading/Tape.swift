/// Elements one behind the other, in memory of its own that is used again when they are cut off.
///
/// Not an array: each append to one that an object holds asks who else owns it, and is a call. A record has hundreds, and
/// reading spends a tenth of its time on them. What it relies on instead: nobody appends while ``elements`` are
/// looked at, which nothing checks, and indices are below ``count``, which debug builds check. What is cut off is checked
/// always.
struct Tape<Element: BitwiseCopyable>: ~Copyable {
    private(set) var count = 0
    private var memory: UnsafeMutableBufferPointer<Element>

    init(capacity: Int) {
        memory = .allocate(capacity: max(1, capacity))
    }

    deinit { memory.deallocate() }

    /// Valid until something is appended or the tape is gone.
    var elements: UnsafeBufferPointer<Element> {
        @inline(__always) get { UnsafeBufferPointer(start: memory.baseAddress, count: count) }
    }

    subscript(index: Int) -> Element {
        @inline(__always) get {
            assert(index >= 0 && index < count)
            return memory.baseAddress.unsafelyUnwrapped[index]
        }
        @inline(__always) set {
            assert(index >= 0 && index < count)
            memory.baseAddress.unsafelyUnwrapped[index] = newValue
        }
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == memory.count { grow(to: count + 1) }
        memory.baseAddress.unsafelyUnwrapped.advanced(by: count).initialize(to: element)
        count += 1
    }

    @inline(__always)
    mutating func append(contentsOf more: UnsafeBufferPointer<Element>) {
        guard let start = more.baseAddress else { return }
        if more.count > memory.count - count { grow(to: count + more.count) }
        memory.baseAddress.unsafelyUnwrapped.advanced(by: count).update(from: start, count: more.count)
        count += more.count
    }

    /// Drops what lies behind the first `count` elements.
    @inline(__always)
    mutating func cut(to count: Int) {
        precondition(count >= 0 && count <= self.count)
        self.count = count
    }

    /// Takes the last element off; `nil` where there is none.
    @inline(__always)
    mutating func popLast() -> Element? {
        guard count > 0 else { return nil }
        count -= 1
        return memory.baseAddress.unsafelyUnwrapped[count]
    }

    private mutating func grow(to needed: Int) {
        let larger = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(needed, 2 * memory.count))
        _ = larger.update(fromContentsOf: elements)
        memory.deallocate()
        memory = larger
    }
}
