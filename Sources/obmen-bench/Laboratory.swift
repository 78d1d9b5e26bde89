internal import BenchSupport

/// Measures the works over one set of inputs: within each run the bare passes and obmen take turns, file by file.
struct Laboratory {
    /// This program, which is also the bare SAX pass.
    let own: String
    let obmen: String
    let folder: String
    let runs: Int

    /// Targets are not held against inputs in which starting the programs is most of the time.
    private func target(_ ratio: Double, _ inputs: Inputs) -> Double? {
        inputs.size.map { $0 >= 10_000 } ?? true ? ratio : nil
    }

    /// Reading, first apply, the same bytes under another name, and the export of which one hundredth changed.
    func catalogue(_ inputs: Inputs) throws(BenchFault) -> [Row] {
        var reading = inputs.catalogue.map { file in row("inspect \(name(file))", inputs, [file], 1.3) }
        var first = row("first apply", inputs, inputs.catalogue, 3)
        let place = try Files.temporaryFolder(in: folder)
        defer { remove(place) }
        let copies = try copy(inputs.catalogue, into: place)
        var again = row("same bytes, other name", inputs, copies, 1.2, .sha256sum)
        var changed = inputs.changed.isEmpty ? nil : row("apply, 1 % changed", inputs, inputs.changed, 2)
        for run in 1...runs {
            tell(inputs, run)
            for place in reading.indices { try measure(&reading[place], ["inspect"] + reading[place].files) }
            let root = try exchange([])
            defer { remove(root) }
            try measure(&first, ["apply", "--root", root] + inputs.catalogue)
            let packs = try expectPacks(root, more: 0, first)
            try measure(&again, ["apply", "--root", root] + copies)
            guard self.packs(root) == packs else { throw BenchFault("the same bytes again made another pack") }
            guard var later = changed else { continue }
            try measure(&later, ["apply", "--root", root] + inputs.changed)
            _ = try expectPacks(root, more: packs, later)
            changed = later
        }
        return reading + [first, again] + (changed.map { [$0] } ?? [])
    }

    /// Reading and applying of orders, in a folder that knows their goods.
    func orders(_ inputs: Inputs) throws(BenchFault) -> [Row] {
        guard let file = inputs.orders else { return [] }
        var reading = row("inspect \(name(file))", inputs, [file], 1.3)
        var applied = row("apply of orders", inputs, [file], nil)
        for run in 1...runs {
            tell(inputs, run)
            try measure(&reading, ["inspect", file])
            let root = try exchange([])
            defer { remove(root) }
            try ChildProcess.run(obmen, ["apply", "--root", root] + inputs.catalogue)
            try measure(&applied, ["apply", "--root", root, file])
        }
        return [reading, applied]
    }

    /// The way of a CRM's export of deals into `orders.xml`, against the reading of that table.
    func deals(_ file: String, over inputs: Inputs) throws(BenchFault) -> [Row] {
        var row = Row(
            "\(name(file)) → orders.xml", of: inputs.name, files: [file], bytes: Files.size([file]), floor: .inspect)
        for run in 1...runs {
            tell(inputs, run)
            let root = try exchange(["--crm", "bitrix24"])
            defer { remove(root) }
            try ChildProcess.run(obmen, ["apply", "--root", root] + inputs.catalogue)
            try Files.warm([file])
            row.inspect.append(try ChildProcess.run(obmen, ["inspect", file]))
            row.sha256sum.append(try ChildProcess.run("sha256sum", [file]))
            row.ours.append(try ChildProcess.run(obmen, ["apply", "--root", root, file]))
        }
        return [row]
    }

    private func row(
        _ work: String, _ inputs: Inputs, _ files: [String], _ target: Double?, _ floor: Row.Floor = .bareSAX
    ) -> Row {
        Row(
            work, of: inputs.name, files: files, bytes: Files.size(files), floor: floor,
            target: target.flatMap { self.target($0, inputs) })
    }

    private func measure(_ row: inout Row, _ arguments: [String]) throws(BenchFault) {
        try Files.warm(row.files)
        row.bareSAX.append(try ChildProcess.run(own, ["--bare-sax"] + row.files))
        row.sha256sum.append(try ChildProcess.run("sha256sum", row.files))
        row.ours.append(try ChildProcess.run(obmen, arguments))
    }

    private func exchange(_ options: [String]) throws(BenchFault) -> String {
        let root = try Files.temporaryFolder(in: folder)
        try ChildProcess.run(obmen, ["init", root] + options)
        return root
    }

    private func copy(_ files: [String], into place: String) throws(BenchFault) -> [String] {
        let copies = files.map { "\(place)/again-\(name($0))" }
        for (file, copy) in zip(files, copies) {
            try ChildProcess.run("cp", [file, copy])
            // On the disk before anything is measured, or the writing goes on beside it.
            try ChildProcess.run("sync", [copy])
        }
        return copies
    }

    private func remove(_ root: String) {
        do { try ChildProcess.run("rm", ["-rf", root]) } catch { Files.sayError("\(error)") }
    }

    /// Packs that lie ready for the CRMs.
    private func packs(_ root: String) -> Int {
        ["bitrix24", "amocrm"].reduce(0) { $0 + Files.count("\(root)/to-crm/\($1)") }
    }

    /// A fast run that made nothing is no figure.
    private func expectPacks(_ root: String, more than: Int, _ row: Row) throws(BenchFault) -> Int {
        let packs = packs(root)
        guard packs > than else { throw BenchFault("\(row.work), \(row.input): no pack was made") }
        return packs
    }

    private func tell(_ inputs: Inputs, _ run: Int) {
        Files.sayError("\(inputs.name): run \(run) of \(runs), load \(Machine.load())")
    }

    private func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
