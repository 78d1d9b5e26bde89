/// How the cost of one work grew from a smaller input to a larger one.
package struct Growth: Sendable {
    package let work: String
    package let from: String
    package let to: String
    package let bytes: Double
    package let time: Double
    /// How the floor's time grew meanwhile: by more or less than the bytes where the machine's minutes differ.
    package let floor: Double?
    package let memory: Double
    /// Time and memory to reach; nil where none is set.
    package let targets: (time: Double, memory: Double)?

    /// nil where one of the two was not measured.
    package init?(from small: Row, to large: Row, targets: (time: Double, memory: Double)?) {
        guard let before = small.ours.bestWall, let after = large.ours.bestWall, before > 0, small.ours.peak > 0,
            small.bytes > 0
        else { return nil }
        work = large.work
        from = small.input
        to = large.input
        bytes = Double(large.bytes) / Double(small.bytes)
        time = after / before
        floor = large.floors.bestWall.flatMap { later in
            small.floors.bestWall.flatMap { $0 > 0 ? later / $0 : nil }
        }
        memory = Double(large.ours.peak) / Double(small.ours.peak)
        self.targets = targets
    }

    package var isMissed: Bool {
        guard let targets else { return false }
        return time > targets.time || memory > targets.memory
    }
}
