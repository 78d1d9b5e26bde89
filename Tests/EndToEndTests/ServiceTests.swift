import Foundation
import TestSupport
import Testing

/// `obmen run` as a service, on a real folder and a real clock.
struct ServiceTests {
    @Test func `takes a file as soon as it has settled, never one that is still written, and ends when told`() throws {
        let program = try Program()
        let (files, root) = (program.folder, program.root)
        #expect(try program.run("init", root, "--crm", "bitrix24").code == 0)
        let configuration = try files.text("watch/obmen.toml")
        try files.write("watch/obmen.toml", configuration.replacing("settle_seconds = 0", with: "settle_seconds = 1"))
        let service = try program.start("run", "--root", root)
        defer { service.terminate() }

        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <КоммерческаяИнформация ВерсияСхемы="2.07" ДатаФормирования="2026-11-20T10:00:00"><Каталог>
            <Ид>c</Ид><Наименование>Товары</Наименование><Товары><Товар><Ид>p1</Ид><Наименование>Лампа</Наименование></Товар>
            </Товары></Каталог></КоммерческаяИнформация>
            """
        let half = Array(text.utf8).prefix(text.utf8.count / 2)
        try Data(half).write(to: files.url.appending(path: "watch/inbound/slow.xml"))
        try files.write("watch/inbound/import.xml", text)
        #expect(waits { files.names(in: "watch/to-crm/bitrix24").contains { $0.hasPrefix("0000001") } })
        #expect(files.exists("watch/inbound/slow.xml"), "half a file was taken")
        #expect(files.names(in: "watch/quarantine").isEmpty)

        try files.write("watch/inbound/slow.xml", text.replacing("p1", with: "p2"))
        #expect(waits { !files.exists("watch/inbound/slow.xml") && files.names(in: "watch/.obmen/spool").isEmpty })
        #expect(waits { files.names(in: "watch/to-crm/bitrix24").contains { $0.hasPrefix("0000002") } })
        #expect(try files.text("watch/.obmen/obmen.prom").contains("obmen_running 1\n"))

        // Only one process works with the folder; what a person asks for, the service does.
        for (count, day) in [(60, 21), (20, 22)] {
            try files.write("watch/inbound/full.xml", Self.full(count, day: day))
            #expect(waits { !files.exists("watch/inbound/full.xml") })
        }
        #expect(waits { files.names(in: "watch/quarantine") == ["0000004-full.xml.почему.html"] })
        let confirmed = try program.run("confirm", "4", "--root", root)
        #expect(confirmed.code == 0)
        #expect(confirmed.output.contains("Служба"))
        #expect(files.names(in: "watch/quarantine").isEmpty)

        service.terminate()
        service.waitUntilExit()
        #expect(service.terminationReason == .exit && service.terminationStatus == 0)
        let status = try program.run("status", "--json", "--root", root)
        #expect(status.output.contains("\"applied\":4"))
        #expect(status.output.contains("\"running\":false"))
    }

    @Test func `prints a unit for systemd`() throws {
        let unit = try Program().run("service-unit", "--root", "/srv/exchange 1").output
        #expect(unit.contains("ExecStart=/usr/bin/obmen run --root \"/srv/exchange 1\"\n"))
        #expect(unit.contains("NoNewPrivileges=yes\n"))
    }

    private static func full(_ count: Int, day: Int) -> String {
        let goods = (1...count).map { "<Товар><Ид>p\($0)</Ид><Наименование>Товар \($0)</Наименование></Товар>" }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <КоммерческаяИнформация ВерсияСхемы="2.07" ДатаФормирования="2026-11-\(day)T10:00:00">
            <Каталог СодержитТолькоИзменения="false"><Ид>c</Ид><Наименование>Товары</Наименование>
            <Товары>\(goods.joined())</Товары></Каталог></КоммерческаяИнформация>
            """
    }

    /// Ten seconds at most; half of one is usual.
    private func waits(_ condition: () -> Bool) -> Bool {
        for _ in 0..<100 {
            if condition() { return true }
            usleep(100_000)
        }
        return condition()
    }
}
