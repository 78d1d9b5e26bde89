import Foundation
import TestSupport
import Testing

private let goods = Program.samples + "/ut11/webdata/import0_1.xml"
private let offers = Program.samples + "/ut11/webdata/offers0_1.xml"
private let later = Program.samples + "/ut11-later/webdata/import0_1.xml"

/// The commands that only look.
struct LookingTests {
    /// libxml2's own way of stopping frees what the attributes of the tag in hand lie in.
    @Test func `refuses CommerceML 1.x without a look at memory that is free`() throws {
        let root = "<КоммерческаяИнформация Идентификатор=\"1\" ДатаФормирования=\"2026-01-01\">"
        let groups = String(repeating: "<Группа Идентификатор=\"2\" Наименование=\"г\"/>", count: 8_000)
        let program = try Program()
        let file = try program.folder.write("old.xml", "\(root)\(groups)</КоммерческаяИнформация>")
        let result = try program.run("inspect", "--json", file)
        #expect(result.code == 1)
        #expect(try result.objects().first?["formedAt"] as? String == "2026-01-01")
        #expect(result.output.contains("commerceml.version1"))
    }

    @Test(arguments: [
        "ut11/webdata/import0_1.xml", "ut11/webdata/offers0_1.xml", "legacy/pricelist-utf16.xml",
        "refused/truncated.xml", "refused/empty.xml", "refused/doctype.xml", "zip/catalog.zip", "refused/evil.zip"
    ])
    func `inspects a file as one JSON object with the keys of the contract`(sample: String) throws {
        let file = Program.samples + "/" + sample
        let result = try Program().run("inspect", "--json", file)
        let isRefused = sample.hasPrefix("refused/")
        #expect(result.code == (isRefused ? 1 : 0))
        let objects = try result.objects()
        #expect(objects.count == 1)
        let object = try #require(objects.first)
        for key in [
            "file", "format", "schemaVersion", "namespace", "encoding", "kinds", "changesOnly", "counts", "issues"
        ] { #expect(object[key] != nil, "\(key)") }
        #expect(object["file"] as? String == file)
        let counts = try #require(object["counts"] as? [String: Int])
        #expect(
            Set(counts.keys) == [
                "groups", "properties", "priceTypes", "warehouses", "units", "products", "offers", "prices", "stocks",
                "documents", "subordinateDocuments", "documentLines", "counterparties", "rows"
            ])
        let issues = try #require(object["issues"] as? [[String: Any]])
        for issue in issues {
            #expect(Set(issue.keys) == ["code", "severity", "line", "column", "message"])
        }
        #expect(issues.contains { $0["severity"] as? String == "error" } == isRefused)
        #expect((object["entries"] != nil) == sample.hasSuffix(".zip"))
    }

    @Test func `counts what the sample holds`() throws {
        let objects = try Program().run("inspect", "--json", goods, offers).objects()
        #expect(objects.map { $0["schemaVersion"] as? String } == ["2.07", "2.07"])
        #expect(objects.map { $0["format"] as? String } == ["CommerceML", "CommerceML"])
        let counts = objects.compactMap { $0["counts"] as? [String: Int] }
        #expect(counts.map { $0["products"] } == [10, 0])
        #expect(counts.map { $0["offers"] } == [0, 17])
        #expect(counts.map { $0["prices"] } == [0, 44])
        #expect(counts.map { $0["stocks"] } == [0, 32])
    }

    @Test func `prints every record as a line of JSON and what it did not understand last`() throws {
        let result = try Program().run("inspect", "--records", goods)
        #expect(result.code == 0)
        let objects = try result.objects()
        let kinds = objects.compactMap { $0["record"] as? String }
        #expect(kinds.count == objects.count)
        #expect(kinds.filter { $0 == "product" }.count == 10)
        #expect(kinds.last == "unread")
        #expect(objects.dropLast().allSatisfy { $0["line"] is Int })
    }

    @Test func `plans what a later session renames, makes and deletes`() throws {
        let program = try Program.with("ut11")
        let before = try program.folder.listing("watch")
        let result = try program.run("plan", "--json", "--root", program.root, later)
        #expect(result.code == 0)
        #expect(try program.folder.listing("watch") == before, "a plan writes nothing")
        let objects = try result.objects()
        let renames = objects.filter { object in
            let fields = object["fields"] as? [[String: Any]] ?? []
            return object["action"] as? String == "change" && object["kind"] as? String == "product"
                && fields.contains { $0["path"] as? String == "name" }
        }
        #expect(renames.count == 2)
        let deletions = objects.filter { object in
            let fields = object["fields"] as? [[String: Any]] ?? []
            return fields.contains { $0["path"] as? String == "status" && $0["new"] as? String == "Удален" }
        }
        #expect(deletions.compactMap { $0["kind"] as? String } == ["product"])
        let created = objects.filter { $0["action"] as? String == "create" && $0["kind"] as? String == "product" }
        #expect(created.compactMap { $0["name"] as? String }.count == 1)
        #expect(objects.last?["refusal"] is NSNull)
        let text = try program.run("plan", "--root", program.root, later)
        #expect(text.output.components(separatedBy: "\n    ~ name: ").count == 3)
    }

