/// One work that was measured, beside what the bare passes over the same bytes cost in the same runs.
package struct Row: Sendable {
    /// What the work's time is divided by.
    package enum Floor: String, Sendable {
        case bareSAX = "SAX"
        case sha256sum
        /// `obmen inspect` of the same file, for tables, which have no bare SAX pass.
        case inspect
    }

    package let work: String
    /// The files' set: how many goods or orders, in which encoding.
    package let input: String
    package let files: [String]
    package let bytes: Int
    package let floor: Floor
    /// The ratio to reach; nil where none is set.
    package let target: Double?
    /// Each has one cost per run, in the order of the runs.
    package var bareSAX: [Cost] = []
    package var sha256sum: [Cost] = []
    package var inspect: [Cost] = []
    package var ours: [Cost] = []

    /// 64 MB for any size.
    package static let memoryTarget = 64 << 20

    package init(
        _ work: String, of input: String, files: [String], bytes: Int, floor: Floor = .bareSAX, target: Double? = nil
    ) {
        self.work = work
        self.input = input
        self.files = files
        self.bytes = bytes
        self.floor = floor
        self.target = target
    }

    package var floors: [Cost] {
        switch floor {
        case .bareSAX: bareSAX
        case .sha256sum: sha256sum
        case .inspect: inspect
        }
    }

    /// Best against best: what the target is held against.
    package var ratio: Double? {
        guard let ours = ours.bestWall, let floor = floors.bestWall, floor > 0 else { return nil }
        return ours / floor
    }

    /// The ratio within each run, where both saw the same noise.
    var ratios: [Double] { zip(ours, floors).filter { $0.1.wall > 0 }.map { $0.wall / $1.wall } }

    package var isTimeMissed: Bool {
        guard let target, let ratio else { return false }
        return ratio > target
    }

    package var isMemoryMissed: Bool { ours.peak > Self.memoryTarget }
}
