internal import Glibc

/// The files of one measured catalogue, and of the orders over it.
package struct Inputs: Sendable {
    /// Told in the tables.
    package let name: String
    /// The number of goods or orders; nil where a folder was given.
    package let size: Int?
    package let encoding: String
    /// `import.xml` and `offers.xml`.
    package let catalogue: [String]
    /// The same catalogue as it is later, with one hundredth changed.
    package let changed: [String]
    package let orders: String?

    /// Files that somebody made, as `gen_commerceml.py` lays them; the later export is in `changed/`.
    /// - Throws: ``BenchFault`` where there is no catalogue.
    package init(folder: String) throws(BenchFault) {
        name = folder.split(separator: "/").last.map(String.init) ?? folder
        size = nil
        encoding = ""
        catalogue = ["import.xml", "offers.xml"].map { "\(folder)/\($0)" }
        for file in catalogue where !isFile(file) { throw BenchFault("\(file) is not there") }
        let later = ["import.xml", "offers.xml"].map { "\(folder)/changed/\($0)" }
        changed = later.allSatisfy(isFile) ? later : []
        orders = isFile("\(folder)/orders.xml") ? "\(folder)/orders.xml" : nil
    }

    /// A generated catalogue; files that are there already are kept.
    package init(goods: Int, _ encoding: ExportEncoding, in folder: String) throws(BenchFault) {
        name = "\(abbreviated(goods)) goods, \(encoding.rawValue)"
        size = goods
        self.encoding = encoding.rawValue
        orders = nil
        let place = "\(folder)/goods-\(abbreviated(goods))-\(encoding.rawValue)"
        catalogue = try Self.catalogue(GeneratedExport(goods: goods, encoding: encoding), "\(place)")
        changed = try Self.catalogue(GeneratedExport(goods: goods, encoding: encoding, revision: 1), "\(place)/changed")
    }

    /// Generated orders, with the catalogue that they are over.
    package init(orders count: Int, _ encoding: ExportEncoding, in folder: String) throws(BenchFault) {
        name = "\(abbreviated(count)) orders, \(encoding.rawValue)"
        size = count
        self.encoding = encoding.rawValue
        let export = GeneratedExport(goods: min(count, 10000), orders: count, encoding: encoding)
        let place = "\(folder)/orders-\(abbreviated(count))-\(encoding.rawValue)"
        catalogue = try Self.catalogue(export, place)
        changed = []
        let file = "\(place)/orders.xml"
        orders = file
        if !isFile(file) { try export.writeOrders(to: file) }
    }

    private static func catalogue(_ export: GeneratedExport, _ folder: String) throws(BenchFault) -> [String] {
        try makeFolder(folder)
        let files = ["import.xml", "offers.xml"].map { "\(folder)/\($0)" }
        if !isFile(files[0]) { try export.writeImport(to: files[0]) }
        if !isFile(files[1]) { try export.writeOffers(to: files[1]) }
        return files
    }
}

/// 100000 from «100k».
package func amount(_ text: some StringProtocol) -> Int? {
    guard text.hasSuffix("k") else { return Int(text).flatMap { $0 > 0 ? $0 : nil } }
    return Int(text.dropLast()).flatMap { $0 > 0 ? $0 * 1000 : nil }
}

package func abbreviated(_ amount: Int) -> String {
    amount >= 1000 && amount.isMultiple(of: 1000) ? "\(amount / 1000)k" : "\(amount)"
}

/// Makes a folder with those above it.
package func makeFolder(_ path: String) throws(BenchFault) {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
        made += "/\(part)"
        guard mkdir(made, 0o755) == 0 || errno == EEXIST else {
            throw BenchFault("\(made): \(String(cString: strerror(errno)))")
        }
    }
}

private func isFile(_ path: String) -> Bool { access(path, R_OK) == 0 }
