import ExchangeModel
import Testing

@Suite struct FieldMergeTests {
    private func set(_ fields: KeyValuePairs<String, String>) -> FieldSet {
        FieldSet(fields.map { Field(path: $0.key, value: $0.value) })
    }

    @Test func `keeps a field that the newer record does not give`() {
        let (merged, changes) = set(["id": "1", "article": "A"]).merging(set(["id": "1"]))
        #expect(merged == set(["id": "1", "article": "A"]))
        #expect(changes == [])
    }

    @Test func `takes a value that the newer record gives, and says what it was`() {
        let (merged, changes) = set(["id": "1", "name": "Лампа"]).merging(set(["id": "1", "name": "Лампа A60"]))
        #expect(merged["name"] == "Лампа A60")
        #expect(changes == [FieldChange(path: "name", old: "Лампа", new: "Лампа A60")])
    }

    @Test func `adds a field that is new`() {
        let (merged, changes) = set(["id": "1"]).merging(set(["id": "1", "article": "A"]))
        #expect(merged == set(["id": "1", "article": "A"]))
        #expect(changes == [FieldChange(path: "article", old: nil, new: "A")])
    }

    @Test func `replaces a list as a whole`() {
        let older = set(["pictures[1]": "a.jpg", "pictures[2]": "b.jpg", "groups[1]": "g"])
        let (merged, changes) = older.merging(set(["pictures[1]": "c.jpg"]))
        #expect(merged == set(["pictures[1]": "c.jpg", "groups[1]": "g"]))
        #expect(
            changes == [
                FieldChange(path: "pictures[1]", old: "a.jpg", new: "c.jpg"),
                FieldChange(path: "pictures[2]", old: "b.jpg", new: nil)
            ])
    }

    @Test func `keeps the prices of the types that a price file does not name`() {
        let older = set(["prices[retail].amount": "10", "prices[dealer].amount": "7"])
        let (merged, changes) = older.merging(set(["prices[retail].amount": "12"]))
        #expect(merged == set(["prices[retail].amount": "12", "prices[dealer].amount": "7"]))
        #expect(changes == [FieldChange(path: "prices[retail].amount", old: "10", new: "12")])
    }

    @Test func `replaces all of a price that is named`() {
        let older = set(["prices[retail].amount": "10", "prices[retail].unit": "шт"])
        let (merged, _) = older.merging(set(["prices[retail].amount": "12"]))
        #expect(merged == set(["prices[retail].amount": "12"]))
    }

    @Test func `keeps the stock of the warehouses that a stock file does not name`() {
        let older = set(["stocks[main].quantity": "5", "stocks[shop].quantity": "2"])
        let (merged, changes) = older.merging(set(["stocks[shop].quantity": "0", "stocks[new].quantity": "1"]))
        #expect(
            merged
                == set([
                    "stocks[main].quantity": "5", "stocks[shop].quantity": "0", "stocks[new].quantity": "1"
                ]))
        #expect(changes.map(\.path) == ["stocks[shop].quantity", "stocks[new].quantity"])
    }

    @Test func `sees no change where only the order differs`() {
        let older = set(["id": "1", "name": "Лампа", "prices[a].amount": "1", "prices[b].amount": "2"])
        let newer = set(["prices[b].amount": "2", "name": "Лампа", "prices[a].amount": "1", "id": "1"])
        let (merged, changes) = older.merging(newer)
        #expect(changes == [])
        #expect(merged.body == older.body)
    }

    @Test func `changes nothing when the same record comes again`() {
        let record = set(["id": "1", "pictures[1]": "a", "requisites[Вид].values[1]": "Товар"])
        #expect(record.merging(record).changes == [])
    }

    @Test func `takes everything from a record that comes for the first time`() {
        let newer = set(["id": "1", "pictures[1]": "a.jpg"])
        let (merged, changes) = set([:]).merging(newer)
        #expect(merged == newer)
        #expect(changes.map(\.old) == [nil, nil])
    }

    @Test func `does not mix up price types whose identities hold brackets`() {
        let older = set(["prices[a[1]].amount": "1", "prices[a[2]].amount": "2"])
        let (merged, _) = older.merging(set(["prices[a[1]].amount": "5"]))
        #expect(merged == set(["prices[a[1]].amount": "5", "prices[a[2]].amount": "2"]))
    }

    @Test func `keeps an item's other fields out of the way of a price type of its own name`() {
        let older = set(["prices[a].amount": "1", "priceNote": "x"])
        let (merged, _) = older.merging(set(["prices[b].amount": "2"]))
        #expect(merged == set(["prices[a].amount": "1", "priceNote": "x", "prices[b].amount": "2"]))
    }
}
