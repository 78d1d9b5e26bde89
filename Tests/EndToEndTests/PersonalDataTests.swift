import Foundation
import TestSupport
import Testing

/// What people's names, phones and cards must never get into: what the program says, its logs, the pages of refused
/// files, its journal, core dumps.
///
/// They do get into what they are meant for: packs, orders for 1C, reports about customers, the ledger's records, the
/// files that are kept, and the tables of rows to be mended, which are those rows; and `plan`, `why` and `orders` show
/// the records that they are asked for.
@Suite struct PersonalDataTests {
    /// 200 values; each is found again in any text by its mark, whatever stands between its characters.
    private static let values: [(text: String, mark: String)] = (0..<200).map { index in
        let number = String(format: "%03d", index)
        switch index % 5 {
        case 0: return ("+7 (905) 555-7\(number.prefix(1))-\(number.suffix(2))", "9055557\(number)")
        case 1: return ("kanareika\(number)@example.ru", "kanareika\(number)")
        case 2: return ("Канарейкин\(number) Пётр", "канарейкин\(number)")
        case 3: return ("4276 5500 7777 0\(number)", "4276550077770\(number)")
        default: return ("паспорт 4509 555\(number)", "4509555\(number)")
        }
    }

    private func leaks(_ text: String) -> [String] {
        let plain = text.lowercased().filter { $0.isLetter || $0.isNumber }
        return Self.values.map(\.mark).filter(plain.contains)
    }

    // MARK: Inputs

    private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    private static let open = "<КоммерческаяИнформация ВерсияСхемы=\"2.07\" ДатаФормирования=\"2026-11-20T10:00:00\">\n"

    private static func xml(_ body: String, close: String = "</КоммерческаяИнформация>") -> String {
        head + open + body + "\n" + close
    }

    /// Documents in which a value stands in every position that 1C has for text, numbers, flags and dates.
    private static func order(_ value: String, _ number: Int) -> String {
        """
        <Документ><Ид>\(value)</Ид><Номер>\(number)</Номер><Дата>\(value)</Дата><Сумма>\(value)</Сумма><Курс>\(value)</Курс>
        <ХозОперация>Заказ товара</ХозОперация><Комментарий>\(value)</Комментарий><Контрагенты><Контрагент><Ид>\(value)</Ид>
        <Наименование>\(value)</Наименование><ИНН>\(value)</ИНН><Контакты><Контакт><Тип>Почта</Тип><Значение>\(value)</Значение>
        </Контакт></Контакты></Контрагент></Контрагенты><Товары><Товар><Ид>\(value)</Ид><Наименование>\(value)</Наименование>
        <Количество>\(value)</Количество><Сумма>\(value)</Сумма></Товар></Товары><ЗначенияРеквизитов><ЗначениеРеквизита>
        <Наименование>Проведен</Наименование><Значение>\(value)</Значение></ЗначениеРеквизита></ЗначенияРеквизитов></Документ>
        """
    }

    private static func product(_ value: String) -> String {
        "<Товар Статус=\"\(value)\"><Ид>\(value)</Ид><Наименование>\(value)</Наименование><Вес>\(value)</Вес>"
            + "<ПометкаУдаления>\(value)</ПометкаУдаления><Картинка>../\(value)</Картинка></Товар>"
    }

    private static let catalogue = "<Каталог><Ид>c</Ид><Товары>"

    /// What lies in `inbound/`: whole and broken, so that every value is at a place where something is wrong.
    private static func inbound() -> [(name: String, bytes: [UInt8])] {
        var files: [(String, [UInt8])] = []
        func add(_ name: String, _ text: String) { files.append((name, Array(text.utf8))) }
        let texts = values.map(\.text)
        add("orders.xml", xml(texts.enumerated().map { order($1, $0) }.joined(separator: "\n")))
        add("goods.xml", xml(catalogue + texts.map(product).joined(separator: "\n") + "</Товары></Каталог>"))
        add("root.xml", head + "<Чужое>" + texts.joined(separator: "\n") + "</Чужое>")
        add("text.txt", texts.joined(separator: "\n"))
        for (index, value) in texts.enumerated() where index % 2 == 0 {
            let broken = [
                catalogue + "<Товар><Наименование>\(value)", "<Документ><Комментарий>\(value) & Ко</Комментарий>",
                "<Документ><Комментарий>\(value)\u{B}</Комментарий>", "<Документ>\(value)</Заказ>",
                "<Товар Имя=\"\(value)\" Имя=\"\(value)\"/>", "<Товар Имя=\(value)/>",
                "<!-- \(value) -- -->", "<![CDATA[\(value)]]> \(value)\0", "<Товар Имя=\"\(value)\n\(value) <",
                // As people write in comments; a number of cases that has no divisor in common with the kinds of values.
                "<Документ><Комментарий>для <\(value)>, срочно</Комментарий>",
                "<Документ><Комментарий>для</\(value)></Комментарий>"
            ]
            add("broken\(index).xml", xml(broken[index / 2 % broken.count] + "\n\(value)", close: ""))
        }
        add("doctype.xml", head + "<!DOCTYPE a [<!ENTITY b \"\(texts[2])\">]>\n" + open + texts[3])
        add("label.xml", xml(texts[5]).replacing("UTF-8", with: texts[6].filter { $0 != "\"" }))
        add("version.xml", xml(texts[7]).replacing("2.07", with: texts[8].filter { $0 != "\"" }))
        add("moment.xml", xml(texts[9]).replacing("2026-11-20T10:00:00", with: texts[10].filter { $0 != "\"" }))
        files.append(("encoding.xml", inWindows1251(xml(texts.joined(separator: " ")))))
        files.append(("mislabelled.xml", Array(xml(texts[4]).replacing("UTF-8", with: "koi8-r").utf8)))
        return files
    }

