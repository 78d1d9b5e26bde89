/// The figures as one JSON object; seconds and bytes, one number per run.
package func json(machine: [(String, String)], rows: [Row], growths: [Growth]) -> String {
    let machine = object(machine.map { ($0, quoted($1)) })
    let rows = rows.map { row in
        object([
            ("work", quoted(row.work)), ("input", quoted(row.input)), ("bytes", "\(row.bytes)"),
            ("bareSAX", costs(row.bareSAX)), ("sha256sum", costs(row.sha256sum)), ("inspect", costs(row.inspect)),
            ("obmen", costs(row.ours)), ("floor", quoted(row.floor.rawValue)), ("ratio", number(row.ratio)),
            ("target", number(row.target)), ("peak", "\(row.ours.peak)"), ("peakTarget", "\(Row.memoryTarget)"),
            ("missed", "\(row.isTimeMissed || row.isMemoryMissed)")
        ])
    }
    let growths = growths.map { growth in
        object([
            ("work", quoted(growth.work)), ("from", quoted(growth.from)), ("to", quoted(growth.to)),
            ("time", number(growth.time)), ("timeTarget", number(growth.targets?.time)),
            ("memory", number(growth.memory)), ("memoryTarget", number(growth.targets?.memory)),
            ("missed", "\(growth.isMissed)")
        ])
    }
    return object([("machine", machine), ("rows", list(rows)), ("growth", list(growths))])
}

private func costs(_ costs: [Cost]) -> String {
    list(costs.map { object([("wall", number($0.wall)), ("cpu", number($0.processor)), ("peak", "\($0.peak)")]) })
}

private func object(_ members: [(String, String)]) -> String {
    "{\(members.map { "\(quoted($0)): \($1)" }.joined(separator: ", "))}"
}

private func list(_ elements: [String]) -> String { "[\(elements.joined(separator: ", "))]" }

private func number(_ value: Double?) -> String { value.map { decimal($0, 4) } ?? "null" }

private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": result += "\\\(scalar)"
        case _ where scalar.value < 0x20:
            let digits = String(scalar.value, radix: 16)
            result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}
