/// Rows of text that can be aligned for a terminal or written as Markdown.
package struct Table: Sendable {
    let heading: [String]
    let lines: [[String]]

    /// For a terminal; all columns but the first are aligned to the right.
    package var text: String {
        let widths = heading.indices.map { column in ([heading] + lines).map { $0[column].count }.max() ?? 0 }
        return ([heading] + lines).map { line in
            let cells = line.indices.map { column in
                let space = String(repeating: " ", count: widths[column] - line[column].count)
                return column == 0 ? line[column] + space : space + line[column]
            }
            return cells.joined(separator: "  ") + "\n"
        }.joined()
    }

    package var markdown: String {
        let rule = heading.indices.map { $0 == 0 ? "---" : "---:" }
        return ([heading, rule] + lines).map { "| \($0.joined(separator: " | ")) |\n" }.joined()
    }
}

extension Table {
    package init(_ rows: [Row]) {
        heading = [
            "work", "MB", "SAX s", "sha256sum s", "obmen s", "median", "cpu s", "ratio", "runs", "target", "peak MB", ""
        ]
        lines = rows.map { row in
            [
                "\(row.work), \(row.input)", decimal(Double(row.bytes) / 1e6, 1), seconds(row.bareSAX.bestWall),
                seconds(row.sha256sum.bestWall), seconds(row.ours.bestWall), seconds(row.ours.medianWall),
                seconds(row.ours.best?.processor), row.ratio.map { "\(decimal($0, 2)) × \(row.floor.rawValue)" } ?? "–",
                spread(row.ratios), row.target.map { "≤ \(decimal($0, 1))" } ?? "–",
                decimal(Double(row.ours.peak) / Double(1 << 20), 1),
                verdict(time: row.isTimeMissed, memory: row.isMemoryMissed)
            ]
        }
    }

    package init(_ growths: [Growth]) {
        heading = ["growth", "bytes ×", "time ×", "floor ×", "target", "memory ×", "target", ""]
        lines = growths.map { growth in
            [
                "\(growth.work), \(growth.from) → \(growth.to)", decimal(growth.bytes, 2), decimal(growth.time, 2),
                growth.floor.map { decimal($0, 2) } ?? "–",
                growth.targets.map { "≤ \(decimal($0.time, 1))" } ?? "–", decimal(growth.memory, 2),
                growth.targets.map { "≤ \(decimal($0.memory, 1))" } ?? "–",
                verdict(
                    time: growth.targets.map { growth.time > $0.time } ?? false,
                    memory: growth.targets.map { growth.memory > $0.memory } ?? false)
            ]
        }
    }
}

private func seconds(_ value: Double?) -> String { value.map { decimal($0, 2) } ?? "–" }

private func spread(_ ratios: [Double]) -> String {
    guard let least = ratios.min(), let most = ratios.max() else { return "–" }
    return "\(decimal(least, 2))–\(decimal(most, 2))"
}

private func verdict(time: Bool, memory: Bool) -> String {
    switch (time, memory) {
    case (false, false): "ok"
    case (true, false): "TIME"
    case (false, true): "MEMORY"
    case (true, true): "TIME, MEMORY"
    }
}

/// A number that is not negative with a fixed number of digits after the point, rounded half up.
package func decimal(_ value: Double, _ digits: Int) -> String {
    let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
    let units = Int((value * Double(scale)).rounded())
    return digits == 0 ? "\(units)" : "\(units / scale).\(padded(units % scale, digits))"
}
