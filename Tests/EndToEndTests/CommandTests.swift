import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

struct CommandTests {
    @Test func `shows the whole exchange on the samples`() throws {
        let program = try Program()
        let result = try program.run("demo", program.root)
        #expect(result.code == 0, "\(result.errors)")
        for crm in ["bitrix24", "amocrm"] {
            let packs = program.folder.names(in: "watch/to-crm/\(crm)")
            #expect(packs.count == 4, "\(packs)")
            for pack in packs {
                #expect(program.folder.exists("watch/to-crm/\(crm)/\(pack)/КАК-ЗАГРУЗИТЬ.html"))
            }
        }
        let quarantine = program.folder.names(in: "watch/quarantine")
        let refused = quarantine.filter { !$0.hasSuffix(".почему.html") && !$0.hasSuffix(".строки.csv") }
        let samples = try FileManager.default.contentsOfDirectory(atPath: Program.samples + "/refused")
        #expect(refused.count == samples.count)
        // Of the list with bad rows only these rows are there, with a page of their own.
        let tables = quarantine.filter { $0.hasSuffix(".строки.csv") }
        #expect(tables.count == 1)
        let explained = refused + tables.map { String($0.dropLast(".строки.csv".count)) }
        #expect(
            quarantine.filter { $0.hasSuffix(".почему.html") }.sorted()
                == explained.map { $0 + ".почему.html" }.sorted())
        try orderReachesItsEnd(program)
        #expect(try program.run("demo", program.root).code == 2, "the folder is not fresh any more")
    }

    /// CRM export → orders.xml → 1C's answer → pack with the new state.
    private func orderReachesItsEnd(_ program: Program) throws {
        let orders = try program.run("orders", "--root", program.root, "--json").output
        #expect(orders.split(separator: "\n").filter { $0.contains("\"state\":\"confirmed\"") }.count == 9)
        #expect(orders.split(separator: "\n").filter { $0.contains("\"issue\":\"order.product.unknown\"") }.count == 1)
        let letterbox = try program.folder.text("watch/to-1c/orders.xml")
        #expect(letterbox.contains("<КоммерческаяИнформация") && !letterbox.contains("<Документ>"))
        let last = try #require(program.folder.names(in: "watch/to-crm/amocrm").last)
        let changes = try program.folder.text("watch/to-crm/amocrm/\(last)/06-ИЗМЕНЕНИЯ.csv")
        #expect(changes.contains("\"Ночники в детскую (ID 9001)\";\"Состояние: оплачен · "))
        #expect(try program.run("audit", "--root", program.root).code == 0)
    }

    @Test func `does nothing in a second pass`() throws {
        let program = try Program.with("ut11")
        let packs = try program.folder.listing("watch/to-crm")
        let again = try program.run("run", "--once", "--root", program.root)
        #expect(again.code == 0)
        #expect(again.output.contains("Новых файлов нет"))
        #expect(try program.folder.listing("watch/to-crm") == packs)
    }

    @Test func `changes nothing when the same export comes again`() throws {
        let program = try Program.with("ut11")
        let packs = try program.folder.listing("watch/to-crm")
        try program.drop("ut11", as: "copy")
        let again = try program.run("run", "--once", "--root", program.root)
        #expect(again.code == 0)
        #expect(again.output.contains("уже применён"))
        #expect(try program.folder.listing("watch/to-crm") == packs)
    }

    // MARK: Exit codes

    @Test(arguments: [["run", "--once"], ["ledger", "list"], ["apply"], ["why", "document", "1041"]])
    func `ends with 3 where there is no exchange folder`(arguments: [String]) throws {
        let program = try Program()
        let file = arguments == ["apply"] ? [try program.folder.write("a.xml", "")] : []
        let result = try program.run(list: arguments + ["--root", program.root] + file)
        #expect(result.code == 3)
        #expect(result.errors.contains("obmen init"))
        #expect(!program.folder.exists("watch"))
    }

    @Test(arguments: [
        ["run", "--often"], ["frobnicate"], ["inspect"], ["inspect", "--json", "--records", "a.xml"],
        ["init", "--crm", "siebel", "/nowhere/x"]
    ])
    func `ends with 2 where it is used wrongly`(arguments: [String]) throws {
        let result = try Program().run(list: arguments)
        #expect(result.code == 2)
        #expect(!result.errors.isEmpty)
        #expect(result.output.isEmpty)
    }

    @Test func `ends with 2 where the configuration is wrong and names the line`() throws {
        let program = try Program()
        try #require(program.run("init", program.root).code == 0)
        try program.folder.write("watch/obmen.toml", "language = \"ru\"\nlangauge = \"ru\"\n")
        let result = try program.run("run", "--once", "--root", program.root)
        #expect(result.code == 2)
        #expect(result.errors.contains("obmen.toml:2: "))
        #expect(result.errors.contains("langauge"))
    }

    @Test func `ends with 1 where a file was refused and does the rest`() throws {
        let program = try Program()
        try #require(program.run("init", program.root).code == 0)
        try program.folder.write("watch/inbound/bad.xml", "не выгрузка")
        try program.drop("zip")
        let result = try program.run("run", "--once", "--root", program.root)
        #expect(result.code == 1)
        #expect(result.output.contains("✗ bad.xml"))
        #expect(result.output.contains("✓ zip/catalog.zip"))
        #expect(try program.run("run", "--once", "--root", program.root).code == 0, "refused once, told once")
    }

    @Test func `ends with 3 where another one works with the folder`() throws {
        let program = try Program()
        try #require(program.run("init", program.root).code == 0)
        let descriptor = open(program.root + "/.obmen/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        try #require(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        let result = try program.run("run", "--once", "--root", program.root)
        #expect(result.code == 3)
        #expect(result.errors.contains(program.root))
    }

    @Test(arguments: ["--help", "help"])
    func `ends with 0 when asked for help`(argument: String) throws {
        let result = try Program().run(argument)
        #expect(result.code == 0)
        #expect((result.output + result.errors).contains("inspect"))
    }

    @Test func `leaves a configuration alone that is there already`() throws {
        let program = try Program()
        try program.folder.write("watch/obmen.toml", "language = \"en\"\n")
        #expect(try program.run("init", program.root).code == 0)
        #expect(try program.folder.text("watch/obmen.toml") == "language = \"en\"\n")
    }
}
