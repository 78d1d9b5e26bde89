import ExchangeModel
import Testing

struct FieldMergeTests {
    private func set(_ fields: KeyValuePairs<String, String>) -> FieldSet {
        FieldSet(fields.map { Field(path: $0.key, value: $0.value) })
    }

    @Test func `keeps what the newer record does not name`() {
        let (merged, changes) = set(["id": "1", "article": "A-1"]).merging(set(["id": "1"]))
        #expect(merged == set(["id": "1", "article": "A-1"]))
        #expect(changes.isEmpty)
    }

    @Test func `tells the old and the new value of a change`() {
        let (merged, changes) = set(["id": "1", "name": "Лампа"]).merging(set(["name": "Лампа A60", "code": "7"]))
        #expect(merged == set(["id": "1", "name": "Лампа A60", "code": "7"]))
        #expect(
            changes == [
                FieldChange(path: "name", old: "Лампа", new: "Лампа A60"),
                FieldChange(path: "code", old: nil, new: "7")
            ])
    }

    @Test func `replaces a list that the newer record has`() {
        let (merged, changes) = set(["pictures[1]": "a", "pictures[2]": "b"]).merging(set(["pictures[1]": "c"]))
        #expect(merged == set(["pictures[1]": "c"]))
        #expect(
            changes == [
                FieldChange(path: "pictures[1]", old: "a", new: "c"),
                FieldChange(path: "pictures[2]", old: "b", new: nil)
            ])
    }

    @Test(arguments: ["prices", "stocks"])
    func `keeps the items of a partial list that the newer record does not name`(list: String) {
        let older = set(["\(list)[A].x": "1", "\(list)[A].y": "old", "\(list)[B].x": "2"])
        let (merged, changes) = older.merging(set(["\(list)[A].x": "3"]))
        #expect(merged == set(["\(list)[A].x": "3", "\(list)[B].x": "2"]))
        #expect(changes.map(\.path) == ["\(list)[A].x", "\(list)[A].y"])
    }

    @Test func `reports nothing where only the order differs`() {
        let older = set(["id": "1", "name": "Лампа", "prices[A].amount": "1", "prices[B].amount": "2"])
        let newer = set(["prices[B].amount": "2", "name": "Лампа", "prices[A].amount": "1", "id": "1"])
        let (merged, changes) = older.merging(newer)
        #expect(changes.isEmpty)
        #expect(merged.body == older.body)
    }
}