    @Test func `plans nothing for what is applied already and refuses what apply would`() throws {
        let program = try Program.with("ut11")
        let known = try program.run("plan", "--json", "--root", program.root, goods)
        #expect(known.code == 0)
        #expect(try known.objects().map { $0["duplicate"] as? Bool } == [true])
        let refused = try program.run(
            "plan", "--json", "--root", program.root, Program.samples + "/refused/truncated.xml")
        #expect(refused.code == 1)
        #expect(try refused.objects().count == 1)
    }

    @Test func `lists and shows the files of the ledger`() throws {
        let program = try Program.with("ut11")
        let list = try program.run("ledger", "list", "--json", "--root", program.root).objects()
        #expect(list.count == 4)
        #expect(list.allSatisfy { $0["state"] as? String == "applied" })
        #expect(list.compactMap { $0["file"] as? String }.allSatisfy { $0.hasPrefix("ut11/webdata/") })
        let first = try #require(list.first?["id"] as? Int)
        let shown = try program.run("ledger", "show", "--json", "--root", program.root, "\(first)").objects()
        #expect(shown.first?["sha256"] as? String == list.first?["sha256"] as? String)
        #expect(shown.first?["createdRecords"] is [Any])
        #expect(shown.first?["changedRecords"] is [Any])
        let text = try program.run("ledger", "show", "--root", program.root, "\(first)")
        #expect(text.code == 0)
        #expect(text.output.contains("SHA-256"))
        #expect(try program.run("ledger", "show", "--root", program.root, "99").code == 2)
    }

    @Test func `tells which file and line set each field of an order`() throws {
        let program = try Program.with("ut11")
        let result = try program.run("why", "document", "1041", "--root", program.root)
        #expect(result.code == 0)
        #expect(result.output.hasPrefix("документ be5d8238-653c-11ef-ba6e-d6a8a7f8c874 «1041»\n── История\n+ "))
        let sum = try #require(result.output.split(separator: "\n").first { $0.hasPrefix("  sum = ") })
        #expect(sum.hasPrefix("  sum = 3124  ← № "))
        #expect(sum.hasSuffix("orders-60c7bb2d-bec7-4943-8b7b-0527fb198f9e_1.xml:3"))
        #expect(try program.run("why", "document", "9999", "--root", program.root).code == 2)
        #expect(try program.run("why", "nonsense", "1041", "--root", program.root).code == 2)
    }

    @Test func `tells which later file changed a field`() throws {
        let program = try Program.with("ut11")
        try program.drop("ut11-later")
        try #require(program.run("run", "--once", "--root", program.root).code == 0)
        let result = try program.run("why", "document", "1041", "--root", program.root)
        let lines = result.output.split(separator: "\n")
        #expect(lines.contains { $0.contains("= 2026-11-19T12:00:00  ←") && $0.contains("ut11-later/") })
        #expect(lines.contains { $0.hasPrefix("  sum = ") && $0.contains("ut11/webdata/") })
    }

    @Test func `says what was done as lines of JSON`() throws {
        let program = try Program()
        _ = try program.run("init", program.root)
        let applied = try program.run("apply", "--root", program.root, "--json", goods, offers)
        #expect(applied.code == 0)
        let objects = try applied.objects()
        #expect(objects.compactMap { $0["type"] as? String } == ["file", "file", "pack", "pack", "orders"])
        #expect(objects.first?["state"] as? String == "applied")
        let history = try program.run("why", "--root", program.root, "--json", "product", "1").objects()
        #expect(history.isEmpty, "there is no such product")
        let listed = try program.run("ledger", "show", "--root", program.root, "--json", "1").objects()
        let created = try #require(listed.first?["createdRecords"] as? [[String: Any]])
        let product = try #require(created.first { $0["kind"] as? String == "product" }?["key"] as? String)
        let why = try #require(
            try program.run("why", "--root", program.root, "--json", "product", product).objects().first)
        #expect((why["history"] as? [[String: Any]])?.first?["action"] as? String == "create")
        let fields = try #require(why["fields"] as? [[String: Any]])
        #expect(fields.contains { $0["path"] as? String == "name" && $0["line"] is Int })
    }

    @Test func `plans what a table of the CRM would change and writes nothing`() throws {
        let program = try Program()
        _ = try program.run("init", program.root)
        let table = Program.samples + "/crm/bitrix24-deals.csv"
        let result = try program.run("plan", "--root", program.root, "--json", table)
        #expect(result.code == 0)
        let objects = try result.objects()
        #expect(objects.filter { $0["kind"] as? String == "deal" }.count == objects.last?["created"] as? Int)
        #expect(objects.count > 1)
        #expect(try program.run("ledger", "list", "--root", program.root).code == 3, "there is no ledger so far")
    }

    @Test func `finds what is not fit and says the remedy`() throws {
        let program = try Program()
        _ = try program.run("init", program.root)
        let result = try program.run("doctor", "--root", program.root, "--json")
        #expect(result.code == 1)
        let objects = try result.objects()
        #expect(objects.contains { $0["code"] as? String == "responsible.none" })
        #expect(objects.allSatisfy { ($0["remedy"] as? String)?.isEmpty == false })
        let text = try program.run("doctor", "--root", program.root, "--language", "en").output
        #expect(text.contains("in_turn") && !text.contains("\u{1B}"), "colours are for a terminal")
    }

    @Test func `prints a completion script for each shell`() throws {
        for shell in ["bash", "zsh", "fish"] {
            let script = try Program().run("--generate-completion-script", shell)
            #expect(script.code == 0)
            #expect(script.output.contains("doctor"), "\(shell)")
        }
    }
}
