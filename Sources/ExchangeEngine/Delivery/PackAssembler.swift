internal import CRMFiles
internal import ExchangeModel
internal import Ledger
internal import Reports
internal import SystemPackage

/// Makes the import packs: for each CRM, what changed since it was last told.
///
/// A pack's files are on disk, under a hidden name, before the ledger's row says that they are; the folder gets its
/// name after. So a crash leaves either nothing, or a pack that only needs its name.
struct PackAssembler {
    private let exchange: Exchange

    init(_ exchange: Exchange) {
        self.exchange = exchange
    }

    /// Makes and publishes the packs; none for a CRM for which nothing changed.
    func assemble() throws -> [PackRow] {
        var made: [PackRow] = []
        for id in exchange.configuration.crms {
            guard let crm = CRMRegistry.crm(id, settings: exchange.configuration.settings(of: id)) else { continue }
            if let pack = try exchange.ledger.write({ try assemble(crm, id, $0) }) { made.append(pack) }
        }
        try publish()
        return made
    }

    /// Gives the packs that are written their names.
    func publish() throws {
        for pack in try exchange.ledger.read({ try $0.packs(published: false) }) {
            let home = exchange.folder.toCRM.appending(pack.target)
            let hidden = home.appending(Self.hidden(pack.folder))
            if Files.exists(hidden) {
                try Files.move(hidden, to: home.appending(pack.folder))
                try Files.synchronize(folder: home)
            }
            try exchange.ledger.write { try $0.setPublished(pack: pack.number) }
        }
    }

    private static func hidden(_ folder: String) -> String { ".\(folder).part" }

    private func assemble(_ crm: any CRM, _ id: String, _ transaction: LedgerTransaction) throws -> PackRow? {
        let told = try transaction.revision(toldTo: id)
        let newest = try transaction.revision()
        guard newest > told else { return nil }
        let number = try transaction.nextPackNumber()
        let name = Self.folderName(number, exchange.clock.day)
        let home = exchange.folder.toCRM.appending(id)
        let writer = PackWriter(folder: home.appending(Self.hidden(name)), crm: crm)
        let contents = PackContents(
            crm: crm, target: id, pack: number, told: told, configuration: exchange.configuration,
            transaction: transaction, writer: writer)
        try contents.write()
        try transaction.setRevision(newest, toldTo: id)
        guard !writer.isEmpty || !contents.changes.isEmpty else {
            try writer.discard()
            return nil
        }
        let files = try writer.finish(changes: contents.changes, language: exchange.language)
        let sheet = LoadingSheet(
            number: number, crm: crm.title, madeOn: exchange.clock.day,
            files: files.map { LoadingSheet.File(name: $0.name, title: $0.title, rows: $0.rows) },
            steps: crm.steps(for: files), changes: contents.changes, notes: contents.notes,
            switchedOn: switchedOn)
        try writer.add("КАК-ЗАГРУЗИТЬ.html", Array(sheet.html(exchange.language).utf8))
        try writer.synchronize()
        try Files.synchronize(folder: home)
        let counts = JSONText.object(files.map { ($0.name, .number($0.rows)) }).text
        let pack = PackRow(number: number, target: id, folder: name, madeAt: exchange.clock.utc, counts: counts)
        try transaction.add(pack)
        return pack
    }

    private var switchedOn: [LocalizedText] {
        var switched: [LocalizedText] = []
        if exchange.configuration.sendsStock {
            switched.append(LocalizedText(russian: "остатки", english: "stock"))
        }
        if exchange.configuration.sendsLegalDetails {
            switched.append(LocalizedText(russian: "реквизиты", english: "legal details"))
        }
        return switched
    }

    private static func folderName(_ number: Int, _ day: String) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 7 - digits.count)) + digits + "-" + day
    }
}
