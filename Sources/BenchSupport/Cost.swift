/// What one run of a program cost, as the system reckons it for the whole process.
package struct Cost: Sendable {
    /// Seconds.
    package let wall: Double
    /// User and system, seconds.
    package let processor: Double
    /// The most memory that it held at once, bytes.
    package let peak: Int

    package init(wall: Double, processor: Double, peak: Int) {
        self.wall = wall
        self.processor = processor
        self.peak = peak
    }
}

extension [Cost] {
    /// The run that others disturbed least; a machine's noise only ever adds.
    var best: Cost? { self.min { $0.wall < $1.wall } }
    var bestWall: Double? { best?.wall }
    var medianWall: Double? { map(\.wall).median }
    /// Of all runs, since a limit holds for each.
    var peak: Int { map(\.peak).max() ?? 0 }
}

extension [Double] {
    /// The middle one; of an even number of them the lower.
    var median: Double? { isEmpty ? nil : sorted()[(count - 1) / 2] }
}