    /// What lies in `outbound/`: rows that are set aside for every reason, and tables that nobody knows.
    private static func outbound() -> [(name: String, text: String)] {
        let texts = values.map(\.text)
        let headings = "Номер заказа;Дата;Клиент;Телефон;E-mail;ИНН;Товар;Количество;Цена"
        let rows = texts.enumerated().flatMap { index, value in
            [
                "S-\(index);\(value);\(value);\(value);\(value);\(value);\(value);\(value);\(value)",
                "T-\(index);22.11.2026;\(value);\(value);\(value);\(value);\(value);0;\(value)",
                "U-\(index);\(value)", "V-\(index);\(value);;;;;;;;;\(value)", "W-\(index);\"\(value);\(value)",
                ";22.11.2026;\(value);\(value);;;Лампа;1;10",
                "X-\(index);22.11.2026;\(value);\(value);\(value);;\(value);1;10"
            ]
        }
        let contacts = texts.enumerated().map { "\($0);\($1);\($1);\($1);\($1)" }
        return [
            ("orders.csv", ([headings] + rows).joined(separator: "\n") + "\n"),
            (
                "contacts.csv",
                (["ID;Имя;Рабочий телефон;Рабочий e-mail;Дата рождения"] + contacts).joined(separator: "\n")
            ),
            ("bare.csv", texts.map { "\($0);\($0);\($0)" }.joined(separator: "\n")),
            ("other.csv", "\(texts[0]);\(texts[1])\n1;2\n"), ("words.txt", texts.joined(separator: " "))
        ]
    }

    private func drop(into program: Program) throws {
        for file in Self.inbound() { _ = try program.folder.file("watch/inbound/\(file.name)", file.bytes) }
        for file in Self.outbound() { try program.folder.write("watch/outbound/\(file.name)", file.text) }
    }

    // MARK: Where they must not be

    @Test func `what it says, its pages of refused files and its journal have none of 200 planted values`() throws {
        let program = try Program()
        let (files, root) = (program.folder, program.root)
        #expect(try program.run("init", root).code == 0)
        try FileManager.default.createDirectory(atPath: files.path("a"), withIntermediateDirectories: true)
        for file in Self.inbound() { _ = try files.file("a/\(file.name)", file.bytes) }
        for file in Self.outbound() { try files.write("b/\(file.name)", file.text) }

        func check(_ arguments: [String]) throws {
            let result = try program.run(list: arguments)
            let lines = (result.output + result.errors).split(separator: "\n")
            #expect(!lines.isEmpty)
            #expect(lines.filter { !leaks(String($0)).isEmpty }.prefix(3) == [], "obmen \(arguments[0])")
        }
        let paths =
            Self.inbound().map { files.path("a/\($0.name)") } + Self.outbound().map { files.path("b/\($0.name)") }
        try check(["inspect"] + paths)
        try check(["inspect", "--json"] + paths)
        try drop(into: program)
        for arguments in [
            ["run", "--once"], ["status"], ["status", "--json"], ["doctor"], ["audit"], ["ledger"], ["ledger", "--json"]
        ] {
            try check(arguments + ["--root", root])
        }

        let pages = files.names(in: "watch/quarantine").filter { $0.hasSuffix(".почему.html") }
        #expect(pages.count > 100)
        for page in pages {
            // In the table of an HTML page a phone may be broken by tags.
            let text = try files.text("watch/quarantine/\(page)").replacing(#/<[^>]*>/#, with: "")
            #expect(leaks(text) == [], "\(page)")
        }
        for file in try logs(files) { #expect(leaks(try files.text(file)) == [], "\(file)") }
    }

    /// The journal, the marks and the figures for monitoring.
    private func logs(_ files: TemporaryFolder) throws -> [String] {
        let all = try FileManager.default.subpathsOfDirectory(atPath: files.path("watch"))
        let found = all.filter { name in
            name.hasSuffix(".jsonl") || name.hasSuffix(".prom") || name.hasSuffix(".obmen-share")
                || name.hasSuffix("/heartbeat")
        }
        #expect(
            found.contains { $0.hasSuffix(".jsonl") }, "no journal among \(all.filter { !$0.contains("quarantine") })")
        return found.map { "watch/" + $0 }
    }

    @Test func `the service's log has none, and when it crashes it leaves no memory behind`() throws {
        let program = try Program()
        #expect(try program.run("init", program.root).code == 0)
        let configuration = try program.folder.text("watch/obmen.toml")
        try program.folder.write(
            "watch/obmen.toml", configuration.replacing("settle_seconds = 0", with: "settle_seconds = 1"))
        try drop(into: program)
        // Something to tell of: a service says nothing while all goes well.
        try FileManager.default.createSymbolicLink(
            atPath: program.folder.path("watch/inbound/link.xml"), withDestinationPath: "/etc/hostname")
        let script = """
            ulimit -c unlimited; cd "$1"; "$2" run --root "$3" > log 2>&1 & service=$!
            for wait in $(seq 150); do sleep 0.1; [ -z "$(ls "$3"/outbound/*.csv 2>/dev/null)" ] && break; done
            sleep 1; kill -SEGV $service; wait $service; echo "ended $?"
            """
        let folder = program.folder.path("crash")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let said = try program.shell(script, folder, Program.executable.path, program.root)
        #expect(said.contains("ended 139"), "\(said)")
        #expect(!said.contains("core dumped"), "\(said)")
        let log = try program.folder.text("crash/log")
        #expect(!log.isEmpty)
        #expect(leaks(log) == [])
        #expect(!log.contains("Registers:"), "the runtime showed its memory")
        #expect(program.folder.names(in: "crash") == ["log"])
    }
}
